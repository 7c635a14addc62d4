import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { type InvoiceProfile, type InvoiceRules, judgeInvoices } from '#common/statement/domain'
import { fen } from '#kernel'
import { parseInvoices } from './parse-invoices.ts'

/** A firm of the real set with what became of it. */
export interface Judged {
  readonly profile: InvoiceProfile
  readonly bad: boolean
}

/** The firms of the set in the order of their numbers. */
export function realFirms(folder: string): Judged[] {
  const root = path.join(folder, 'sme_invoices')
  const files = ['in', 'out'].flatMap((side) => readdirSync(path.join(root, side)).map((name) => ({ name: `${side}/${name}`, bytes: readFileSync(path.join(root, side, name)) })))
  const bad = new Map(readFileSync(path.join(root, 'enterprises.csv'), 'utf8').trim().split(/\r?\n/).slice(1).map((line) => line.split(',')).map(([id, , , defaulted]) => [id, defaulted === '是']))
  return parseInvoices(files).map((profile) => ({ profile, bad: bad.get(profile.id) ?? false }))
}

/** Every second firm of those that paid and of those that did not: one half to set limits on, the other to measure. */
export function halves(firms: readonly Judged[]): [Judged[], Judged[]] {
  const of = (turn: number): Judged[] => [false, true].flatMap((bad) => firms.filter((firm) => firm.bad === bad).filter((_, at) => at % 2 === turn))
  return [of(1), of(0)]
}

/** Limits from a half: the median of those that paid is good, the median of those that did not is weak; both rounded to two digits. */
export function limitsOf(half: readonly Judged[], grades: InvoiceRules['grades']): InvoiceRules {
  const medians = (of: (profile: InvoiceProfile) => number): { good: number; weak: number } => ({ good: rounded(median(half.filter(({ bad }) => !bad).map(({ profile }) => of(profile)))), weak: rounded(median(half.filter(({ bad }) => bad).map(({ profile }) => of(profile)))) })
  const shares = (of: (profile: InvoiceProfile) => string | null): { good: string; weak: string } => {
    const { good, weak } = medians((profile) => Number(of(profile) ?? 1))
    return { good: String(good), weak: String(weak) }
  }
  const sales = medians(({ sales12mFen }) => sales12mFen)
  return { sales: { good: fen(Math.round(sales.good)), weak: fen(Math.round(sales.weak)) }, activeMonths: medians(({ activeMonths12 }) => activeMonths12), topCustomer: shares(({ topCustomerShare }) => topCustomerShare), voidRate: shares(({ voidRate }) => voidRate), grades }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const rounded = (value: number): number => Number(value.toPrecision(2))

/** Chance that a firm that did not pay has more points than one that did; equal points count half. */
export function auc(firms: readonly Judged[], rules: InvoiceRules): number {
  const points = firms.map(({ profile, bad }) => ({ bad, total: judgeInvoices(profile, rules).total }))
  const [bads, goods] = [points.filter(({ bad }) => bad), points.filter(({ bad }) => !bad)]
  const wins = bads.reduce((sum, a) => sum + goods.reduce((part, b) => part + (a.total > b.total ? 1 : a.total === b.total ? 0.5 : 0), 0), 0)
  return wins / (bads.length * goods.length)
}

/** The middle 95 % of the AUC over halves drawn anew with as many of each kind. */
export function interval(firms: readonly Judged[], rules: InvoiceRules, random: () => number, draws = 2000): [number, number] {
  const [bads, goods] = [firms.filter(({ bad }) => bad), firms.filter(({ bad }) => !bad)]
  const draw = (of: readonly Judged[]): Judged[] => of.map(() => of[Math.floor(random() * of.length)]!)
  const values = Array.from({ length: draws }, () => auc([...draw(bads), ...draw(goods)], rules)).sort((a, b) => a - b)
  return [values[Math.floor(draws * 0.025)]!, values[Math.floor(draws * 0.975) - 1]!]
}
