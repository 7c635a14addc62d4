import type { CaseFileInput } from '#common/assessment/domain'
import type { Chance } from './chance.ts'
import { type RandomBalance, type Shop, fixedAssetsNet, near, share } from './random-shop.ts'

type Check = NonNullable<CaseFileInput['checks']>[number]

/** How far a check may come out from what was stated; beyond the tolerance now and then. */
const WIDTH = 0.12

/** Two or three checks an account, on evidence of their own, made so that they come out near what the books say. */
export function randomChecks(chance: Chance, shop: Shop, balance: RandomBalance): Check[] {
  const seen = (amount: number) => Math.max(0, near(chance, amount, WIDTH))
  const total = (rows: readonly { readonly amountFen: number }[]) => rows.reduce((sum, row) => sum + row.amountFen, 0)
  const stock = total(balance.inventory.filter((row) => row.condition !== 'EXPIRED'))
  const kept = balance.receivables.filter((row) => row.ageDays <= 180 && row.confirmed && !row.relatedParty)
  const [cash, bank, receivables, payables, assets] = [total(balance.cash), total(balance.bankDeposit), total(kept), total(balance.payables), fixedAssetsNet(shop, balance)]
  const documents = (account: 'cash' | 'bankDeposit' | 'receivables' | 'payables' | 'fixedAssets', amount: number, evidence: string): Check => ({ method: 'X01', account, documentsFen: seen(amount), evidence: [evidence] })
  const checks: Check[] = [
    ...salesChecks(chance, shop, seen, stock),
    { method: 'X24', account: 'margin', items: [{ label: '主营', salesShare: '1', costFen: Math.round(10_000_000 * (1 - shop.margin * (1 + chance.between(-0.02, 0.02)))), priceFen: 10_000_000 }], evidence: ['slips'] },
    { method: 'X05', account: 'margin', evidence: ['notes'] },
    { method: 'X11', account: 'netProfit', evidence: ['bills'] },
    { method: 'X05', account: 'netProfit', evidence: ['notes'] },
    ...(stock > 0 ? [
      { method: 'X17' as const, account: 'inventory' as const, countedFen: seen(stock), listedFen: stock, evidence: ['count'] },
      { method: 'X18' as const, account: 'inventory' as const, openingInventoryFen: seen(stock), purchasesFen: shop.annualCogs + Math.round(shop.annualSales * shop.shrinkage), evidence: ['slips'] },
    ] : []),
    ...(cash > 0 ? [documents('cash', cash, 'count'), { method: 'X12' as const, account: 'cash' as const, openingFen: seen(cash), takingsFen: 50_000, depositsFen: 30_000, paymentsFen: 20_000, evidence: ['book'] }] : []),
    ...(bank > 0 ? [documents('bankDeposit', bank, 'screens'), { method: 'X15' as const, account: 'bankDeposit' as const, interestFen: seen(Math.round((bank * 92) / 360_000)), demandRate: '0.001', days: 92, evidence: ['flow'] }] : []),
    ...(receivables > 0 ? [documents('receivables', receivables, 'confirmed'), { method: 'X16' as const, account: 'receivables' as const, creditShare: '0.5', termDays: ((near(chance, receivables, WIDTH) * 720) / shop.annualSales).toFixed(6), evidence: ['list'] }] : []),
    ...(payables > 0 ? [documents('payables', payables, 'statement'), { method: 'X20' as const, account: 'payables' as const, purchasesFen: shop.annualCogs, creditShare: '0.5', termDays: ((near(chance, payables, WIDTH) * 720) / shop.annualCogs).toFixed(6), evidence: ['book'] }] : []),
    ...(assets > 0 ? [documents('fixedAssets', assets, 'papers'), { method: 'X19' as const, account: 'fixedAssets' as const, quotes: chance.parts(seen(assets), 2).map((amountFen, at) => ({ label: `询价 ${at + 1}`, amountFen })), evidence: ['quote'] }] : []),
    ...(total(balance.loans) + total(balance.creditCards) > 0 ? [{ method: 'X21' as const, account: 'loans' as const, evidence: ['report'] }, { method: 'X01' as const, account: 'loans' as const, documentsFen: total(balance.loans) + total(balance.creditCards), evidence: ['book'] }] : []),
    { method: 'X28', account: 'householdExpense', items: chance.parts(seen(shop.household), 3).map((amountFen, at) => ({ label: `家用 ${at + 1}`, amountFen })), evidence: ['bills'] },
    { method: 'X22', account: 'householdExpense', voices: [{ who: '邻居', confirms: true, says: '开销平常' }, { who: '店员', confirms: chance.happens(0.9), says: '节俭' }], evidence: ['voices'] },
    ...(total(balance.privateLoans) > 0 ? [{ method: 'X01' as const, account: 'privateLoans' as const, documentsFen: total(balance.privateLoans), evidence: ['told'] }] : []),
  ]
  return checks.filter(() => chance.happens(0.995)).map((check) => (chance.happens(0.1) ? { ...check, cause: '季节波动所致' } : check))
}

function salesChecks(chance: Chance, shop: Shop, seen: (amount: number) => number, stock: number): Check[] {
  const indexOfJune = shop.sales[3]! / shop.annualSales
  const all: Check[] = [
    { method: 'X07', account: 'sales', openingInventoryFen: stock, purchasesFen: seen(shop.annualCogs + Math.round(shop.annualSales * shop.shrinkage)), evidence: ['slips'] },
    { method: 'X14', account: 'sales', creditsFen: seen(Math.round(shop.annualSales * 0.9)), cashShare: '0.1', evidence: ['flow'] },
    { method: 'X08', account: 'sales', seasonSalesFen: seen(Math.round(shop.annualSales * 0.25)), seasonIndex: '0.25', evidence: ['ledger'] },
    { method: 'X06', account: 'sales', commissionFen: seen(Math.round(shop.annualSales * 0.008)), commissionRate: '0.01', commissionedShare: '0.8', evidence: ['bills'] },
    { method: 'X13', account: 'sales', samples: chance.list(3, 7, (at) => ({ label: `第 ${at + 1} 段`, amountFen: seen(Math.round(shop.sales[3]! / 30)), days: 1 })), seasonIndex: indexOfJune.toFixed(8), evidence: ['count'] },
    { method: 'X29', account: 'sales', invoicedFen: seen(Math.round(shop.annualSales * 0.2)), invoicedShare: '0.2', evidence: ['report'] },
    { method: 'X01', account: 'sales', documentsFen: seen(shop.annualSales), askedFen: shop.annualSales, evidence: ['confirmed'] },
  ]
  return chance.shuffled(all).slice(0, chance.whole(2, 5)).map((check) => (check.method === 'X29' && chance.happens(0.5) ? { ...check, invoicedShare: share(chance, 0.18, 0.22) } : check))
}
