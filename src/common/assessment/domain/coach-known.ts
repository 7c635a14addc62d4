import { type Sheet, isNumber } from '#common/figures/domain'
import { divide, formatExact, monthOf, roundFen } from '#kernel'
import type { Working } from './axes.ts'
import type { JudgementPack } from './judgement-graph.ts'

/** How many decimals a share of a case file may carry. */
const PLACES = 12

/** The inputs of a method that the case or the pack already holds, so that nobody types them a second time. */
export function known(method: string, account: string, sheet: Sheet<Working>, pack: JudgementPack): Readonly<Record<string, unknown>> {
  const { history, previousBalance, bankFlows, cutOffOn, income } = sheet.source
  switch (method) {
    case 'X07': case 'X18': return { ...(previousBalance === null ? {} : { openingInventoryFen: previousBalance.inventoryFen }), ...(history === null ? {} : { purchasesFen: history.purchasesFen }) }
    case 'X13': return { seasonIndex: pack.industry.seasonIndex[monthOf(cutOffOn).slice(5) as keyof typeof pack.industry.seasonIndex] }
    case 'X14': return bankFlows.length === 0 ? {} : { creditsFen: bankFlows.reduce((sum, flow) => sum + flow.monthlyCreditsFen, 0) * 12 }
    case 'X15': return { demandRate: pack.checks.depositRate }
    case 'X17': return { listedFen: fen(sheet, 'inventoryStated') }
    case 'X20': return history === null ? {} : { purchasesFen: history.purchasesFen, ...(history.purchasesFen === 0 ? {} : { creditShare: share(history.creditPurchasesFen, history.purchasesFen) }) }
    case 'X24': return account === 'sales' ? {} : { items: income.margins.map(({ label, salesShare }) => ({ label, salesShare, costFen: 0, priceFen: 0 })) }
    default: return {}
  }
}

function fen(sheet: Sheet<Working>, id: string): number {
  const value = sheet.figure(id)
  return value !== null && isNumber(value) ? roundFen(value) : 0
}

function share(part: number, whole: number): string {
  const text = formatExact(divide(Math.min(part, whole), whole), PLACES)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
