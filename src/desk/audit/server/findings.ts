import { nextNumber } from '#common/customer/server'
import { notify } from '#common/task/server'
import type { Finding, FindingState, RaiseFinding, Severity } from '#desk/audit/domain'
import { type Day, Refusal } from '#kernel'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import type { AuditorAtWork } from './samples.ts'

/** The ways a finding may move: state, act, next state. */
const MOVES: Readonly<Record<FindingState, Partial<Record<'ANSWER' | 'REOPEN' | 'CLOSE', FindingState>>>> = {
  OPEN: { ANSWER: 'ANSWERED', CLOSE: 'CLOSED' }, ANSWERED: { REOPEN: 'OPEN', CLOSE: 'CLOSED' }, CLOSED: { REOPEN: 'OPEN' },
}
const SAYS = { ANSWER: '答复', REOPEN: '退回整改', CLOSE: '了结' } as const

/** Notes what is wrong with an item of a case, who must answer and by when. */
export async function raiseFinding(tx: Tx, { staff, on, now }: AuditorAtWork, of: { sampleId: string; caseId: string }, { item, severity, says, answerBy, dueOn }: RaiseFinding): Promise<{ findingId: string }> {
  if (dueOn < on) throw new Refusal({ code: 'audit.due-past', message: '整改期限已过', at: '/dueOn', value: dueOn, expected: `不早于 ${on}` }, 422)
  const known = await tx.selectFrom('staff').select('staff_id').where('bank_id', '=', tx.bankId).where('staff_id', '=', answerBy).executeTakeFirst()
  if (known === undefined) throw missing('整改人')
  const findingId = newId()
  const year = on.slice(0, 4)
  const number = await nextNumber(tx, 'audit-finding', year, (count) => `JF${year}${String(count).padStart(4, '0')}`)
  await tx.insertInto('audit_finding').values({
    bank_id: tx.bankId, finding_id: findingId, number, sample_id: of.sampleId, case_id: of.caseId, item, severity, says, answer_by: answerBy, due_on: dueOn, state: 'OPEN', found_by: staff.id, found_on: on, found_at: now.toISOString(),
  }).execute()
  await record(tx, { caseId: of.sampleId, act: 'audit.raise-finding', who: staff.id, businessDate: on, body: { findingId, number, caseId: of.caseId, item, severity, says, answerBy, dueOn } })
  await notify(tx, { staffId: answerBy, kind: 'FINDING', caseId: of.caseId, says: `稽核发现 ${number}，请于 ${dueOn} 前整改`, on, at: now.toISOString() })
  return { findingId }
}

/** Answers, reopens or closes a finding; only the person named may answer, and nobody closes what he must answer himself. */
export async function followUp(tx: Tx, { staff, on, now }: AuditorAtWork, findingId: string, kind: keyof typeof SAYS, says: string): Promise<void> {
  const row = await tx.selectFrom('audit_finding as f').selectAll('f').where('f.bank_id', '=', tx.bankId).where('f.finding_id', '=', findingId).forUpdate().executeTakeFirst()
  if (row === undefined || (kind === 'ANSWER' && row.answer_by !== staff.id)) throw missing('稽核发现')
  if (kind !== 'ANSWER' && row.answer_by === staff.id) throw new Refusal({ code: 'audit.own-finding', message: `整改人不能${SAYS[kind]}自己的问题`, expected: '由另一位稽核人员办理' }, 403)
  const state = MOVES[row.state as FindingState][kind]
  if (state === undefined) throw new Refusal({ code: 'audit.move', message: `此发现不能${SAYS[kind]}`, value: row.state, expected: Object.keys(MOVES[row.state as FindingState]).map((one) => SAYS[one as keyof typeof SAYS]).join('或') }, 409)
  await tx.insertInto('audit_follow_up').values({ bank_id: tx.bankId, follow_up_id: newId(), finding_id: findingId, kind, says, said_by: staff.id, said_on: on, said_at: now.toISOString() }).execute()
  await tx.updateTable('audit_finding').set({ state }).where('bank_id', '=', tx.bankId).where('finding_id', '=', findingId).execute()
  await record(tx, { caseId: row.sample_id, act: `audit.${kind.toLowerCase()}`, who: staff.id, businessDate: on, body: { findingId, before: row.state, after: state, says } })
  if (kind === 'REOPEN') await notify(tx, { staffId: row.answer_by, kind: 'FINDING', caseId: row.case_id, says: `稽核发现 ${row.number} 退回整改，限 ${row.due_on}`, on, at: now.toISOString() })
}

/** Findings with everything said since: of a case in a sample, of one person, or of the bank. */
export async function readFindings(tx: Tx, of: { readonly sampleId?: string; readonly caseId?: string; readonly answerBy?: string }): Promise<Finding[]> {
  const rows = await tx.selectFrom('audit_finding as f')
    .innerJoin('case_progress as p', (on) => on.onRef('p.bank_id', '=', 'f.bank_id').onRef('p.case_id', '=', 'f.case_id'))
    .innerJoin('staff as a', (on) => on.onRef('a.bank_id', '=', 'f.bank_id').onRef('a.staff_id', '=', 'f.answer_by'))
    .innerJoin('staff as b', (on) => on.onRef('b.bank_id', '=', 'f.bank_id').onRef('b.staff_id', '=', 'f.found_by'))
    .selectAll('f').select(['p.number as case_number', 'a.name as answer_name', 'b.name as found_name']).where('f.bank_id', '=', tx.bankId)
    .$if(of.sampleId !== undefined, (q) => q.where('f.sample_id', '=', of.sampleId!)).$if(of.caseId !== undefined, (q) => q.where('f.case_id', '=', of.caseId!)).$if(of.answerBy !== undefined, (q) => q.where('f.answer_by', '=', of.answerBy!))
    .orderBy('f.found_at', 'desc').limit(500).execute()
  const said = rows.length === 0 ? [] : await tx.selectFrom('audit_follow_up as u').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'u.bank_id').onRef('s.staff_id', '=', 'u.said_by'))
    .selectAll('u').select('s.name').where('u.bank_id', '=', tx.bankId).where('u.finding_id', 'in', rows.map(({ finding_id }) => finding_id)).orderBy('u.said_at').execute()
  return rows.map((row) => ({
    findingId: row.finding_id, number: row.number, sampleId: row.sample_id, caseId: row.case_id, caseNumber: row.case_number, item: row.item, severity: row.severity as Severity, says: row.says, state: row.state as FindingState,
    answerBy: { staffId: row.answer_by, name: row.answer_name }, dueOn: row.due_on as Day, foundBy: row.found_name, foundOn: row.found_on,
    followUps: said.filter(({ finding_id }) => finding_id === row.finding_id).map((one) => ({ kind: one.kind as 'ANSWER', says: one.says, by: one.name, on: one.said_on })),
  }))
}
