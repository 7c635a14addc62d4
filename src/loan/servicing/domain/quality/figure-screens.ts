import { isDay } from '#kernel'
import { z } from 'zod'
import { DRILLS, type Drill, FIGURE_GROUPS, type Figure, SIZES } from './figures.ts'

const Fen = z.int()
const Share = z.string().nullable()
const LONGEST_CODE = 40
const civilDay = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期，格式 YYYY-MM-DD' })
const keys = <K extends string>(of: Readonly<Record<K, string>>) => z.enum(Object.keys(of) as [K, ...K[]])
const code = (title: string) => z.string().min(1).max(LONGEST_CODE).optional().meta({ title })

export const FiguresQuestion = z.strictObject({ day: civilDay.optional().meta({ title: '日期' }), unitId: z.uuid().optional().meta({ title: '机构' }), productCode: code('产品') })
export type FiguresQuestion = z.output<typeof FiguresQuestion>

const Kind = z.enum(['money', 'count', 'rate'])
const FigureShown = z.object({
  id: z.string(), name: z.string(), group: keys<Figure['group']>(FIGURE_GROUPS), kind: Kind, value: z.union([z.number(), z.string()]).nullable(), formula: z.string(), parts: z.array(z.object({ name: z.string(), kind: Kind, value: z.number() })), drill: keys<Drill>(DRILLS).nullable(),
})

/** By what a book is broken down. */
export const DIMENSIONS = { PRODUCT: '产品', GUARANTEE: '担保方式', UNIT: '机构', MANAGER: '客户经理', FIRST: '首贷与复贷' } as const satisfies Record<string, string>
export type Dimension = keyof typeof DIMENSIONS
export const FigureRow = z.object({
  key: z.string(), name: z.string(), lent: z.int(), lentFen: Fen, avgFen: Fen.nullable(), notes: z.int(), balanceFen: Fen, overdue: Share, overdueAmount: Share, par30: Share, npl: Share,
})
export type FigureRow = z.output<typeof FigureRow>

export const InclusiveRow = z.object({
  customerType: z.string(), size: z.enum(SIZES.map(({ id }) => id)), customers: z.int(), balanceFen: Fen, annualRate: Share, lentYear: z.int(), lentYearFen: Fen, overdue: Share, overdue90: Share, npl: Share,
})
export type InclusiveRow = z.output<typeof InclusiveRow>
const Inclusive = z.object({ customers: z.int(), balanceFen: Fen, annualRate: Share, npl: Share })

export const UnitResult = z.object({ unitId: z.uuid(), name: z.string(), incomeFen: Fen, ftpFen: Fen, provisionFen: Fen, contributionFen: Fen })
export type UnitResult = z.output<typeof UnitResult>

/** 经营指标 of a closed day. */
export const FiguresPage = z.object({
  /** The closed day all of it is as of; none before the first. */
  day: z.string().nullable(), on: z.string(), figures: z.array(FigureShown), dimensions: z.record(keys<Dimension>(DIMENSIONS), z.array(FigureRow)),
  /** First day of what fell due in the month of the day. */
  dueFrom: z.string().nullable(),
  inclusive: z.object({ rows: z.array(InclusiveRow), small: Inclusive, farmers: Inclusive, allNpl: Share }).nullable(),
  results: z.object({ from: z.string(), isCharged: z.boolean(), rows: z.array(UnitResult), total: UnitResult.omit({ unitId: true, name: true }) }).nullable(),
  unitChoices: z.array(z.object({ unitId: z.uuid(), name: z.string() })), productChoices: z.array(z.object({ productCode: z.string(), name: z.string() })),
})
export type FiguresPage = z.output<typeof FiguresPage>

export const FigureNotesQuestion = z.strictObject({
  drill: keys<Drill>(DRILLS).meta({ title: '指标' }), day: civilDay.meta({ title: '截至日期' }), unitId: z.uuid().optional().meta({ title: '机构' }), productCode: code('产品'), guarantee: code('担保方式'), managerId: z.uuid().optional().meta({ title: '客户经理' }), first: z.enum(['true', 'false']).optional().meta({ title: '首贷' }),
})
export type FigureNotesQuestion = z.output<typeof FigureNotesQuestion>
/** Notes behind a figure: as they are now, their days overdue counted to the closed day; what was paid since shows in them. */
export const FigureNotes = z.object({
  day: z.string(), isMore: z.boolean(),
  rows: z.array(z.object({ noteId: z.uuid(), number: z.string(), caseId: z.uuid().nullable(), customerName: z.string(), unitName: z.string(), managerName: z.string(), guarantee: z.string(), balanceFen: Fen, overduePrincipalFen: Fen, overdueDays: z.int(), riskClass: z.string() })),
})
export type FigureNotes = z.output<typeof FigureNotes>
