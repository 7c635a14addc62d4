import type { z } from 'zod'
import type { Day } from '#kernel'
import { type LinkShown, type NotePage, type NoteState, type PlanReason, type RepaymentShown, classFloor, mayIncrease, onTimeInARow, overdueDays, refundOpenFen } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import { type Schema, type Tx, instantOf } from '#platform/db'
import type { ExpressionBuilder } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { agreed } from './acts/do-event.ts'
import { readEventsShown } from './acts/read-events.ts'
import { type NoteHeld, holdInSight, readRow } from './note-at-hand.ts'
import type { NoteRecord } from './note-record.ts'
import { papersOfNote } from './papers.ts'
import { knownRates } from './rates/index.ts'
import { beginOf } from './links.ts'
import { readRepayments } from './read-repayments.ts'

/** A note as its screen shows it. */
export async function readNotePage(tx: Tx, staff: Staff, noteId: string, { on }: { on: Day }): Promise<NotePage> {
  const row = await readRow(tx, noteId)
  // All asked at once: each wait for the database costs more than what one out of sight has read in vain.
  const [held, around, papers, repayments, agreement, ownRates] = await Promise.all([
    holdInSight(tx, staff, row, on), readAround(tx, row, on), papersOfNote(tx, row), readRepayments(tx, noteId), agreed(tx, row), readOwnRates(tx, row),
  ])
  const { note, calendar, policy, productCode } = held
  const events = row.event_count === 0 ? [] : await readEventsShown(tx, noteId, held.played)
  const needed = policy.limit.increaseAfterOnTime
  return {
    noteId, number: row.number, caseId: held.caseId, ...around, productCode,
    amountFen: row.amount_fen, balanceFen: row.balance_fen, annualRate: row.annual_rate, disbursedOn: row.disbursed_on, maturesOn: row.matures_on, accountMasked: row.account_masked,
    state: row.state as NoteState, settledOn: row.settled_on, rowVersion: row.row_version, terms: note.terms as NotePage['terms'], rule: mutableRule(note.rule), instalments: [...note.instalments], lastPaidOn: note.lastPaidOn,
    repayments: shownOf(held, repayments, papers.receipts),
    schedulePaper: papers.schedule, on, calendar: { holidays: [...calendar.holidays] as string[], makeUpDays: [...calendar.makeUpDays] as string[] }, prepaymentMinFen: policy.servicing.prepaymentMin,
    book: row.book as NotePage['book'], riskClass: row.risk_class as NotePage['riskClass'], nonAccrualOn: row.non_accrual_on, suspenseFen: note.suspenseFen ?? 0, refundFen: refundOpenFen(note), beside: note.beside ?? null, writtenOff: note.writtenOff ?? null,
    events, acting: actingOf(held, agreement, ownRates),
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
  const [repayments, { receipts }] = await Promise.all([readRepayments(tx, held.row.note_id), papersOfNote(tx, held.row)])
  return shownOf(held, repayments, receipts)
}

function shownOf(held: NoteHeld, repayments: readonly RepaymentShown[], receipts: ReadonlyMap<string, string>): RepaymentShown[] {
  return repayments.map((one) => ({ ...one, ...asCorrected(held, one.repaymentId), documentId: receipts.get(one.repaymentId) ?? null }))
}

/** Where a repayment went after something came between: told by playing the note. */
function asCorrected({ row, played }: NoteHeld, repaymentId: string): Partial<Pick<NotePage['repayments'][number], 'lines'>> {
  const entry = row.corrected ? played?.entries.find(({ event }) => event.id === repaymentId) : undefined
  return entry === undefined ? {} : { lines: [...entry.lines] }
}

/** What acts on a note are measured by, so that a screen can say beforehand what the server would. */
function actingOf({ row, policy: { servicing } }: NoteHeld, { firstMaturity, guarantors }: Awaited<ReturnType<typeof agreed>>, ownRates: NotePage['acting']['ownRates']): NotePage['acting'] {
  return {
    firstMaturity, guarantors: [...guarantors], extensionNoticeDays: servicing.extensionNoticeDays, longestMonths: servicing.longestMonths, refundWorkingDays: servicing.refundWorkingDays, writeOffSteps: [...servicing.writeOffSteps],
    penaltyUplift: servicing.penaltyUplift, misuseUplift: servicing.misuseUplift, repricing: row.repricing as NotePage['acting']['repricing'], lprTenor: row.lpr_tenor as NotePage['acting']['lprTenor'], lprSpread: row.lpr_spread, repriceOn: row.reprice_on,
    ownRates,
  }
}

/** Published rates the bank entered itself, for a note that follows one. */
async function readOwnRates(tx: Tx, row: NoteRecord): Promise<NotePage['acting']['ownRates']> {
  return row.reprice_on === null ? [] : [...(await knownRates(tx, row.disbursed_on as Day)).own]
}

async function readAround(tx: Tx, row: NoteRecord, on: Day) {
  const { note_id: noteId } = row
  const found = await tx.selectFrom('note as n')
    .innerJoin('contract as c', (join) => join.onRef('c.bank_id', '=', 'n.bank_id').onRef('c.contract_id', '=', 'n.contract_id'))
    .innerJoin('line as l', (join) => join.onRef('l.bank_id', '=', 'n.bank_id').onRef('l.line_id', '=', 'n.line_id'))
    .innerJoin('customer as k', (join) => join.onRef('k.bank_id', '=', 'n.bank_id').onRef('k.customer_id', '=', 'n.customer_id'))
    .innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'n.bank_id').onRef('u.unit_id', '=', 'n.unit_id'))
    .leftJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'n.bank_id').onRef('a.case_id', '=', 'n.case_id'))
    .select(['c.number as contract_number', 'l.number as line_number', 'k.name', 'k.number as customer_number', 'u.name as unit_name', 'a.number as case_number'])
    .select((eb) => [jsonArrayFrom(versionsOf(eb, tx.bankId, noteId)).as('versions'), jsonArrayFrom(linksOf(eb, tx.bankId, noteId)).as('links')])
    .where('n.bank_id', '=', tx.bankId).where('n.note_id', '=', noteId).executeTakeFirstOrThrow()
  return {
    caseNumber: found.case_number, contractNumber: found.contract_number, lineId: row.line_id, lineNumber: found.line_number, unitName: found.unit_name,
    customer: { customerId: row.customer_id, name: found.name, number: found.customer_number },
    versions: found.versions.map((one) => ({ version: one.version, fromDay: one.from_day, reason: one.reason as PlanReason, madeAt: instantOf(one.made_at), repaymentNumber: one.number })),
    links: found.links.map((one): z.output<typeof LinkShown> => ({
      linkId: one.link_id, madeBy: { staffId: one.made_by, name: one.name }, madeOn: one.made_on, expiresAt: instantOf(one.expires_at),
      state: one.revoked_at !== null ? 'REVOKED' : Date.parse(one.expires_at) <= Date.parse(beginOf(on)) ? 'EXPIRED' : 'OPEN',
    })),
  }
}

type From = Pick<ExpressionBuilder<Schema, never>, 'selectFrom'>

function versionsOf(from: From, bankId: number, noteId: string) {
  return from.selectFrom('schedule_version as s').leftJoin('repayment as r', (join) => join.onRef('r.bank_id', '=', 's.bank_id').onRef('r.repayment_id', '=', 's.repayment_id'))
    .select(['s.version', 's.from_day', 's.reason', 's.made_at', 'r.number']).where('s.bank_id', '=', bankId).where('s.note_id', '=', noteId).orderBy('s.version')
}

function linksOf(from: From, bankId: number, noteId: string) {
  return from.selectFrom('customer_link as o').innerJoin('staff as w', (join) => join.onRef('w.bank_id', '=', 'o.bank_id').onRef('w.staff_id', '=', 'o.made_by'))
    .select(['o.link_id', 'o.made_by', 'w.name', 'o.made_on', 'o.expires_at', 'o.revoked_at']).where('o.bank_id', '=', bankId).where('o.note_id', '=', noteId).orderBy('o.made_at', 'desc')
}
