import type { TradePack } from '#common/trade/domain'
import { policyOn } from '#common/policy/server'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { loadIndustry } from '#platform/packs'

/** The pack of a trade with its methods by the names the bank's policy gives them. */
export async function readTradePack(tx: Tx, trade: string, on: Day): Promise<TradePack> {
  const pack = loadIndustry(trade)
  const methods: Readonly<Record<string, { readonly name: string; readonly minutes: number }>> = (await policyOn(tx, on)).policy.checks.methods
  const named = (method: string): string => methods[method]?.name ?? method
  const { code, name, basis, tradeCodes, needsCashFlow, netMargin, guidelines, seasonIndex, salesMethods, checklist, monitoring } = pack
  return {
    code, name, basis, tradeCodes: [...tradeCodes], needsCashFlow, guidelines: { netMargin, ...guidelines },
    season: Object.entries(seasonIndex).map(([month, share]) => ({ month, share })).toSorted((a, b) => (a.month < b.month ? -1 : 1)),
    salesMethods: salesMethods.map((method) => ({ method, name: named(method), minutes: methods[method]?.minutes ?? 0 })),
    checklist: checklist.map(({ fills, ...item }) => ({ ...item, goes: [...new Map(fills.map(({ method, account }) => [`${method} ${account}`, { method, name: named(method), account }])).values()] })),
    monitoring: monitoring.map((item) => ({ ...item })),
  }
}
