import type { AtWork } from '#common/task/server'
import { FileApplication } from '#loan/application/domain'
import { read } from '#kernel'
import type { Tx } from '#platform/db'
import { writeParties } from './parties.ts'

/** What a member of the group is called beside a borrower; the register of guarantee circles knows him by it. */
const RELATION = '联保成员'

/** On every open case of a member that is lent on joint liability, the other members of today stand as guarantors. */
export async function syncGroupParties(tx: Tx, work: AtWork, groupId: string): Promise<void> {
  const members = await tx.selectFrom('joint_group_member as m').innerJoin('customer as c', (on) => on.onRef('c.bank_id', '=', 'm.bank_id').onRef('c.customer_id', '=', 'm.customer_id'))
    .select(['m.customer_id', 'c.name', 'm.left_at']).where('m.bank_id', '=', tx.bankId).where('m.group_id', '=', groupId).execute()
  const cases = await tx.selectFrom('application').select(['case_id', 'customer_id', 'intake']).where('bank_id', '=', tx.bankId).where('customer_id', 'in', members.map((each) => each.customer_id)).where('state', 'in', ['FILED', 'ADMITTED']).execute()
  for (const row of cases) {
    if (read(FileApplication, row.intake).request.guarantee !== 'JOINT_LIABILITY') continue
    const isMember = members.some((each) => each.customer_id === row.customer_id && each.left_at === null)
    const wanted = isMember ? members.filter((each) => each.left_at === null && each.customer_id !== row.customer_id) : []
    await standFor(tx, { ...work, caseId: row.case_id }, wanted.map((each) => ({ customerId: each.customer_id, name: each.name })))
  }
}

/** Who applies on joint liability and belongs to a group has its members stand for him at once. */
export async function standInGroup(tx: Tx, work: AtWork, { customerId, request }: Pick<FileApplication, 'customerId' | 'request'>): Promise<void> {
  if (request.guarantee !== 'JOINT_LIABILITY') return
  const row = await tx.selectFrom('joint_group_member').select('group_id').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).where('left_at', 'is', null).executeTakeFirst()
  if (row !== undefined) await syncGroupParties(tx, work, row.group_id)
}

async function standFor(tx: Tx, work: AtWork, wanted: readonly { readonly customerId: string; readonly name: string }[]): Promise<void> {
  const there = await tx.selectFrom('application_party').select(['party_id', 'customer_id']).where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).where('relation', '=', RELATION).where('removed_at', 'is', null).execute()
  const gone = there.filter((each) => !wanted.some(({ customerId }) => customerId === each.customer_id)).map((each) => each.party_id)
  if (gone.length > 0) await tx.updateTable('application_party').set({ removed_by: work.staff.id, removed_at: work.now.toISOString(), remove_reason: '退出联保小组' }).where('bank_id', '=', tx.bankId).where('party_id', 'in', gone).execute()
  const fresh = wanted.filter(({ customerId }) => !there.some((each) => each.customer_id === customerId))
  await writeParties(tx, work, fresh.map(({ customerId, name }) => ({ role: 'GUARANTOR', name, relation: RELATION, customerId, idNumber: null, phone: null })))
}
