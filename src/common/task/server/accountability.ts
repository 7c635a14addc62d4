import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Post } from '#common/staff/domain'
import { unitsInSight } from '#common/staff/server'
import { ACCOUNT_ACTS, ACCOUNT_MOVES, ACCOUNT_OUTCOMES, ACCOUNT_STATES, type AccountAct, type AccountOutcome, type AccountRow, type AccountState, STEPS, type Step, moveAccount, whyNotAccount } from '#common/task/domain'
import { type Day, Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { notify } from './notify.ts'

function recordsInSight(tx: Tx, staff: Staff, units: readonly string[]) {
  return tx.selectFrom('accountability as r')
    .innerJoin('case_progress as p', (on) => on.onRef('p.bank_id', '=', 'r.bank_id').onRef('p.case_id', '=', 'r.case_id'))
    .innerJoin('unit as u', (on) => on.onRef('u.bank_id', '=', 'r.bank_id').onRef('u.unit_id', '=', 'r.unit_id'))
    .leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'r.bank_id').onRef('s.staff_id', '=', 'r.staff_id'))
    .leftJoin('staff as h', (on) => on.onRef('h.bank_id', '=', 'r.bank_id').onRef('h.staff_id', '=', 'r.head_id'))
    .selectAll('r').select(['p.number', 'u.name as unit_name', 's.name as person_name', 'h.name as head_name'])
    .select((eb) => jsonArrayFrom(
      eb.selectFrom('accountability_step as k').innerJoin('staff as b', (on) => on.onRef('b.bank_id', '=', 'k.bank_id').onRef('b.staff_id', '=', 'k.by')).select(['k.kind', 'k.outcome', 'k.says', 'k.by', 'k.at', 'b.name'])
        .where('k.bank_id', '=', tx.bankId).whereRef('k.accountability_id', '=', 'r.accountability_id').orderBy('k.seq'),
    ).as('steps'))
    .where('r.bank_id', '=', tx.bankId)
    .where((eb) => eb.or([
      eb('r.staff_id', '=', staff.id), eb.and([eb('r.staff_id', 'is', null), eb('r.head_id', '=', staff.id)]),
      ...(units.length === 0 ? [] : [eb('r.unit_id', 'in', units)]),
    ]))
}
type Row = Awaited<ReturnType<ReturnType<typeof recordsInSight>['execute']>>[number]

/** The records a person answers for and those of the units he judges, the open first. */
export async function listAccounts(tx: Tx, staff: Staff): Promise<AccountRow[]> {
  const units = await unitsInSight(tx, staff.posts, 'task.judge')
  const rows = await recordsInSight(tx, staff, units).orderBy((eb) => eb('r.state', '=', 'SETTLED')).orderBy('r.opened_at', 'desc').limit(300).execute()
  return rows.map((row) => accountRow(row, staff))
}

function peopleOf(row: Row) {
  return { answers: row.staff_id ?? row.head_id, decidedBy: row.steps.findLast(({ kind }) => kind === 'DECIDE')?.by ?? null }
}

function accountRow(row: Row, staff: Staff): AccountRow {
  const state = row.state as AccountState
  const judges = staff.permissions.has('task.judge')
  return {
    accountabilityId: row.accountability_id, state, stateName: ACCOUNT_STATES[state], step: row.step as Step, stepName: STEPS[row.step as Step], caseId: row.case_id, number: row.number, unit: row.unit_name,
    person: row.staff_id === null ? null : { staffId: row.staff_id, name: row.person_name ?? '' }, post: row.post as Post | null, head: row.head_id === null ? null : { staffId: row.head_id, name: row.head_name ?? '' },
    dueOn: row.due_on, dueAt: row.due_at, openedOn: row.opened_on,
    steps: row.steps.map((step) => ({ kind: step.kind as AccountAct, name: ACCOUNT_ACTS[step.kind as AccountAct], outcome: step.outcome === null ? null : ACCOUNT_OUTCOMES[step.outcome as AccountOutcome], says: step.says, by: { staffId: step.by, name: step.name }, at: step.at })),
    next: (Object.keys(ACCOUNT_MOVES[state]) as AccountAct[]).map((act) => ({
      act, name: ACCOUNT_ACTS[act], why: (act === 'DECIDE' || act === 'DECIDE_APPEAL') && !judges ? '您的岗位不认定责任' : whyNotAccount(act, peopleOf(row), staff.id) ?? null,
    })),
  }
}

export interface AccountStep {
  readonly accountabilityId: string
  readonly act: AccountAct
  readonly says: string
  readonly outcome: AccountOutcome | null
}

/** One step of a record: explanation, decision, appeal, decision on it. Each is kept; who is told follows from whose turn it is. */
export async function stepAccount(tx: Tx, staff: Staff, { accountabilityId, act, says, outcome }: AccountStep, on: Day, now: Date): Promise<{ state: AccountState }> {
  await tx.selectFrom('accountability').select('state').where('bank_id', '=', tx.bankId).where('accountability_id', '=', accountabilityId).forUpdate().execute()
  const row = await recordsInSight(tx, staff, await unitsInSight(tx, staff.posts, 'task.judge')).where('r.accountability_id', '=', accountabilityId).executeTakeFirst()
  if (row === undefined) throw missing('问责记录')
  const people = peopleOf(row)
  const why = whyNotAccount(act, people, staff.id)
  if (why !== undefined) throw new Refusal({ code: 'accountability.wrong-person', message: why, expected: act === 'EXPLAIN' || act === 'APPEAL' ? '责任人本人' : '与本案责任无关的主管' }, 403)
  const state = moveAccount(row.state as AccountState, act)
  const at = now.toISOString()
  await tx.insertInto('accountability_step').values({ bank_id: tx.bankId, accountability_id: accountabilityId, seq: row.steps.length + 1, kind: act, outcome, says, by: staff.id, on_day: on, at }).execute()
  await tx.updateTable('accountability').set({ state }).where('bank_id', '=', tx.bankId).where('accountability_id', '=', accountabilityId).execute()
  await record(tx, { caseId: row.case_id, act: ACTS[act], who: staff.id, businessDate: on, body: { accountabilityId, step: row.step, before: row.state, after: state, says, ...(outcome === null ? {} : { outcome }) } })
  const told = act === 'EXPLAIN' ? row.head_id : act === 'APPEAL' ? people.decidedBy : people.answers
  if (told !== null && told !== staff.id) await notify(tx, { staffId: told, kind: 'ACCOUNT', caseId: row.case_id, says: `${row.number}「${STEPS[row.step as Step]}」超时：${staff.name}已${ACCOUNT_ACTS[act]}`, on, at })
  return { state }
}

const ACTS = { EXPLAIN: 'accountability.explain', DECIDE: 'accountability.decide', APPEAL: 'accountability.appeal', DECIDE_APPEAL: 'accountability.decide-appeal' } as const
