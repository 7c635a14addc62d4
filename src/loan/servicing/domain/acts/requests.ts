import { isDay } from '#kernel'
import { z } from 'zod'
import { EVENT_BODIES, TENORS, type Tenor } from '../events.ts'
import { REPAYMENT_KINDS, type RepaymentKind } from '../repay.ts'
import { KEEPS, type Keep } from '../early.ts'
import { NoteRef } from '../requests.ts'
import { ASKED_KINDS, type AskedKind, REQUEST_STATES, type RequestState, STATED_KINDS, type StatedKind } from './kinds.ts'
import { GROUNDS } from './grounds.ts'
import { LineShown } from './shown.ts'

const [MOST_FEN, MOST_AT_ONCE, LONGEST_WORDS, SHORTEST_WORDS] = [10_000_000_000_000, 200, 400, 4]
const civilDay = (title: string) => z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期，格式 YYYY-MM-DD' }).meta({ title })
const rowVersion = z.int().min(1).meta({ title: '借据版本' })
const valueDay = civilDay('起息日').nullable().default(null)
const words = (title: string) => z.string().trim().min(SHORTEST_WORDS, { error: `${title}至少 ${SHORTEST_WORDS} 个字` }).max(LONGEST_WORDS).meta({ title })
const keys = <K extends string>(of: Readonly<Record<K, string>>) => z.enum(Object.keys(of) as [K, ...K[]])

/** Asking for an act of a kind: its figures, and what it rests on. No value day: the day on which it is approved. */
export function askingOf<K extends AskedKind>(kind: K) {
  return z.strictObject({ rowVersion, valueDay, body: EVENT_BODIES[kind].meta({ title: '内容' }), grounds: GROUNDS[kind].meta({ title: '依据' }) })
}
/** Stating what has happened; no value day: today. */
export function statingOf<K extends StatedKind>(kind: K) {
  return z.strictObject({ rowVersion, valueDay, body: EVENT_BODIES[kind].meta({ title: '内容' }), /** What the differences came to when they were shown. */ seen: z.string().nullable().default(null).meta({ title: '已看过的差异' }) })
}

export const RequestRef = z.strictObject({ requestId: z.uuid().meta({ title: '申请' }) })
export const WithdrawRequest = z.strictObject({ reason: words('撤回原因') })
export const ApproveRequests = z.strictObject({ requestIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE).meta({ title: '申请' }), says: words('复核意见') })
export const RefuseRequest = z.strictObject({ says: words('不同意的原因') })

/** An event of a note, or one of its repayments. */
export const HappeningRef = NoteRef.extend({ happening: z.string().regex(/^(?:E\d{1,6}|[0-9a-f-]{36})$/, { error: '须为一笔还款或一项变更' }).meta({ title: '冲正对象' }) })
export const ReverseHappening = z.strictObject({ reason: words('冲正原因'), seen: z.string().nullable().default(null).meta({ title: '已看过的差异' }) })

/** What would come of it, nothing written: a repayment, an act, or taking something back. */
export const TryAct = z.strictObject({
  kind: z.enum(['REPAID', 'REVERSED', ...ASKED_KINDS, ...STATED_KINDS]).meta({ title: '办理事项' }), valueDay, body: z.record(z.string(), z.unknown()).meta({ title: '内容' }), grounds: z.record(z.string(), z.unknown()).default({}).meta({ title: '依据' }),
})
export const TryRepayment = z.strictObject({ kind: keys<RepaymentKind>(REPAYMENT_KINDS), keep: keys<Keep>(KEEPS).nullable().default(null), amountFen: z.int().min(1).max(MOST_FEN), keepsRest: z.boolean().default(false) })

