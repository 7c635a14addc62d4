import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

/** One sheet of the workbook. */
export interface SheetDefinition {
  readonly id: string
  readonly name: string
  /** Places of the case file that are typed on it. */
  readonly places: readonly string[]
  /** Whose form it belongs to; every customer's where it says nothing. */
  readonly of?: readonly CustomerKind[]
  readonly Body: LazyExoticComponent<ComponentType>
  readonly fetch: () => Promise<unknown>
}

export type CustomerKind = 'BUSINESS' | 'SALARIED' | 'FARMER'
const EARNERS: readonly CustomerKind[] = ['BUSINESS', 'FARMER']

const BETWEEN_MS = 50

type Module = Readonly<Record<string, ComponentType>>
const sheet = (id: string, name: string, places: readonly string[], load: () => Promise<Module>, of?: readonly CustomerKind[]): SheetDefinition => ({
  id, name, places, ...(of === undefined ? {} : { of }), fetch: load, Body: lazy(async () => {
    const [Body] = Object.values(await load())
    if (Body === undefined) throw new Error(`sheet ${id} is empty`)
    return { default: Body }
  }),
})

/** The workbook in the order an officer fills it. */
export const SHEETS: readonly SheetDefinition[] = [
  sheet('basics', '基本', ['/application', '/request', '/applicant', '/spouse', '/business', '/guarantor', '/collateral', '/visit', '/cutOffOn', '/previousCase'], () => import('./sheets/basics.tsx')),
  sheet('soft', '软信息', ['/soft', '/findings'], () => import('./sheets/soft.tsx')),
  sheet('salary', '工薪收入', ['/salary'], () => import('./sheets/salary.tsx'), ['SALARIED']),
  sheet('farm', '种养情况', ['/farm'], () => import('./sheets/farm.tsx'), ['FARMER']),
  sheet('balance', '资产负债表', ['/balance', '/previousBalance', '/related', '/comments'], () => import('./sheets/balance.tsx')),
  sheet('income', '损益表', ['/income', '/incomeEvidence'], () => import('./sheets/income.tsx'), EARNERS),
  sheet('margin', '毛利检验', ['/income/margins', '/prices'], () => import('./sheets/margin.tsx'), EARNERS),
  sheet('inventory', '库存表', ['/balance/inventory'], () => import('./sheets/inventory.tsx'), EARNERS),
  sheet('fixed-assets', '固定资产', ['/balance/fixedAssets'], () => import('./sheets/fixed-assets.tsx'), EARNERS),
  sheet('equity', '权益检验', ['/equity', '/beginnings', '/householdEquity'], () => import('./sheets/equity.tsx')),
  sheet('cash-flow', '现金流', ['/plan', '/history'], () => import('./sheets/cash-flow.tsx')),
  sheet('household', '家庭', ['/household'], () => import('./sheets/household.tsx')),
  sheet('bureau', '征信', ['/creditReport', '/bankFlows'], () => import('./sheets/bureau.tsx')),
  sheet('flows', '流水与发票', [], () => import('./sheets/flows.tsx')),
  sheet('checks', '交叉检验', ['/checks', '/oral'], () => import('./sheets/checks.tsx')),
  sheet('contradictions', '逻辑检验', ['/contradictions', '/deviationCauses'], () => import('./sheets/contradictions.tsx')),
  sheet('identities', '勾稽与重复', ['/traps', '/system'], () => import('./sheets/identities.tsx')),
  sheet('score', '评分与额度', [], () => import('./sheets/score.tsx')),
  sheet('schedule', '还款计划', ['/request/shape'], () => import('./sheets/schedule.tsx')),
  sheet('evidence', '资料', ['/evidence'], () => import('./sheets/evidence.tsx')),
  sheet('workbook', '工作簿', [], () => import('./sheets/workbook.tsx')),
  sheet('versions', '历次版本', [], () => import('./sheets/versions.tsx')),
]

/** Fetches every sheet while nothing else is to do, so that the next one opens at once, and in a cellar without a line. */
export async function fetchSheets(signal: AbortSignal): Promise<void> {
  for (const { fetch } of SHEETS) {
    await new Promise((idle) => { setTimeout(idle, BETWEEN_MS) })
    if (signal.aborted) return
    // Without a line now: it is fetched when it is opened.
    await fetch().catch(() => undefined)
  }
}

/** What decides which sheets a case has. */
export interface SheetsAsked {
  readonly customerType: string
  /** What only one kind of customer is asked for, and this case holds all the same. */
  readonly farm: unknown
  readonly salary: unknown
}

/** The sheets of a customer's form: a household on wages has no stock to count. What was filled in, and what stands open, is never out of reach. */
export function sheetsOf({ customerType, farm, salary }: SheetsAsked, open: string | null = null): readonly SheetDefinition[] {
  const kind: CustomerKind = customerType === 'SALARIED' || customerType === 'FARMER' ? customerType : 'BUSINESS'
  const filled = [...(isThere(farm) ? ['farm'] : []), ...(isThere(salary) ? ['salary'] : []), ...(open === null ? [] : [open])]
  return SHEETS.filter(({ id, of }) => of === undefined || of.includes(kind) || filled.includes(id))
}

const isThere = (value: unknown): boolean => value !== null && value !== undefined

/** The sheet on which a place is typed: the one whose places are nearest to it. */
export function sheetOf(pointer: string): SheetDefinition | undefined {
  const fits = SHEETS.flatMap((each) => each.places.filter((place) => pointer === place || pointer.startsWith(`${place}/`)).map((place) => ({ each, depth: place.length })))
  return fits.sort((a, b) => b.depth - a.depth)[0]?.each
}
