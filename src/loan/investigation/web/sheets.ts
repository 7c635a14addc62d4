import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

/** One sheet of the workbook. */
export interface SheetDefinition {
  readonly id: string
  readonly name: string
  /** Places of the case file that are typed on it. */
  readonly places: readonly string[]
  readonly Body: LazyExoticComponent<ComponentType>
}

type Module = Readonly<Record<string, ComponentType>>
const sheet = (id: string, name: string, places: readonly string[], load: () => Promise<Module>): SheetDefinition => ({
  id, name, places, Body: lazy(async () => {
    const [Body] = Object.values(await load())
    if (Body === undefined) throw new Error(`sheet ${id} is empty`)
    return { default: Body }
  }),
})

/** The workbook in the order an officer fills it. */
export const SHEETS: readonly SheetDefinition[] = [
  sheet('balance', '资产负债表', ['/balance', '/previousBalance'], () => import('./sheets/balance.tsx')),
  sheet('inventory', '库存表', ['/balance/inventory'], () => import('./sheets/inventory.tsx')),
  sheet('fixed-assets', '固定资产', ['/balance/fixedAssets'], () => import('./sheets/fixed-assets.tsx')),
  sheet('income', '损益表', ['/income'], () => import('./sheets/income.tsx')),
  sheet('margin', '毛利检验', ['/income/margins'], () => import('./sheets/margin.tsx')),
]

/** The sheet on which a place is typed: the one whose places are nearest to it. */
export function sheetOf(pointer: string): SheetDefinition | undefined {
  const fits = SHEETS.flatMap((each) => each.places.filter((place) => pointer === place || pointer.startsWith(`${place}/`)).map((place) => ({ each, depth: place.length })))
  return fits.sort((a, b) => b.depth - a.depth)[0]?.each
}
