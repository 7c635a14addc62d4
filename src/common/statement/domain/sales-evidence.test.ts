import { describe, expect, it } from 'vitest'
import { type Day, addDays } from '#kernel'
import { Reading } from './reading.ts'
import type { Statement } from './statement.ts'
import { salesEvidence } from './sales-evidence.ts'

const TITLES = ['交易日期', '摘要', '交易场所', '记账金额(收入)', '记账金额(支出)', '记账币种', '余额', '对方户名']

/** A bank account from rows of day, words, amount in, amount out, counterparty. */
function account(rows: readonly (readonly [string, string, string, string, string])[], owner = ''): Statement {
  const reading = new Reading({ kind: '文本（CSV）', encoding: 'UTF-8', sheet: null }, { owner })
  reading.push(1, TITLES)
  for (const [i, [on, words, income, expense, party]] of rows.entries()) reading.push(i + 2, [on, words, '', income, expense, '人民币', '', party])
  return reading.finish()
}

/** 100.00 a day from 2024-03-14 to 2025-03-13. */
const year = account(Array.from({ length: 365 }, (_, i) => [addDays('2024-03-14' as Day, i), '他行汇入', '100.00', '', '顾客'] as const))
const on = (cutOff: string, windowMonths = 12) => ({ cutOff: cutOff as Day, windowMonths })

describe('the seven samples', () => {
  it('are today, the two days before, this and last week, this and last month', () => {
    const { samples } = salesEvidence(year, on('2025-03-13'))
    expect(samples.map(({ name, from, until, days, turnoverFen, covered }) => `${name} ${from} ${until} ${days} ${turnoverFen} ${covered}`)).toEqual([
      'today 2025-03-13 2025-03-13 1 10000 true', 'yesterday 2025-03-12 2025-03-12 1 10000 true', 'dayBefore 2025-03-11 2025-03-11 1 10000 true',
      'week 2025-03-10 2025-03-13 4 40000 true', 'lastWeek 2025-03-03 2025-03-09 7 70000 true', 'month 2025-03-01 2025-03-13 13 130000 true', 'lastMonth 2025-02-01 2025-02-28 28 280000 true',
    ])
    expect(samples[0]?.rowIds).toEqual(['#365'])
    expect(samples[3]?.rowIds).toEqual(['#362', '#363', '#364', '#365'])
  })

  it('beyond the edge of the bill say so', () => {
    expect(salesEvidence(year, on('2025-03-15')).samples.map(({ name, covered }) => `${name} ${covered}`)).toEqual(['today false', 'yesterday false', 'dayBefore true', 'week false', 'lastWeek true', 'month false', 'lastMonth true'])
    expect(salesEvidence(account([]), on('2025-03-15')).samples.every(({ covered, turnoverFen }) => !covered && turnoverFen === 0)).toBe(true)
  })
})

describe('the flow', () => {
  const mixed = account([
    ['2025-03-01', '他行汇入', '1,000.00', '', '顾客甲'], ['2025-03-02', '他行汇入', '300.00', '', '张三'], ['2025-03-03', '贷款发放', '5,000.00', '', '银行'], ['2025-03-04', '工资', '400.00', '', '某公司'],
    ['2025-03-05', '退款', '20.00', '', '批发商'], ['2025-03-06', '消费', '', '70.00', '批发商'], ['2025-03-07', '退款', '', '50.00', '顾客甲'], ['2025-02-01', '他行汇入', '9.00', '', '顾客乙'], ['2025-03-08', 'ATM存款', '60.00', '', ''],
  ], '张三')

  it('is credits less own transfers, loans, what is no business, and refunds paid, each with its rows', () => {
    const { flow } = salesEvidence(mixed, on('2025-03-31', 1))
    expect(flow).toMatchObject({
      from: '2025-03-01', until: '2025-03-31', covered: false,
      credits: { fen: 678_000, rowIds: ['#1', '#2', '#3', '#4', '#5', '#9'] }, ownTransfers: { fen: 36_000, rowIds: ['#2', '#9'] }, loans: { fen: 500_000, rowIds: ['#3'] },
      other: { fen: 42_000, rowIds: ['#4', '#5'] }, refundPaid: { fen: 5_000, rowIds: ['#7'] }, businessFen: 95_000, months: [{ month: '2025-03', businessFen: 95_000 }],
    })
    expect(flow.credits.fen - flow.ownTransfers.fen - flow.loans.fen - flow.other.fen - flow.refundPaid.fen).toBe(flow.businessFen)
  })

  it('covers whole months back from the cut-off day', () => {
    expect(salesEvidence(year, on('2025-03-13')).flow).toMatchObject({ from: '2024-03-14', until: '2025-03-13', covered: true, businessFen: 3_650_000 })
    expect(salesEvidence(year, on('2025-03-13', 3)).flow).toMatchObject({ from: '2024-12-14', businessFen: 900_000 })
  })
})
