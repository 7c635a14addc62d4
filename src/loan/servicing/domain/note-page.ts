import { z } from 'zod'
import { CHANNELS, type Channel, NOTE_VIEWS, PAYERS, type Payer } from './requests.ts'
import { KEEPS, type Keep } from './early.ts'
import { RISK_CLASSES } from './class-floor.ts'
import { PARTS, type Part } from './note.ts'
import { REPAYMENT_KINDS, type RepaymentKind } from './repay.ts'
import { EventShown } from './acts/shown.ts'
import { LinkPaperShown } from './customer/requests.ts'
import { TENORS, type Tenor } from './events.ts'
import { REPRICINGS, type Repricing } from './lpr.ts'
import { RECOVERY_STEPS } from '#common/policy/domain'

/** States of a note. */
export const NOTE_STATES = { RUNNING: '还款中', SETTLED: '已结清', WRITTEN_OFF: '已核销', REVERSED: '已撤销放款' } as const satisfies Record<string, string>
export type NoteState = keyof typeof NOTE_STATES
export const PLAN_REASONS = { DISBURSED: '放款', PREPAID: '提前还款', EXTENDED: '展期', RESCHEDULED: '调整计划', RATE_CHANGED: '调息', ACCELERATED: '提前到期', CORRECTED: '更正重算', REVERSED: '冲正恢复' } as const satisfies Record<string, string>
export type PlanReason = keyof typeof PLAN_REASONS

const Fen = z.int()
const Day = z.string()
const keys = <K extends string>(of: Record<K, string>) => z.enum(Object.keys(of) as [K, ...K[]])
const Person = z.object({ staffId: z.uuid(), name: z.string() })

export const InstalmentShown = z.object({
  seq: z.int(), kind: z.enum(['REGULAR', 'PREPAID']), dueOn: Day, principalFen: Fen, interestFen: Fen, balanceFen: Fen,
  principalPaidFen: Fen, interestPaidFen: Fen, penaltyClosedFen: Fen, penaltyPaidFen: Fen, penaltyFrom: Day.nullable(), compoundClosedFen: Fen, compoundPaidFen: Fen, compoundFrom: Day.nullable(), settledOn: Day.nullable(),
})
export const AllocationShown = z.object({ seq: z.int(), part: keys<Part>(PARTS), owedFen: Fen, amountFen: Fen, says: z.string() })
export const RepaymentShown = z.object({
  repaymentId: z.uuid(), number: z.string(), kind: keys<RepaymentKind>(REPAYMENT_KINDS), keep: keys<Keep>(KEEPS).nullable(), amountFen: Fen, paidOn: Day, channel: keys<Channel>(CHANNELS), payer: keys<Payer>(PAYERS),
  payerName: z.string().nullable(), reference: z.string().nullable(), /** None: it came by a file. */ recordedBy: Person.nullable(), recordedOn: Day, recordedAt: z.string(), lines: z.array(AllocationShown),
  reversed: z.object({ by: Person, on: Day, at: z.string(), reason: z.string() }).nullable(),
  /** The receipt issued for it. */
  documentId: z.uuid().nullable(),
})
export type RepaymentShown = z.output<typeof RepaymentShown>
const Rule = z.object({
  penaltyRate: z.string(), compound: z.boolean(), daysPerYear: z.int(), graceDays: z.int(), graceToWorkingDay: z.boolean(),
  allocation: z.object({ normal: z.array(keys<Part>(PARTS)), nonAccrual: z.array(keys<Part>(PARTS)), nonAccrualAfterDays: z.int() }),
})
export const LinkShown = z.object({ linkId: z.uuid(), madeBy: Person, madeOn: Day, expiresAt: z.string(), state: z.enum(['OPEN', 'EXPIRED', 'REVOKED']) })

