import { createHash } from 'node:crypto'
import { type SavedLayout, TaughtLayout } from '#common/statement/domain'
import { type Day, read } from '#kernel'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import type { Taught } from './parse-file.ts'

/** Who does something with a layout, and when. */
export interface ByWhom {
  readonly staff: Staff
  readonly on: Day
  readonly now: Date
}

/** By what an export is known again: its row of titles. */
function titlesHash(titles: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(titles)).digest('hex')
}

/** The layouts this bank taught and uses, the latest first: they are tried before the shipped ones. */
export async function taughtLayouts(tx: Tx): Promise<Taught[]> {
  const rows = await tx.selectFrom('bill_layout as l').select(['l.layout_id', 'l.content']).where('l.bank_id', '=', tx.bankId).where('l.retired_at', 'is', null).orderBy('l.saved_at', 'desc').execute()
  return rows.map((row) => ({ id: row.layout_id, layout: read(TaughtLayout, row.content) }))
}

/** Name of the layout in use for these titles. */
export async function knownName(tx: Tx, titles: readonly string[]): Promise<string | null> {
  const row = await tx.selectFrom('bill_layout as l').select('l.name').where('l.bank_id', '=', tx.bankId).where('l.titles_hash', '=', titlesHash(titles)).where('l.retired_at', 'is', null).executeTakeFirst()
  return row?.name ?? null
}

/** Every layout this bank ever taught, those in use first. */
export async function listLayouts(tx: Tx): Promise<SavedLayout[]> {
  const rows = await tx.selectFrom('bill_layout as l')
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'l.bank_id').onRef('s.staff_id', '=', 'l.saved_by'))
    .leftJoin('staff as r', (on) => on.onRef('r.bank_id', '=', 'l.bank_id').onRef('r.staff_id', '=', 'l.retired_by'))
    .selectAll('l').select(['s.name as saved_name', 'r.name as retired_name'])
    .select((each) => each.selectFrom('bill as b').select((count) => count.fn.countAll<number>().as('n')).whereRef('b.bank_id', '=', 'l.bank_id').whereRef('b.layout_id', '=', 'l.layout_id').as('used'))
    .where('l.bank_id', '=', tx.bankId).orderBy('l.retired_at', (order) => order.desc().nullsFirst()).orderBy('l.saved_at', 'desc').execute()
  return rows.map((row) => ({
    layoutId: row.layout_id, layout: read(TaughtLayout, row.content), triedRows: row.tried_rows, savedBy: { staffId: row.saved_by, name: row.saved_name }, savedOn: row.saved_on, replacesId: row.replaces_id,
    retiredBy: row.retired_by === null ? null : { staffId: row.retired_by, name: row.retired_name ?? '' }, retiredOn: row.retired_on, usedTimes: Number(row.used ?? 0),
  }))
}

/** Keeps a layout; one of the same titles gives way to it. */
export async function saveLayout(tx: Tx, layout: TaughtLayout, triedRows: number, { staff, on, now }: ByWhom): Promise<SavedLayout> {
  const hash = titlesHash(layout.titles)
  const layoutId = newId()
  const old = await tx.selectFrom('bill_layout as l').select('l.layout_id').where('l.bank_id', '=', tx.bankId).where('l.titles_hash', '=', hash).where('l.retired_at', 'is', null).forUpdate().executeTakeFirst()
  if (old !== undefined) await retire(tx, old.layout_id, { staff, on, now })
  await tx.insertInto('bill_layout').values({
    bank_id: tx.bankId, layout_id: layoutId, name: layout.name, titles_hash: hash, content: JSON.stringify(layout), tried_rows: triedRows, saved_by: staff.id, saved_on: on, saved_at: now.toISOString(), replaces_id: old?.layout_id ?? null,
  }).execute()
  await record(tx, { caseId: layoutId, act: 'bill-layout.save', who: staff.id, businessDate: on, body: { layout, triedRows, replaces: old?.layout_id ?? null } })
  return layoutOf(tx, layoutId)
}

/** Takes a layout out of use; statements already read by it stay as they are. */
export async function retireLayout(tx: Tx, layoutId: string, by: ByWhom): Promise<void> {
  const row = await tx.selectFrom('bill_layout as l').select(['l.retired_at', 'l.name']).where('l.bank_id', '=', tx.bankId).where('l.layout_id', '=', layoutId).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('这个流水版式')
  if (row.retired_at !== null) return
  await retire(tx, layoutId, by)
  await record(tx, { caseId: layoutId, act: 'bill-layout.retire', who: by.staff.id, businessDate: by.on, body: { name: row.name } })
}

async function retire(tx: Tx, layoutId: string, { staff, on, now }: ByWhom): Promise<void> {
  await tx.updateTable('bill_layout').set({ retired_by: staff.id, retired_on: on, retired_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('layout_id', '=', layoutId).execute()
}

async function layoutOf(tx: Tx, layoutId: string): Promise<SavedLayout> {
  const found = (await listLayouts(tx)).find((each) => each.layoutId === layoutId)
  if (found === undefined) throw missing('这个流水版式')
  return found
}
