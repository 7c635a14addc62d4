import { sql } from 'kysely'
import type { NotesSum } from '#common/ledger/server'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'

interface At { readonly day: Day; readonly unitId: string }

/** What the notes of a unit come to on the accounts beside principal and what accrues, as the books stood at the end of a day. */
export async function besideSums(tx: Tx, at: At): Promise<NotesSum[]> {
  const { rows } = await sql<{ product_code: string; suspense: number; costs: number; claim: number; refund: number }>`
    select n.product_code, sum(b.suspense_fen)::bigint as suspense, sum(b.costs_fen)::bigint as costs, sum(b.claim_fen)::bigint as claim, sum(b.refund_fen)::bigint as refund
    from (${standing(tx, at.day)}) b join note n on n.bank_id = ${tx.bankId} and n.note_id = b.note_id where n.unit_id = ${at.unitId} group by 1`.execute(tx)
  return [
    ...rows.flatMap(({ product_code: productCode, suspense, costs, claim, refund }): NotesSum[] => [
      { productCode, purpose: 'SUSPENSE', fen: -suspense }, { productCode, purpose: 'COSTS_RECEIVABLE', fen: costs }, { productCode, purpose: 'WRITTEN_OFF', fen: claim }, { productCode, purpose: 'REFUND_PAYABLE', fen: -refund },
    ]),
    ...await suspenseItems(tx, at), ...await provisionLeft(tx, at),
  ]
}

/** Of each note the last row by the end of a day. */
function standing(tx: Tx, day: Day) {
  return sql`select distinct on (note_id) * from note_beside where bank_id = ${tx.bankId} and business_day <= ${day} order by note_id, business_day desc`
}

/** Money on the list of suspense, with what was done of it after the day put back. The core bank has the money of its own notes. */
async function suspenseItems(tx: Tx, { day, unitId }: At): Promise<NotesSum[]> {
  const { rows } = await sql<{ product_code: string; held: number }>`
    with later as (
      select a.suspense_id, sum(a.done_fen) as fen from suspense_act a
      where a.bank_id = ${tx.bankId} and a.state = 'DONE' and a.kind <> 'EXPLAIN' and coalesce(a.decided_on, a.asked_on) > ${day} group by 1
    ), held as (
      select i.product_code, i.note_id, i.left_fen + coalesce(l.fen, 0) as fen from suspense_item i left join later l on l.suspense_id = i.suspense_id where i.bank_id = ${tx.bankId} and i.unit_id = ${unitId} and i.left_fen > 0 and i.received_on <= ${day}
      union all
      select i.product_code, i.note_id, l.fen from later l join suspense_item i on i.bank_id = ${tx.bankId} and i.suspense_id = l.suspense_id where i.unit_id = ${unitId} and i.left_fen = 0 and i.received_on <= ${day}
    )
    select h.product_code, sum(h.fen)::bigint as held from held h
    where not exists (select from note n where n.bank_id = ${tx.bankId} and n.note_id = h.note_id and n.book = 'MIRROR') group by 1`.execute(tx)
  return rows.map((row) => ({ productCode: row.product_code, purpose: 'SUSPENSE', fen: -row.held }))
}

/** What was required at the last month end, less what write-offs have drawn on it since. */
async function provisionLeft(tx: Tx, { day, unitId }: At): Promise<NotesSum[]> {
  const { last } = await tx.selectFrom('provision').select(({ fn }) => fn.max('day').as('last')).where('bank_id', '=', tx.bankId).where('day', '<=', day).executeTakeFirstOrThrow()
  const { rows } = await sql<{ product_code: string; left: number }>`
    select p.product_code, sum(p.fen)::bigint as left from (
      select product_code, required_fen as fen from provision where bank_id = ${tx.bankId} and day = ${last}::date and unit_id = ${unitId} and book = 'BOOK'
      union all
      select n.product_code, coalesce(t.written_off_fen, 0) - b.written_off_fen from (${standing(tx, day)}) b join note n on n.bank_id = ${tx.bankId} and n.note_id = b.note_id
      left join (${last === null ? sql`select null::uuid as note_id, 0::bigint as written_off_fen where false` : standing(tx, last as Day)}) t on t.note_id = b.note_id
      where n.unit_id = ${unitId}
    ) p group by 1`.execute(tx)
  return rows.map((row) => ({ productCode: row.product_code, purpose: 'PROVISION', fen: -row.left }))
}
