import { type Day, addDays, day, firstDay, monthOf, monthsBetween, shiftMonth } from '#kernel'
import type { Chance } from './chance.ts'

type Row = { readonly label: string; readonly amountFen: number; readonly evidence: string[] }

export const TRADES = ['fmcg-wholesale', 'clothing-retail', 'catering'] as const
/** The gross margin a trade lives on, from and to. */
const MARGINS: Readonly<Record<(typeof TRADES)[number], readonly [number, number]>> = { 'fmcg-wholesale': [0.08, 0.2], 'clothing-retail': [0.3, 0.55], catering: [0.4, 0.65] }
/** What a shop is like before it is written down; amounts are whole fen, odd on purpose. */
export interface Shop {
  readonly trade: (typeof TRADES)[number]
  readonly cutOffOn: Day
  readonly sales: readonly number[]
  readonly annualSales: number
  readonly margin: number
  readonly shrinkage: number
  readonly annualCogs: number
  readonly netProfit: number
  readonly household: number
  /** Rent, wages and the rest of a month. */
  readonly fixed: readonly [number, number, number]
}

export function randomShop(chance: Chance): Shop {
  const trade = chance.pick(TRADES)
  const level = Math.exp(chance.between(Math.log(1_500_000), Math.log(80_000_000)))
  const sales = Array.from({ length: 12 }, () => Math.round(level * chance.between(0.75, 1.3)))
  const annualSales = sales.reduce((a, b) => a + b, 0)
  const margin = Number(chance.between(...MARGINS[trade]).toFixed(4))
  const shrinkage = Number(chance.between(0, 0.02).toFixed(3))
  const gross = Math.round((annualSales / 12) * (margin - shrinkage))
  const netProfit = Math.round(gross * chance.between(0.25, 0.65))
  const [rent = 0, wages = 0, others = 0] = chance.parts(gross - netProfit, 3)
  return { fixed: [rent, wages, others], trade, cutOffOn: addDays(day('2024-01-01'), chance.whole(0, 700)), sales, annualSales, margin, shrinkage, annualCogs: Math.round(annualSales * (1 - margin)), netProfit, household: money(chance, netProfit * 0.1, Math.max(100_000, netProfit * 0.4)) }
}

export function randomBalance(chance: Chance, shop: Shop, rent: number) {
  const monthly = shop.annualSales / 12
  const rows = (label: string, total: number, evidence: string, most = 3): Row[] => chance.parts(Math.round(total), chance.whole(1, most)).map((amountFen, at) => ({ label: `${label} ${at + 1}`, amountFen, evidence: [evidence] }))
  const some = (share: number, make: () => Row[]): Row[] => (chance.happens(share) ? make() : [])
  return {
    cash: rows('现金', monthly * chance.between(0.02, 0.1), 'count'), bankDeposit: rows('账户', monthly * chance.between(0.1, 0.5), 'screens'),
    receivables: some(0.7, () => rows('欠款户', monthly * chance.between(0.1, 0.7), 'list', 4)).map((row) => ({ ...row, ageDays: chance.weighted({ 30: 8, 100: 1, 200: 1 }) })).map((row) => ({ ...row, ageDays: Number(row.ageDays), relatedParty: chance.happens(0.04), confirmed: chance.happens(0.95) })),
    prepayments: some(0.4, () => rows('订货款', monthly * chance.between(0.02, 0.2), 'statement')),
    inventory: some(0.93, () => rows('货品', monthly * chance.between(0.4, 1.5), 'count', 6)).map((row) => ({ ...row, condition: chance.weighted({ GOOD: 18, SLOW: 1, EXPIRED: 1 }), ...(chance.happens(0.6) ? { marginRate: share(chance, 0.05, 0.5) } : {}) })),
    fixedAssets: chance.list(0, 4, (at) => ({ label: `设备 ${at + 1}`, boughtIn: shiftMonth(monthOf(shop.cutOffOn), -chance.whole(0, 80)), costFen: money(chance, 100_000, Math.max(200_000, monthly * 1.5)), lifeMonths: chance.pick([36, 60, 72]), ...(chance.happens(0.3) ? { secondHandFen: money(chance, 50_000, Math.max(100_000, monthly)) } : {}), evidence: ['papers'] })),
    prepaidRent: chance.happens(0.5) ? [{ label: '店租', monthlyFen: rent, monthsLeft: chance.whole(0, 6), evidence: ['lease'] }] : [],
    nonOperatingAssets: some(0.2, () => rows('轿车', money(chance, 2_000_000, 15_000_000), 'papers', 1)), offBalanceAssets: some(0.1, () => rows('旧欠', money(chance, 100_000, 2_000_000), 'list', 2)), otherReceivable: some(0.1, () => rows('借出款', money(chance, 100_000, 3_000_000), 'told', 2)),
    payables: some(0.7, () => rows('供应商', monthly * chance.between(0.05, 0.35), 'statement')), advances: some(0.3, () => rows('订货客户', monthly * chance.between(0.01, 0.1), 'list')),
    creditCards: chance.list(0, 2, (at) => ({ label: `信用卡 ${at + 1}`, amountFen: money(chance, 0, Math.min(1_500_000, monthly / 4)), limitFen: money(chance, 2_000_000, 6_000_000), evidence: ['report'] })),
    loans: chance.list(0, 2, (at) => {
      const [monthlyPrincipalFen, left] = [money(chance, 10_000, Math.max(20_000, shop.netProfit * 0.2)), chance.whole(1, 20)]
      return { label: `银行 ${at + 1}`, term: left > 12 ? ('LONG' as const) : ('SHORT' as const), amountFen: monthlyPrincipalFen * left, annualRate: `0.${String(chance.whole(30, 120)).padStart(3, '0')}`, monthlyPrincipalFen, paidInstalments: chance.whole(0, 24), evidence: ['book'] }
    }),
    privateLoans: chance.happens(0.15) ? [{ label: '亲戚', amountFen: money(chance, 100_000, Math.max(200_000, monthly / 3)), annualRate: '0.06', monthlyPrincipalFen: chance.happens(0.5) ? 0 : money(chance, 1_000, Math.max(2_000, shop.netProfit * 0.05)), evidence: ['told'] }] : [],
    otherLiabilities: some(0.1, () => rows('欠薪', money(chance, 10_000, 500_000), 'book', 1)), guaranteesGiven: some(0.08, () => rows('对外担保', money(chance, 1_000_000, 9_000_000), 'report', 1)),
  }
}

export type RandomBalance = ReturnType<typeof randomBalance>

/** About what the assets are worth at the cut-off. */
export function fixedAssetsNet(shop: Shop, { fixedAssets }: RandomBalance): number {
  const left = ({ boughtIn, lifeMonths }: RandomBalance['fixedAssets'][number]) => Math.max(0, lifeMonths - monthsBetween(firstDay(boughtIn), shop.cutOffOn)) / lifeMonths
  return Math.round(fixedAssets.reduce((total, row) => total + Math.min(row.secondHandFen ?? row.costFen, row.costFen * left(row)), 0))
}

export function money(chance: Chance, least: number, most: number): number {
  return chance.whole(Math.round(least), Math.max(Math.round(least), Math.round(most)))
}

/** A number near another: mostly within a third of `width`, seldom as far as all of it. */
export function near(chance: Chance, of: number, width: number): number {
  return Math.round(of * (1 + width * (chance.happens(0.96) ? chance.between(-0.33, 0.33) : chance.between(-1, 1))))
}

export function share(chance: Chance, least: number, most: number): string {
  return chance.between(least, most).toFixed(4)
}
