import { fen, isDay } from '#kernel'
import { z } from 'zod'
import { KEEPS, type Keep } from './early.ts'
import { REPAYMENT_KINDS, type RepaymentKind } from './repay.ts'

const MOST_FEN = 10_000_000_000_000
const LONGEST_NAME = 60
const LONGEST_REFERENCE = 64
const LONGEST_REASON = 200
const SHORTEST_REASON = 4

/** How money may come at the counter. */
export const COUNTER_CHANNELS = { OWN_ACCOUNT: '本人账户扣划', TRANSFER: '转账', CASH: '现金', QR: '扫码' } as const satisfies Record<string, string>
export type CounterChannel = keyof typeof COUNTER_CHANNELS
/** … and by file. */
export const CHANNELS = { ...COUNTER_CHANNELS, DIRECT_DEBIT: '批量扣划', CORE: '核心系统' } as const satisfies Record<string, string>
export type Channel = keyof typeof CHANNELS
export const PAYERS = { OWN: '借款人本人', OTHER: '他人代还' } as const satisfies Record<string, string>
export type Payer = keyof typeof PAYERS

const Kind = z.enum(Object.keys(REPAYMENT_KINDS) as [RepaymentKind, ...RepaymentKind[]])
const KeepChoice = z.enum(Object.keys(KEEPS) as [Keep, ...Keep[]])
const ChannelChoice = z.enum(Object.keys(COUNTER_CHANNELS) as [CounterChannel, ...CounterChannel[]])
const PayerChoice = z.enum(Object.keys(PAYERS) as [Payer, ...Payer[]])
const civilDay = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期，格式 YYYY-MM-DD' })

export const NoteRef = z.strictObject({ noteId: z.uuid().meta({ title: '借据' }) })
export const RepaymentRef = NoteRef.extend({ repaymentId: z.uuid().meta({ title: '还款' }) })
/** A day on which to settle; today where none is said. */
export const QuoteDay = z.strictObject({ on: civilDay.optional().meta({ title: '结清日' }) })
export const LinkRef = NoteRef.extend({ linkId: z.uuid().meta({ title: '链接' }) })
export const CaseOfNotes = z.strictObject({ caseId: z.uuid().meta({ title: '业务' }) })

/** A repayment as it is typed at the counter; `rowVersion` is the note as it was seen, so that two cashiers do not both take one payment. */
export const RecordRepayment = z.strictObject({
  rowVersion: z.int().min(1).meta({ title: '借据版本' }),
  kind: Kind.meta({ title: '还款种类' }),
  keep: KeepChoice.nullable().default(null).meta({ title: '提前还本方式' }),
  amountFen: z.int().min(1).max(MOST_FEN).transform((value) => fen(value)).meta({ title: '金额（分）' }),
  paidOn: civilDay.meta({ title: '还款日' }),
  channel: ChannelChoice.meta({ title: '还款渠道' }),
  payer: PayerChoice.meta({ title: '付款人' }),
  payerName: z.string().trim().min(1).max(LONGEST_NAME).nullable().default(null).meta({ title: '代还人' }),
  reference: z.string().trim().min(1).max(LONGEST_REFERENCE).nullable().default(null).meta({ title: '流水号' }),
  /** More than is due is kept for the customer, not refused. */
  keepsRest: z.boolean().default(false).meta({ title: '多收部分转暂收' }),
  /** Of a day before the last payment: what it changes was looked at, as the preview named it. */
  seen: z.string().nullable().default(null).meta({ title: '已看过的差异' }),
}).refine((one) => one.payer === 'OWN' || one.payerName !== null, { error: '他人代还须填写代还人', path: ['payerName'] })
  .refine((one) => (one.kind === 'PART') === (one.keep !== null), { error: '部分提前还本须选提前还本方式，其他还款不选', path: ['keep'] })
export type RecordRepayment = z.output<typeof RecordRepayment>

export const ReverseRepayment = z.strictObject({ reason: z.string().trim().min(SHORTEST_REASON, { error: `冲正原因至少 ${SHORTEST_REASON} 个字` }).max(LONGEST_REASON).meta({ title: '冲正原因' }), seen: z.string().nullable().default(null).meta({ title: '已看过的差异' }) })
export const RevokeLink = z.strictObject({ reason: z.string().trim().min(2, { error: '作废须说明原因' }).max(LONGEST_REASON).meta({ title: '作废原因' }) })

export const NOTE_VIEWS = { all: '全部', due: '今日到期', overdue: '逾期', nonAccrual: '非应计', settled: '已结清' } as const satisfies Record<string, string>
export type NoteView = keyof typeof NOTE_VIEWS
export const NoteQuestion = z.strictObject({
  view: z.enum(Object.keys(NOTE_VIEWS) as [NoteView, ...NoteView[]]).default('all').meta({ title: '清单' }),
  q: z.string().trim().max(40).default('').meta({ title: '查询词' }),
  limit: z.coerce.number().int().min(1).max(500).default(200).meta({ title: '条数' }),
})
export type NoteQuestion = z.output<typeof NoteQuestion>

/** What a customer's link carries: the bank it belongs to and its secret. */
export const LinkToken = z.strictObject({ token: z.string().regex(/^[1-9]\d{0,8}-[\w-]{43}$/, { error: '链接不完整' }).meta({ title: '链接', secret: true }) })
export const LinkReceipt = LinkToken.extend({ receipt: z.uuid().meta({ title: '回单' }) })
