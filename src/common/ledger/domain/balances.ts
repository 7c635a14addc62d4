import { isDay, isMonth } from '#kernel'
import { z } from 'zod'
import { ACCOUNT_KINDS, type AccountKind, SIDES, type Side } from './chart.ts'

const Fen = z.int()
const Day = z.string()
const civilDay = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期，格式 YYYY-MM-DD' })
const keys = <K extends string>(of: Record<K, string>) => z.enum(Object.keys(of) as [K, ...K[]])
const Code = z.string().regex(/^\d{4,12}$/, { error: '科目号为 4 到 12 位数字' })
const LONGEST_NAME = 40
const Product = z.string().min(1).max(LONGEST_NAME)
const PAGE = 200
const MOST_ROWS = 500
const LONGEST_TEXT = 400
const SHORTEST_TEXT = 4

/** Which day, unit and product a trial balance is asked for; the whole bank and the last closed day where none is said. */
export const BalanceQuestion = z.strictObject({
  day: civilDay.optional().meta({ title: '日期' }), unitId: z.uuid().optional().meta({ title: '机构' }), productCode: Product.optional().meta({ title: '产品' }),
})
export type BalanceQuestion = z.output<typeof BalanceQuestion>

export const AccountRow = z.object({
  code: z.string(), name: z.string(), kind: keys<AccountKind>(ACCOUNT_KINDS), side: keys<Side>(SIDES),
  /** Debit is positive, credit negative. */
  openingFen: Fen, debitFen: Fen, creditFen: Fen, closingFen: Fen,
})
export type AccountRow = z.output<typeof AccountRow>

/** 试算平衡表: what each account stood at, and that both sides are the same. */
export const TrialBalance = z.object({
  day: Day,
  /** Units whose day is not closed yet are shown as they stand now. */
  closed: z.boolean(), openUnits: z.int(), rows: z.array(AccountRow),
  totals: z.object({ debitFen: Fen, creditFen: Fen, debitBalanceFen: Fen, creditBalanceFen: Fen, offDebitBalanceFen: Fen, offCreditBalanceFen: Fen }),
  units: z.array(z.object({ unitId: z.uuid(), name: z.string() })), products: z.array(z.object({ productCode: z.string(), name: z.string() })), lastClosedDay: Day.nullable(), on: Day,
})
export type TrialBalance = z.output<typeof TrialBalance>

/** What moved an account in some days. */
export const TransferQuestion = z.strictObject({
  account: Code.optional().meta({ title: '科目号' }), from: civilDay.meta({ title: '起' }), until: civilDay.meta({ title: '止' }),
  unitId: z.uuid().optional().meta({ title: '机构' }), productCode: Product.optional().meta({ title: '产品' }), limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(PAGE).meta({ title: '条数' }),
})
export type TransferQuestion = z.output<typeof TransferQuestion>

export const TransferRow = z.object({
  voucherId: z.uuid(), lineNo: z.int(), businessDay: Day, valueDay: Day, kind: z.string(), debitCode: z.string(), debitName: z.string(), creditCode: z.string(), creditName: z.string(), amountFen: Fen,
  unitName: z.string(), productCode: z.string(), note: z.object({ noteId: z.uuid(), number: z.string(), caseId: z.uuid().nullable() }).nullable(),
})
export type TransferRow = z.output<typeof TransferRow>
export const Transfers = z.object({ rows: z.array(TransferRow), count: z.int(), debitFen: Fen, creditFen: Fen })

export const VoucherRef = z.strictObject({ voucherId: z.uuid().meta({ title: '凭证' }) })
/** 记账凭证 with what took it back, or what it takes back. */
export const VoucherShown = z.object({ voucherId: z.uuid(), rows: z.array(TransferRow), totalFen: Fen, reverses: z.uuid().nullable(), reversedBy: z.array(z.uuid()) })
export type VoucherShown = z.output<typeof VoucherShown>

export const Accounts = z.object({ accounts: z.array(z.object({ code: z.string(), name: z.string(), shippedName: z.string(), kind: keys<AccountKind>(ACCOUNT_KINDS), side: keys<Side>(SIDES), purpose: z.string() })) })
export const AccountRef = z.strictObject({ code: Code.meta({ title: '科目号' }) })
export const RenameAccount = z.strictObject({ name: z.string().trim().min(2, { error: '科目名称至少 2 个字' }).max(LONGEST_NAME).meta({ title: '科目名称' }) })

export const DifferenceQuestion = z.strictObject({ view: z.enum(['open', 'all']).default('open').meta({ title: '清单' }) })
export const DifferenceRow = z.object({
  day: Day, unitId: z.uuid(), unitName: z.string(), productCode: z.string(), accountCode: z.string(), accountName: z.string(), ledgerFen: Fen, notesFen: Fen, differenceFen: Fen,
  explained: z.object({ by: z.string(), on: Day, says: z.string() }).nullable(),
})
export type DifferenceRow = z.output<typeof DifferenceRow>
export const Differences = z.object({ rows: z.array(DifferenceRow), open: z.int() })
export const ExplainDifference = z.strictObject({
  day: civilDay.meta({ title: '日期' }), unitId: z.uuid().meta({ title: '机构' }), productCode: Product.meta({ title: '产品' }), accountCode: Code.meta({ title: '科目号' }),
  explanation: z.string().trim().min(SHORTEST_TEXT, { error: `说明至少 ${SHORTEST_TEXT} 个字` }).max(LONGEST_TEXT).meta({ title: '差异原因' }),
})
export type ExplainDifference = z.output<typeof ExplainDifference>

export const PeriodRef = z.strictObject({ month: z.string().refine((text): boolean => isMonth(text), { error: '须为月份，格式 YYYY-MM' }).meta({ title: '月份' }) })
export const WithdrawPeriod = z.strictObject({ reason: z.string().trim().min(SHORTEST_TEXT, { error: `原因至少 ${SHORTEST_TEXT} 个字` }).max(LONGEST_TEXT).meta({ title: '退回原因' }) })
/** The figures a month is closed on. */
export const PeriodReport = z.object({
  month: z.string(), lastDay: Day, units: z.int(), days: z.int(), accounts: z.array(z.object({ code: z.string(), name: z.string(), openingFen: Fen, debitFen: Fen, creditFen: Fen, closingFen: Fen })),
  debitFen: Fen, creditFen: Fen, explainedDifferences: z.int(), figures: z.record(z.string(), z.union([z.string(), z.int(), z.null()])),
})
export type PeriodReport = z.output<typeof PeriodReport>
const Signed = z.object({ by: z.string(), staffId: z.uuid(), on: Day })
export const PeriodRow = z.object({
  month: z.string(), state: z.enum(['OPEN', 'CLOSED', 'CONFIRMED']),
  /** What stands in the way of closing it; empty when nothing does. */
  hindrances: z.array(z.string()), hash: z.string().nullable(), report: PeriodReport.nullable(), closed: Signed.nullable(), confirmed: Signed.nullable(),
  withdrawn: z.array(Signed.extend({ reason: z.string() })),
})
export type PeriodRow = z.output<typeof PeriodRow>
export const Periods = z.object({ months: z.array(PeriodRow), on: Day })
export const PERIOD_STATES = { OPEN: '未结账', CLOSED: '已结账，待确认', CONFIRMED: '已确认' } as const satisfies Record<PeriodRow['state'], string>
