import { windowMonths } from '#common/assessment/domain'
import type { Axis } from '#common/figures/domain'
import { day } from '#kernel'
import { type Section, sections } from './fields.ts'
import type { Rooms } from './layout.ts'

/** Lists of the twelve months of the statements. */
export const YEARLY: ReadonlySet<string> = new Set(['month', 'salesMonths'])

/** A row of a list a formula runs over: which part of the workbook it stands in, and its place there. */
export interface ListRow { readonly section: Section; readonly row: number }

/** Rows of every list of the graph as the workbook offers them; null for lists that are worked out, the months of the year and of the plan. */
export function listRows(axes: Readonly<Record<string, Axis<never>>>, rooms: Rooms): Map<string, readonly ListRow[] | null> {
  const rows = new Map<string, readonly ListRow[] | null>()
  for (const [name, axis] of Object.entries(axes)) {
    const own = sectionsOf(name, axis)
    rows.set(name, own === null ? null : own.flatMap((section) => Array.from({ length: rooms[section.pointer] ?? 0 }, (_, row) => ({ section, row }))))
  }
  return rows
}

function sectionsOf(name: string, axis: Axis<never>): readonly Section[] | null {
  if (YEARLY.has(name) || name === 'plan') return null
  if (name === 'checks') return sections().filter(({ ofCheck }) => ofCheck?.field === null)
  const pointer = pointerOf(axis)
  if (pointer !== null) return sections().filter((section) => section.rows && section.pointer === pointer)
  return sections().filter(({ ofCheck }) => typeof ofCheck?.field === 'string' && holdsRows(axis, ofCheck.method, ofCheck.field))
}

/** Where the rows of a list are typed; null where that depends on what is typed. */
function pointerOf(axis: Axis<never>): string | null {
  try {
    return axis.pointer({} as never, 0)?.replace(/\/0$/, '') ?? null
  } catch {
    return null
  }
}

/** Whether a list takes the rows a check by this method holds in this field. */
function holdsRows(axis: Axis<never>, method: string, field: string): boolean {
  const cutOffOn = day('2025-01-31')
  const month = windowMonths(cutOffOn)[0]
  const probe = { cutOffOn, checks: [{ method, [field]: [{ month, deliveredOn: cutOffOn }] }] }
  try {
    return axis.rows(probe as never).length > 0
  } catch {
    return false
  }
}
