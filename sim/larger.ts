import type { CaseFile, JudgementPack } from '#common/assessment/domain'
import { withChanges } from './cases.ts'

/** Every amount of a case times `k`: fields that hold money say so by their name. */
export function timesMoney(caseFile: CaseFile, k: number): CaseFile {
  return scale(caseFile, k, false) as CaseFile
}

function scale(value: unknown, k: number, isMoney: boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => scale(each, k, isMoney))
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, scale(each, k, key.endsWith('Fen'))]))
  return isMoney && typeof value === 'number' ? value * k : value
}

/** Amounts of a pack that judgement reads: product caps and their step, what a D grade may borrow, and the sizes that rules begin at. */
const MONEY = ['/limit/productCaps/minAmount', '/limit/productCaps/maxAmount', '/limit/productCaps/step', '/limit/customerCap', '/scorecard/restrictedUpTo', '/admission/offSiteUpTo', '/statements/cogsTolerance'] as const

const scaled = new WeakMap<JudgementPack, Map<number, JudgementPack>>()

/** The pack of a country whose money is worth `k` times less: only then does rounding down to a step scale as well. */
export function timesPackMoney(pack: JudgementPack, k: number): JudgementPack {
  const byFactor = scaled.get(pack) ?? new Map<number, JudgementPack>()
  scaled.set(pack, byFactor)
  let larger = byFactor.get(k)
  if (larger === undefined) {
    const places = [...MONEY, ...pack.admission.minMonthsInBusiness.map((_, i) => `/admission/minMonthsInBusiness/${i}/above`)]
    byFactor.set(k, larger = withChanges(pack, Object.fromEntries(places.map((place) => [place, amountAt(pack, place) * k]))))
  }
  return larger
}

function amountAt(pack: JudgementPack, place: string): number {
  const amount = place.split('/').slice(1).reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], pack)
  if (typeof amount !== 'number') throw new Error(`${place} holds no amount`)
  return amount
}
