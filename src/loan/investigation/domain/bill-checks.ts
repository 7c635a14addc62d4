import type { CaseFile, Check } from '#common/assessment/domain'
import type { PolicyPack } from '#common/policy/domain'
import { type AccountRead, type FlowReading, type SalesSample, type Statement, type StatementRow, salesEvidence } from '#common/statement/domain'
import { type Day, addDays, addMonths, compare, divide, exact, fen, firstDay, formatExact, formatYuan, monthOf, multiply, roundFen, subtract } from '#kernel'

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

const WINDOW_MONTHS = 12
const LABELS: Readonly<Record<SalesSample['name'], string>> = { today: '当日', yesterday: '前一日', dayBefore: '前二日', week: '本周', lastWeek: '上周', month: '本月', lastMonth: '上月' }

/** What of the policy the checks of statements read. */
type Pack = Pick<PolicyPack, 'flags' | 'flows'>

/**
 * What all bills of a case together say: X13 from days, week and month of sales, X14 from twelve months of credits, X15 from the
 * interest. `outsideShare` is the share of sales that passes through none of them; amounts of X13 are grossed up by it, as X14 is by its formula.
 */
export function billChecks(reading: FlowReading, caseFile: CaseFile, outsideShare: string, pack: Pack): BillChecks {
  if (reading.accounts.length === 0) return { checks: [], notes: [] }
  const cutOff = caseFile.cutOffOn as Day
  const notes = reading.accounts.flatMap((account) => staleNote(account, cutOff, pack))
  const fresh = reading.accounts.filter(({ isStale }) => !isStale)
  if (reading.window === null) return { checks: [], notes }
  const covered = coveredDays(fresh)
  const last = reading.window.until
  const evidence = [...new Set(fresh.flatMap((account) => account.evidence))]
  const { samples } = salesEvidence({ rows: countedRows(fresh, reading), period: covered }, { cutOff: last, windowMonths: WINDOW_MONTHS })
  const x13 = daySamples(samples, caseFile, { last, outsideShare, evidence })
  const x14 = yearFlow(reading, outsideShare, evidence)
  const x15 = interestCheck(fresh, caseFile, pack)
  return {
    checks: [x13, x14, x15.check].flatMap((check) => check ?? []),
    notes: [
      ...notes, ...(x13 === undefined ? ['截止日前的样本期内没有营业收入，X13 未列入'] : []),
      ...(x14 === undefined ? [`账单期间 ${covered?.from ?? '—'} 至 ${covered?.until ?? '—'} 不足 ${addDays(addMonths(last, -WINDOW_MONTHS), 1)} 起的 12 个月，X14 未列入`] : []), ...x15.notes,
    ],
  }
}

function staleNote({ label, period, isStale }: AccountRead, cutOff: Day, { flows }: Pack): string[] {
  if (!isStale) return []
  return [period === null ? `「${label}」没有可用的期间，已存为证据，未列入检验` : `「${label}」期间 ${period.from} 至 ${period.until} 不在截止日 ${cutOff} 之前 ${flows.staleDays} 天内，已存为证据，未列入检验`]
}

/** The days that every account covers. */
function coveredDays(fresh: readonly AccountRead[]): { from: Day; until: Day } | null {
  const all = fresh.flatMap(({ period }) => (period === null ? [] : [period]))
  const [from, until] = [all.map((each) => each.from).sort().at(-1), all.map((each) => each.until).sort()[0]]
  return from === undefined || until === undefined ? null : { from, until }
}

/** The rows as they are judged: what is left out is no sale, what an officer let count is one. */
function countedRows(fresh: readonly AccountRead[], { excluded, allowed }: FlowReading): StatementRow[] {
  const [out, counts] = [new Set(excluded.map(({ row }) => row)), new Set(allowed.map(({ row }) => row))]
  return fresh.flatMap(({ rows }) => rows.map(({ row }) => (out.has(row) && row.nature === 'TRADE' ? { ...row, nature: 'OTHER' as const } : counts.has(row) ? { ...row, nature: 'TRADE' as const } : row)))
}

/** Interest of accounts that make up the deposits stated: only then does the balance it stands for say anything of them. */
function interestCheck(fresh: readonly AccountRead[], { balance }: CaseFile, { flags, flows }: Pack): { check: Check | undefined; notes: string[] } {
  const tested = fresh.flatMap((account) => {
    const test = account.interest.at(-1)
    return test === undefined ? [] : [{ account, test, closing: account.integrity.closings.at(-1)?.fen ?? 0 }]
  })
  if (tested.length === 0) return { check: undefined, notes: [] }
  const stated = balance.bankDeposit.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const closing = tested.reduce((sum, each) => sum + each.closing, 0)
  if (compare(fen(Math.abs(closing - stated)), multiply(exact(flags.interestBackCalc), fen(stated))) > 0) return { check: undefined, notes: [`有结息的账户期末余额 ${formatYuan(closing)} 元，与所列银行存款 ${formatYuan(stated)} 元不是同一范围，X15 未列入`] }
  const days = tested[0]!.test.days
  if (tested.some(({ test }) => test.days !== days)) return { check: undefined, notes: ['各账户的结息期间不同，X15 未列入'] }
  return { check: { method: 'X15', account: 'bankDeposit', interestFen: tested.reduce((sum, { test }) => sum + test.interestFen, 0), demandRate: flows.demandRate, days, evidence: [...new Set(tested.flatMap(({ account }) => account.evidence))] }, notes: [] }
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

function yearFlow({ covered, creditsFen, left, refundPaidFen }: FlowReading, outsideShare: string, evidence: string[]): Check | undefined {
  if (!covered || creditsFen === 0) return undefined
  const other = (['DEPOSIT', 'PASS_THROUGH', 'REFUND', 'INTEREST', 'OTHER', 'CLOSED', 'RULED'] as const).reduce((sum, reason) => sum + left[reason].fen, 0)
  return { method: 'X14', account: 'sales', creditsFen, ownTransfersFen: left.OWN.fen, loansFen: left.LOAN.fen, otherFen: other + refundPaidFen, cashShare: outsideShare, evidence }
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
