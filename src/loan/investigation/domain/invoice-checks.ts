import type { CaseFile, Check } from '#common/assessment/domain'
import type { InvoiceProfile } from '#common/statement/domain'
import { type Day, addMonths, exact, formatExact, lastDay, subtract } from '#kernel'
import type { BillChecks } from './bill-checks.ts'

const WINDOW_MONTHS = 12
/** Invoices that end longer before the cut-off say nothing of the sales that are judged. */
const MONTHS_OLD = 3
/** Said of invoices whose share of the sales was not asked yet. */
export const SHARE_UNASKED = '未填未开票的销售占比，X29 未列入'

/**
 * What the invoices of the firm say of its sales: X29 from the invoiced twelve months, X08 from the season the invoices
 * show against the stated sales of that season. `outsideShare` is the share of sales that is not invoiced;
 * not stated, it was not asked yet, and what is invoiced is held against nothing.
 */
export function invoiceChecks(profile: InvoiceProfile, caseFile: CaseFile, outsideShare: string | undefined, evidence: string[]): BillChecks {
  const last = profile.salesMonths.at(-1)?.month
  const cutOff = caseFile.cutOffOn as Day
  if (last === undefined || addMonths(lastDay(last), MONTHS_OLD) < cutOff || lastDay(last) > addMonths(cutOff, 1)) {
    return { checks: [], notes: [`发票止于 ${last ?? '（无有效销项）'}，不在截止日 ${cutOff} 之前 ${MONTHS_OLD} 个月内，已存为证据，未列入检验`] }
  }
  const x29: Check[] = outsideShare === undefined ? [] : [{ method: 'X29', account: 'sales', invoicedFen: Math.max(0, profile.sales12mFen), invoicedShare: complement(outsideShare), evidence }]
  const x08 = season(profile, caseFile, evidence)
  const notes = [...(outsideShare === undefined ? [SHARE_UNASKED] : []), ...(x08 === undefined ? ['发票不足整年或损益表没有销售，X08 未列入'] : [])]
  return { checks: x08 === undefined ? x29 : [...x29, x08], notes }
}

/** One less the share, with as many places as it is written with. */
function complement(share: string): string {
  return formatExact(subtract(1, exact(share)), share.split('.')[1]?.length ?? 0)
}

/** The share not invoiced that the draft already states beside these invoices. */
export function statedNotInvoiced(checks: readonly Check[], evidenceId: string): string | undefined {
  const found = checks.flatMap((check) => (check.method === 'X29' && check.evidence.includes(evidenceId) ? [check] : []))[0]
  return found === undefined ? undefined : complement(found.invoicedShare)
}

/** The three months in a row that bring most by the invoices, against what the case states for them. */
function season(profile: InvoiceProfile, caseFile: CaseFile, evidence: string[]): Check | undefined {
  const { seasonIndex } = profile
  if (seasonIndex === null || caseFile.income.sales.length === 0) return undefined
  const units = seasonIndex.map((share) => Math.round(Number(share) * 10_000))
  const three = (from: number): number[] => [0, 1, 2].map((step) => (from + step) % WINDOW_MONTHS)
  const sum = (months: readonly number[]): number => months.reduce((total, month) => total + units[month]!, 0)
  const peak = units.map((_, month) => three(month)).reduce((best, months) => (sum(months) > sum(best) ? months : best))
  const first = Number(caseFile.cutOffOn.slice(5, 7)) - 1
  const stated = caseFile.income.sales.reduce((total, { monthlyFen }) => total + peak.reduce((part, month) => part + (typeof monthlyFen === 'number' ? monthlyFen : monthlyFen[(month - first + WINDOW_MONTHS) % WINDOW_MONTHS] ?? 0), 0), 0)
  if (stated === 0 || sum(peak) <= 0 || sum(peak) > 10_000) return undefined
  return { method: 'X08', account: 'sales', seasonSalesFen: stated, seasonIndex: (sum(peak) / 10_000).toFixed(4), evidence }
}

