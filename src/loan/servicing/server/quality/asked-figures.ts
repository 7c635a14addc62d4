import { sql } from 'kysely'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'

/** What is asked for, as a condition on a table of figures. */
export interface Asked { readonly day: Day; readonly units: readonly string[]; readonly productCode: string | undefined }
export const asked = (tx: Tx, { units, productCode }: Asked) => sql`bank_id = ${tx.bankId} and unit_id = any(${units}::uuid[]) ${productCode === undefined ? sql`` : sql`and product_code = ${productCode}`}`
