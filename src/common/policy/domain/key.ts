import type { OfficeId, StageId } from '#path'
import type { z } from 'zod'

/** Which version of the pack binds: the one of the application day, of the event's day, or of the period. */
export type Anchor = 'APPLICATION' | 'EVENT' | 'PERIOD'
/** How a locked value may still be changed by a bank: only down, only up, only to a wider span, or not at all. */
export type Tightening = 'LOWER' | 'HIGHER' | 'WIDER' | 'FIXED'
/** The part of the path that reads the key; while the part is not built, its keys are reserved rather than unused. */
export type ReaderId = StageId | OfficeId

/** One key of the pack as it is declared: what it may hold, what a banker calls it, where it comes from. */
export interface Key<T = unknown> {
  readonly schema: z.ZodType<T>
  readonly name: string
  /** Ids of founding-text rows (`S2-67`), sources (`F-08`), `P` = our proposal, `MEM` = general knowledge, not confirmed. */
  readonly source: string
  readonly lock?: Tightening
  readonly anchor?: Anchor
  readonly reader?: ReaderId
}

/** Keys that belong together; `anchor` and `reader` hold for all that do not say otherwise. */
export interface Group<K extends Record<string, Key> = Record<string, Key>> {
  readonly title: string
  readonly anchor: Anchor
  readonly reader?: ReaderId
  readonly keys: K
}

/** Declares a key. */
export function key<T>(schema: z.ZodType<T>, name: string, source: string, more: { lock?: Tightening; anchor?: Anchor; reader?: ReaderId } = {}): Key<T> {
  return { schema, name, source, ...more }
}

/** Declares a group; only here so that the keys keep their types. */
export function group<K extends Record<string, Key>>(declared: Group<K>): Group<K> {
  return declared
}
