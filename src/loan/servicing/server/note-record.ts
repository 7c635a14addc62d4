import type { Schema } from '#platform/db'
import type { Selectable } from 'kysely'

/** The row of a note. */
export type NoteRecord = Selectable<Schema['note']>
