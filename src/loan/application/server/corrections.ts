import { readEvidence } from '#common/evidence/server'
import { type AtWork, closeTask, openTask, standInsFor } from '#common/task/server'
import { type Day, Refusal } from '#kernel'
import { type AnswerCorrection, type AskCorrection, CORRECTION_STATES, type CorrectionAct, type CorrectionState, correctionActs, moveCorrection } from '#loan/application/domain'
import type { StageId } from '#path'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { holdOpen, noteAct } from './held.ts'

export type Ask = AskCorrection & {
  /** The stage that asks. */
  readonly stage: StageId
}

/** 退回补件: asks someone for documents by a day; it waits for him as a task. Returns the id of the request. */
export async function askForCorrection(tx: Tx, work: AtWork, { stage, asks, askedOf, dueOn }: Ask): Promise<string> {
  const row = await holdOpen(tx, work)
  if (dueOn < work.on) throw new Refusal({ code: 'correction.due', message: '期限在今天之前', at: '/dueOn', value: dueOn, expected: `不早于 ${work.on}` }, 422)
  const person = askedOf ?? row.lead_id
  await refuseUnknownPerson(tx, person)
  const requestId = newId()
  await tx.insertInto('correction_request').values({
    bank_id: tx.bankId, request_id: requestId, case_id: work.caseId, stage, asks: JSON.stringify(asks), asked_of: person, due_on: dueOn, state: 'OPEN', asked_by: work.staff.id, asked_on: work.on, asked_at: work.now.toISOString(),
  }).execute()
  await openCorrectTask(tx, work, { requestId, askedOf: person, dueOn: dueOn as Day })
  await noteAct(tx, work, 'ask-correction', { requestId, stage, asks, askedOf: person, dueOn })
  return requestId
}

async function openCorrectTask(tx: Tx, work: AtWork, { requestId, askedOf, dueOn }: { requestId: string; askedOf: string; dueOn: Day }): Promise<void> {
  await openTask(tx, { caseId: work.caseId, step: 'CORRECT', subject: requestId, assigneeId: askedOf, dueOn, on: work.on, at: work.now.toISOString() })
}

/** Brings what was asked for: in words, with the evidence it is seen by. */
export async function answerCorrection(tx: Tx, work: AtWork, requestId: string, { says, evidenceIds }: AnswerCorrection): Promise<void> {
  const request = await hold(tx, work, requestId, 'answer')
  for (const evidenceId of evidenceIds) if ((await readEvidence(tx, work.caseId, evidenceId)).detached !== null) throw missing('证据')
  await write(tx, work, { request, act: 'answer', kind: 'ANSWERED', says, evidenceIds })
  await closeTask(tx, work, { step: 'CORRECT', subject: requestId }, 'DONE')
}

/** Who asked says it is enough, asks once more, or no longer needs it. */
export async function actOnCorrection(tx: Tx, work: AtWork, requestId: string, act: Exclude<CorrectionAct, 'answer'>, says: string): Promise<void> {
  const request = await hold(tx, work, requestId, act)
  await write(tx, work, { request, act, kind: act === 'settle' ? 'SETTLED' : act === 'reopen' ? 'REOPENED' : 'CANCELLED', says, evidenceIds: [] })
  if (act === 'reopen') await openCorrectTask(tx, work, { requestId, askedOf: request.asked_of, dueOn: (request.due_on < work.on ? work.on : request.due_on) as Day })
  if (act === 'cancel' && request.state === 'OPEN') await closeTask(tx, work, { step: 'CORRECT', subject: requestId }, 'CANCELLED')
}

/** Ends every open request of a case that goes no further; its tasks end with the fact. */
export async function cancelCorrections(tx: Tx, work: AtWork, says: string): Promise<void> {
  const open = await tx.selectFrom('correction_request').selectAll().where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).where('state', 'in', ['OPEN', 'ANSWERED']).execute()
  for (const request of open) await write(tx, work, { request, act: 'cancel', kind: 'CANCELLED', says, evidenceIds: [] })
}

type Request = Awaited<ReturnType<typeof find>>

function find(tx: Tx, caseId: string, requestId: string) {
  return tx.selectFrom('correction_request').selectAll().where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('request_id', '=', requestId).executeTakeFirstOrThrow(() => missing('补件'))
}

async function hold(tx: Tx, work: AtWork, requestId: string, act: CorrectionAct): Promise<Request> {
  const row = await holdOpen(tx, work)
  const request = await find(tx, work.caseId, requestId)
  moveCorrection(request.state as CorrectionState, act)
  const persons = [work.staff.id, ...await standInsFor(tx, work.staff.id, work.on)]
  const standing = { state: request.state as CorrectionState, askedOf: request.asked_of, askedBy: request.asked_by }
  if (!persons.some((person) => correctionActs(standing, person, [row.lead_id, ...(row.assist_id === null ? [] : [row.assist_id])]).includes(act))) throw new Refusal({ code: 'correction.other-person', message: act === 'answer' ? '补件由被要求的人或本案主办、协办答复' : '由提出补件的人确认、再要或撤销', expected: act === 'answer' ? '被要求补件的人' : '提出补件的人' }, 403)
  return request
}

interface Event {
  readonly request: Request
  readonly act: CorrectionAct
  readonly kind: 'ANSWERED' | 'SETTLED' | 'REOPENED' | 'CANCELLED'
  readonly says: string
  readonly evidenceIds: readonly string[]
}

async function write(tx: Tx, work: AtWork, { request, act, kind, says, evidenceIds }: Event): Promise<void> {
  const state = moveCorrection(request.state as CorrectionState, act)
  const last = await tx.selectFrom('correction_event').select('seq').where('bank_id', '=', tx.bankId).where('request_id', '=', request.request_id).orderBy('seq', 'desc').executeTakeFirst()
  await tx.insertInto('correction_event').values({
    bank_id: tx.bankId, request_id: request.request_id, seq: (last?.seq ?? 0) + 1, kind, says, evidence: JSON.stringify(evidenceIds), done_by: work.staff.id, done_on: work.on, done_at: work.now.toISOString(),
  }).execute()
  await tx.updateTable('correction_request').set({ state }).where('bank_id', '=', tx.bankId).where('request_id', '=', request.request_id).execute()
  await noteAct(tx, work, `correction-${act}`, { requestId: request.request_id, before: CORRECTION_STATES[request.state as CorrectionState], says, evidenceIds })
}

async function refuseUnknownPerson(tx: Tx, staffId: string): Promise<void> {
  const known = await tx.selectFrom('staff').select('staff_id').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).where('status', '=', 'ACTIVE').executeTakeFirst()
  if (known === undefined) throw missing('同事')
}
