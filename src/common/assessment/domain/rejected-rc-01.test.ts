import { describe, expect, it } from 'vitest'
import { type ExampleName, exampleCase, exampleText, packFor } from '../../../../sim/cases.ts'
import { Judgement, assess, assessmentOf } from './index.ts'

/** The worked case RC-01: credits of 2 to 3 million a month, no shop, and a card table. */
const pack = packFor('clothing-retail')
const judged = (name: ExampleName) => assess(exampleCase(name), pack)
const rejecting = (name: ExampleName) => judged(name).reasons.filter(({ effect }) => effect === 'REJECT').map(({ rule, flag }) => (flag === undefined ? rule : `${rule} ${flag}`))

describe('RC-01', () => {
  it('raises every flag of the paper [S0-46]', () => {
    expect(judged('rc-01').flags).toEqual(['FR01', 'FR02', 'FR03', 'FR04', 'FR05', 'FR06', 'FR07', 'FR12', 'FR20'])
  })

  it('is rejected for gambling, for no business, for its debts and for nothing left over, each as a reason of its own [S0-46, S0-50]', () => {
    expect(judged('rc-01').decision).toBe('REJECT')
    expect(rejecting('rc-01')).toEqual(['H04 FR06', 'H04 FR07', 'H04 FR12', 'H05', 'H07', 'limit'])
  })

  it('is rejected as well where nobody knows of the gambling [S0-50]', () => {
    expect(judged('rc-01-without-gambling').decision).toBe('REJECT')
    expect(judged('rc-01-without-gambling').flags).toEqual(['FR01', 'FR02', 'FR03', 'FR04', 'FR05', 'FR07', 'FR12', 'FR20'])
    expect(rejecting('rc-01-without-gambling')).toEqual(['H04 FR07', 'H04 FR12', 'H05', 'H07', 'limit'])
  })

  it('has the figures behind the flags: cards 80 %, interest 8,437.50 on debts nobody serves [S0-49]', () => {
    const { sheet } = new Judgement(exampleCase('rc-01'), pack)
    const says = judged('rc-01').reasons.map((reason) => reason.says)
    expect(says).toContain('信用卡使用率 80.00%，高于 50%')
    expect(says).toContain('现有债务月支出 8,437.50 超过月可支配资金 0.00')
    expect([sheet.figure('debtServiceNow'), sheet.figure('disposableMonthly')]).toEqual([843_750, 0])
  })

  it('takes the flow as no evidence of sales, so the sales are nothing [S0-46]', () => {
    const { checks, statements } = judged('rc-01')
    expect(checks.find(({ method }) => method === 'X14')).toMatchObject({ account: 'sales', check: null, deviation: null, countsForVeto: false })
    expect(statements.annualSalesFen).toBe(0)
    const kept = assess(exampleCase('rc-01', { '/bankFlows/0/leavesWithinDayShare': '0.69' }), pack)
    expect(kept.checks.find(({ method }) => method === 'X14')).toMatchObject({ check: 3_000_000_000 })
    expect(kept.flags).not.toContain('FR03')
  })

  it('gets no limit, no score and no price', () => {
    expect(judged('rc-01')).toMatchObject({ limit: null, score: null, price: null, instalmentFen: null, coverage: null })
  })

  it('counts a mortgage without a known rate at the rate the pack assumes', () => {
    const { sheet } = new Judgement(exampleCase('rc-01'), packFor('clothing-retail', { '/flags/assumedDebtRate': '0.06' }))
    expect(sheet.figure('debtServiceNow')).toBe(1_125_000)
  })

  it.each(['rc-01', 'rc-01-without-gambling'] as const)('%s is answered by the command as the file beside it says', (name) => {
    expect(JSON.parse(JSON.stringify(assessmentOf(new Judgement(exampleCase(name), pack))))).toEqual(JSON.parse(exampleText(`${name}.expected`)))
  })
})
