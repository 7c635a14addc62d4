import { sql } from 'kysely'
import { DOCUMENT_KINDS, type DocumentKind } from '#common/document/domain'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'

/** `JK-2025-000001`: letters of the kind, year of the business day, running number of bank, kind and year. A number is never used again. */
export async function nextDocumentNumber(tx: Tx, kind: DocumentKind, on: Day): Promise<string> {
  const year = on.slice(0, 4)
  const { last_number: count } = await tx.insertInto('counter').values({ bank_id: tx.bankId, name: `document ${kind}`, period: year, last_number: 1 })
    .onConflict((conflict) => conflict.columns(['bank_id', 'name', 'period']).doUpdateSet({ last_number: sql`counter.last_number + 1` }))
    .returning('last_number').executeTakeFirstOrThrow()
  return `${DOCUMENT_KINDS[kind].letters}-${year}-${String(count).padStart(6, '0')}`
}
