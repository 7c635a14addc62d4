import { DOCUMENT_KINDS, type DocumentKind } from '#common/document/domain'
import { type Fen, formatYuan } from '#kernel'
import { CHANNELS, CLASS_NAMES, CUSTOMER_PAPERS, EVENT_NAMES, type HistoryEntry, KEEPS, type NoteHistory, REPAYMENT_KINDS, type RepaymentShown, type RiskClass, historyKindOf, percentOf, provisionFor } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { type SqlBool, sql } from 'kysely'
import type { NoteHeld } from '../note-at-hand.ts'
import { ownPapers } from '../papers.ts'
import { repaymentsShown } from '../read-note-page.ts'
import { eventId } from './played.ts'
import { readEventsShown } from './read-events.ts'

/** The life of a note in one line, the newest first: money out and in, acts, rates, classes, papers, and what was taken back of them. */
export async function readHistory(tx: Tx, held: NoteHeld): Promise<NoteHistory> {
  const repayments = await repaymentsShown(tx, held)
  const entries = [...await disbursed(tx, held), ...repayments.map(repaid), ...repayments.flatMap(takenBack), ...await happened(tx, held), ...await classes(tx, held), ...await papers(tx, held)]
  return { entries: newestFirst(entries) }
}

/** By business day, then by the instant, however many digits of a second it is written with; what came in one instant stays in its order. */
function newestFirst(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const placed = entries.map((entry, place) => ({ entry, place, at: Date.parse(entry.at) }))
  return placed.sort((a, b) => (a.entry.bookedOn === b.entry.bookedOn ? b.at - a.at || b.place - a.place : a.entry.bookedOn < b.entry.bookedOn ? 1 : -1)).map(({ entry }) => entry)
}

const NOTHING: Omit<HistoryEntry, 'id' | 'kind' | 'name' | 'on' | 'bookedOn' | 'at'> = { number: null, amountFen: null, by: null, approvedBy: null, how: '', says: [], lines: [], voucherId: null, reverses: null, reversedBy: null, documentId: null }

async function disbursed(tx: Tx, { row }: NoteHeld): Promise<HistoryEntry[]> {
  const first = await tx.selectFrom('schedule_version as v').leftJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'v.bank_id').on(sql<SqlBool>`s.staff_id::text = v.made_by`))
    .select(['v.made_by', 's.name', 'v.made_at']).where('v.bank_id', '=', tx.bankId).where('v.note_id', '=', row.note_id).where('v.version', '=', 1).executeTakeFirstOrThrow()
  const by = first.name === null ? null : { staffId: first.made_by, name: first.name }
  return [{ ...NOTHING, id: 'D', kind: 'ACT', name: row.case_id === null ? '接收借据' : '放款', on: row.disbursed_on, bookedOn: row.disbursed_on, at: first.made_at, amountFen: row.amount_fen, by, number: row.number }]
}

function repaid(one: RepaymentShown): HistoryEntry {
  return {
    ...NOTHING, id: one.repaymentId, kind: 'REPAYMENT', name: REPAYMENT_KINDS[one.kind], number: one.number, on: one.paidOn, bookedOn: one.recordedOn, at: one.recordedAt, amountFen: one.amountFen, by: one.recordedBy,
    how: [one.keep === null ? '' : KEEPS[one.keep], CHANNELS[one.channel], one.payer === 'OTHER' ? `${one.payerName ?? ''} 代还` : '', one.reference ?? ''].filter((text) => text !== '').join(' · '),
    lines: one.lines, voucherId: one.repaymentId, reversedBy: one.reversed === null ? null : { id: `X${one.repaymentId}`, on: one.reversed.on }, documentId: one.documentId,
  }
}

function takenBack({ repaymentId, number, amountFen, reversed }: RepaymentShown): HistoryEntry[] {
  if (reversed === null) return []
  return [{ ...NOTHING, id: `X${repaymentId}`, kind: 'REPAYMENT', name: '冲正还款', on: reversed.on, bookedOn: reversed.on, at: reversed.at, amountFen, by: reversed.by, says: [{ label: '原因', value: reversed.reason }], voucherId: repaymentId, reverses: { id: repaymentId, name: number } }]
}

