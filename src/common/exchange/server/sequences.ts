import { type FileKind, type FileMapping } from '#common/exchange/domain'
import type { Day } from '#kernel'
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** Within what the numbers of a mapping run: the day, or without end. */
export function sequenceOf({ sequencePer }: Pick<FileMapping, 'sequencePer'>, day: Day): string {
  return sequencePer === 'DAY' ? day : ''
}

/** A file that waits for its turn. */
export interface Waiting {
  readonly fileId: string
  readonly sequenceOf: string
  readonly sequence: number
  /** The number missing before it; null when it is its turn. */
  readonly waitsFor: number | null
}

/** Files received and not yet applied, in the order in which they are to be applied. One whose predecessor has not come waits for it. */
export async function waitingFiles(tx: Tx, kind: FileKind): Promise<Waiting[]> {
  const { rows } = await sql<{ file_id: string; sequence_of: string; sequence: number; last: number | null }>`
    select f.file_id, f.sequence_of, f.sequence,
      (select max(b.sequence) from (
        select p.sequence from exchange_file p where p.bank_id = f.bank_id and p.direction = 'IN' and p.kind = f.kind and p.sequence_of = f.sequence_of and p.sequence < f.sequence and p.state <> 'REFUSED'
        union all
        select g.sequence from exchange_gap g where g.bank_id = f.bank_id and g.kind = f.kind and g.sequence_of = f.sequence_of and g.sequence < f.sequence
      ) b) as last
    from exchange_file f where f.bank_id = ${tx.bankId} and f.direction = 'IN' and f.kind = ${kind} and f.state = 'RECEIVED'
    order by f.sequence_of, f.sequence`.execute(tx)
  const missing = new Map<string, number>()
  return rows.map(({ file_id: fileId, sequence_of: of, sequence, last }) => {
    // Numbers of a day begin with 1; numbers that run on begin with the first that ever came.
    const wanted = last === null ? (of === '' ? sequence : Math.min(sequence, 1)) : last + 1
    const gap = missing.get(of) ?? (wanted < sequence ? wanted : null)
    if (gap !== null) missing.set(of, gap)
    return { fileId, sequenceOf: of, sequence, waitsFor: gap }
  })
}

/** The next number of a kind that goes out. */
export async function nextSequence(tx: Tx, kind: FileKind, of: string): Promise<number> {
  const row = await tx.insertInto('counter').values({ bank_id: tx.bankId, name: `exchange-out ${kind}`, period: of, last_number: 1 })
    .onConflict((conflict) => conflict.columns(['bank_id', 'name', 'period']).doUpdateSet({ last_number: sql`counter.last_number + 1` })).returning('last_number').executeTakeFirstOrThrow()
  return row.last_number
}
