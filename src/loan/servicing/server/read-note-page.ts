import type { z } from 'zod'
import type { Day } from '#kernel'
import { type LinkShown, type NotePage, type NoteState, type PlanReason, type RepaymentShown, classFloor, mayIncrease, onTimeInARow, overdueDays, refundOpenFen } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { actedOn } from './acts/do-event.ts'
import { readEventsShown } from './acts/read-events.ts'
import { type NoteHeld, readNote } from './note-at-hand.ts'
import { papersOfNote } from './papers.ts'
import { readRepayments } from './read-repayments.ts'

/** A note as its screen shows it. */
export async function readNotePage(tx: Tx, staff: Staff, noteId: string, { on, now }: { on: Day; now: Date }): Promise<NotePage> {
  const held = await readNote(tx, staff, noteId, on)
  const { row, note, calendar, policy, productCode } = held
  const papers = await papersOfNote(tx, row)
  const needed = policy.limit.increaseAfterOnTime
  return {
    noteId, number: row.number, caseId: held.caseId, ...await readAround(tx, held), productCode,
    amountFen: row.amount_fen, balanceFen: row.balance_fen, annualRate: row.annual_rate, disbursedOn: row.disbursed_on, maturesOn: row.matures_on, accountMasked: row.account_masked,
    state: row.state as NoteState, settledOn: row.settled_on, rowVersion: row.row_version, terms: note.terms as NotePage['terms'], rule: mutableRule(note.rule), instalments: [...note.instalments], lastPaidOn: note.lastPaidOn,
    versions: await readVersions(tx, noteId), repayments: await repaymentsShown(tx, held), links: await readLinks(tx, noteId, now),
    schedulePaper: papers.schedule, on, calendar: { holidays: [...calendar.holidays] as string[], makeUpDays: [...calendar.makeUpDays] as string[] }, prepaymentMinFen: policy.servicing.prepaymentMin,
    book: row.book as NotePage['book'], riskClass: row.risk_class as NotePage['riskClass'], nonAccrualOn: row.non_accrual_on, suspenseFen: note.suspenseFen ?? 0, refundFen: refundOpenFen(note), beside: note.beside ?? null, writtenOff: note.writtenOff ?? null,
    events: row.event_count === 0 ? [] : await readEventsShown(tx, noteId, held.played), acting: await readActing(tx, held),
    classFloor: classFloor(row.state === 'RUNNING' ? overdueDays(note, on) : 0, policy.servicing.classFloors),
    onTime: { inARow: onTimeInARow(note, calendar), needed, mayIncrease: mayIncrease(note, { on, calendar, needed }) },
  }
}

function mutableRule(rule: NoteHeld['note']['rule']): NotePage['rule'] {
  const { normal, nonAccrual, nonAccrualAfterDays } = rule.allocation
  return { ...rule, allocation: { normal: [...normal], nonAccrual: [...nonAccrual], nonAccrualAfterDays } }
}

/** The repayments of a note, each with where it went as things stand and with its receipt. */
export async function repaymentsShown(tx: Tx, held: NoteHeld): Promise<RepaymentShown[]> {
  const { receipts } = await papersOfNote(tx, held.row)
  return (await readRepayments(tx, held.row.note_id)).map((one) => ({ ...one, ...asCorrected(held, one.repaymentId), documentId: receipts.get(one.repaymentId) ?? null }))
}

/** Where a repayment went after something came between: told by playing the note. */
function asCorrected({ row, played }: NoteHeld, repaymentId: string): Partial<Pick<NotePage['repayments'][number], 'lines'>> {
  const entry = row.corrected ? played?.entries.find(({ event }) => event.id === repaymentId) : undefined
  return entry === undefined ? {} : { lines: [...entry.lines] }
}

/** What acts on a note are measured by, so that a screen can say beforehand what the server would. */
async function readActing(tx: Tx, held: NoteHeld): Promise<NotePage['acting']> {
  const { row, policy: { servicing } } = held
  const { firstMaturity, guarantors } = await actedOn(tx, held)
  return {
    firstMaturity, guarantors: [...guarantors], extensionNoticeDays: servicing.extensionNoticeDays, longestMonths: servicing.longestMonths, refundWorkingDays: servicing.refundWorkingDays, writeOffSteps: [...servicing.writeOffSteps],
    penaltyUplift: servicing.penaltyUplift, misuseUplift: servicing.misuseUplift, repricing: row.repricing as NotePage['acting']['repricing'], lprTenor: row.lpr_tenor as NotePage['acting']['lprTenor'], lprSpread: row.lpr_spread, repriceOn: row.reprice_on,
  }
}

async function readAround(tx: Tx, { row }: NoteHeld) {
  const found = await tx.selectFrom('note as n')
    .innerJoin('contract as c', (join) => join.onRef('c.bank_id', '=', 'n.bank_id').onRef('c.contract_id', '=', 'n.contract_id'))
    .innerJoin('line as l', (join) => join.onRef('l.bank_id', '=', 'n.bank_id').onRef('l.line_id', '=', 'n.line_id'))
    .innerJoin('customer as k', (join) => join.onRef('k.bank_id', '=', 'n.bank_id').onRef('k.customer_id', '=', 'n.customer_id'))
    .innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'n.bank_id').onRef('u.unit_id', '=', 'n.unit_id'))
    .leftJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'n.bank_id').onRef('a.case_id', '=', 'n.case_id'))
    .select(['c.number as contract_number', 'l.number as line_number', 'k.name', 'k.number as customer_number', 'u.name as unit_name', 'a.number as case_number'])
    .where('n.bank_id', '=', tx.bankId).where('n.note_id', '=', row.note_id).executeTakeFirstOrThrow()
  return {
    caseNumber: found.case_number, contractNumber: found.contract_number, lineId: row.line_id, lineNumber: found.line_number, unitName: found.unit_name,
    customer: { customerId: row.customer_id, name: found.name, number: found.customer_number },
  }
}

async function readVersions(tx: Tx, noteId: string): Promise<NotePage['versions']> {
  const rows = await tx.selectFrom('schedule_version as s').leftJoin('repayment as r', (join) => join.onRef('r.bank_id', '=', 's.bank_id').onRef('r.repayment_id', '=', 's.repayment_id'))
    .select(['s.version', 's.from_day', 's.reason', 's.made_at', 'r.number']).where('s.bank_id', '=', tx.bankId).where('s.note_id', '=', noteId).orderBy('s.version').execute()
  return rows.map((row) => ({ version: row.version, fromDay: row.from_day, reason: row.reason as PlanReason, madeAt: row.made_at, repaymentNumber: row.number }))
}

async function readLinks(tx: Tx, noteId: string, now: Date): Promise<z.output<typeof LinkShown>[]> {
  const rows = await tx.selectFrom('customer_link as l').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'l.bank_id').onRef('s.staff_id', '=', 'l.made_by'))
    .select(['l.link_id', 'l.made_by', 's.name', 'l.made_on', 'l.expires_at', 'l.revoked_at']).where('l.bank_id', '=', tx.bankId).where('l.note_id', '=', noteId).orderBy('l.made_at', 'desc').execute()
  return rows.map((row) => ({
    linkId: row.link_id, madeBy: { staffId: row.made_by, name: row.name }, madeOn: row.made_on, expiresAt: row.expires_at,
    state: row.revoked_at !== null ? 'REVOKED' : new Date(row.expires_at).getTime() <= now.getTime() ? 'EXPIRED' : 'OPEN',
  }))
}