async function happened(tx: Tx, { row, played }: NoteHeld): Promise<HistoryEntry[]> {
  if (row.event_count === 0) return []
  const events = await readEventsShown(tx, row.note_id, played)
  const bySeq = new Map(events.map((one) => [one.seq, one]))
  return events.map((one) => {
    const [original, twin] = [one.reversesSeq === null ? undefined : bySeq.get(one.reversesSeq), one.reversedBySeq === null ? undefined : bySeq.get(one.reversedBySeq)]
    return {
      ...NOTHING, id: one.id, kind: historyKindOf(original?.kind ?? one.kind), name: original === undefined ? EVENT_NAMES[one.kind] : `冲正${EVENT_NAMES[original.kind]}`, on: one.valueDay, bookedOn: one.businessDay, at: one.at, by: one.madeBy, approvedBy: one.approvedBy, says: one.says,
      lines: one.lines as HistoryEntry['lines'], voucherId: one.voucherId, reverses: original === undefined ? null : { id: original.id, name: EVENT_NAMES[original.kind] }, reversedBy: twin === undefined ? null : { id: eventId(twin.seq), on: twin.businessDay },
    }
  })
}

const SOURCES: Readonly<Record<string, string>> = { FLOOR: '按逾期天数', EVENT: '因还款困难改计划', JUDGED: '三人认定' }

/** How a class came about, and what is set aside for the loan in it. */
async function classes(tx: Tx, { row, policy }: NoteHeld): Promise<HistoryEntry[]> {
  const rows = await tx.selectFrom('classification as c').leftJoin('class_proposal as p', (join) => join.onRef('p.bank_id', '=', 'c.bank_id').onRef('p.proposal_id', '=', 'c.proposal_id'))
    .leftJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'p.bank_id').onRef('s.staff_id', '=', 'p.proposed_by')).leftJoin('staff as d', (join) => join.onRef('d.bank_id', '=', 'p.bank_id').onRef('d.staff_id', '=', 'p.confirmed_by')).leftJoin('staff as a', (join) => join.onRef('a.bank_id', '=', 'p.bank_id').onRef('a.staff_id', '=', 'p.approved_by'))
    .select(['c.seq', 'c.class_before', 'c.class', 'c.source', 'c.overdue_days', 'c.balance_fen', 'c.business_day', 'c.at', 'p.proposed_by', 'p.approved_by', 'p.says', 's.name as proposer', 'd.name as confirmer', 'a.name as approver'])
    .where('c.bank_id', '=', tx.bankId).where('c.note_id', '=', row.note_id).execute()
  return rows.map((one) => {
    const [riskClass, { provisionRates }] = [one.class as RiskClass, policy.servicing]
    const says = [
      { label: '分类', value: `${CLASS_NAMES[one.class_before as RiskClass]} → ${CLASS_NAMES[riskClass]}` }, ...(one.overdue_days > 0 ? [{ label: '逾期', value: `${one.overdue_days} 天` }] : []), ...(one.says === null ? [] : [{ label: '说明', value: one.says }]),
      { label: '减值准备', value: `剩余本金 ${formatYuan(one.balance_fen as Fen)} 元 × ${percentOf(provisionRates[riskClass])} = ${formatYuan(provisionFor(one.balance_fen as Fen, riskClass, provisionRates))} 元，月末计提` }, ...(one.confirmer === null ? [] : [{ label: '认定', value: one.confirmer }]),
    ]
    return {
      ...NOTHING, id: `K${one.seq}`, kind: 'CLASS', name: `风险分类 ${CLASS_NAMES[riskClass]}`, on: one.business_day, bookedOn: one.business_day, at: one.at, how: SOURCES[one.source] ?? '', says,
      by: one.proposed_by === null ? null : { staffId: one.proposed_by, name: one.proposer ?? '' }, approvedBy: one.approved_by === null ? null : { staffId: one.approved_by, name: one.approver ?? '' },
    }
  })
}

/** Papers issued for the note, void ones with their reason. A receipt stands with its repayment. */
async function papers(tx: Tx, { row }: NoteHeld): Promise<HistoryEntry[]> {
  const rows = await ownPapers(tx, row).innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'd.bank_id').onRef('s.staff_id', '=', 'd.issued_by'))
    .select(['d.document_id', 'd.kind', 'd.number', 'd.title', 'd.issued_by', 'd.issued_on', 'd.issued_at', 'd.void_reason', sql<string | null>`d.voided_on::text`.as('voided_on'), 's.name']).where('d.kind', 'in', ['REPAYMENT_SCHEDULE', ...Object.keys(CUSTOMER_PAPERS)]).execute()
  return rows.map((one) => ({
    ...NOTHING, id: one.document_id, kind: 'PAPER', name: `出具${DOCUMENT_KINDS[one.kind as DocumentKind].name}`, number: one.number, on: one.issued_on, bookedOn: one.issued_on, at: one.issued_at, by: { staffId: one.issued_by, name: one.name }, how: one.title,
    says: one.void_reason === null ? [] : [{ label: '作废', value: `${one.voided_on ?? ''} ${one.void_reason}` }], reversedBy: one.voided_on === null ? null : { id: null, on: one.voided_on }, documentId: one.document_id,
  }))
}
