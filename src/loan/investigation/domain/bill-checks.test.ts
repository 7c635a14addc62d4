import { readFileSync } from 'node:fs'
import { CaseFile } from '#common/assessment/domain'
import type { Statement, StatementRow } from '#common/statement/domain'
import { type Day, addDays, fen } from '#kernel'
import { describe, expect, it } from 'vitest'
import { loadShippedPack } from '#platform/packs'
import { type BillOnCase, billChecks, statedOutsideShare, withBillChecks } from './bill-checks.ts'
import { caseFlows } from './bill-flows.ts'

const gc01 = CaseFile.parse(JSON.parse(readFileSync(new URL('../../../../examples/gc-01.json', import.meta.url), 'utf8')))

const pack = loadShippedPack('default')
const checksOf = (bills: readonly BillOnCase[], outsideShare: string) => billChecks(caseFlows(bills, gc01, pack, new Map()), gc01, outsideShare, pack)

/** A year of one sale of 1,000 yuan a day, an own transfer and a loan. */
function year(until: Day, format: Statement['format'] = 'wechat-personal'): Statement {
  const row = (id: string, at: Day, nature: StatementRow['nature'], amount: number): StatementRow => ({
    id, row: 1, at, direction: nature === 'TRADE' ? 'IN' : 'NEUTRAL', amountFen: fen(amount), refundFen: fen(0), balanceFen: null, counterparty: '', kind: '', status: '', nature, recorded: 'IN', accountTail: '', counterTail: '', note: '',
  })
  const sales = Array.from({ length: 365 }, (_, back) => row(`s${addDays(until, -back)}`, addDays(until, -back), 'TRADE', 100_000))
  return {
    format, layoutName: '', holder: '', accountTail: '', rows: [...sales, row('own', until, 'OWN', 700_000), row('loan', until, 'LOAN', 5_000_000)], warnings: [], period: { from: addDays(until, -364), until },
    summary: { count: 0, inFen: fen(0), outFen: fen(0), neutralFen: fen(0), refundPaidFen: fen(0), turnoverFen: fen(0), months: [] },
  }
}

describe('what bills say of the sales of a case', () => {
  it('X14 counts a year of credits, X13 the days of the month, grossed up by what passes outside', () => {
    const { checks, notes } = checksOf([{ evidenceId: 'e1', statement: year('2025-03-12' as Day) }], '0.5')
    expect(notes).toEqual([])
    expect(checks[1]).toEqual({ method: 'X14', account: 'sales', creditsFen: 365 * 100_000 + 5_700_000, ownTransfersFen: 700_000, loansFen: 5_000_000, otherFen: 0, cashShare: '0.5', evidence: ['e1'] })
    expect(checks[0]).toMatchObject({ method: 'X13', seasonIndex: '0.078125', samples: [{ amountFen: 200_000, days: 1 }, { amountFen: 200_000 }, { amountFen: 200_000 }, { amountFen: 600_000, days: 3 }, { amountFen: 1_400_000, days: 7 }, { amountFen: 2_400_000, days: 12 }] })
  })

  it('the same rows in two files count once, two accounts add up', () => {
    const statement = year('2025-03-12' as Day)
    const credits = (bills: readonly BillOnCase[]): unknown => checksOf(bills, '0').checks.find((check) => check.method === 'X14')
    expect(credits([{ evidenceId: 'e1', statement }, { evidenceId: 'e2', statement }])).toMatchObject({ creditsFen: 42_200_000 })
    expect(credits([{ evidenceId: 'e1', statement }, { evidenceId: 'e2', statement: { ...statement, format: 'alipay-personal' } }])).toMatchObject({ creditsFen: 84_400_000 })
  })

  it('a bill of other days is evidence and no check, and says so', () => {
    expect(checksOf([{ evidenceId: 'e1', statement: year('2023-01-31' as Day) }], '0')).toEqual({ checks: [], notes: [expect.stringContaining('不在截止日 2025-03-12 之前 31 天内')] })
  })

  it('half a year gives day samples and no X14', () => {
    const statement = year('2025-03-12' as Day)
    const half = { ...statement, rows: statement.rows.slice(0, 180), period: { from: '2024-09-14' as Day, until: '2025-03-12' as Day } }
    const { checks, notes } = checksOf([{ evidenceId: 'e1', statement: half }], '0')
    expect(checks.map(({ method }) => method)).toEqual(['X13'])
    expect(notes.join()).toContain('X14 未列入')
  })

  it('renews what bills gave and leaves what the officer wrote', () => {
    const { checks } = checksOf([{ evidenceId: 'e1', statement: year('2025-03-12' as Day) }], '0.08')
    const once = withBillChecks(gc01.checks, checks, new Set(['e1']))
    expect(once).toHaveLength(gc01.checks.length + 2)
    expect(withBillChecks(once, checks, new Set(['e1']))).toEqual(once)
    expect(withBillChecks(once, [], new Set(['e1']))).toEqual(gc01.checks)
    expect(statedOutsideShare(gc01.checks, new Set())).toBe('0.08')
    const { checks: other } = checksOf([{ evidenceId: 'e1', statement: year('2025-03-12' as Day) }], '0.3')
    expect(statedOutsideShare(withBillChecks(gc01.checks, other, new Set(['e1'])), new Set(['e1']))).toBe('0.3')
  })
})
