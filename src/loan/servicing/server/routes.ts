import { READS_CASES } from '#common/staff/domain'
import { type Day, day } from '#kernel'
import {
  CaseOfNotes, CustomerView, LinkAddress, LinkMade, LinkReceipt, LinkRef, LinkToken, NoteList, NotePage, NoteQuestion, NoteRef, NotesOfCase, Paper, QuoteDay, Recorded, RecordRepayment, RepaymentRef, ReverseRepayment, Reversed, RevokeLink, SettlementQuote, possibleOn,
} from '#loan/servicing/domain'
import { readApplication } from '#loan/application/server'
import type { FileStore } from '#platform/files'
import { type Route, missing, openRoute, route } from '#platform/http'
import { z } from 'zod'
import { customerNoteRoutes } from './customer/index.ts'
import { dayEndRoutes } from './day-end/index.ts'
import { debitRoutes } from './debit/index.ts'
import { monitoringRoutes } from './monitoring/index.ts'
import { mirrorRoutes } from './mirror/index.ts'
import { costRoutes } from './cost/index.ts'
import { qualityRoutes } from './quality/index.ts'
import { noteActRoutes } from './acts/index.ts'
import { rateRoutes } from './rates/index.ts'
import { beginOf, makeLink, pathOf, revokeLink, throughLink, tokenOf } from './links.ts'
import { listNotes, notesOfCase } from './list-notes.ts'
import { readNote } from './note-at-hand.ts'
import { fileOfNote, issueReceipt, issueSchedule, papersOfNote } from './papers.ts'
import { readCustomerView } from './read-customer-view.ts'
import { readNotePage } from './read-note-page.ts'
import type { Tell } from './at.ts'
import { recordRepayment } from './record-repayment.ts'
import { reverseRepayment } from './reverse-repayment.ts'

/** What servicing needs of the house around it. */
export interface ServicingSurroundings {
  readonly tell: Tell
  readonly files: FileStore
  /** What is missing for messages to customers to leave; none: they leave. */
  readonly smsWhy: string | null
}

/** How often one address may open links in a minute: a customer looks twice, a guesser tries thousands. */
const LINKS_PER_MINUTE = 30

/** Notes: read, repay, reverse, papers, links; and the one page that needs no sign-in. */
export function servicingRoutes(around: ServicingSurroundings): Route[] {
  return [...readingRoutes(), ...repayingRoutes(around), ...paperRoutes(around), ...linkRoutes(), ...customerRoutes(around), ...dayEndRoutes(), ...debitRoutes(), ...mirrorRoutes(), ...qualityRoutes(), ...costRoutes(), ...monitoringRoutes(), ...noteActRoutes(around), ...customerNoteRoutes(around), ...rateRoutes()]
}

function readingRoutes(): Route[] {
  return [
    route({ act: 'servicing.notes', says: '借据清单：全部、今日到期、逾期、已结清', method: 'GET', path: '/api/notes', may: READS_CASES, query: NoteQuestion, answer: NoteList, handle: ({ query, staff, businessDate, inBank }) => inBank((tx) => listNotes(tx, staff, query, businessDate)) }),
    route({ act: 'servicing.note', says: '一笔借据：计划、已还、每笔还款的去处', method: 'GET', path: '/api/notes/:noteId', may: READS_CASES, params: NoteRef, answer: NotePage, handle: ({ params, staff, businessDate, inBank }) => inBank((tx) => readNotePage(tx, staff, params.noteId, { on: businessDate })) }),
    route({
      act: 'servicing.case-notes', says: '一笔业务的借据', method: 'GET', path: '/api/cases/:caseId/notes-of-loan', may: READS_CASES, params: CaseOfNotes, answer: NotesOfCase,
      handle: ({ params, staff, inBank }) => inBank(async (tx) => {
        await readApplication(tx, staff, params.caseId)
        return { notes: await notesOfCase(tx, params.caseId) }
      }),
    }),
    route({
      act: 'servicing.quote', says: '结清试算：某日结清须还多少', method: 'GET', path: '/api/notes/:noteId/settlement-quote', may: READS_CASES, params: NoteRef, query: QuoteDay, answer: SettlementQuote,
      handle: ({ params, query, staff, businessDate, inBank }) => inBank(async (tx) => {
        const { note, calendar } = await readNote(tx, staff, params.noteId, businessDate)
        const on: Day = query.on === undefined ? businessDate : day(query.on)
        return { on, ...possibleOn(note, on, calendar) }
      }),
    }),
  ]
}

