import { type Selectable, sql } from 'kysely'
import { policyOn } from '#common/policy/server'
import { type Day, daysBetween } from '#kernel'
import { type ClassReason, type NoteClass, type ProposalShown, type ProposalState, type RiskClass, type ToBeJudged, classFloor, upgradeFrom } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Schema, Tx } from '#platform/db'
import { missing } from '#platform/http'
import type { NoteRecord } from '../note-record.ts'
import { noteSight } from './sight.ts'

/** A note this person may see, its row locked when it is to be judged; out of sight it does not exist. */
export async function noteInSight(tx: Tx, staff: Staff, noteId: string, lock: 'for update' | 'read' = 'read'): Promise<NoteRecord> {
  const query = tx.selectFrom('note as n').selectAll('n').where('n.bank_id', '=', tx.bankId).where('n.note_id', '=', noteId).where('n.state', '<>', 'REVERSED').where(await noteSight(tx, staff))
  const row = await (lock === 'for update' ? query.forUpdate() : query).executeTakeFirst()
  if (row === undefined) throw missing('借据')
  return row
}

/** What the rules ask about a note before it goes into another class. */
export async function toBeJudged(tx: Tx, row: NoteRecord, on: Day) {
  const { policy: { servicing } } = await policyOn(tx, on, { unit: row.unit_id, product: row.product_code })
  const overdueDays = overdueOf(row, on)
  const note: ToBeJudged = { riskClass: row.risk_class as RiskClass, floor: classFloor(overdueDays, servicing.classFloors), overdueDays, clearedOn: await clearedOn(tx, row), restructuredOn: await restructuredOn(tx, row.note_id) }
  return { note, rules: { upgradeMonths: servicing.upgradeObservationMonths, restructuredMonths: servicing.restructuredObservationMonths } }
}

/** Days from the oldest instalment not paid in full; grace is not taken off. */
export function overdueOf({ state, oldest_due_on: oldest }: Pick<NoteRecord, 'state' | 'oldest_due_on'>, on: Day): number {
  return state === 'RUNNING' && oldest !== null && oldest < on ? daysBetween(oldest as Day, on) : 0
}

/** The last day on which an instalment was paid late. */
async function clearedOn(tx: Tx, { note_id: noteId, schedule_version: version }: NoteRecord): Promise<Day | null> {
  const { rows: [row] } = await sql<{ day: string | null }>`
    select max(s.settled_on) as day from instalment_state s join instalment i on i.bank_id = ${tx.bankId} and i.note_id = s.note_id and i.version = ${version} and i.seq = s.seq
    where s.bank_id = ${tx.bankId} and s.note_id = ${noteId} and s.settled_on > i.due_on`.execute(tx)
  return (row?.day ?? null) as Day | null
}

/** Since when it is a restructured loan: a new plan because of difficulty, or a judgement that says so. */
async function restructuredOn(tx: Tx, noteId: string): Promise<Day | null> {
  const { rows: [row] } = await sql<{ day: string | null }>`
    select max(s.day) as day from (
      select e.value_day as day from note_event e where e.bank_id = ${tx.bankId} and e.note_id = ${noteId} and e.kind in ('EXTENDED', 'RESCHEDULED') and (e.body ->> 'isDistressed')::boolean
        and not exists (select from note_event r where r.bank_id = ${tx.bankId} and r.note_id = ${noteId} and r.reverses_seq = e.seq)
      union all
      select p.approved_on from class_proposal p where p.bank_id = ${tx.bankId} and p.note_id = ${noteId} and p.state = 'APPROVED' and (p.reasons)::jsonb ? 'RESTRUCTURED'
    ) s`.execute(tx)
  return (row?.day ?? null) as Day | null
}

/** 风险分类 of one note as its screen shows it. */
export async function readNoteClass(tx: Tx, staff: Staff, noteId: string, on: Day): Promise<NoteClass> {
  const row = await noteInSight(tx, staff, noteId)
  const { note, rules } = await toBeJudged(tx, row, on)
  const history = await tx.selectFrom('classification').select(['seq', 'class_before', 'class', 'source', 'overdue_days', 'business_day']).where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).orderBy('seq', 'desc').execute()
  const proposals = await readProposals(tx, noteId)
  return {
    noteId, number: row.number, riskClass: note.riskClass, floor: note.floor, overdueDays: note.overdueDays, balanceFen: row.balance_fen, running: row.state === 'RUNNING', upgradeFrom: upgradeFrom(note, rules), clearedOn: note.clearedOn, restructuredOn: note.restructuredOn, on,
    history: history.map((one) => ({ seq: one.seq, classBefore: one.class_before as RiskClass, riskClass: one.class as RiskClass, source: one.source as 'FLOOR' | 'EVENT' | 'JUDGED', overdueDays: one.overdue_days, on: one.business_day })),
    open: proposals.find(({ state }) => state === 'PROPOSED' || state === 'CONFIRMED') ?? null, proposals,
  }
}

type ProposalRow = Selectable<Schema['class_proposal']> & { readonly proposed_name: string; readonly confirmed_name: string | null; readonly approved_name: string | null; readonly sent_back_name: string | null }

async function readProposals(tx: Tx, noteId: string): Promise<ProposalShown[]> {
  const rows = await tx.selectFrom('class_proposal as p').selectAll('p')
    .innerJoin('staff as s1', (join) => join.onRef('s1.bank_id', '=', 'p.bank_id').onRef('s1.staff_id', '=', 'p.proposed_by'))
    .leftJoin('staff as s2', (join) => join.onRef('s2.bank_id', '=', 'p.bank_id').onRef('s2.staff_id', '=', 'p.confirmed_by'))
    .leftJoin('staff as s3', (join) => join.onRef('s3.bank_id', '=', 'p.bank_id').onRef('s3.staff_id', '=', 'p.approved_by'))
    .leftJoin('staff as s4', (join) => join.onRef('s4.bank_id', '=', 'p.bank_id').onRef('s4.staff_id', '=', 'p.sent_back_by'))
    .select(['s1.name as proposed_name', 's2.name as confirmed_name', 's3.name as approved_name', 's4.name as sent_back_name'])
    .where('p.bank_id', '=', tx.bankId).where('p.note_id', '=', noteId).orderBy('p.proposed_at', 'desc').execute()
  return rows.map(shown)
}

function shown(row: ProposalRow): ProposalShown {
  const act = (staffId: string | null, by: string | null, on: string | null, says: string | null) => (staffId === null || on === null ? null : { by: by ?? '', staffId, on, says: says ?? '' })
  return {
    proposalId: row.proposal_id, state: row.state as ProposalState, classBefore: row.class_before as RiskClass, riskClass: row.class as RiskClass, reasons: row.reasons as unknown as ClassReason[],
    proposed: { by: row.proposed_name, staffId: row.proposed_by, on: row.proposed_on, says: row.says }, confirmed: act(row.confirmed_by, row.confirmed_name, row.confirmed_on, row.confirmed_says),
    approved: act(row.approved_by, row.approved_name, row.approved_on, row.approved_says), sentBack: act(row.sent_back_by, row.sent_back_name, row.sent_back_on, row.sent_back_says),
  }
}
