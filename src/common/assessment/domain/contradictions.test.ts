import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { Judgement, assessmentOf, contradictionsOf, demandsOf, deviationsBeyond } from './index.ts'

const judged = (changes: Changes = {}, pack: Changes = {}) => new Judgement(exampleCase('gc-01', changes), packFor('fmcg-wholesale', pack))
const raised = (changes: Changes = {}) => contradictionsOf(judged(changes).sheet).filter(({ holds }) => holds).map(({ pair }) => pair)
const open = (changes: Changes = {}, pack: Changes = {}) => { const { sheet, pack: of } = judged(changes, pack); return demandsOf(sheet, of).filter(({ rule }) => rule === 'S2-64' || rule === 'S2-65').map(({ says }) => says) }
const X20 = exampleCase('gc-01').checks.findIndex(({ method }) => method === 'X20')
const X12 = exampleCase('gc-01').checks.findIndex(({ method }) => method === 'X12')

describe('the contradiction log: two things that cannot both be true', () => {
  it('is empty for GC-01', () => {
    expect(raised()).toEqual([])
    expect(open()).toEqual([])
  })

  it.each<[string, string, Changes]>([
    ['LC01', 'he claims more years than the licence has', { '/oral/yearsInBusiness': 30 }],
    ['LC02', 'he rents and pays no rent', { '/income/fixed': exampleCase('gc-01').income.fixed.filter(({ kind }) => kind !== 'RENT'), '/balance/prepaidRent': [] }],
    ['LC02', 'the lease has run out', { '/business/leaseEndsOn': '2025-01-31' }],
    ['LC03', 'he claims to buy less than the supplier says he sold him', { '/oral/purchasesFen': 400_000_000 }],
    ['LC03', 'one check rests on other purchases than the next', { [`/checks/${X20}/purchasesFen`]: 400_000_000 }],
    ['LC04', 'his number is of a third place', { '/applicant/phone': { city: '赣州', usedYears: 8 } }],
    ['LC05', 'he claims thirty hands and pays wages for three', { '/oral/staff': 300 }],
    ['LC06', 'the code customers pay to is somebody else\'s', { '/bankFlows/0/owner': 'OTHER' }],
    ['LC07', 'the profits of the years are not seen in what he has', { '/balance/cash': [], '/balance/bankDeposit': [] }],
    ['LC08', 'he owes more than he says', { '/oral/debtFen': 0 }],
    ['LC09', 'he borrows for goods and has more than the trade needs', { '/balance/inventory': [{ label: '白酒', amountFen: 90_000_000, evidence: ['visit'] }], '/checks': exampleCase('gc-01').checks.filter(({ account }) => account !== 'inventory') }],
  ])('%s: %s', (pair, _, changes) => {
    expect(raised(changes)).toContain(pair)
    expect(open(changes)[0]).toContain(contradictionsOf(judged(changes).sheet).find((each) => each.pair === pair)?.name)
  })

  it('says of each pair what stands against what', () => {
    expect(contradictionsOf(judged({ '/applicant/phone': { city: '赣州', usedYears: 8 } }).sheet)).toMatchObject([{ pair: 'LC04', one: '手机号归属 赣州', other: expect.stringContaining('经营地') as string, answer: null, at: null, proposed: true }])
  })

  it('blocks submission until each is answered in words, however it is answered [S2-64]', () => {
    const phone = { '/applicant/phone': { city: '赣州', usedYears: 8 } }
    const answered = (answer: string, reason: string) => open({ ...phone, '/contradictions': [{ pair: 'LC04', oneSays: '', otherSays: '', answer, reason }] })
    expect(open(phone)).toEqual(['矛盾记录尚未答复：手机归属地与经营地（写明如何解决或成立，至少 10 字）'])
    expect(answered('RESOLVED', '旧号')).toHaveLength(1)
    expect(answered('RESOLVED', '大学时的号码，已用八年，通讯录相符')).toEqual([])
    expect(answered('STANDS', '说不清为何用外地号码，建议从严')).toEqual([])
  })

  it('only notes where the bank says so', () => {
    expect(open({ '/applicant/phone': { city: '赣州', usedYears: 8 } }, { '/checks/contradictions': 'NOTE' })).toEqual([])
  })

  it('keeps an answer after the figures agree again, and what the officer saw himself', () => {
    const log = [{ pair: 'LC04', oneSays: '手机号归属 赣州', otherSays: '经营地', answer: 'RESOLVED', reason: '旧号，已核对通讯录' }, { pair: 'own-1', oneSays: '说不抽烟', otherSays: '店里有烟灰缸', reason: '' }]
    expect(contradictionsOf(judged({ '/contradictions': log }).sheet)).toMatchObject([{ pair: 'LC04', holds: false, answer: 'RESOLVED' }, { pair: 'own-1', holds: true, proposed: false, answer: null, one: '说不抽烟' }])
    expect(open({ '/contradictions': log })).toEqual(['矛盾记录尚未答复：调查人自记（写明如何解决或成立，至少 10 字）'])
  })
})

describe('the cause of a deviation', () => {
  it('is asked by kind and in words for what the customer said, and for a check that does not hold [S2-65]', () => {
    const said = { '/oral/annualSalesFen': 700_000_000 }
    expect(deviationsBeyond(judged(said).sheet, judged().pack)).toMatchObject([{ of: 'oralSales', name: '口述营业额', causeKind: null }])
    expect(open(said)).toEqual(['偏差尚未写明类别与原因：口述营业额'])
    expect(open({ ...said, '/deviationCauses': [{ of: 'oralSales', causeKind: 'OVERSTATED', cause: '把代理的另一品牌也算了进去' }] })).toEqual([])
    const beyond = { [`/checks/${X12}/takingsFen`]: 5_000_000, [`/checks/${X12}/cause`]: '昨晚的收款今早已存' }
    expect(open(beyond)).toEqual(['有 1 项检验不符，尚未选偏差类别'])
    expect(open({ ...beyond, [`/checks/${X12}/causeKind`]: 'TIMING' })).toEqual([])
    expect(assessmentOf(judged(beyond)).reasons.filter(({ rule }) => rule === 'R5')).toEqual(assessmentOf(judged({ ...beyond, [`/checks/${X12}/causeKind`]: 'TIMING' })).reasons.filter(({ rule }) => rule === 'R5'))
  })

  it('of equity is asked where there is more than expected; less than expected is a contradiction', () => {
    const { sheet, pack } = judged({ '/balance/otherOperatingAssets': [{ label: '另一间仓库的货', amountFen: 20_000_000, evidence: ['visit'] }] })
    expect(deviationsBeyond(sheet, pack).map(({ of }) => of)).toContain('equity')
    const less = judged({ '/balance/cash': [], '/balance/bankDeposit': [] })
    expect(deviationsBeyond(less.sheet, less.pack).map(({ of }) => of)).not.toContain('equity')
  })
})
