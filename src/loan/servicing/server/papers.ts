import { sql } from 'kysely'
import type { FieldData } from '#common/document/domain'
import { type Belongs, type IssuingWork, documentFile, issueDocument, voidDocument } from '#common/document/server'
import { buildSchedule, ratesOfSchedule } from '#common/schedule/domain'
import { type Day, type Fen, Refusal, formatExact, formatYuan, sumFen } from '#kernel'
import { CHANNELS, type Part, type RepaymentShown, possibleOn, scheduleTermsOf } from '#loan/servicing/domain'
import { METHOD_NAMES } from '#loan/decision/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import type { FileStore } from '#platform/files'
import { missing } from '#platform/http'
import { type NoteHeld, readNote } from './note-at-hand.ts'
import type { NoteRecord } from './note-record.ts'
import { readRepayments } from './read-repayments.ts'

const RATE_PLACES = 6

/** Subject of the schedule of one version among the documents of a case. */
const scheduleSubject = (noteId: string, version: number): string => `${noteId}/${version}`

/** Papers issued for a note that stand: the schedule of the version in force, and the receipt of each repayment by its id. */
export async function papersOfNote(tx: Tx, row: OfNote): Promise<{ schedule: string | null; receipts: ReadonlyMap<string, string> }> {
  const rows = await standing(tx, row).select(['document_id', 'kind', 'subject']).where('kind', 'in', ['REPAYMENT_SCHEDULE', 'REPAYMENT_RECEIPT']).execute()
  return {
    schedule: rows.find((one) => one.kind === 'REPAYMENT_SCHEDULE' && one.subject === scheduleSubject(row.note_id, row.schedule_version))?.document_id ?? null,
    receipts: new Map(rows.filter((one) => one.kind === 'REPAYMENT_RECEIPT').map((one) => [one.subject, one.document_id])),
  }
}

type OfNote = Pick<NoteRecord, 'note_id' | 'case_id' | 'schedule_version'>

/** The papers kept with a note: those of its case, or, where it has none, its own. */
export function standing(tx: Tx, { note_id: noteId, case_id: caseId }: Pick<NoteRecord, 'note_id' | 'case_id'>) {
  const valid = tx.selectFrom('document').where('bank_id', '=', tx.bankId).where('voided_at', 'is', null)
  return caseId === null ? valid.where('note_id', '=', noteId) : valid.where('case_id', '=', caseId)
}

/** With what the papers of a note are kept: its case, or the note itself. */
export function keptWith({ note_id: noteId, case_id: caseId }: Pick<NoteRecord, 'note_id' | 'case_id'>): Belongs {
  return caseId === null ? { noteId } : { caseId }
}

/** Papers of this very note as `document as d`, void ones too: of what is kept with it, those whose subject is the note or one of its repayments. */
export function ownPapers(tx: Tx, row: Pick<NoteRecord, 'note_id' | 'case_id'>) {
  const { note_id: noteId, case_id: caseId } = row
  return tx.selectFrom('document as d').where('d.bank_id', '=', tx.bankId).where((eb) => (caseId === null ? eb('d.note_id', '=', noteId) : eb('d.case_id', '=', caseId)))
    .where((eb) => eb.or([eb('d.subject', 'like', `${noteId}/%`), eb('d.subject', 'in', repaymentsOf(tx, noteId))]))
}

/** The file of a paper that is of this very note, voided or not. */
export async function fileOfNote(tx: Tx, files: FileStore, row: NoteRecord, documentId: string) {
  const found = await ownPapers(tx, row).select('d.document_id').where('d.document_id', '=', documentId).executeTakeFirst()
  if (found === undefined) throw missing('文书')
  return documentFile(tx, files, keptWith(row), documentId, 'pdf')
}

function repaymentsOf(tx: Tx, noteId: string) {
  return tx.selectFrom('repayment').select(sql<string>`repayment_id::text`.as('id')).where('bank_id', '=', tx.bankId).where('note_id', '=', noteId)
}

/** A receipt says what no longer holds once its repayment is taken back. */
export async function voidReceipt(tx: Tx, row: NoteRecord, repaymentId: string, { by, on, now }: { by: string; on: Day; now: Date }): Promise<void> {
  const documentId = (await papersOfNote(tx, row)).receipts.get(repaymentId)
  if (documentId !== undefined) await voidDocument(tx, { staff: { id: by }, ...keptWith(row), on, now }, documentId, '还款已冲正')
}

export interface Issuing { readonly staff: Staff; readonly on: Day; readonly now: Date }

