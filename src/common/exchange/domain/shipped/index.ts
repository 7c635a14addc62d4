import type { FileKind } from '../kinds.ts'
import type { FileMapping } from '../mapping.ts'
import { CSV } from './csv.ts'
import { FIXED } from './fixed.ts'
import { ISO } from './iso.ts'
import { PIPED } from './piped.ts'

/** Mappings that come with Weidai: used as they are or copied and changed. */
export const SHIPPED_MAPPINGS: readonly FileMapping[] = [...PIPED, ...FIXED, ...CSV, ...ISO]

/** The mapping a bank works with until it releases one of its own. */
export function shippedMapping(kind: FileKind): FileMapping {
  return PIPED.find((mapping) => mapping.kind === kind) as FileMapping
}
