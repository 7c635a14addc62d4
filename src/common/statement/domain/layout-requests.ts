import { z } from 'zod'
import { TaughtLayout } from './taught/taught-layout.ts'

const Person = z.object({ staffId: z.uuid(), name: z.string() })

/** A layout the bank taught, with who taught it and what it replaced. */
export const SavedLayout = z.object({
  layoutId: z.uuid(), layout: TaughtLayout, triedRows: z.int(), savedBy: Person, savedOn: z.string(), replacesId: z.uuid().nullable(),
  retiredBy: Person.nullable(), retiredOn: z.string().nullable(), usedTimes: z.int(),
})
export type SavedLayout = z.output<typeof SavedLayout>
export const SavedLayouts = z.object({ layouts: z.array(SavedLayout) })
export type SavedLayouts = z.output<typeof SavedLayouts>

/** The rows of an unknown export and what its columns are thought to be. */
export const LayoutProposed = z.object({
  source: z.string(), count: z.int(), rows: z.array(z.object({ row: z.int(), cells: z.array(z.string()) })),
  /** Place of the row of titles among the rows; -1 where none looks like one. */
  header: z.int(), layout: TaughtLayout.extend({ name: z.string() }),
  /** A layout already taught for these titles. */
  known: z.string().nullable(),
})
export type LayoutProposed = z.output<typeof LayoutProposed>

/** A layout beside the file it was taught on: it is kept only where it reads that file whole. */
export const SaveLayout = z.strictObject({
  layout: z.preprocess((value, context) => {
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: '版式须为 JSON', input: value })
      return z.NEVER
    }
  }, TaughtLayout),
})
export const LayoutSaved = z.object({ layout: SavedLayout, rows: z.int(), breaks: z.int(), balance: z.enum(['HOLDS', 'BROKEN', 'UNKNOWN']) })
export type LayoutSaved = z.output<typeof LayoutSaved>
export const LayoutRef = z.strictObject({ layoutId: z.uuid() })
