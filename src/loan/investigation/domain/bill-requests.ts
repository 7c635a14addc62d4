import { Check } from '#common/assessment/domain'
import { z } from 'zod'
import { Draft } from './requests.ts'

const Fen = z.int()
const Day = z.string()
const Share = z.string()

/** What an officer rules of one row, and why. */
export const RuleRow = z.strictObject({
  rowVersion: z.int().min(1).meta({ title: '行版本' }),
  row: z.int().min(1).meta({ title: '行号' }),
  rules: z.enum(['COUNTS', 'EXCLUDED', 'AS_READ']).meta({ title: '判定' }),
  reason: z.string().trim().min(4, { error: '至少写四个字的理由' }).max(200).meta({ title: '理由' }),
})
export type RuleRow = z.output<typeof RuleRow>
export const RowRuled = z.object({ checks: z.array(Check), notes: z.array(z.string()), draft: Draft })
export type RowRuled = z.output<typeof RowRuled>

/** A receipt that is left out, or that was let count: where it stands, what it says, why. */
export const JudgedRow = z.object({
  account: z.string(), evidenceId: z.string(), row: z.int(), at: z.string(), amountFen: Fen, counterparty: z.string(), words: z.string(), reason: z.string(), says: z.string(),
  ruledBy: z.string().nullable(), ruledOn: z.string().nullable(), ruledWhy: z.string().nullable(),
})
export type JudgedRow = z.output<typeof JudgedRow>

export const AccountShown = z.object({
  key: z.string(), label: z.string(), holder: z.string(), evidence: z.array(z.string()), rows: z.int(), repeated: z.int(), isStale: z.boolean(), from: Day.nullable(), until: Day.nullable(),
  integrity: z.object({
    verdict: z.enum(['HOLDS', 'BROKEN', 'UNKNOWN']), days: z.int(), reorderedDays: z.int(), count: z.int(),
    breaks: z.array(z.object({ evidenceId: z.string(), row: z.int(), on: Day, kind: z.enum(['BALANCE', 'ROW']), differenceFen: Fen.nullable(), says: z.string(), around: z.array(z.object({ row: z.int(), at: z.string(), words: z.string(), amountFen: Fen, balanceFen: Fen.nullable(), isHere: z.boolean() })) })),
  }),
  balances: z.object({ averageDailyFen: Fen, lowestFen: Fen, lowestOn: Day, volatility: Share.nullable(), tightMonths: z.array(z.string()) }).nullable(),
  months: z.array(z.object({ month: z.string(), inFen: Fen, outFen: Fen, lowestFen: Fen.nullable() })),
  monthlyCreditsFen: Fen, leavesWithinDayShare: Share,
  interest: z.array(z.object({ on: Day, interestFen: Fen, days: z.int(), impliedFen: Fen, actualFen: Fen, deviation: Share.nullable() })),
  /** What looks like the work of a hand though the balances follow, and how the numbers of the rows run. */
  traces: z.object({ serials: z.enum(['NONE', 'LOOSE', 'RISING', 'CONSECUTIVE']), found: z.array(z.object({ kind: z.enum(['SERIAL', 'FACTOR']), row: z.int().nullable(), says: z.string() })) }),
})
export type AccountShown = z.output<typeof AccountShown>

/** All statements of a case as they were read together. */
export const BillReading = z.object({
  accounts: z.array(AccountShown),
  from: Day.nullable(), until: Day.nullable(), covered: z.boolean(),
  creditsFen: Fen, refundPaidFen: Fen, salesFen: Fen,
  left: z.array(z.object({ reason: z.string(), fen: Fen, rows: z.int() })),
  /** The largest of what is left out, and all that an officer ruled. */
  excluded: z.array(JudgedRow), excludedCount: z.int(), allowed: z.array(JudgedRow),
  /** Sales as they count, the largest: what an officer may still leave out. */
  counted: z.array(JudgedRow),
  uses: z.array(z.object({ what: z.string(), says: z.string() })),
  invoices: z.array(z.record(z.string(), z.unknown())),
})
export type BillReading = z.output<typeof BillReading>
