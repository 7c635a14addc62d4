import { sql } from 'kysely'
import { type Day, workingDayFrom } from '#kernel'
import { closingOf } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { openStates } from '../bulk/keep-before.ts'
import { loadWhole } from '../bulk/load-notes.ts'
import { isContracted } from '../bulk/settle-plain.ts'
import { type NoteChange, writeNotes } from '../bulk/write-notes.ts'
import { ADDED, addDue, addDueOfChanged, dueOf } from './due-of-day.ts'
import type { DayEndAt, DayEndStep } from './step.ts'

/** Notes read at a time where one of them needs more than SQL can see. */
const WHOLE_AT_A_TIME: number = 500

/**
 * What falls due: rolls each note with an event by the end of the day to its next period, and opens the row of an instalment
 * that fell due unpaid. A plain monthly note is rolled by one statement for all; where due days were moved or several fall
 * together, the domain's closing figures are written note by note.
 */
export const dueStep: DayEndStep = {
  id: 'due', name: '到期与逾期', perUnit: true,
  run: async (tx, at) => {
    await lockDue(tx, at)
    await addDueOfChanged(tx, at)
    const plain = await rollPlain(tx, at)
    const whole = await rollWhole(tx, at)
    const [rows, principal, interest] = [plain.notes + plain.states + whole.notes + whole.states, plain.principal + whole.principal, plain.interest + whole.interest]
    return { rows, controlFen: principal + interest, figures: { 到期笔数: plain.notes + whole.notes, 未还分期: plain.states + whole.states, 到期本金: principal, 到期利息: interest } }
  },
}

interface Rolled { readonly notes: number; readonly states: number; readonly principal: number; readonly interest: number }

const selected = (tx: Tx, { day, unitId }: DayEndAt) => sql`n.bank_id = ${tx.bankId} and n.unit_id = ${unitId} and n.state = 'RUNNING' and n.next_event_on <= ${day} and n.disbursed_on <= ${day}`

/** Locks the notes in one order; an act of the next day that was first has rolled its note already, and it is no longer selected. */
async function lockDue(tx: Tx, at: DayEndAt): Promise<void> {
  await sql`select count(*) from (select 1 from note n where ${selected(tx, at)} order by n.note_id for update) locked`.execute(tx)
}

/**
 * The instalment of this very day (k) and the one after it (x), found by place: looked up note by note, since a plan that reads all
 * instalments of the bank once for each unit is never right. The running period ends on the contracted day:
 * the due day itself, unless it was moved off a holiday, which shows by its day of the month (or week); such notes are left.
 */
