import { describe, expect, it } from 'vitest'
import { type Requirement, report } from './report.ts'
import { idsIn, titlesOf } from './titles.ts'

const requirement = (id: string): Requirement => ({ id, stage: 'INV', kind: 'R', statement: 'two ways per account' })
const title = (...ids: string[]) => ({ file: 'src/loan/investigation/domain/a.test.ts', text: 'tests twice', ids })
const seen = [{ of: 'src/', at: 'somewhere' }, { of: 'src/loan/investigation/', at: '调查页' }]

describe('the requirement report', () => {
  it('fails on an id the table does not hold', () => {
    expect(report([requirement('S0-01')], [title('S9-99')], seen).problems).toEqual(["src/loan/investigation/domain/a.test.ts: 'tests twice' names the unknown requirement S9-99"])
  })

  it('fails on a test with more than three ids', () => {
    const four = ['S0-01', 'S0-02', 'S0-03', 'S0-04']
    expect(report(four.map(requirement), [title(...four)], seen).problems).toHaveLength(1)
    expect(report(four.map(requirement), [title(...four.slice(1))], seen).problems).toEqual([])
  })

  it('fails on a proof nobody can see', () => {
    expect(report([requirement('S0-01')], [title('S0-01')], []).problems).toHaveLength(1)
  })

  it('says per stage what is proven and where it is seen, the nearest place first, an own one before all', () => {
    const told = report([requirement('S0-01'), requirement('S0-02'), requirement('S0-03')], [title('S0-01', 'S0-02')], [...seen, { of: 'S0-02', at: '额度' }])
    expect(told.problems).toEqual([])
    expect(told.stages.find((one) => one.stage === 'INV')).toMatchObject({ rows: 3, proven: [{ requirement: { id: 'S0-01' }, seen: ['调查页'] }, { requirement: { id: 'S0-02' }, seen: ['额度'] }] })
  })

  it('reads ids from titles of every form of test and from nothing else', () => {
    const text = "// [S0-09]\ndescribe('[S0-08]', () => { it('counts [S0-01, S0-02] twice', f); test.each([1])(`of ${'n'} [S0-03]`, f); const a = '[S0-04]' })"
    expect(titlesOf('a.test.ts', text).map((one) => one.ids)).toEqual([['S0-01', 'S0-02'], ['S0-03']])
    expect(idsIn('a [S1-01] b [S1-02]')).toEqual(['S1-01', 'S1-02'])
  })
})
