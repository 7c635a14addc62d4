import type { Paper } from '#common/document/domain'
import { issueDocument, voidDocument } from '#common/document/server'
import { type Day, Refusal, day, fen, formatYuan } from '#kernel'
import {
  CUSTOMER_PAPERS, type CustomerPaper, type NotePapers, type PaperOf, type PaperShown, type Quoted, clearingPaper, earlyOn, possibleOn, quotePaper, savedBySettling, statementPaper,
} from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import type { FileStore } from '#platform/files'
import { missing } from '#platform/http'
import { type NoteHeld, readNote } from '../note-at-hand.ts'
import type { NoteRecord } from '../note-record.ts'
import { type Issuing, fileOfNote, keptWith, readNames, standing } from '../papers.ts'
import { readRepayments } from '../read-repayments.ts'
import { statementOfNote } from './happened.ts'

interface ToIssue { readonly kind: CustomerPaper; /** What it says, as the note stands; of the same, the paper that stands is the answer. */ readonly about: string; readonly paper: Paper }

/** 对账单 of a period. */
export async function issueStatement(tx: Tx, files: FileStore, noteId: string, period: { from: string; to: string }, at: Issuing) {
  const held = await readNote(tx, at.staff, noteId, at.on)
  const [from, to] = [day(period.from), day(period.to)]
  if (to > at.on) throw refuse('paper.in-the-future', `对账单截止日 ${to} 晚于营业日 ${at.on}`, `${at.on} 或以前`, '/to')
  if (to < held.row.disbursed_on) throw refuse('paper.before-the-loan', `放款日是 ${held.row.disbursed_on}，此前没有往来`, `${held.row.disbursed_on} 或以后`, '/to')
  const repayments = await readRepayments(tx, noteId)
  const takenBack = repayments.flatMap((one) => (one.reversed === null || one.paidOn < from || one.paidOn > to ? [] : [{ number: one.number, paidOn: one.paidOn as Day, amountFen: fen(one.amountFen), reversedOn: one.reversed.on as Day, reason: one.reversed.reason }]))
  return issue(tx, files, held, at, { kind: 'ACCOUNT_STATEMENT', about: `${from}~${to}`, paper: statementPaper(await paperOf(tx, held, at.on), statementOfNote(held, repayments, { from, to }), takenBack) })
}

/** 结清证明, of a loan that is paid to the last fen. */
export async function issueClearing(tx: Tx, files: FileStore, noteId: string, at: Issuing) {
  const held = await readNote(tx, at.staff, noteId, at.on)
  const why = noClearing(held)
  if (why !== null) throw refuse('paper.not-settled', why, '已结清的借据')
  const all = statementOfNote(held, await readRepayments(tx, noteId), { from: held.row.disbursed_on as Day, to: at.on })
  return issue(tx, files, held, at, { kind: 'CLEARING_CERTIFICATE', about: '', paper: clearingPaper(await paperOf(tx, held, at.on), held.row.settled_on as Day, all) })
}

/** 提前还款试算单 for one day, good on that day. */
export async function issueQuote(tx: Tx, files: FileStore, noteId: string, asked: string, at: Issuing) {
  const held = await readNote(tx, at.staff, noteId, at.on)
  const on = day(asked)
  const why = noQuote(held)
  if (why !== null) throw refuse('paper.nothing-owed', why, '还款中的借据')
  refuseQuoteDay(held, on, at.on)
  return issue(tx, files, held, at, { kind: 'EARLY_QUOTE', about: `${on}@${at.on}`, paper: quotePaper(await paperOf(tx, held, at.on), quoteOf(held, on)) })
}

/** What settles a note on a day. */
export function quoteOf({ note, calendar }: Pick<NoteHeld, 'note' | 'calendar'>, on: Day): Quoted {
  const possible = possibleOn(note, on, calendar)
  return { ...possible, on, days: earlyOn(note, on).days, savedFen: savedBySettling(note, { on, restInterestFen: possible.restInterestFen }) }
}

/** Nobody knows what is owed on a day that has gone by or lies behind the end of the loan. */
export function refuseQuoteDay({ row }: Pick<NoteHeld, 'row'>, on: Day, today: Day): void {
  const last = lastQuoteOn(row, today)
  if (on < today || on > last) throw refuse('paper.quote-day', `试算日 ${on} 不在 ${today} 至 ${last} 之间`, `${today} 至 ${last}`, '/on')
}