/** Issues 还款计划表 of the version in force. */
export async function issueSchedule(tx: Tx, files: FileStore, noteId: string, { staff, on, now }: Issuing) {
  const held = await readNote(tx, staff, noteId, on)
  const { row, note } = held
  const around = await namesInForm(tx, held)
  const terms = scheduleTermsOf(note.terms)
  const data: FieldData = {
    ...around, 借款金额: row.amount_fen, 年利率: row.annual_rate, 年化利率: formatExact(ratesOfSchedule(terms, buildSchedule(terms)).simple, RATE_PLACES), 还款方式: METHOD_NAMES[terms.method], 还款账号: row.account_masked,
    期数: note.instalments.length,
    还款计划: note.instalments.map((one) => ({ 期次: one.seq, 到期日: one.dueOn, 应还本金: one.principalFen, 应还利息: one.interestFen, 应还合计: one.principalFen + one.interestFen, 剩余本金: one.balanceFen })),
    本金合计: sumFen(note.instalments.map((one) => one.principalFen)), 利息合计: sumFen(note.instalments.map((one) => one.interestFen)), 本息合计: sumFen(note.instalments.flatMap((one) => [one.principalFen, one.interestFen])),
  }
  return issue(tx, files, { staff, ...keptWith(held.row), on, now }, { kind: 'REPAYMENT_SCHEDULE', subject: scheduleSubject(noteId, row.schedule_version), data })
}

/** Issues 收款回单 of a repayment that stands. */
export async function issueReceipt(tx: Tx, files: FileStore, { noteId, repaymentId }: { noteId: string; repaymentId: string }, { staff, on, now }: Issuing) {
  const held = await readNote(tx, staff, noteId, on)
  const repayment = (await readRepayments(tx, noteId)).find((one) => one.repaymentId === repaymentId)
  if (repayment === undefined) throw missing('还款')
  if (repayment.reversed !== null) throw new Refusal({ code: 'repayment.reversed-already', message: `还款 ${repayment.number} 已于 ${repayment.reversed.on} 冲正，不出回单`, expected: '有效的还款' }, 409)
  return issue(tx, files, { staff, ...keptWith(held.row), on, now }, { kind: 'REPAYMENT_RECEIPT', subject: repaymentId, data: { ...await namesInForm(tx, held), ...receiptData(held, repayment, on) } })
}

function receiptData({ row, note, calendar }: NoteHeld, repayment: RepaymentShown, on: Day): FieldData {
  const of = (...parts: Part[]): Fen => sumFen(repayment.lines.filter((line) => parts.includes(line.part)).map((line) => line.amountFen as Fen))
  const { next } = possibleOn(note, on, calendar)
  return {
    借据编号: row.number, 还款日期: repayment.paidOn, 还款渠道: `${CHANNELS[repayment.channel]}${repayment.payer === 'OTHER' ? `（${repayment.payerName ?? ''} 代还）` : ''}`, 还款金额: repayment.amountFen,
    收回本金: of('PRINCIPAL'), 收回利息: of('INTEREST'), 收回罚息: of('PENALTY', 'COMPOUND'), 收回费用: of('COSTS'), 剩余本金: row.balance_fen,
    下期说明: row.state === 'SETTLED' ? '已结清' : next === null ? '没有未到期的分期' : `${next.name} ${next.dueOn} 应还 ${formatYuan(next.amountFen)} 元`, 经办人: repayment.recordedBy?.name ?? CHANNELS[repayment.channel],
  }
}

/** The names a paper about a note carries. */
export async function readNames(tx: Tx, { row }: Pick<NoteHeld, 'row'>): Promise<{ bankName: string; unitName: string; customer: string; contractNumber: string }> {
  const found = await tx.selectFrom('note as n')
    .innerJoin('bank as b', 'b.bank_id', 'n.bank_id')
    .innerJoin('customer as k', (join) => join.onRef('k.bank_id', '=', 'n.bank_id').onRef('k.customer_id', '=', 'n.customer_id'))
    .innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'n.bank_id').onRef('u.unit_id', '=', 'n.unit_id'))
    .innerJoin('contract as c', (join) => join.onRef('c.bank_id', '=', 'n.bank_id').onRef('c.contract_id', '=', 'n.contract_id'))
    .select(['b.name as bank_name', 'k.name', 'u.name as unit_name', 'c.number']).where('n.bank_id', '=', tx.bankId).where('n.note_id', '=', row.note_id).executeTakeFirstOrThrow()
  return { bankName: found.bank_name, unitName: found.unit_name, customer: found.name, contractNumber: found.number }
}

async function namesInForm(tx: Tx, held: NoteHeld): Promise<FieldData> {
  const { bankName, unitName, customer, contractNumber } = await readNames(tx, held)
  return { 贷款人名称: unitName === bankName ? bankName : `${bankName}${unitName}`, 借款人姓名: customer, 借款合同编号: contractNumber }
}

async function issue(tx: Tx, files: FileStore, work: IssuingWork, document: Parameters<typeof issueDocument>[3]): Promise<{ documentId: string; number: string }> {
  const { documentId, number } = await issueDocument(tx, files, work, document)
  return { documentId, number }
}

