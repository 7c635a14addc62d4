import { READS_CASES } from '#common/staff/domain'
import { type Day, day } from '#kernel'
import { CustomerQuote, LinkPaper, LinkQuestion, LinkToken, MessageRef, NotePaperRef, NotePapers, NoteRef, Paper, QuoteFor, ReminderQuestion, Reminders, Resent, StatementPeriod } from '#loan/servicing/domain'
import { type Tx, businessDate } from '#platform/db'
import type { FileStore } from '#platform/files'
import { type Route, missing, openRoute, route } from '#platform/http'
import type { NoteRecord } from '../note-record.ts'
import { throughLink } from '../links.ts'
import { holdNote, readNote } from '../note-at-hand.ts'
import { customerPaperFile, issueClearing, issueQuote, issueStatement, quoteOf, readNotePapers, refuseQuoteDay } from './issue-papers.ts'
import { fileOfNote } from '../papers.ts'
import { readReminders } from './read-reminders.ts'
import { resendMessage } from './resend-message.ts'

/** How often one address may ask through links in a minute. */
const LINKS_PER_MINUTE = 30

export interface CustomerSurroundings {
  readonly files: FileStore
  /** What is missing for messages to leave. */
  readonly smsWhy: string | null
}

/** Reminders, papers for the customer, and what his link shows of them. */
export function customerNoteRoutes(around: CustomerSurroundings): Route[] {
  return [...reminderRoutes(around), ...paperRoutes(around), ...linkRoutes(around)]
}

function reminderRoutes({ smsWhy }: CustomerSurroundings): Route[] {
  return [
    route({
      act: 'servicing.reminders', says: '提醒：今日存款不足、即将到期、新增逾期，短信的发送情况', method: 'GET', path: '/api/reminders', may: READS_CASES, query: ReminderQuestion, answer: Reminders,
      handle: ({ query, staff, businessDate: on, inBank }) => inBank((tx) => readReminders(tx, staff, query, { on, portWhy: smsWhy })),
    }),
    route({
      act: 'servicing.resend-reminder', says: '重发未发出的短信', method: 'POST', path: '/api/reminders/:messageId/sending', may: 'note.share', params: MessageRef, answer: Resent,
      handle: ({ params, staff, businessDate: on, now, inBank }) => inBank((tx) => resendMessage(tx, staff, params.messageId, { on, now })),
    }),
  ]
}

function paperRoutes({ files }: CustomerSurroundings): Route[] {
  return [
    route({
      act: 'servicing.papers', says: '借据的客户文书：对账单、结清证明、提前还款试算单', method: 'GET', path: '/api/notes/:noteId/papers', may: READS_CASES, params: NoteRef, answer: NotePapers,
      handle: ({ params, staff, businessDate: on, inBank }) => inBank(async (tx) => readNotePapers(tx, await readNote(tx, staff, params.noteId, on), on)),
    }),
    route({
      act: 'servicing.paper-file', says: '借据的一份文书：还款计划表、回单或客户文书', method: 'GET', path: '/api/notes/:noteId/papers/:documentId/file', may: READS_CASES, params: NotePaperRef, answer: 'file',
      handle: ({ params, staff, businessDate: on, inBank }) => inBank(async (tx) => ({ ...await fileOfNote(tx, files, (await readNote(tx, staff, params.noteId, on)).row, params.documentId), inline: true })),
    }),
    route({
      act: 'servicing.issue-statement', says: '出具对账单', method: 'POST', path: '/api/notes/:noteId/papers/statement', may: 'note.share', params: NoteRef, body: StatementPeriod, answer: Paper, status: 201,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => issueStatement(tx, files, params.noteId, body, { staff, on, now })),
    }),
    route({
      act: 'servicing.issue-clearing', says: '出具结清证明', method: 'POST', path: '/api/notes/:noteId/papers/clearing', may: 'note.share', params: NoteRef, answer: Paper, status: 201,
      handle: ({ params, staff, businessDate: on, now, inBank }) => inBank((tx) => issueClearing(tx, files, params.noteId, { staff, on, now })),
    }),
    route({
      act: 'servicing.issue-quote', says: '出具提前还款试算单', method: 'POST', path: '/api/notes/:noteId/papers/quote', may: 'note.share', params: NoteRef, body: QuoteFor, answer: Paper, status: 201,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => issueQuote(tx, files, params.noteId, body.on, { staff, on, now })),
    }),
  ]
}

/** Open to whoever holds the link, and nothing but the note it was made for. */
function linkRoutes({ files }: CustomerSurroundings): Route[] {
  return [
    openRoute({
      act: 'servicing.open-link-quote', says: '客户凭链接试算提前结清', method: 'GET', path: '/api/links/:token/quote', params: LinkToken, query: LinkQuestion, answer: CustomerQuote, perMinute: LINKS_PER_MINUTE,
      handle: ({ params, query, database }) => throughLink(database, params.token, async (tx, { noteId }) => quoteThroughLink(tx, await noteRow(tx, noteId), day(query.on))),
    }),
    openRoute({
      act: 'servicing.open-link-paper', says: '客户凭链接下载对账单与结清证明', method: 'GET', path: '/api/links/:token/papers/:paper', params: LinkPaper, answer: 'file', perMinute: LINKS_PER_MINUTE,
      handle: ({ params, database }) => throughLink(database, params.token, async (tx, { noteId }) => customerPaperFile(tx, files, await noteRow(tx, noteId), params.paper)),
    }),
  ]
}

async function quoteThroughLink(tx: Tx, row: NoteRecord, on: Day): Promise<CustomerQuote> {
  if (row.state !== 'RUNNING') throw missing('可以试算的借款')
  const today = await businessDate(tx)
  refuseQuoteDay({ row }, on, today)
  const { dueFen, restFen, restInterestFen, fullFen, savedFen, days } = quoteOf(await holdNote(tx, row, on), on)
  return { on, dueFen, restFen, restInterestFen, fullFen, savedFen, days }
}

function noteRow(tx: Tx, noteId: string): Promise<NoteRecord> {
  return tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).executeTakeFirstOrThrow()
}