async function rollPlain(tx: Tx, at: DayEndAt): Promise<Rolled> {
  const freeDay = workingDayFrom(at.day, at.calendar)
  const { rows } = await sql<Rolled>`
    with fell as materialized (
      select n.note_id, n.product_code, n.period_to, k.principal_fen as planned_principal, k.interest_fen as planned_interest, k.seq, k.principal_fen - coalesce(s.principal_paid_fen, 0) as principal, k.interest_fen - coalesce(s.interest_paid_fen, 0) as interest,
        s.settled_on is not null as is_settled, x.due_on as next_on, x.interest_fen - coalesce(t.interest_paid_fen, 0) as next_interest,
        case when r.grace_to_working_day then greatest(${at.day}::date + r.grace_days, ${freeDay}::date) else ${at.day}::date + r.grace_days end as free_until
      from note n
      cross join lateral (select i.seq, i.principal_fen, i.interest_fen from instalment i where i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = n.schedule_version and i.due_on = ${at.day} and i.kind = 'REGULAR' order by i.seq limit 1) k
      left join lateral (select x.seq, x.kind, x.due_on, x.interest_fen from instalment x where x.bank_id = ${tx.bankId} and x.note_id = n.note_id and x.version = n.schedule_version and x.seq = k.seq + 1 limit 1) x on true
      left join lateral (select s.* from instalment_state s where s.bank_id = ${tx.bankId} and s.note_id = n.note_id and s.seq = k.seq limit 1) s on true
      left join lateral (select t.interest_paid_fen from instalment_state t where t.bank_id = ${tx.bankId} and t.note_id = n.note_id and t.seq = k.seq + 1 limit 1) t on true
      cross join lateral (select r.grace_days, r.grace_to_working_day from note_rule r where r.bank_id = ${tx.bankId} and r.note_id = n.note_id and r.from_day <= ${at.day} order by r.from_day desc, r.seq desc limit 1) r
      where ${selected(tx, at)} and n.next_event_on = ${at.day} and n.written_off_fen = 0 and (x.seq is null or (x.kind = 'REGULAR' and x.due_on > n.next_event_on and ${isContracted(tx)}))
    ), opened as (
      insert into instalment_state (bank_id, note_id, seq, principal_paid_fen, interest_paid_fen, penalty_closed_fen, penalty_paid_fen, compound_closed_fen, compound_paid_fen, free_until)
      select ${tx.bankId}::int, note_id, seq, 0, 0, 0, 0, 0, 0, free_until from fell where not is_settled order by note_id
      on conflict (bank_id, note_id, seq) do update set free_until = excluded.free_until
      returning 1
    ), planned as (
      insert into due_of_day as d (bank_id, day, unit_id, product_code, instalments, principal_fen, interest_fen)
      select ${tx.bankId}::int, ${at.day}::date, ${at.unitId}::uuid, product_code, count(*), sum(planned_principal), sum(planned_interest) from fell group by product_code ${ADDED}
    ), rolled as (
      update note n set next_event_on = f.next_on, period_from = case when f.next_on is not null then f.period_to end, period_to = f.next_on, period_interest_fen = coalesce(f.next_interest, 0),
        due_principal_fen = n.due_principal_fen + case when f.is_settled then 0 else f.principal end, due_interest_fen = n.due_interest_fen + case when f.is_settled then 0 else f.interest end
      from fell f where n.bank_id = ${tx.bankId} and n.note_id = f.note_id
      returning case when f.is_settled then 0 else f.principal end as principal, case when f.is_settled then 0 else f.interest end as interest
    )
    select (select count(*)::int from rolled) as notes, (select count(*)::int from opened) as states, (select coalesce(sum(principal), 0)::bigint from rolled) as principal, (select coalesce(sum(interest), 0)::bigint from rolled) as interest`.execute(tx)
  return rows[0]!
}

/** The others, by the domain. */
async function rollWhole(tx: Tx, at: DayEndAt): Promise<Rolled> {
  const sum = { notes: 0, states: 0, principal: 0, interest: 0 }
  for (;;) {
    const { rows } = await sql<{ note_id: string }>`select n.note_id from note n where ${selected(tx, at)} order by n.note_id limit ${WHOLE_AT_A_TIME}`.execute(tx)
    if (rows.length === 0) return sum
    const loaded = await loadWhole(tx, rows.map((row) => row.note_id), at.day)
    const changes = loaded.map(({ row, note, calendar }): NoteChange => {
      const closing = closingOf(note, at.day)
      sum.principal += closing.duePrincipalFen - row.due_principal_fen
      sum.interest += closing.dueInterestFen - row.due_interest_fen
      return { row, closing, state: row.state, opened: openStates(note, at.day, calendar).filter((state) => state.free_until !== null && isNew(state.seq, note, row.next_event_on as Day)) }
    })
    await addDue(tx, at, loaded.flatMap(({ row, note }) => dueOf(row, note, at.day)))
    sum.notes += changes.length
    sum.states += await writeNotes(tx, changes)
  }
}

/** Whether an instalment fell due since the note was last looked at. */
function isNew(seq: number, note: { readonly instalments: readonly { readonly seq: number; readonly dueOn: Day }[] }, since: Day): boolean {
  return note.instalments.some((row) => row.seq === seq && row.dueOn >= since)
}
