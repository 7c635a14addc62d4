import { ScheduleTerms } from '#common/schedule/domain'
import { type Day, type Fen, fen, isDay } from '#kernel'
import { z } from 'zod'
import { type Keep } from './early.ts'
import { PARTS, type Part } from './note.ts'
import type { RepaymentKind } from './repay.ts'

const MOST_FEN = 10_000_000_000_000
const RATE = /^\d(?:\.\d{1,12})?$/
const [SHORTEST_REASON, LONGEST_REASON] = [4, 200]
/** Lists a penalty, a relief or a refund may speak of; principal is never relieved, only written off. */
const CHARGES = ['INTEREST', 'PENALTY', 'COMPOUND', 'COSTS'] as const satisfies readonly Part[]
const REFUNDABLE = ['SUSPENSE', 'PENALTY', 'COMPOUND', 'COSTS'] as const satisfies readonly (Part | 'SUSPENSE')[]

const amount = (title: string) => z.int().min(1).max(MOST_FEN).transform((value): Fen => fen(value)).meta({ title })
const rate = (title: string) => z.string().regex(RATE, { error: '须为 0 至 10 的十进制小数文本，如 "0.072"' }).meta({ title })
const civilDay = (title: string) => z.string().refine((text): text is Day => isDay(text), { error: '须为存在的日期，格式 YYYY-MM-DD' }).meta({ title })
const reason = z.string().trim().min(SHORTEST_REASON, { error: `事由至少 ${SHORTEST_REASON} 个字` }).max(LONGEST_REASON).meta({ title: '事由' })
const seqOrAll = z.int().min(0).nullable().default(null).meta({ title: '期次（空为全部，0 为计划之外）' })

/** LPR is published for one year and for five years and more. */
export const TENORS = { ONE_YEAR: '一年期', FIVE_YEARS: '五年期以上' } as const satisfies Record<string, string>
export type Tenor = keyof typeof TENORS

/** How the principal not yet due is to come back from now on: the terms of a schedule without what the note itself says. */
export const RestTerms = ScheduleTerms.omit({ principalFen: true, annualRate: true, disbursedOn: true, feesFen: true, movements: true, limitFen: true }).extend({
  firstDueOn: civilDay('首次还款日'),
})
/** As it is kept: a schedule reads its amounts and days by itself. */
export type RestTerms = z.input<typeof RestTerms>
const restTerms = z.custom<RestTerms>((value) => RestTerms.safeParse(value).success, { error: '不成立，须写明还款方式、期数与首次还款日' }).meta({ title: '新的还款计划' })

const newPlan = {
  rest: restTerms,
  principalFen: amount('重新安排的本金（分）'),
  /** None: the rate stays. */
  annualRate: rate('新利率').nullable().default(null),
  penaltyRate: rate('新罚息利率').nullable().default(null),
  /** Because of the borrower's difficulty: classified at least special mention. */
  isDistressed: z.boolean().default(false).meta({ title: '因还款困难' }),
  reason,
}

/** What an event says, by its kind; the shape in which `note_event.body` is kept. */
export const EVENT_BODIES = {
  RATE_CHANGED: z.strictObject({
    annualRate: rate('新利率'), penaltyRate: rate('新罚息利率'),
    /** The published rate it follows, with the spread agreed; none: agreed by hand. */
    lpr: z.strictObject({ tenor: z.enum(Object.keys(TENORS) as [Tenor, ...Tenor[]]), publishedOn: civilDay('公布日'), rate: rate('LPR'), spread: z.string().regex(/^-?\d(?:\.\d{1,12})?$/).meta({ title: '加点' }) }).nullable().default(null),
    reason,
  }),
  MISUSE_FOUND: z.strictObject({ amountFen: amount('挪用本金（分）'), annualRate: rate('挪用罚息利率'), reason }),
  MISUSE_ENDED: z.strictObject({ reason }),
  COST_CHARGED: z.strictObject({ amountFen: amount('费用（分）'), reason }),
  ACCELERATED: z.strictObject({ reason }),
  EXTENDED: z.strictObject(newPlan),
  RESCHEDULED: z.strictObject({ ...newPlan, /** Principal overdue is planned anew with the rest. */ takesOverdue: z.boolean().default(false).meta({ title: '逾期本金并入新计划' }) }),
  RENEWED: z.strictObject({ newNoteId: z.uuid().meta({ title: '新借据' }), amountFen: amount('结清金额（分）'), reason }),
  RELIEVED: z.strictObject({ parts: z.array(z.enum(CHARGES)).min(1).meta({ title: '减免项目' }), seq: seqOrAll, amountFen: amount('减免金额（分）'), reason }),
  WRITTEN_OFF: z.strictObject({ resolutionId: z.uuid().nullable().default(null).meta({ title: '决议' }), reason }),
  RECOVERED: z.strictObject({ amountFen: amount('收回金额（分）'), reason }),
  REFUNDED: z.strictObject({ part: z.enum(REFUNDABLE).meta({ title: '退自' }), seq: seqOrAll, amountFen: amount('退款金额（分）'), payBy: civilDay('最迟退付日'), reason }),
  REFUND_PAID: z.strictObject({ amountFen: amount('付出金额（分）'), reason }),
  NON_ACCRUAL: z.strictObject({ reason }),
  ACCRUAL_AGAIN: z.strictObject({ reason }),
  REVERSED: z.strictObject({ /** Which event or repayment is taken back. */ reverses: z.string().min(1).meta({ title: '冲正对象' }), reason }),
} as const

export type EventKind = keyof typeof EVENT_BODIES
export type EventBody<K extends EventKind> = z.output<(typeof EVENT_BODIES)[K]>

/** What people call an event. */
export const EVENT_NAMES: Readonly<Record<EventKind, string>> = {
  RATE_CHANGED: '调息', MISUSE_FOUND: '认定挪用', MISUSE_ENDED: '挪用纠正', COST_CHARGED: '代垫费用', ACCELERATED: '宣布提前到期', EXTENDED: '展期', RESCHEDULED: '调整还款计划', RENEWED: '无还本续贷', RELIEVED: '减免',
  WRITTEN_OFF: '核销', RECOVERED: '核销收回', REFUNDED: '退款', REFUND_PAID: '退款付出', NON_ACCRUAL: '转非应计', ACCRUAL_AGAIN: '恢复应计', REVERSED: '冲正',
}

/** A repayment as an event: what came, on which day, and what the customer wanted with it. */
export interface RepaymentBody {
  readonly kind: RepaymentKind
  readonly keep: Keep | null
  readonly amountFen: Fen
}

interface Dated {
  /** The repayment's id, or one made of the event's number: what a reversal names. */
  readonly id: string
  /** Value day: the day from which it counts. */
  readonly on: Day
}
/** Anything that happened to a note. */
export type NoteEvent = { [K in EventKind]: Dated & { readonly kind: K; readonly body: EventBody<K> } }[EventKind] | Dated & { readonly kind: 'REPAID'; readonly body: RepaymentBody }

/** Reads an event as it is kept; a body of another shape is refused. */
export function readEvent(id: string, on: Day, kind: string, body: unknown): NoteEvent {
  const known = EVENT_BODIES[kind as EventKind]
  if (known === undefined) throw new Error(`invariant broken: an event of kind ${kind}`)
  return { id, on, kind, body: known.parse(body) } as NoteEvent
}

/** What a line of a statement calls a part; the suspense is no part of a debt. */
export function refundName(part: Part | 'SUSPENSE'): string {
  return part === 'SUSPENSE' ? '暂收款' : PARTS[part]
}
