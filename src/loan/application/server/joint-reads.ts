import { CaseFile, type CaseFileInput, assess } from '#common/assessment/domain'
import { sumExposure } from '#common/line/domain'
import { policyFor } from '#common/policy/server'
import { type Day, type Fen, Refusal, daysBetween, read } from '#kernel'
import { type Answering, FileApplication, type GroupMember, type GroupOfCase, refuseBeyondGroup } from '#loan/application/domain'
import type { Staff } from '#platform/auth'
import { type Tx, businessDate } from '#platform/db'
import { roomUnderOwnLine } from './line-room.ts'
import { packOf } from './pack.ts'
import { readApplication } from './scope.ts'

/** The group of a case's applicant with every member as he stands today. */
export async function readGroupOfCase(tx: Tx, staff: Staff, caseId: string): Promise<GroupOfCase> {
  const row = await readApplication(tx, staff, caseId)
  const on = await businessDate(tx)
  const { limit } = await policyFor(tx, { applicationOn: row.applied_on as Day, eventOn: on }, { unit: row.unit_id, product: row.product })
  const isAsked = read(FileApplication, row.intake).request.guarantee === 'JOINT_LIABILITY'
  const group = isAsked ? await groupOf(tx, row.customer_id) : null
  if (group === null) return { isAsked, ...limit.groupMembers, group: null }
  return { isAsked, ...limit.groupMembers, group: { groupId: group.group_id, number: group.number, name: group.name, capFen: group.cap_fen, formedOn: group.formed_on, members: await membersOf(tx, group.group_id, row.customer_id, on) } }
}

/** The group as the judgement reads it: the other members, each with what he earns, owes and has of the group's money. */
export async function jointGroupFacts(tx: Tx, { caseId, customerId }: { readonly caseId: string; readonly customerId: string }): Promise<CaseFile['jointGroup']> {
  const group = await groupOf(tx, customerId)
  if (group === null) return null
  const all = await membersOf(tx, group.group_id, customerId, await businessDate(tx))
  const others = all.filter(({ isApplicant }) => !isApplicant)
  const own = all.find(({ isApplicant }) => isApplicant)?.groupLoanFen ?? 0
  if (others.length === 0) return null
  const members: NonNullable<CaseFileInput['jointGroup']>['members'] = others.map(({ name, caseNumber, monthlyDisposableFen, debtsFen, groupLoanFen, overdueDays }) => ({ label: name, ...(caseNumber === null ? {} : { caseNumber }), monthlyDisposableFen: Math.max(0, monthlyDisposableFen ?? 0), debtsFen, groupLoanFen, overdueDays, evidence: [] }))
  return { name: `${group.name}（${group.number}）`, capFen: group.cap_fen, ownLoanFen: Math.max(0, own - await roomUnderOwnLine(tx, caseId, 'JOINT_LIABILITY')), members: members as NonNullable<CaseFile['jointGroup']>['members'] }
}

/** Refuses (409) a loan on joint liability that the customer's group does not carry today; of one group one loan is signed at a time. */
export async function refuseBeyondJointGroup(tx: Tx, customerId: string, amountFen: number, answering: Answering): Promise<void> {
  const known = await groupOf(tx, customerId)
  if (known === null) throw new Refusal({ code: 'joint-group.none', message: '借款人不在联保小组中，不得签订联保贷款合同', expected: '已组成的联保小组' }, 409)
  const { group_id: groupId, number, name, cap_fen: capFen, formed_on: formedOn } = known
  await tx.selectFrom('joint_group_member').select('customer_id').where('bank_id', '=', tx.bankId).where('group_id', '=', groupId).where('left_at', 'is', null).orderBy('customer_id').forUpdate().execute()
  refuseBeyondGroup({ groupId, number, name, capFen, formedOn, members: await membersOf(tx, groupId, customerId, await businessDate(tx)) }, amountFen, answering)
}

async function groupOf(tx: Tx, customerId: string) {
  const row = await tx.selectFrom('joint_group_member as m').innerJoin('joint_group as g', (on) => on.onRef('g.bank_id', '=', 'm.bank_id').onRef('g.group_id', '=', 'm.group_id'))
    .select(['g.group_id', 'g.number', 'g.name', 'g.cap_fen', 'g.formed_on']).where('m.bank_id', '=', tx.bankId).where('m.customer_id', '=', customerId).where('m.left_at', 'is', null).executeTakeFirst()
  return row ?? null
}

