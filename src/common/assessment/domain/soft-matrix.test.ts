import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { Judgement, SOFT_CELLS, assess, assessmentOf } from './index.ts'

const pack = packFor('fmcg-wholesale')
const cell = (name: string, changes: Changes) => new Judgement(exampleCase('gc-01', changes), pack).sheet.figure(`soft_${name}`)
const open = (changes: Changes) => new Judgement(exampleCase('gc-01', changes), pack).sheet.figure('unexplainedDeviations')
const residence = (local: boolean, years: number) => ({ '/applicant/residence/local': local, '/applicant/residence/years': years })
const DIVORCED: Changes = { '/applicant/marriage': 'DIVORCED', '/spouse': null }
const explained = (text: string, more: Record<string, unknown> = {}): Changes => ({ ...DIVORCED, '/soft/explanations': [{ cell: 'marriage', text, source: '民政局离婚证', evidence: [], ...more }, { cell: 'spouse', text: '离异，无配偶，子女随本人生活', source: '离婚证', evidence: [] }] })

describe('the table of deviations [S4-16]', () => {
  it.each<[string, Changes, string]>([
    ['marriage', { '/applicant/marriage': 'MARRIED' }, 'NORMAL'], ['marriage', { '/applicant/marriage': 'REMARRIED' }, 'NEAR'], ['marriage', { '/applicant/marriage': 'DIVORCED' }, 'DEVIATION'], ['marriage', { '/applicant/marriage': 'SINGLE' }, 'DEVIATION'],
    ['age', { '/applicant/bornOn': '1995-03-13' }, 'DEVIATION'], ['age', { '/applicant/bornOn': '1995-03-12' }, 'NORMAL'], ['age', { '/applicant/bornOn': '1980-03-13' }, 'NORMAL'], ['age', { '/applicant/bornOn': '1980-03-12' }, 'DEVIATION'],
    ['yearsInBusiness', { '/business/startedOn': '2020-03-12' }, 'NORMAL'], ['yearsInBusiness', { '/business/startedOn': '2020-03-13' }, 'NEAR'], ['yearsInBusiness', { '/business/startedOn': '2022-03-12' }, 'NEAR'], ['yearsInBusiness', { '/business/startedOn': '2022-03-13' }, 'DEVIATION'],
    ['residence', residence(true, 0), 'NORMAL'], ['residence', residence(false, 10), 'NORMAL'], ['residence', residence(false, 9), 'DEVIATION'], ['residence', residence(false, 2), 'DEVIATION'],
    ['property', { '/applicant/property': 'HOME_OWNED' }, 'NORMAL'], ['property', { '/applicant/property': 'PART_OR_VEHICLE' }, 'NEAR'], ['property', { '/applicant/property': 'LITTLE' }, 'DEVIATION'], ['property', { '/applicant/property': 'NONE' }, 'DEVIATION'],
    ['creditRecord', { '/soft/creditRecord': 'GOOD' }, 'NORMAL'], ['creditRecord', { '/soft/creditRecord': 'NONE' }, 'NORMAL'], ['creditRecord', { '/soft/creditRecord': 'NOT_WILFUL' }, 'DEVIATION'], ['creditRecord', { '/soft/creditRecord': 'BAD' }, 'DEVIATION'],
    ['children', { '/applicant/children': 'YOUNG_OR_AT_SCHOOL' }, 'NORMAL'], ['children', { '/applicant/children': 'WORKING' }, 'NEAR'], ['children', { '/applicant/children': 'IDLE_ADULT' }, 'DEVIATION'], ['children', { '/applicant/children': 'NONE' }, 'DEVIATION'],
    ['spouse', { '/spouse/work': 'IN_BUSINESS' }, 'NORMAL'], ['spouse', { '/spouse/work': 'LOCAL_STABLE_JOB' }, 'NEAR'], ['spouse', { '/spouse/work': 'OTHER' }, 'DEVIATION'], ['spouse', { '/spouse/work': 'NONE' }, 'DEVIATION'],
    ['spouse', { '/spouse': null, '/applicant/marriage': 'SINGLE' }, 'NORMAL'], ['spouse', { '/spouse': null, '/applicant/marriage': 'MARRIED' }, 'DEVIATION'],
  ])('%s with %j is %s', (name, changes, expected) => {
    expect(cell(name, changes)).toBe(expected)
  })

  it('has eight columns, all normal in GC-01 [S4-16]', () => {
    expect(SOFT_CELLS.map((name) => cell(name, {}))).toEqual(Array.from({ length: 8 }, () => 'NORMAL'))
    expect(open({})).toBe(0)
  })
})

describe('a deviating cell', () => {
  it('needs an explanation of ten characters, accepted, for this very cell', () => {
    expect(open(DIVORCED)).toBe(2)
    expect(open(explained('三年前协议离婚，无纠纷'))).toBe(0)
    expect(open(explained('协议离婚无财产纠纷'))).toBe(1)
    expect(open(explained('协议离婚无财产纠纷了'))).toBe(0)
    expect(open(explained('三年前协议离婚，无纠纷', { accepted: false }))).toBe(1)
    expect(open({ '/soft/explanations': [{ cell: 'age', text: '这一格并没有偏差，不需要解释', source: '身份证', evidence: [] }] })).toBe(0)
  })

  it('counts characters, not bytes or halves of rare ones', () => {
    expect(open(explained('𠮷'.repeat(9)))).toBe(1)
    expect(open(explained('𠮷'.repeat(10)))).toBe(0)
  })

  it('left open keeps the report from being submitted and costs points [S4-18]', () => {
    const { decision, reasons, score } = assess(exampleCase('gc-01', DIVORCED), pack)
    expect([decision, score?.indicators['D4']]).toEqual(['INCOMPLETE', 0])
    expect(reasons.find(({ rule }) => rule === '5.1')).toMatchObject({ says: '软信息有 2 项偏差未作合理性解释', effect: 'INCOMPLETE' })
    expect(assess(exampleCase('gc-01', { '/applicant/children': 'NONE' }), pack).score?.indicators['D4']).toBe(1)
  })

  it('explained changes no point and no price: marriage, age and children are questions only', () => {
    const explanations = SOFT_CELLS.map((name) => ({ cell: name, text: '经走访核实，情况稳定，不影响经营', source: '走访', evidence: [] }))
    const base = assessmentOf(new Judgement(exampleCase('gc-01'), pack))
    for (const changes of [{ '/applicant/marriage': 'REMARRIED' }, { '/applicant/children': 'NONE' }, { '/applicant/bornOn': '1975-01-01' }, { '/applicant/bornOn': '1997-01-01' }, { '/soft/creditRecord': 'BAD' }, { '/spouse/work': 'NONE' }]) {
      const { score, price, limit } = assess(exampleCase('gc-01', { ...changes, '/soft/explanations': explanations }), pack)
      expect({ changes, score, price, limit }).toEqual({ changes, score: base.score, price: base.price, limit: base.limit })
    }
  })
})