const Fen = z.int()
const PlanShown = z.array(z.object({ seq: z.int(), kind: z.enum(['REGULAR', 'PREPAID']), dueOn: z.string(), principalFen: Fen, interestFen: Fen, balanceFen: Fen }))
export const ReallocatedShown = z.object({ id: z.string(), name: z.string(), part: z.string(), beforeFen: Fen, afterFen: Fen })
export type ReallocatedShown = z.output<typeof ReallocatedShown>
export const TransferShown = z.object({ kind: z.string(), debit: z.string(), credit: z.string(), amountFen: Fen, valueDay: z.string() })
export type TransferShown = z.output<typeof TransferShown>
/** What an act would do. `seen` is what is handed back to confirm that the differences were looked at. */
export const Tried = z.object({
  lines: z.array(LineShown), leftFen: Fen, differences: z.array(ReallocatedShown), transfers: z.array(TransferShown), plan: PlanShown.nullable(), before: z.object({ balanceFen: Fen, dueFen: Fen }), after: z.object({ balanceFen: Fen, dueFen: Fen }), seen: z.string(),
})
export type Tried = z.output<typeof Tried>

const Person = z.object({ staffId: z.uuid(), name: z.string() })
export const RequestShown = z.object({
  requestId: z.uuid(), noteId: z.uuid(), noteNumber: z.string(), caseId: z.uuid().nullable(), customerName: z.string(), unitName: z.string(), kind: z.enum(ASKED_KINDS), valueDay: z.string().nullable(), body: z.record(z.string(), z.unknown()), grounds: z.record(z.string(), z.unknown()),
  says: z.array(z.object({ label: z.string(), value: z.string() })), state: keys<RequestState>(REQUEST_STATES), asked: Person, askedOn: z.string(), decided: Person.nullable(), decidedOn: z.string().nullable(), decision: z.string().nullable(),
  /** Why this reader may not decide it; none: he may. */
  cannotDecide: z.string().nullable(), isMine: z.boolean(),
})
export type RequestShown = z.output<typeof RequestShown>
export const RequestList = z.object({ requests: z.array(RequestShown), count: z.int() })
export const RequestQuestion = z.strictObject({ state: keys<RequestState>(REQUEST_STATES).default('PROPOSED').meta({ title: '状态' }), limit: z.coerce.number().int().min(1).max(500).default(200).meta({ title: '条数' }) })
export const RequestsOfNote = z.object({ requests: z.array(RequestShown) })

export const Asked = z.object({ requestId: z.uuid() })
export const Decided = z.object({ requestId: z.uuid(), state: keys<RequestState>(REQUEST_STATES) })
export const Approved = z.object({ approved: z.array(z.object({ requestId: z.uuid(), noteId: z.uuid(), eventSeq: z.int() })) })
export const Stated = z.object({ eventSeq: z.int(), balanceFen: Fen, state: z.string() })

/** Notes that are due for a look at the published rate. */
export const RepricingQuestion = z.strictObject({ until: civilDay('重定价日').optional(), limit: z.coerce.number().int().min(1).max(500).default(200).meta({ title: '条数' }) })
export const RepricingRow = z.object({
  noteId: z.uuid(), number: z.string(), customerName: z.string(), unitName: z.string(), balanceFen: Fen, repriceOn: z.string(), tenor: keys<Tenor>(TENORS), spread: z.string(), oldRate: z.string(),
  /** None while the publication in force on its day is not entered. */
  newRate: z.string().nullable(), penaltyRate: z.string().nullable(), lpr: z.string().nullable(), publishedOn: z.string().nullable(),
  oldInstalmentFen: Fen.nullable(), newInstalmentFen: Fen.nullable(), isAsked: z.boolean(), rowVersion: z.int(),
})
export type RepricingRow = z.output<typeof RepricingRow>
export const RepricingList = z.object({ rows: z.array(RepricingRow), count: z.int(), on: z.string() })
export const AskRepricing = z.strictObject({ noteIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE).meta({ title: '借据' }), reason: words('事由') })
/** `missing`: their publication is not entered yet; they stay on the list. */
export const RepricingAsked = z.object({ requestIds: z.array(z.uuid()), unchanged: z.array(z.uuid()), missing: z.array(z.uuid()) })
export const VoucherRef = NoteRef.extend({ voucherId: z.uuid().meta({ title: '凭证' }) })
export const NoteVoucher = z.object({ transfers: z.array(TransferShown.extend({ businessDay: z.string(), debitCode: z.string(), creditCode: z.string() })) })
export const NotePlans = z.object({ plans: z.array(z.object({ version: z.int(), fromDay: z.string(), reason: z.string(), rows: PlanShown })) })
export type NotePlans = z.output<typeof NotePlans>
