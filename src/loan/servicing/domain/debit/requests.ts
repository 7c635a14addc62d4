import { fen, isDay } from '#kernel'
import { z } from 'zod'
import { SUSPENSE_CAUSES, type SuspenseCause } from './answer.ts'
import { ORDER_STATES, type OrderState } from './order.ts'
import { SUSPENSE_ACTS, SUSPENSE_ACT_STATES, type SuspenseActKind, type SuspenseActState } from './suspense.ts'

const MOST_FEN = 10_000_000_000_000
const [SHORTEST, LONGEST, LONGEST_NUMBER] = [4, 200, 60]
const MOST_ROWS = 500
const keys = <K extends string>(of: Record<K, string>) => z.enum(Object.keys(of) as [K, ...K[]])
const civilDay = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期，格式 YYYY-MM-DD' })
const Fen = z.int()
const Day = z.string()

export const DebitQuestion = z.strictObject({
  on: civilDay.optional().meta({ title: '扣款日' }),
  state: keys<OrderState>(ORDER_STATES).optional().meta({ title: '状态' }),
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(MOST_ROWS).meta({ title: '条数' }),
})
export type DebitQuestion = z.output<typeof DebitQuestion>

export const DebitOrderShown = z.object({
  noteId: z.uuid(), noteNumber: z.string(), customerName: z.string(), caseId: z.uuid().nullable(), unitName: z.string(), accountMasked: z.string(), orderNo: z.string(), amountFen: Fen, overdueFen: Fen, debitedFen: Fen,
  state: keys<OrderState>(ORDER_STATES), reason: z.string().nullable(), answeredOn: Day.nullable(),
})
export type DebitOrderShown = z.output<typeof DebitOrderShown>

/** Drawdowns that leave as a file: what became of each. */
export const DRAWDOWN_ORDER_STATES = { WAITING: '待发出', SENT: '已发出，未回盘', PAID: '已放款', REFUSED: '核心拒绝', WITHDRAWN: '已撤回' } as const satisfies Record<string, string>
export type DrawdownOrderState = keyof typeof DRAWDOWN_ORDER_STATES
const DrawdownOrderShown = z.object({ noteId: z.uuid(), noteNumber: z.string(), customerName: z.string(), amountFen: Fen, day: Day, state: keys<DrawdownOrderState>(DRAWDOWN_ORDER_STATES), coreNumber: z.string().nullable(), reason: z.string().nullable() })

export const DebitDay = z.object({
  on: Day, today: Day,
  batches: z.array(z.object({
    batchId: z.uuid(), number: z.string(), productCode: z.string(), productName: z.string(), orders: z.int(), amountFen: Fen, madeAt: z.string(), answered: z.int(), debitedFen: Fen, settledFen: Fen, suspenseFen: Fen,
  })),
  counts: z.record(keys<OrderState>(ORDER_STATES), z.object({ count: z.int(), amountFen: Fen, debitedFen: Fen })),
  /** Of the day, and those still open. */
  drawdowns: z.array(DrawdownOrderShown),
  waiting: z.int(), count: z.int(), orders: z.array(DebitOrderShown),
  /** Days with orders, the latest first. */
  days: z.array(Day),
})
export type DebitDay = z.output<typeof DebitDay>

export const SUSPENSE_VIEWS = { open: '待处理', waiting: '待复核', done: '已处理' } as const satisfies Record<string, string>
export type SuspenseView = keyof typeof SUSPENSE_VIEWS
export const SuspenseQuestion = z.strictObject({ view: keys<SuspenseView>(SUSPENSE_VIEWS).default('open').meta({ title: '清单' }), limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(MOST_ROWS).meta({ title: '条数' }) })
export type SuspenseQuestion = z.output<typeof SuspenseQuestion>
export const SuspenseRef = z.strictObject({ suspenseId: z.uuid().meta({ title: '暂收款' }) })
export const SuspenseActRef = SuspenseRef.extend({ actId: z.uuid().meta({ title: '处理' }) })

const reason = z.string().trim().min(SHORTEST, { error: `说明至少 ${SHORTEST} 个字` }).max(LONGEST).meta({ title: '说明' })
const rowVersion = z.int().min(1).meta({ title: '版本' })
const amountFen = z.int().min(1).max(MOST_FEN).transform((value) => fen(value)).meta({ title: '金额（分）' })
/** The customer's written leave to take the money from another account than the one his loan is repaid from. */
export const Authorisation = z.strictObject({ paper: z.string().trim().min(2, { error: '须填写授权书编号' }).max(LONGEST_NUMBER).meta({ title: '授权书编号' }), signedOn: civilDay.meta({ title: '授权日' }) })
export type Authorisation = z.output<typeof Authorisation>
/** Set money off against a note, named by its number as a paper shows it. */
export const AllocateSuspense = z.strictObject({ rowVersion, noteNumber: z.string().trim().min(1).max(LONGEST).meta({ title: '借据号' }), amountFen, reason, authorisation: Authorisation.nullable().default(null).meta({ title: '客户授权' }) })
export type AllocateSuspense = z.output<typeof AllocateSuspense>
export const ReturnSuspense = z.strictObject({ rowVersion, amountFen, reason })
export type ReturnSuspense = z.output<typeof ReturnSuspense>
export const ExplainSuspense = z.strictObject({ rowVersion, reason })
export type ExplainSuspense = z.output<typeof ExplainSuspense>
export const DecideSuspense = z.strictObject({ says: z.string().trim().max(LONGEST).default('').meta({ title: '意见' }) })
export const RefuseSuspense = z.strictObject({ reason })

const Person = z.object({ staffId: z.uuid(), name: z.string() })
export const SuspenseActShown = z.object({
  actId: z.uuid(), kind: keys<SuspenseActKind>(SUSPENSE_ACTS), amountFen: Fen, doneFen: Fen, noteNumber: z.string().nullable(), reason: z.string(), state: keys<SuspenseActState>(SUSPENSE_ACT_STATES), askedBy: Person, askedOn: Day,
  decidedBy: Person.nullable(), decidedOn: Day.nullable(), decision: z.string().nullable(), authorisation: z.object({ paper: z.string(), signedOn: Day }).nullable(),
})
export const SuspenseShown = z.object({
  suspenseId: z.uuid(), number: z.string(), cause: keys<SuspenseCause>(SUSPENSE_CAUSES), says: z.string(), amountFen: Fen, leftFen: Fen, paidOn: Day, receivedOn: Day, days: z.int(), unitName: z.string(), productCode: z.string(),
  noteNumber: z.string().nullable(), customerName: z.string().nullable(), orderNo: z.string(), accountMasked: z.string().nullable(), rowVersion: z.int(), acts: z.array(SuspenseActShown),
})
export type SuspenseShown = z.output<typeof SuspenseShown>
export const SuspenseList = z.object({ on: Day, items: z.array(SuspenseShown), count: z.int(), leftFen: Fen, counts: z.record(keys<SuspenseView>(SUSPENSE_VIEWS), z.int()), secondPersonFromFen: Fen })
export type SuspenseList = z.output<typeof SuspenseList>
export const SuspenseDone = z.object({ actId: z.uuid(), state: keys<SuspenseActState>(SUSPENSE_ACT_STATES), leftFen: Fen, doneFen: Fen })
