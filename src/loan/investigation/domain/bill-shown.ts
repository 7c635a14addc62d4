import type { AccountRead, Excluded, FlowReading, OwnRow, StatementRow } from '#common/statement/domain'
import { dayOf } from '#common/statement/domain'
import type { AccountShown, BillReading, JudgedRow } from './bill-requests.ts'

/** So many rows are shown of a kind; sums and counts are of all. */
const SHOWN = 60
const SHOWN_BREAKS = 50
/** Rows before and after a break. */
const AROUND = 3
const LONGEST_WORDS = 60

/** What was read of all statements, as a screen shows it: sums of everything, the largest rows of each kind, breaks with their neighbours. */
export function shownReading(reading: FlowReading): Omit<BillReading, 'uses' | 'invoices'> {
  const { window, excluded, allowed, left } = reading
  const keys = new Set(reading.accounts.filter(({ isStale }) => !isStale).map(({ key }) => key))
  const inside = ({ account, row }: { account: string; row: StatementRow }): boolean => window !== null && keys.has(account) && dayOf(row.at) >= window.from && dayOf(row.at) <= window.until
  const within = excluded.filter(inside)
  return {
    accounts: reading.accounts.map(shownAccount), from: window?.from ?? null, until: window?.until ?? null, covered: reading.covered,
    creditsFen: reading.creditsFen, refundPaidFen: reading.refundPaidFen, salesFen: reading.salesFen,
    left: Object.entries(left).filter(([, { rows }]) => rows > 0).map(([reason, { fen, rows }]) => ({ reason, fen, rows })),
    excluded: largestOfEach(within).map(shownRow), excludedCount: within.length, allowed: allowed.filter(inside).slice(0, SHOWN).map(shownRow),
    counted: countedRows(reading, inside),
  }
}

/** Of every reason the largest rows, and all that were ruled. */
function largestOfEach(rows: readonly Excluded[]): Excluded[] {
  const reasons = new Set(rows.map(({ reason }) => reason))
  const each = Math.max(1, Math.floor(SHOWN / Math.max(1, reasons.size)))
  return [...reasons].flatMap((reason) => rows.filter((row) => row.reason === reason).sort(byAmount).slice(0, reason === 'RULED' ? SHOWN : each))
}

const byAmount = (a: { row: StatementRow }, b: { row: StatementRow }): number => b.row.amountFen - a.row.amountFen

function countedRows({ accounts, excluded }: FlowReading, inside: (each: { account: string; row: StatementRow }) => boolean): JudgedRow[] {
  const out = new Set(excluded.map(({ row }) => row))
  const rows = accounts.flatMap((account) => account.rows.filter(({ row }) => row.recorded === 'IN' && !out.has(row) && inside({ account: account.key, row })).map((own) => ({ ...own, account: account.key })))
  return rows.sort(byAmount).slice(0, Math.floor(SHOWN / 2)).map((own) => ({ ...shownPlace(own, own.account), reason: 'SALE', says: '计入销售', ruledBy: null, ruledOn: null, ruledWhy: null }))
}

function shownRow(each: Excluded): JudgedRow {
  const { ruling } = each
  return { ...shownPlace(each, each.account), reason: each.reason, says: each.says, ruledBy: ruling?.by ?? null, ruledOn: ruling?.on ?? null, ruledWhy: ruling?.reason ?? null }
}

function shownPlace({ evidenceId, row }: OwnRow, account: string): Pick<JudgedRow, 'account' | 'evidenceId' | 'row' | 'at' | 'amountFen' | 'counterparty' | 'words'> {
  return { account, evidenceId, row: row.row, at: row.at, amountFen: row.amountFen, counterparty: row.counterparty.slice(0, LONGEST_WORDS), words: wordsOf(row) }
}

function wordsOf({ kind, note }: StatementRow): string {
  return `${kind} ${note}`.trim().slice(0, LONGEST_WORDS)
}

function shownAccount(account: AccountRead): AccountShown {
  const { integrity, balances, period } = account
  return {
    key: account.key, label: account.label, holder: account.holder, evidence: [...account.evidence], rows: account.rows.length, repeated: account.repeated, isStale: account.isStale, from: period?.from ?? null, until: period?.until ?? null,
    integrity: { verdict: integrity.verdict, days: integrity.days, reorderedDays: integrity.reorderedDays, count: integrity.breaks.length, breaks: shownBreaks(account) },
    balances: balances === null ? null : { averageDailyFen: balances.averageDailyFen, lowestFen: balances.lowestFen, lowestOn: balances.lowestOn, volatility: balances.volatility, tightMonths: [...balances.tightMonths] },
    months: account.months.map(({ month, inFen, outFen, lowestFen }) => ({ month, inFen, outFen, lowestFen })), monthlyCreditsFen: account.monthlyCreditsFen, leavesWithinDayShare: account.leavesWithinDayShare,
    interest: account.interest.map(({ on, interestFen, days, impliedFen, actualFen, deviation }) => ({ on, interestFen, days, impliedFen, actualFen, deviation })),
    traces: { serials: account.traces.serials, found: account.traces.found.map((trace) => ({ ...trace })) },
  }
}

/** Each break with the rows beside it, as they stand in their file. */
function shownBreaks({ integrity, rows }: AccountRead): AccountShown['integrity']['breaks'] {
  const places = new Map(rows.map(({ row }, at) => [row, at]))
  return integrity.breaks.slice(0, SHOWN_BREAKS).map(({ row, on, kind, differenceFen, says }) => {
    const at = places.get(row) ?? 0
    const near = rows.slice(Math.max(0, at - AROUND), at + AROUND + 1).filter((own) => own.evidenceId === rows[at]?.evidenceId)
    return {
      evidenceId: rows[at]?.evidenceId ?? '', row: row.row, on, kind, differenceFen, says,
      around: near.map(({ row: each }) => ({ row: each.row, at: each.at, words: `${wordsOf(each)} ${each.counterparty}`.trim().slice(0, LONGEST_WORDS), amountFen: each.recorded === 'OUT' ? -each.amountFen : each.amountFen, balanceFen: each.balanceFen, isHere: each === row })),
    }
  })
}
