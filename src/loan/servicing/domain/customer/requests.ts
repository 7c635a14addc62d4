import { isDay } from '#kernel'
import { z } from 'zod'
import { NoteRef } from '../requests.ts'

const civilDay = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期，格式 YYYY-MM-DD' })
const Fen = z.int()
const MOST_SHOWN = 500
const USUALLY_SHOWN = 200

export const StatementPeriod = z.strictObject({ from: civilDay.meta({ title: '起始日' }), to: civilDay.meta({ title: '截止日' }) }).refine((one) => one.from <= one.to, { error: '截止日早于起始日', path: ['to'] })
export const NotePaperRef = NoteRef.extend({ documentId: z.uuid().meta({ title: '文书' }) })
export const QuoteFor = z.strictObject({ on: civilDay.meta({ title: '拟结清日' }) })

/** What a customer may be given of his loan. */
export const CUSTOMER_PAPERS = { ACCOUNT_STATEMENT: '对账单', CLEARING_CERTIFICATE: '结清证明', EARLY_QUOTE: '提前还款试算单' } as const satisfies Record<string, string>
export type CustomerPaper = keyof typeof CUSTOMER_PAPERS
const PaperShown = z.object({ documentId: z.uuid(), kind: z.enum(Object.keys(CUSTOMER_PAPERS) as [CustomerPaper, ...CustomerPaper[]]), number: z.string(), title: z.string(), issuedOn: z.string() })
export type PaperShown = z.output<typeof PaperShown>
/** The same through the customer's link, where no case is named. */
export const LinkPaperShown = PaperShown.omit({ documentId: true }).extend({ paper: z.uuid() })
/** Papers of a note that stand, and why another cannot be had. */
export const NotePapers = z.object({ papers: z.array(PaperShown), on: z.string(), disbursedOn: z.string(), lastQuoteOn: z.string(), noPaper: z.string().nullable(), noClearing: z.string().nullable(), noQuote: z.string().nullable() })
export type NotePapers = z.output<typeof NotePapers>

export const REMINDER_VIEWS = { short: '今日存款不足', soon: '即将到期', overdue: '新增逾期', waiting: '待发短信', sent: '已发短信', failed: '未发出' } as const satisfies Record<string, string>
export type ReminderView = keyof typeof REMINDER_VIEWS
export const ReminderQuestion = z.strictObject({
  view: z.enum(Object.keys(REMINDER_VIEWS) as [ReminderView, ...ReminderView[]]).default('short').meta({ title: '清单' }),
  limit: z.coerce.number().int().min(1).max(MOST_SHOWN).default(USUALLY_SHOWN).meta({ title: '条数' }),
})
export type ReminderQuestion = z.output<typeof ReminderQuestion>

export const MESSAGE_KINDS = { DUE_SOON: '到期提醒', OVERDUE: '逾期提醒', SETTLED: '结清告知' } as const satisfies Record<string, string>
export type MessageKind = keyof typeof MESSAGE_KINDS

const Of = { noteId: z.uuid(), noteNumber: z.string(), caseId: z.uuid().nullable(), customerName: z.string(), unitName: z.string(), accountMasked: z.string() }
/** A note whose customer is to be spoken to. */
export const NoteToRemind = z.object({
  ...Of, dueOn: z.string(), amountFen: Fen,
  /** What the account gave of it. */
  debitedFen: Fen.nullable(), shortFen: Fen.nullable(), says: z.string(),
})
export type NoteToRemind = z.output<typeof NoteToRemind>
export const MessageShown = z.object({
  ...Of, messageId: z.guid(), kind: z.enum(Object.keys(MESSAGE_KINDS) as [MessageKind, ...MessageKind[]]), day: z.string(), says: z.string(), dueAt: z.string(), attempts: z.int(), sentAt: z.string().nullable(), error: z.string().nullable(),
})
export type MessageShown = z.output<typeof MessageShown>
export const Reminders = z.object({
  on: z.string(), counts: z.record(z.enum(Object.keys(REMINDER_VIEWS) as [ReminderView, ...ReminderView[]]), z.int()), notes: z.array(NoteToRemind), messages: z.array(MessageShown),
  /** What is missing for messages to leave; none: they leave. */
  portWhy: z.string().nullable(), checks: z.array(z.string()),
})
export type Reminders = z.output<typeof Reminders>
/** A hash of note, kind and day, written like an id. */
export const MessageRef = z.strictObject({ messageId: z.guid().meta({ title: '短信' }) })
export const Resent = z.object({ messageId: z.guid() })

const LINK_TOKEN = /^[1-9]\d{0,8}-[\w-]{43}$/
export const LinkPaper = z.strictObject({ token: z.string().regex(LINK_TOKEN, { error: '链接不完整' }).meta({ title: '链接', secret: true }), paper: z.uuid().meta({ title: '文书' }) })
export const LinkQuestion = QuoteFor
/** What settles the loan on a day, as the customer's link shows it. */
export const CustomerQuote = z.object({ on: z.string(), dueFen: Fen, restFen: Fen, restInterestFen: Fen, fullFen: Fen, savedFen: Fen, days: z.int() })
export type CustomerQuote = z.output<typeof CustomerQuote>