function repayingRoutes({ tell }: ServicingSurroundings): Route[] {
  return [
    route({
      act: 'servicing.record-repayment', says: '记一笔还款，逐分说明去处', method: 'POST', path: '/api/notes/:noteId/repayments', may: 'repayment.record', params: NoteRef, body: RecordRepayment, answer: Recorded, status: 201,
      handle: ({ params, body, staff, businessDate, now, inBank }) => inBank((tx) => recordRepayment(tx, staff, params.noteId, body, { on: businessDate, now, tell })),
    }),
    route({
      act: 'servicing.reverse-repayment', says: '由另一人冲正一笔还款，其后的款项重新分配', method: 'POST', path: '/api/notes/:noteId/repayments/:repaymentId/reversal', may: 'repayment.reverse', params: RepaymentRef, body: ReverseRepayment, answer: Reversed,
      handle: ({ params, body, staff, businessDate, now, inBank }) => inBank((tx) => reverseRepayment(tx, staff, { ...params, ...body }, { on: businessDate, now, tell })),
    }),
  ]
}

function paperRoutes({ files }: ServicingSurroundings): Route[] {
  return [
    route({
      act: 'servicing.issue-schedule', says: '出具还款计划表', method: 'POST', path: '/api/notes/:noteId/schedule-paper', may: 'note.share', params: NoteRef, answer: Paper, status: 201,
      handle: ({ params, staff, businessDate, now, inBank }) => inBank((tx) => issueSchedule(tx, files, params.noteId, { staff, on: businessDate, now })),
    }),
    route({
      act: 'servicing.issue-receipt', says: '出具收款回单', method: 'POST', path: '/api/notes/:noteId/repayments/:repaymentId/receipt', may: 'note.share', params: RepaymentRef, answer: Paper, status: 201,
      handle: ({ params, staff, businessDate, now, inBank }) => inBank((tx) => issueReceipt(tx, files, params, { staff, on: businessDate, now })),
    }),
  ]
}

function linkRoutes(): Route[] {
  return [
    route({
      act: 'servicing.make-link', says: '给客户发还款链接', method: 'POST', path: '/api/notes/:noteId/links', may: 'note.share', params: NoteRef, answer: LinkMade, status: 201,
      handle: ({ params, staff, businessDate, now, inBank }) => inBank((tx) => makeLink(tx, staff, params.noteId, { on: businessDate, now })),
    }),
    route({
      act: 'servicing.revoke-link', says: '作废还款链接', method: 'POST', path: '/api/notes/:noteId/links/:linkId/revocation', may: 'note.share', params: LinkRef, body: RevokeLink, answer: z.object({ linkId: z.uuid() }),
      handle: ({ params, body, staff, businessDate, now, inBank }) => inBank((tx) => revokeLink(tx, staff, { ...params, reason: body.reason }, { on: businessDate, now })),
    }),
    route({
      act: 'servicing.show-link', says: '再取一次还有效的还款链接', method: 'GET', path: '/api/notes/:noteId/links/:linkId', may: 'note.share', params: LinkRef, answer: LinkAddress,
      handle: ({ params, staff, businessDate, inBank }) => inBank(async (tx) => {
        await readNote(tx, staff, params.noteId, businessDate)
        const link = await tx.selectFrom('customer_link').select('expires_at').where('bank_id', '=', tx.bankId).where('note_id', '=', params.noteId).where('link_id', '=', params.linkId).where('revoked_at', 'is', null).where('expires_at', '>', beginOf(businessDate)).executeTakeFirst()
        if (link === undefined) throw missing('有效的链接')
        return { linkId: params.linkId, path: pathOf(tokenOf(tx, params.linkId)), expiresAt: link.expires_at }
      }),
    }),
  ]
}

/** Open to whoever holds the link, and nothing but the note it was made for. */
function customerRoutes({ files }: ServicingSurroundings): Route[] {
  return [
    openRoute({
      act: 'servicing.open-link', says: '客户凭链接查看自己的还款计划与回单', method: 'GET', path: '/api/links/:token', params: LinkToken, answer: CustomerView, perMinute: LINKS_PER_MINUTE,
      handle: ({ params, database }) => throughLink(database, params.token, (tx, { noteId, expiresAt }) => readCustomerView(tx, noteId, expiresAt)),
    }),
    openRoute({
      act: 'servicing.open-link-receipt', says: '客户凭链接下载回单', method: 'GET', path: '/api/links/:token/receipts/:receipt', params: LinkReceipt, answer: 'file', perMinute: LINKS_PER_MINUTE,
      handle: ({ params, database }) => throughLink(database, params.token, async (tx, { noteId }) => {
        const row = await tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).executeTakeFirstOrThrow()
        const own = await tx.selectFrom('repayment').select('repayment_id').where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('repayment_id', '=', params.receipt).executeTakeFirst()
        const documentId = own === undefined ? undefined : (await papersOfNote(tx, row)).receipts.get(own.repayment_id)
        if (documentId === undefined) throw missing('回单')
        return fileOfNote(tx, files, row, documentId)
      }),
    }),
  ]
}
