import { type Fen, compare, exact, formatYuan } from '#kernel'
import type { InvoiceProfile } from './invoice-book.ts'

/** Two limits of an indicator: at the good one or better it costs nothing, beyond the weak one it costs most. */
export interface Limits<T> {
  readonly good: T
  readonly weak: T
}

/** What of the bank's policy the judgement of invoices goes by. */
export interface InvoiceRules {
  readonly sales: Limits<Fen>
  readonly activeMonths: Limits<number>
  readonly topCustomer: Limits<string>
  readonly voidRate: Limits<string>
  readonly grades: { readonly good: number; readonly middle: number }
}

/** One indicator as it was judged. */
export interface InvoicePoint {
  readonly id: 'SCALE' | 'CONTINUITY' | 'CONCENTRATION' | 'VOID'
  readonly name: string
  readonly value: string
  readonly points: 0 | 1 | 2
  readonly says: string
}

/** What the invoices say of the firm's risk: points of four indicators, more is worse. */
export interface InvoiceJudgement {
  readonly points: readonly InvoicePoint[]
  readonly total: number
  readonly grade: 'GOOD' | 'MIDDLE' | 'WEAK'
}

/** What of a profile the judgement reads. */
type Told = Pick<InvoiceProfile, 'sales12mFen' | 'activeMonths12' | 'topCustomerShare' | 'voidRate'>

/** Judges scale, continuity, concentration and voided invoices of a firm. An indicator that cannot be told costs as much as a weak one. */
export function judgeInvoices(profile: Told, rules: InvoiceRules): InvoiceJudgement {
  const points = [scale(profile, rules), continuity(profile, rules), concentration(profile, rules), voided(profile, rules)]
  const total = points.reduce((sum, each) => sum + each.points, 0)
  return { points, total, grade: total <= rules.grades.good ? 'GOOD' : total <= rules.grades.middle ? 'MIDDLE' : 'WEAK' }
}

function scale({ sales12mFen }: Told, { sales }: InvoiceRules): InvoicePoint {
  return { id: 'SCALE', name: '规模', value: `${formatYuan(sales12mFen)} 元`, points: sales12mFen >= sales.good ? 0 : sales12mFen > sales.weak ? 1 : 2, says: `12 个月开票额；${formatYuan(sales.good)} 元以上为好，不超过 ${formatYuan(sales.weak)} 元为差` }
}

function continuity({ activeMonths12 }: Told, { activeMonths }: InvoiceRules): InvoicePoint {
  return { id: 'CONTINUITY', name: '连续', value: `${activeMonths12} 个月`, points: activeMonths12 >= activeMonths.good ? 0 : activeMonths12 > activeMonths.weak ? 1 : 2, says: `12 个月中有票的月数；${activeMonths.good} 个月为好，不超过 ${activeMonths.weak} 个月为差` }
}

function concentration({ topCustomerShare }: Told, { topCustomer }: InvoiceRules): InvoicePoint {
  return { id: 'CONCENTRATION', name: '集中', value: percent(topCustomerShare), points: above(topCustomerShare, topCustomer), says: `第一大客户占比；不超过 ${percent(topCustomer.good)} 为好，达到 ${percent(topCustomer.weak)} 为差` }
}

function voided({ voidRate }: Told, rules: InvoiceRules): InvoicePoint {
  return { id: 'VOID', name: '作废', value: percent(voidRate), points: above(voidRate, rules.voidRate), says: `作废发票占比；不超过 ${percent(rules.voidRate.good)} 为好，达到 ${percent(rules.voidRate.weak)} 为差` }
}

function above(value: string | null, { good, weak }: Limits<string>): 0 | 1 | 2 {
  if (value === null) return 2
  if (compare(exact(value), exact(good)) <= 0) return 0
  return compare(exact(value), exact(weak)) < 0 ? 1 : 2
}

function percent(share: string | null): string {
  return share === null ? '无法计算' : `${Number((Number(share) * 100).toFixed(2))} %`
}