/** 借据 with its plan, what is paid of it, every repayment and where it went; enough to work the next one out in the browser. */
export const NotePage = z.object({
  noteId: z.uuid(), number: z.string(), /** None: taken over from the core bank, without a case here. */ caseId: z.uuid().nullable(), caseNumber: z.string().nullable(), contractNumber: z.string(), lineId: z.uuid(), lineNumber: z.string(),
  customer: z.object({ customerId: z.uuid(), name: z.string(), number: z.string() }), unitName: z.string(), productCode: z.string(),
  amountFen: Fen, balanceFen: Fen, annualRate: z.string(), disbursedOn: Day, maturesOn: Day, accountMasked: z.string(), state: keys<NoteState>(NOTE_STATES), settledOn: Day.nullable(), rowVersion: z.int(),
  terms: z.record(z.string(), z.unknown()), rule: Rule, instalments: z.array(InstalmentShown), lastPaidOn: Day.nullable(),
  versions: z.array(z.object({ version: z.int(), fromDay: Day, reason: keys<PlanReason>(PLAN_REASONS), madeAt: z.string(), repaymentNumber: z.string().nullable() })),
  repayments: z.array(RepaymentShown), links: z.array(LinkShown), schedulePaper: z.uuid().nullable(),
  /** Open business day, and the days around due days that are not simply the week. */
  on: Day, calendar: z.object({ holidays: z.array(Day), makeUpDays: z.array(Day) }), prepaymentMinFen: Fen,
  book: z.enum(['BOOK', 'MIRROR']), riskClass: z.enum(RISK_CLASSES), nonAccrualOn: Day.nullable(), suspenseFen: Fen,
  /** Granted as a refund and not yet paid out. */
  refundFen: Fen,
  beside: z.object({ costsFen: Fen, costsPaidFen: Fen, misuse: z.object({ amountFen: Fen, annualRate: z.string(), from: Day }).nullable(), misuseClosedFen: Fen, misusePaidFen: Fen }).nullable(),
  writtenOff: z.object({ on: Day, principalFen: Fen, restFen: Fen, costsFen: Fen, recoveredFen: Fen }).nullable(),
  events: z.array(EventShown),
  /** What acts on it are measured by. */
  acting: z.object({
    firstMaturity: Day, guarantors: z.array(z.string()), extensionNoticeDays: z.int(), longestMonths: z.int(), refundWorkingDays: z.int(), writeOffSteps: z.array(z.enum(RECOVERY_STEPS)), penaltyUplift: z.string(), misuseUplift: z.string(),
    repricing: keys<Repricing>(REPRICINGS), lprTenor: keys<Tenor>(TENORS).nullable(), lprSpread: z.string().nullable(), repriceOn: Day.nullable(),
    /** The bank's own entries of the published rate, for a note that follows it. */
    ownRates: z.array(z.object({ publishedOn: Day, oneYear: z.string(), fiveYears: z.string() })),
  }),
  /** By overdue days alone. */
  classFloor: z.enum(RISK_CLASSES),
  onTime: z.object({ inARow: z.int(), needed: z.int(), mayIncrease: z.boolean() }),
})
export type NotePage = z.output<typeof NotePage>

export const NoteRow = z.object({
  noteId: z.uuid(), number: z.string(), caseId: z.uuid().nullable(), customerName: z.string(), unitName: z.string(), productCode: z.string(), amountFen: Fen, balanceFen: Fen,
  disbursedOn: Day, maturesOn: Day, state: keys<NoteState>(NOTE_STATES), oldestDueOn: Day.nullable(), overdueDays: z.int(),
  /** Principal and interest due and not paid, without penalty. */
  dueFen: Fen,
})
export type NoteRow = z.output<typeof NoteRow>
export const NoteList = z.object({ notes: z.array(NoteRow), count: z.int(), /** There are more than were counted; then no sum is told. */ isMore: z.boolean(), balanceFen: Fen.nullable(), counts: z.record(keys(NOTE_VIEWS), z.int()), on: Day })
export const NotesOfCase = z.object({ notes: z.array(z.object({ noteId: z.uuid(), number: z.string(), state: keys<NoteState>(NOTE_STATES), amountFen: Fen, balanceFen: Fen, disbursedOn: Day })) })

export const Recorded = z.object({ repaymentId: z.uuid(), number: z.string(), balanceFen: Fen, isSettled: z.boolean(), lines: z.array(AllocationShown), /** Kept for the customer. */ suspenseFen: Fen })
export const Reversed = z.object({ repaymentId: z.uuid(), balanceFen: Fen })
/** The answer to making a link is kept for repetitions, so it carries no secret; the address is asked for on its own. */
export const LinkMade = z.object({ linkId: z.uuid(), expiresAt: z.string() })
export const LinkAddress = LinkMade.extend({ path: z.string() })
export const Paper = z.object({ documentId: z.uuid(), number: z.string() })
/** What settles a note on a day, in its parts. */
export const SettlementQuote = z.object({ on: Day, dueFen: Fen, restFen: Fen, restInterestFen: Fen, fullFen: Fen, outstandingFen: Fen, next: z.object({ name: z.string(), dueOn: Day, amountFen: Fen }).nullable() })

/** What the customer sees of his own loan: no name in full, no number of an account, nothing of another loan. */
export const CustomerView = z.object({
  bankName: z.string(), name: z.string(), noteNumber: z.string(), amountFen: Fen, balanceFen: Fen, annualRate: z.string(), disbursedOn: Day, maturesOn: Day, accountMasked: z.string(), state: keys<NoteState>(NOTE_STATES), on: Day, expiresAt: z.string(),
  overdueFen: Fen, overdueDays: z.int(), next: z.object({ name: z.string(), dueOn: Day, amountFen: Fen }).nullable(), unitName: z.string(),
  rows: z.array(z.object({ name: z.string(), dueOn: Day, totalFen: Fen, principalFen: Fen, interestFen: Fen, balanceFen: Fen, state: z.enum(['PAID', 'PART', 'DUE', 'OVERDUE', 'COMING']), leftFen: Fen })),
  /** Statements and certificate issued for him. */
  papers: z.array(LinkPaperShown), lastQuoteOn: Day,
  receipts: z.array(z.object({ receipt: z.uuid(), number: z.string(), paidOn: Day, amountFen: Fen, says: z.array(z.string()), hasFile: z.boolean() })),
})
export type CustomerView = z.output<typeof CustomerView>