async function membersOf(tx: Tx, groupId: string, applicantId: string, on: Day): Promise<GroupMember[]> {
  const rows = await tx.selectFrom('joint_group_member as m').innerJoin('customer as c', (both) => both.onRef('c.bank_id', '=', 'm.bank_id').onRef('c.customer_id', '=', 'm.customer_id'))
    .select(['m.customer_id', 'c.number', 'c.name', 'm.joined_on']).where('m.bank_id', '=', tx.bankId).where('m.group_id', '=', groupId).where('m.left_at', 'is', null).orderBy('m.joined_at').orderBy('c.number').execute()
  const ids = rows.map((row) => row.customer_id)
  const submitted = await lastJudged(tx, ids)
  const judged = new Map([...await underInvestigation(tx, ids.filter((id) => !submitted.has(id)), on), ...submitted])
  const [lines, notes] = [await linesOf(tx, ids, on), await oldestDue(tx, ids)]
  return rows.map((row): GroupMember => {
    const last = judged.get(row.customer_id)
    const due = notes.get(row.customer_id)
    return {
      customerId: row.customer_id, number: row.number, name: row.name, joinedOn: row.joined_on, isApplicant: row.customer_id === applicantId,
      basis: last === undefined ? null : submitted.has(row.customer_id) ? 'SUBMITTED' : 'DRAFT', caseNumber: last?.number ?? null, monthlyDisposableFen: last?.disposableFen ?? null, debtsFen: last?.debtsFen ?? 0, groupLoanFen: lines.get(row.customer_id) ?? 0, overdueDays: due === undefined || due >= on ? 0 : daysBetween(due, on),
    }
  })
}

/** What was last submitted of each customer: his disposable money and his own debts. */
async function lastJudged(tx: Tx, ids: readonly string[]) {
  const rows = await tx.selectFrom('application as a').innerJoin('investigation_version as v', (both) => both.onRef('v.bank_id', '=', 'a.bank_id').onRef('v.case_id', '=', 'a.case_id'))
    .select(['a.customer_id', 'a.number', 'v.case_file', 'v.assessment', 'v.submitted_at']).where('a.bank_id', '=', tx.bankId).where('a.customer_id', 'in', ids).orderBy('v.submitted_at').execute()
  return new Map(rows.map((row) => {
    const { statements } = row.assessment as unknown as { statements: { disposableMonthlyFen: number } }
    return [row.customer_id, { number: row.number, disposableFen: statements.disposableMonthlyFen, debtsFen: debtsOf(row.case_file as unknown as CaseFile) }] as const
  }))
}

const debtsOf = ({ balance }: CaseFile): number => [...balance.loans, ...balance.privateLoans, ...balance.creditCards].reduce((sum, each) => sum + each.amountFen, 0)

/** The same of those whose first investigation is still being written: a new group is looked into member by member, and the first of them must not stand alone. */
async function underInvestigation(tx: Tx, ids: readonly string[], on: Day) {
  if (ids.length === 0) return []
  const rows = await tx.selectFrom('application as a').innerJoin('investigation as i', (both) => both.onRef('i.bank_id', '=', 'a.bank_id').onRef('i.case_id', '=', 'a.case_id'))
    .select(['a.customer_id', 'a.number', 'a.unit_id', 'a.product', 'a.applied_on', 'i.draft']).where('a.bank_id', '=', tx.bankId).where('a.customer_id', 'in', ids).where('i.state', 'in', ['DRAFT', 'RETURNED']).orderBy('a.applied_on').orderBy('a.number').execute()
  const judged = []
  for (const row of rows) {
    const caseFile = CaseFile.parse({ ...row.draft as object, evidence: [] })
    const { pack } = await packOf(tx, { appliedOn: row.applied_on as Day, unitId: row.unit_id, product: row.product }, caseFile.business.trade, on)
    judged.push([row.customer_id, { number: row.number, disposableFen: assess(caseFile, pack).statements.disposableMonthlyFen, debtsFen: debtsOf(caseFile) }] as const)
  }
  return judged
}

/** What the bank has promised each customer on joint liability and he has not repaid. */
async function linesOf(tx: Tx, ids: readonly string[], on: Day): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.selectFrom('line').select(['customer_id', 'cap_fen', 'taken_fen', 'drawn_fen', 'revolving', 'state', 'valid_until']).where('bank_id', '=', tx.bankId).where('customer_id', 'in', ids).where('guarantee', '=', 'JOINT_LIABILITY').execute()
  const lines = rows.map((row) => ({ customerId: row.customer_id, capFen: row.cap_fen as Fen, takenFen: row.taken_fen as Fen, drawnFen: row.drawn_fen as Fen, revolving: row.revolving, state: row.state, validUntil: row.valid_until as Day }))
  return new Map(ids.map((id) => [id, sumExposure(lines.filter(({ customerId }) => customerId === id), on).committedFen]))
}

async function oldestDue(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Day>> {
  const rows = await tx.selectFrom('note').select(['customer_id', (eb) => eb.fn.min('oldest_due_on').as('due')]).where('bank_id', '=', tx.bankId).where('customer_id', 'in', ids).where('state', '=', 'RUNNING').where('oldest_due_on', 'is not', null).groupBy('customer_id').execute()
  return new Map(rows.flatMap((row) => (row.due === null ? [] : [[row.customer_id, row.due as Day] as const])))
}
