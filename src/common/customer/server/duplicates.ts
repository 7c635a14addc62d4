import { type Duplicates, MERGE_MOVES, type Merge, type MergeAct, type MergeGround, type MergeState, refuseSameProposer } from '#common/customer/domain'
import { Refusal } from '#kernel'
import type { Tx } from '#platform/db'
import { readRow } from './reads.ts'
import { samePerson } from './person.ts'

/** Most candidates that are shown; more than that share a phone only by mistake. */
const SHOWN = 50

/** Files that may be the person of this one, strongest grounds first, and the merges it was part of. */
export async function readDuplicates(tx: Tx, customerId: string, staffId: string): Promise<Duplicates> {
  const customer = await readRow(tx, customerId)
  const own = await samePerson(tx, customerId)
  const grounds = await groundsWith(tx, customerId)
  for (const id of own) grounds.delete(id)
  const ids = [...grounds.keys()].toSorted((a, b) => (grounds.get(b)?.size ?? 0) - (grounds.get(a)?.size ?? 0)).slice(0, SHOWN)
  const candidates = await Promise.all(ids.map(async (id) => ({ ...(await readRow(tx, id)), grounds: [...(grounds.get(id) ?? [])] })))
  return { customer, candidates, merges: await readMerges(tx, own, staffId) }
}

/** What speaks for two files being one person; empty when nothing does. */
export async function groundsBetween(tx: Tx, one: string, other: string): Promise<MergeGround[]> {
  return [...((await groundsWith(tx, one)).get(other) ?? [])]
}

async function groundsWith(tx: Tx, customerId: string): Promise<Map<string, Set<MergeGround>>> {
  const me = await tx.selectFrom('customer').select(['name', 'born_on', 'household_id']).where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).executeTakeFirstOrThrow()
  const found = new Map<string, Set<MergeGround>>()
  const note = (ground: MergeGround, rows: readonly { readonly customer_id: string }[]): void => {
    for (const { customer_id: id } of rows) if (id !== customerId) found.set(id, (found.get(id) ?? new Set()).add(ground))
  }
  note('PHONE', await tx.selectFrom('customer_search_key as mine').innerJoin('customer_search_key as theirs', (on) => on.onRef('theirs.bank_id', '=', 'mine.bank_id').onRef('theirs.kind', '=', 'mine.kind').onRef('theirs.key', '=', 'mine.key'))
    .select('theirs.customer_id').where('mine.bank_id', '=', tx.bankId).where('mine.customer_id', '=', customerId).where('mine.kind', '=', 'PHONE').execute())
  note('NAME_BIRTH', await tx.selectFrom('customer').select('customer_id').where('bank_id', '=', tx.bankId).where('name', '=', me.name).where('born_on', '=', me.born_on).execute())
  note('HOUSEHOLD', await tx.selectFrom('customer').select('customer_id').where('bank_id', '=', tx.bankId).where('household_id', '=', me.household_id).execute())
  return found
}

/** The merges these files were ever part of, latest first, with what this person may do. */
export async function readMerges(tx: Tx, customerIds: readonly string[], staffId: string): Promise<Merge[]> {
  const rows = await tx.selectFrom('customer_merge as m')
    .innerJoin('customer as a', (on) => on.onRef('a.bank_id', '=', 'm.bank_id').onRef('a.customer_id', '=', 'm.customer_id'))
    .innerJoin('customer as b', (on) => on.onRef('b.bank_id', '=', 'm.bank_id').onRef('b.customer_id', '=', 'm.into_id'))
    .innerJoin('staff as p', (on) => on.onRef('p.bank_id', '=', 'm.bank_id').onRef('p.staff_id', '=', 'm.proposed_by'))
    .leftJoin('staff as d', (on) => on.onRef('d.bank_id', '=', 'm.bank_id').onRef('d.staff_id', '=', 'm.decided_by'))
    .leftJoin('staff as u', (on) => on.onRef('u.bank_id', '=', 'm.bank_id').onRef('u.staff_id', '=', 'm.undo_by'))
    .leftJoin('staff as v', (on) => on.onRef('v.bank_id', '=', 'm.bank_id').onRef('v.staff_id', '=', 'm.undone_by'))
    .selectAll('m').select(['a.number', 'a.name', 'b.number as into_number', 'b.name as into_name', 'p.name as proposed_name', 'd.name as decided_name', 'u.name as undo_name', 'v.name as undone_name'])
    .where('m.bank_id', '=', tx.bankId).where((eb) => eb.or([eb('m.customer_id', 'in', customerIds), eb('m.into_id', 'in', customerIds)])).orderBy('m.proposed_at', 'desc').execute()
  const person = (id: string | null, name: string | null, on: string | null) => (id === null || on === null ? null : { staffId: id, name: name ?? '', on })
  return rows.map((row) => {
    const undo = person(row.undo_by, row.undo_name, row.undo_on)
    return {
      mergeId: row.merge_id, customer: { customerId: row.customer_id, number: row.number, name: row.name }, into: { customerId: row.into_id, number: row.into_number, name: row.into_name },
      grounds: row.grounds as MergeGround[], reason: row.reason, state: row.state as MergeState,
      proposed: { staffId: row.proposed_by, name: row.proposed_name, on: row.proposed_on }, decided: person(row.decided_by, row.decided_name, row.decided_on),
      undo: undo === null ? null : { ...undo, reason: row.undo_reason ?? '' }, undone: person(row.undone_by, row.undone_name, row.undone_on),
      acts: (Object.keys(MERGE_MOVES[row.state as MergeState]) as MergeAct[]).map((act) => {
        const why = whyNot(() => refuseSameProposer(act, { proposedBy: row.proposed_by, undoBy: row.undo_by }, staffId))
        return { act, allowed: why === null, why }
      }),
    }
  })
}

function whyNot(tried: () => void): string | null {
  try {
    tried()
    return null
  } catch (cause) {
    if (cause instanceof Refusal) return cause.message
    throw cause
  }
}
