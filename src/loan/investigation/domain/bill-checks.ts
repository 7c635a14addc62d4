import type { CaseFile, Check } from '#common/assessment/domain'
import { type SalesFlow, type SalesSample, type Statement, type StatementRow, dayOf, salesEvidence } from '#common/statement/domain'
import { type Day, addDays, addMonths, compare, daysBetween, divide, exact, firstDay, formatExact, monthOf, roundFen, subtract } from '#kernel'

/** A bill on the case, as read. */
export interface BillOnCase {
  readonly evidenceId: string
  readonly statement: Statement
}

/** The checks bills give, and one sentence for each that they could not give. */
export interface BillChecks {
  readonly checks: readonly Check[]
  readonly notes: readonly string[]
}

/** A bill that ends longer before the cut-off says nothing of the sales that are judged. */
const DAYS_OLD = 31
const WINDOW_MONTHS = 12
const LABELS: Readonly<Record<SalesSample['name'], string>> = { today: '当日', yesterday: '前一日', dayBefore: '前二日', week: '本周', lastWeek: '上周', month: '本月', lastMonth: '上月' }

/**
 * What all bills of a case together say of its sales: X13 from days, week and month, X14 from twelve months of credits.
 * `outsideShare` is the share of sales that passes through none of them; amounts of X13 are grossed up by it, as X14 is by its formula.
 */
export function billChecks(bills: readonly BillOnCase[], caseFile: CaseFile, outsideShare: string): BillChecks {
  if (bills.length === 0) return { checks: [], notes: [] }
  const { rows, period } = joined(bills)
  if (period === null) return { checks: [], notes: ['账单没有可用的期间，已存为证据，未列入检验'] }
  const cutOff = caseFile.cutOffOn as Day
  const last = period.until < cutOff ? period.until : cutOff
  if (daysBetween(last, cutOff) > DAYS_OLD || period.from > last) return { checks: [], notes: [`账单期间 ${period.from} 至 ${period.until} 不在截止日 ${cutOff} 之前一个月内，已存为证据，未列入检验`] }
  const { samples, flow } = salesEvidence({ format: bills[0]!.statement.format, rows, period, summary: bills[0]!.statement.summary, warnings: [] }, { cutOff: last, windowMonths: WINDOW_MONTHS })
  const evidence = bills.map(({ evidenceId }) => evidenceId)
  const x13 = daySamples(samples, caseFile, { last, outsideShare, evidence })
  const x14 = yearFlow(flow, outsideShare, evidence)
  return {
    checks: [...(x13 === undefined ? [] : [x13]), ...(x14 === undefined ? [] : [x14])],
    notes: [...(x13 === undefined ? ['截止日前的样本期内没有营业收入，X13 未列入'] : []), ...(x14 === undefined ? [`账单期间 ${period.from} 至 ${period.until} 不足 ${addDays(addMonths(last, -WINDOW_MONTHS), 1)} 起的 12 个月，X14 未列入`] : [])],
  }
}

/** The draft's checks with those that bills gave replaced; what the officer wrote himself stays. */
export function withBillChecks(checks: readonly Check[], given: readonly Check[], everBills: ReadonlySet<string>): Check[] {
  const fromBills = (check: Check): boolean => check.evidence.length > 0 && check.evidence.every((id) => everBills.has(id))
  return [...checks.filter((check) => !fromBills(check)), ...given]
}

/** The share of sales outside the account that the draft already states: in a bill's own check, else in any X14 the officer wrote. */
export function statedOutsideShare(checks: readonly Check[], everBills: ReadonlySet<string>): string | undefined {
  const flows = checks.flatMap((check) => (check.method === 'X14' ? [check] : []))
  return (flows.find((check) => check.evidence.some((id) => everBills.has(id))) ?? flows[0])?.cashShare
}

function daySamples(samples: readonly SalesSample[], caseFile: CaseFile, by: { last: Day; outsideShare: string; evidence: string[] }): Check | undefined {
  const month = monthOf(by.last)
  const usable = samples.filter((sample) => sample.covered && sample.turnoverFen > 0 && sample.from >= firstDay(month))
  const index = seasonShare(caseFile, Number(month.slice(5)))
  if (usable.length === 0 || index === undefined) return undefined
  const through = subtract(1, exact(by.outsideShare))
  const grossed = compare(through, 1) === 0 ? '' : ` ÷（1 − ${by.outsideShare}）`
  return {
    method: 'X13', account: 'sales', monthDays: 30, seasonIndex: index, evidence: by.evidence,
    samples: usable.map((sample) => ({ label: `${LABELS[sample.name]} ${sample.from}${grossed}`, amountFen: roundFen(divide(sample.turnoverFen, through)), days: sample.days })),
  }
}

function yearFlow(flow: SalesFlow, outsideShare: string, evidence: string[]): Check | undefined {
  if (!flow.covered || flow.credits.fen === 0) return undefined
  return {
    method: 'X14', account: 'sales', creditsFen: flow.credits.fen, ownTransfersFen: flow.ownTransfers.fen, loansFen: flow.loans.fen,
    otherFen: flow.other.fen + flow.refundPaid.fen, cashShare: outsideShare, evidence,
  }
}

/** Share of the year's sales the calendar month brings, by the case's own income statement. */
function seasonShare(caseFile: CaseFile, monthOfYear: number): string | undefined {
  const first = Number(caseFile.cutOffOn.slice(5, 7))
  const at = (monthOfYear - first + WINDOW_MONTHS) % WINDOW_MONTHS
  const amounts = caseFile.income.sales.map(({ monthlyFen }) => (typeof monthlyFen === 'number' ? Array.from({ length: WINDOW_MONTHS }, () => monthlyFen) : monthlyFen))
  const year = amounts.flat().reduce((sum, one) => sum + one, 0)
  const month = amounts.reduce((sum, line) => sum + (line[at] ?? 0), 0)
  return year === 0 || month === 0 ? undefined : formatExact(divide(month, year), 6)
}

/** All rows once, and the days every kind of account is covered. Bills of one layout continue each other; their rows are known by the bill's own numbers. */
function joined(bills: readonly BillOnCase[]): { rows: StatementRow[]; period: { from: Day; until: Day } | null } {
  const rows = new Map<string, StatementRow>()
  const periods = new Map<string, { from: Day; until: Day }>()
  for (const { evidenceId, statement } of bills) {
    for (const row of statement.rows) rows.set(`${statement.format} ${/^r\d+$/.test(row.id) ? evidenceId : ''} ${row.id}`, row)
    const own = periodOf(statement)
    const before = periods.get(statement.format)
    if (own !== null) periods.set(statement.format, before === undefined ? own : together(before, own))
  }
  const all = [...periods.values()]
  if (all.length === 0) return { rows: [...rows.values()], period: null }
  return { rows: [...rows.values()], period: { from: all.map(({ from }) => from).sort().at(-1)!, until: all.map(({ until }) => until).sort()[0]! } }
}

/** Two periods that touch or overlap make one; of two apart the later counts. */
function together(a: { from: Day; until: Day }, b: { from: Day; until: Day }): { from: Day; until: Day } {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a]
  if (second.from > addDays(first.until, 1)) return second
  return { from: first.from, until: first.until > second.until ? first.until : second.until }
}

function periodOf(statement: Statement): { from: Day; until: Day } | null {
  if (statement.period !== null) return statement.period
  const days = statement.rows.map((row) => dayOf(row.at)).sort()
  const [from, until] = [days[0], days.at(-1)]
  return from === undefined || until === undefined ? null : { from, until }
}
