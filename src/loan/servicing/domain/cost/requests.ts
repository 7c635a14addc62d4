import { isMonth, type Month } from '#kernel'
import { z } from 'zod'
import { COST_KINDS, type CostKind } from './unit-cost.ts'

const [LONGEST_SAYS, MOST_LINES, LONGEST_REASON] = [60, 40, 200]
/** A month of a unit costs less than a hundred million yuan. */
const MOST_FEN = 10_000_000_000
const month = (title: string): z.ZodType<Month> => z.string().refine(isMonth, { error: '须为月份，格式 YYYY-MM' }).meta({ title }) as unknown as z.ZodType<Month>
const Fen = z.int()
const Kind = z.enum(Object.keys(COST_KINDS) as [CostKind, ...CostKind[]])

export const CostLine = z.strictObject({ kind: Kind.meta({ title: '类别' }), says: z.string().trim().min(1, { error: '请写明是什么费用' }).max(LONGEST_SAYS).meta({ title: '说明' }), amountFen: z.int().min(1, { error: '金额须大于 0' }).max(MOST_FEN, { error: '金额过大' }).meta({ title: '金额' }) })
export type CostLine = z.output<typeof CostLine>

/** The cost of a unit in a month. `version` is the one that was seen, 0 for none; without lines the month is taken back. */
export const KeepCost = z.strictObject({
  unitId: z.uuid().meta({ title: '机构' }), month: month('月份'), version: z.int().min(0).meta({ title: '版次' }), lines: z.array(CostLine).max(MOST_LINES, { error: `至多 ${MOST_LINES} 行` }).meta({ title: '费用' }),
  reason: z.string().trim().max(LONGEST_REASON).default('').meta({ title: '更正原因' }),
})
export type KeepCost = z.output<typeof KeepCost>

export const CostQuestion = z.strictObject({ from: month('自').optional(), until: month('至').optional(), unitId: z.uuid().optional().meta({ title: '机构' }) })
export type CostQuestion = z.output<typeof CostQuestion>

const Missing = z.array(z.object({ unitId: z.string(), month: z.string() }))
const Cost = z.object({ costFen: Fen.nullable(), loans: z.int(), lentFen: Fen, perLoanFen: Fen.nullable(), perWanFen: Fen.nullable(), visited: z.int(), minutes: z.int(), minutesPerCase: z.string().nullable(), missing: Missing })
const MonthCost = Cost.extend({ month: z.string(), /** Against the month before; none where one of the two has none. */ changeFen: Fen.nullable() })
export type MonthCost = z.output<typeof MonthCost>
const UnitRow = Cost.extend({ unitId: z.string(), name: z.string() })
export type UnitCostRow = z.output<typeof UnitRow>
const Kept = z.object({ unitId: z.string(), month: z.string(), version: z.int(), lines: z.array(CostLine), totalFen: Fen, reason: z.string(), writtenBy: z.string(), businessDate: z.string() })
export type KeptCost = z.output<typeof Kept>

/** 单位成本: month by month, unit by unit, and what was registered. */
export const UnitCosts = z.object({
  from: z.string(), until: z.string(), period: Cost, months: z.array(MonthCost), units: z.array(UnitRow), kept: z.array(Kept),
  /** Months that are over, the last first, and units whose cost this person may register; why not, where there are none. */
  choices: z.object({ months: z.array(z.string()), units: z.array(z.object({ unitId: z.string(), name: z.string() })), why: z.string().nullable() }),
})
export type UnitCosts = z.output<typeof UnitCosts>
