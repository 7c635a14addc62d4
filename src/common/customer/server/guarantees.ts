import { sql } from 'kysely'
import type { Fen } from '#kernel'
import type { Tx } from '#platform/db'
import { personOf } from './person.ts'

/** Cases in these states oblige nobody: what was asked and refused, withdrawn, or is paid. */
const WITHOUT_OBLIGATION = ['ADMISSION_REJECTED', 'WITHDRAWN', 'ABANDONED', 'REJECTED_BY_RULE', 'REJECTED', 'LAPSED', 'REPAID', 'TRANSFERRED']

interface Stands {
  /** The person behind the borrower's file, and behind the guarantor's where he is a customer. */
  readonly borrower: string
  readonly guarantor: string
  readonly guarantorName: string
}

/**
 * A round of guarantees that leads back to this customer, as the names along it: he is guaranteed by the second, who is guaranteed
 * by the third, and so on to himself (FR24). Looks at all cases and contracts of the bank, as many hands far as the pack says.
 */
export async function guaranteeCircle(tx: Tx, customerId: string, steps: number): Promise<readonly string[] | null> {
  const start = await personOf(tx, customerId)
  const { name } = await tx.selectFrom('customer').select('name').where('bank_id', '=', tx.bankId).where('customer_id', '=', start).executeTakeFirstOrThrow()
  const paths = new Map<string, readonly string[]>([[start, [name]]])
  let frontier = [start]
  for (let step = 0; step < steps && frontier.length > 0; step++) {
    const found = await guarantorsOf(tx, frontier)
    const next: string[] = []
    for (const { borrower, guarantor, guarantorName } of found) {
      const path = [...(paths.get(borrower) ?? []), guarantorName]
      if (guarantor === start) return path
      if (paths.has(guarantor)) continue
      paths.set(guarantor, path)
      next.push(guarantor)
    }
    frontier = next
  }
  return null
}

/** Who stands for these persons, in cases under way and in contracts that run. */
async function guarantorsOf(tx: Tx, persons: readonly string[]): Promise<readonly Stands[]> {
  const { rows } = await sql<Stands>`
    with file as (select c.bank_id, c.customer_id, coalesce(c.person_id, c.customer_id) as person from customer c
      where c.bank_id = ${tx.bankId} and (c.customer_id = any(${persons}::uuid[]) or c.person_id = any(${persons}::uuid[]))),
    stands as (
      select f.person as borrower, p.customer_id, p.id_number_hash, p.name
      from file f join application a on a.bank_id = f.bank_id and a.customer_id = f.customer_id
      join case_progress s on s.bank_id = a.bank_id and s.case_id = a.case_id
      join application_party p on p.bank_id = a.bank_id and p.case_id = a.case_id
      where p.role = 'GUARANTOR' and p.removed_at is null and s.state <> all(${WITHOUT_OBLIGATION}::text[])
      -- Members of one joint-liability group answer for each other by design: that is seen in the group, not as a circle.
      and not exists (select 1 from joint_group_member x join joint_group_member y on y.bank_id = x.bank_id and y.group_id = x.group_id and y.left_at is null
        where x.bank_id = a.bank_id and x.customer_id = a.customer_id and x.left_at is null and y.customer_id = p.customer_id)
      union
      select f.person, null::uuid, p.id_number_hash, p.name
      from file f join contract_file k on k.bank_id = f.bank_id and k.customer_id = f.customer_id
      join case_progress s on s.bank_id = k.bank_id and s.case_id = k.case_id
      join contract_party p on p.bank_id = k.bank_id and p.contract_id = k.contract_id
      where p.role = 'GUARANTOR' and p.removed_at is null and k.state <> 'CLOSED' and s.state <> all(${WITHOUT_OBLIGATION}::text[]))
    select distinct s.borrower, coalesce(g.person_id, g.customer_id) as guarantor, g.name as "guarantorName"
    from stands s join customer g on g.bank_id = ${tx.bankId} and (g.customer_id = s.customer_id or g.id_number_hash = s.id_number_hash)
    order by 1, 2`.execute(tx)
  return rows
}

/** Principal this customer stands for in contracts of the bank that run. */
export async function guaranteedHere(tx: Tx, customerId: string): Promise<Fen> {
  const { rows } = await sql<{ sum: Fen }>`
    select coalesce(sum(p.guaranteed_fen), 0)::bigint as sum
    from customer c join contract_party p on p.bank_id = c.bank_id and p.id_number_hash = c.id_number_hash
    join contract_file k on k.bank_id = p.bank_id and k.contract_id = p.contract_id
    join case_progress s on s.bank_id = k.bank_id and s.case_id = k.case_id
    where c.bank_id = ${tx.bankId} and coalesce(c.person_id, c.customer_id) = ${await personOf(tx, customerId)}
      and p.role = 'GUARANTOR' and p.removed_at is null and k.state <> 'CLOSED' and s.state <> all(${WITHOUT_OBLIGATION}::text[])`.execute(tx)
  return Number(rows[0]?.sum ?? 0) as Fen
}