const lastQuoteOn = (row: NoteRecord, today: Day): Day => (row.matures_on > today ? row.matures_on as Day : today)

/** The papers of a note that stand, and why another cannot be had. */
export async function readNotePapers(tx: Tx, held: NoteHeld, on: Day): Promise<NotePapers> {
  const { row } = held
  return {
    on, disbursedOn: row.disbursed_on, lastQuoteOn: lastQuoteOn(row, on), papers: await customerPapers(tx, row), noClearing: noClearing(held), noQuote: noQuote(held),
    noPaper: row.state === 'REVERSED' ? '放款已撤销，没有可出的文书' : null,
  }
}

/** The papers for the customer of a note that stand, the newest first. */
export async function customerPapers(tx: Tx, row: Pick<NoteRecord, 'note_id' | 'case_id'>): Promise<PaperShown[]> {
  const rows = await standing(tx, row).select(['document_id', 'kind', 'number', 'title', 'issued_on']).where('kind', 'in', Object.keys(CUSTOMER_PAPERS)).where('subject', 'like', `${row.note_id}/%`).orderBy('issued_at', 'desc').execute()
  return rows.map((one) => ({ documentId: one.document_id, kind: one.kind as CustomerPaper, number: one.number, title: one.title, issuedOn: one.issued_on }))
}

/** The file of a paper of this very note. */
export async function customerPaperFile(tx: Tx, files: FileStore, row: NoteRecord, documentId: string) {
  if (!(await customerPapers(tx, row)).some((one) => one.documentId === documentId)) throw missing('文书')
  return fileOfNote(tx, files, row, documentId)
}

/** A certificate says what no longer holds once a repayment of the loan is taken back. */
export async function voidClearing(tx: Tx, row: NoteRecord, { by, on, now }: { by: string; on: Day; now: Date }): Promise<void> {
  for (const { documentId, kind } of await customerPapers(tx, row)) {
    if (kind === 'CLEARING_CERTIFICATE') await voidDocument(tx, { staff: { id: by }, ...keptWith(row), on, now }, documentId, '还款冲正，借款不再结清')
  }
}

function noClearing({ row }: Pick<NoteHeld, 'row'>): string | null {
  if (row.state === 'SETTLED') return null
  if (row.state === 'REVERSED') return '放款已撤销'
  if (row.state === 'WRITTEN_OFF') return '借据已核销，债务没有还清'
  return row.balance_fen > 0 ? `借据还有 ${formatYuan(fen(row.balance_fen))} 元本金未还，结清后才能出具` : '借据还有利息、罚息或费用未还，结清后才能出具'
}

function noQuote({ row }: Pick<NoteHeld, 'row'>): string | null {
  return row.state === 'RUNNING' ? null : '借据不在还款中，没有可试算的'
}

async function paperOf(tx: Tx, held: NoteHeld, on: Day): Promise<PaperOf> {
  const { row } = held
  const names = await readNames(tx, held)
  return {
    bank: names.bankName, unit: names.unitName, customer: names.customer, noteNumber: row.number, contractNumber: names.contractNumber, amountFen: fen(row.amount_fen), annualRate: row.annual_rate, disbursedOn: row.disbursed_on as Day,
    maturesOn: row.matures_on as Day, accountMasked: row.account_masked, on,
  }
}

async function issue(tx: Tx, files: FileStore, held: NoteHeld, { staff, on, now }: Issuing, { kind, about, paper }: ToIssue): Promise<{ documentId: string; number: string }> {
  const subject = `${held.row.note_id}/${about}/${held.row.row_version}`
  const same = await standing(tx, held.row).select(['document_id', 'number']).where('kind', '=', kind).where('subject', '=', subject).executeTakeFirst()
  if (same !== undefined) return { documentId: same.document_id, number: same.number }
  const { documentId, number } = await issueDocument(tx, files, { staff, ...keptWith(held.row), on, now }, { kind, subject, paper })
  return { documentId, number }
}

function refuse(code: string, message: string, expected: string, at?: string): Refusal {
  return new Refusal({ code, message, expected, ...(at === undefined ? {} : { at }) }, at === undefined ? 409 : 422)
}
