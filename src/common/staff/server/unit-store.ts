import { sql } from 'kysely'
import { Refusal } from '#kernel'
import { newId, type Tx } from '#platform/db'
import { missing } from '#platform/http'
import type { Unit, UnitChange } from '#common/staff/domain'

/** Puts a unit into the tree; `parentId` null makes the bank's root, of which there is one. Returns its id. */
export async function createUnit(tx: Tx, unit: { parentId: string | null; code: string; name: string }): Promise<string> {
  if (unit.parentId !== null) await readUnit(tx, unit.parentId)
  const taken = await tx.selectFrom('unit').select('unit_id').where('bank_id', '=', tx.bankId).where('code', '=', unit.code).executeTakeFirst()
  if (taken !== undefined) throw new Refusal({ code: 'unit.code-taken', message: `机构代号「${unit.code}」已被使用`, at: '/code', value: unit.code, expected: '本行未使用的代号' }, 409)
  const unitId = newId()
  await tx.insertInto('unit').values({ bank_id: tx.bankId, unit_id: unitId, parent_id: unit.parentId, code: unit.code, name: unit.name }).execute()
  return unitId
}

/** Renames a unit or hangs it below another; returns it as it was before. */
export async function changeUnit(tx: Tx, unitId: string, change: UnitChange): Promise<Unit> {
  await lockTree(tx)
  const before = await readUnit(tx, unitId)
  if (change.parentId !== undefined) await refuseBadParent(tx, before, change.parentId)
  if (change.parentId !== undefined || change.name !== undefined) {
    await tx.updateTable('unit').set({ ...(change.parentId === undefined ? {} : { parent_id: change.parentId }), ...(change.name === undefined ? {} : { name: change.name }) })
      .where('bank_id', '=', tx.bankId).where('unit_id', '=', unitId).execute()
  }
  return before
}

export async function readUnit(tx: Tx, unitId: string): Promise<Unit> {
  const row = await tx.selectFrom('unit').select(['unit_id', 'parent_id', 'code', 'name']).where('bank_id', '=', tx.bankId).where('unit_id', '=', unitId).executeTakeFirst()
  if (row === undefined) throw missing('该机构')
  return { unitId: row.unit_id, parentId: row.parent_id, code: row.code, name: row.name }
}

/** One mover at a time: two moves that are right alone can close a circle together. */
async function lockTree(tx: Tx): Promise<void> {
  await tx.selectFrom('unit').select('unit_id').where('bank_id', '=', tx.bankId).where('parent_id', 'is', null).forUpdate().execute()
}

async function refuseBadParent(tx: Tx, unit: Unit, parentId: string): Promise<void> {
  await readUnit(tx, parentId)
  const below = await unitsBelow(tx, [unit.unitId])
  if (unit.parentId !== null && !below.includes(parentId)) return
  throw new Refusal({
    code: 'unit.circle', message: unit.parentId === null ? '总行机构没有上级' : '不能把机构移到自己或下级之下', at: '/parentId', value: parentId, expected: '不属于该机构的上级机构',
  }, 422)
}

/** The units named and all below them. */
export async function unitsBelow(tx: Tx, unitIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ unit_id: string }>`
    with recursive below (unit_id) as (
      select u.unit_id from unit as u where u.bank_id = ${tx.bankId} and u.unit_id = any(${[...unitIds]}::uuid[])
      union
      select c.unit_id from below as b join unit as c on c.bank_id = ${tx.bankId} and c.parent_id = b.unit_id
    ) select unit_id from below`.execute(tx)
  return rows.map((row) => row.unit_id)
}
