import { nextNumber, refuseMerged } from '#common/customer/server'
import { policyFor } from '#common/policy/server'
import type { AtWork } from '#common/task/server'
import { type Day, Refusal, read } from '#kernel'
import { type FormGroup, FileApplication, refuseSize } from '#loan/application/domain'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { type HeldApplication, holdOpen, noteAct } from './held.ts'
import { syncGroupParties } from './joint-parties.ts'

/** Forms a group of the applicant and the customers named; each of them belongs to no other. */
export async function formGroup(tx: Tx, work: AtWork, { name, customerIds }: FormGroup): Promise<void> {
  const row = await holdAsked(tx, work)
  const { limit } = await policyFor(tx, { applicationOn: row.applied_on as Day, eventOn: work.on }, { unit: row.unit_id, product: row.product })
  const members = [row.customer_id, ...customerIds]
  refuseSize(members, limit.groupMembers)
  const groupId = newId()
  const number = await nextNumber(tx, 'joint-group', work.on.slice(0, 4), (count) => `LB${work.on.slice(0, 4)}${String(count).padStart(4, '0')}`)
  await tx.insertInto('joint_group').values({ bank_id: tx.bankId, group_id: groupId, number, name, unit_id: row.unit_id, cap_fen: limit.groupCap, formed_by: work.staff.id, formed_on: work.on, formed_at: work.now.toISOString() }).execute()
  for (const customerId of members) await join(tx, work, groupId, customerId)
  await syncGroupParties(tx, work, groupId)
  await noteAct(tx, work, 'form-group', { groupId, number, name, members, capFen: limit.groupCap })
}

/** Takes another customer into the applicant's group. */
export async function joinGroup(tx: Tx, work: AtWork, customerId: string): Promise<void> {
  const row = await holdAsked(tx, work)
  const groupId = await groupOf(tx, row.customer_id)
  const { limit } = await policyFor(tx, { applicationOn: row.applied_on as Day, eventOn: work.on }, { unit: row.unit_id, product: row.product })
  refuseSize([...(await membersOf(tx, groupId)), customerId], { from: 2, to: limit.groupMembers.to })
  await join(tx, work, groupId, customerId)
  await syncGroupParties(tx, work, groupId)
  await noteAct(tx, work, 'join-group', { groupId, customerId })
}

/** Lets a member go; while he or another member owes under the group, nobody leaves. */
export async function leaveGroup(tx: Tx, work: AtWork, { customerId, reason }: { customerId: string; reason: string }): Promise<void> {
  const row = await holdAsked(tx, work)
  const groupId = await groupOf(tx, row.customer_id)
  await refuseWhileOwed(tx, groupId, work.on)
  const left = await tx.updateTable('joint_group_member').set({ left_by: work.staff.id, left_on: work.on, left_at: work.now.toISOString(), left_reason: reason })
    .where('bank_id', '=', tx.bankId).where('group_id', '=', groupId).where('customer_id', '=', customerId).where('left_at', 'is', null).returning('customer_id').executeTakeFirst()
  if (left === undefined) throw missing('小组成员')
  await syncGroupParties(tx, work, groupId)
  await noteAct(tx, work, 'leave-group', { groupId, customerId, reason })
}

async function holdAsked(tx: Tx, work: AtWork): Promise<HeldApplication> {
  const row = await holdOpen(tx, work)
  const { guarantee } = read(FileApplication, row.intake).request
  if (guarantee !== 'JOINT_LIABILITY') throw new Refusal({ code: 'joint-group.not-asked', message: '本案不是联保贷款，不组联保小组', value: guarantee, expected: '担保方式为联保的业务' }, 409)
  return row
}

/** The group a customer belongs to today; refuses (404) where there is none. */
async function groupOf(tx: Tx, customerId: string): Promise<string> {
  const row = await tx.selectFrom('joint_group_member').select('group_id').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).where('left_at', 'is', null).executeTakeFirst()
  if (row === undefined) throw missing('联保小组')
  return row.group_id
}

async function membersOf(tx: Tx, groupId: string): Promise<string[]> {
  return (await tx.selectFrom('joint_group_member').select('customer_id').where('bank_id', '=', tx.bankId).where('group_id', '=', groupId).where('left_at', 'is', null).execute()).map((row) => row.customer_id)
}

async function join(tx: Tx, { staff, on, now }: AtWork, groupId: string, customerId: string): Promise<void> {
  const customer = await tx.selectFrom('customer').select('name').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).forUpdate().executeTakeFirst()
  if (customer === undefined) throw missing('小组成员对应的客户')
  await refuseMerged(tx, customerId)
  const other = await tx.selectFrom('joint_group_member as m').innerJoin('joint_group as g', (both) => both.onRef('g.bank_id', '=', 'm.bank_id').onRef('g.group_id', '=', 'm.group_id'))
    .select(['g.number', 'g.name']).where('m.bank_id', '=', tx.bankId).where('m.customer_id', '=', customerId).where('m.left_at', 'is', null).executeTakeFirst()
  if (other !== undefined) throw new Refusal({ code: 'joint-group.elsewhere', message: `${customer.name}已在联保小组「${other.name}」（${other.number}），一户只能在一个小组`, at: '/customerIds', expected: '未参加其他小组的客户' }, 409)
  await tx.insertInto('joint_group_member').values({ bank_id: tx.bankId, group_id: groupId, customer_id: customerId, joined_by: staff.id, joined_on: on, joined_at: now.toISOString() })
    .onConflict((conflict) => conflict.columns(['bank_id', 'group_id', 'customer_id']).doUpdateSet({ left_by: null, left_on: null, left_at: null, left_reason: null })).execute()
}

/** What is signed and may still be drawn is answered for like what was drawn. */
async function refuseWhileOwed(tx: Tx, groupId: string, on: Day): Promise<void> {
  const owed = await tx.selectFrom('joint_group_member as m').innerJoin('line as l', (both) => both.onRef('l.bank_id', '=', 'm.bank_id').onRef('l.customer_id', '=', 'm.customer_id'))
    .select('l.number').where('m.bank_id', '=', tx.bankId).where('m.group_id', '=', groupId).where('m.left_at', 'is', null).where('l.guarantee', '=', 'JOINT_LIABILITY').where((l) => l.or([l('l.drawn_fen', '>', 0), l.and([l('l.state', '=', 'OPEN'), l('l.valid_until', '>', on), l.or([l('l.revolving', '=', true), l('l.taken_fen', '<', l.ref('l.cap_fen'))])])])).executeTakeFirst()
  if (owed !== undefined) throw new Refusal({ code: 'joint-group.owed', message: `小组内授信 ${owed.number} 尚有贷款未还或可用，成员不得退出`, value: owed.number, expected: '组内贷款全部结清' }, 409)
}
