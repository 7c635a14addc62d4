import { isDay } from '#kernel'
import { z } from 'zod'
import { RISK_CLASSES } from '../class-floor.ts'
import { BUCKETS, PARS, TERMS } from './buckets.ts'
import { CLASS_REASONS, type ClassReason, PROPOSAL_STATES, type ProposalState } from './judge.ts'

const Fen = z.int()
const Day = z.string()
const Share = z.string().nullable()
const civilDay = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期，格式 YYYY-MM-DD' })
const keys = <K extends string>(of: Record<K, string>) => z.enum(Object.keys(of) as [K, ...K[]])
const Class = z.enum(RISK_CLASSES)
const Reason = keys<ClassReason>(CLASS_REASONS)
const SHORTEST_TEXT = 4
const LONGEST_TEXT = 1000
const MOST_ROWS = 500
const PAGE = 200
const MOST_REASONS = 8
const LONGEST_CODE = 40

/** Lists of the classification worklist. */
export const CLASS_VIEWS = { confirm: '待认定', approve: '待审批', review: '本季待认定', upgrade: '可上调', adverse: '关注及以下' } as const satisfies Record<string, string>
export type ClassView = keyof typeof CLASS_VIEWS
export const ClassQuestion = z.strictObject({
  view: z.enum(Object.keys(CLASS_VIEWS) as [ClassView, ...ClassView[]]).default('confirm').meta({ title: '清单' }), limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(PAGE).meta({ title: '条数' }),
})
export type ClassQuestion = z.output<typeof ClassQuestion>

export const ClassRow = z.object({
  noteId: z.uuid(), number: z.string(), caseId: z.uuid().nullable(), customerId: z.uuid(), customerName: z.string(), unitName: z.string(), productCode: z.string(), balanceFen: Fen, riskClass: Class, floor: Class, overdueDays: z.int(),
  proposal: z.object({ proposalId: z.uuid(), riskClass: Class, state: keys<ProposalState>(PROPOSAL_STATES), reasons: z.array(Reason), says: z.string(), proposedBy: z.string(), proposedOn: Day }).nullable(),
  /** The last time three people judged it. */
  judgedOn: Day.nullable(),
})
export type ClassRow = z.output<typeof ClassRow>
export const ClassList = z.object({ rows: z.array(ClassRow), counts: z.record(z.enum(Object.keys(CLASS_VIEWS) as [ClassView, ...ClassView[]]), z.int()), quarter: z.string(), on: Day })

const Act = z.object({ by: z.string(), staffId: z.uuid(), on: Day, says: z.string() })
export const ProposalShown = z.object({
  proposalId: z.uuid(), state: keys<ProposalState>(PROPOSAL_STATES), classBefore: Class, riskClass: Class, reasons: z.array(Reason), proposed: Act, confirmed: Act.nullable(), approved: Act.nullable(), sentBack: Act.nullable(),
})
export type ProposalShown = z.output<typeof ProposalShown>
/** 风险分类 of one note: where it stands, how it came there, what is open, what may be done. */
export const NoteClass = z.object({
  noteId: z.uuid(), number: z.string(), riskClass: Class, floor: Class, overdueDays: z.int(), balanceFen: Fen, running: z.boolean(),
  /** First day on which it may go up again; none when nothing is observed. */
  upgradeFrom: Day.nullable(), clearedOn: Day.nullable(), restructuredOn: Day.nullable(),
  history: z.array(z.object({ seq: z.int(), classBefore: Class, riskClass: Class, source: z.enum(['FLOOR', 'EVENT', 'JUDGED']), overdueDays: z.int(), on: Day })), open: ProposalShown.nullable(), proposals: z.array(ProposalShown), on: Day,
})
export type NoteClass = z.output<typeof NoteClass>

const Says = z.string().trim().min(SHORTEST_TEXT, { error: `至少 ${SHORTEST_TEXT} 个字` }).max(LONGEST_TEXT)
export const ProposalRef = z.strictObject({ noteId: z.uuid().meta({ title: '借据' }), proposalId: z.uuid().meta({ title: '分类意见' }) })
export const ProposeClass = z.strictObject({ riskClass: Class.meta({ title: '分类' }), reasons: z.array(Reason).min(1, { error: '至少选一项理由' }).max(MOST_REASONS).meta({ title: '理由' }), says: Says.meta({ title: '说明' }) })
export type ProposeClass = z.output<typeof ProposeClass>
export const JudgeClass = z.strictObject({ says: Says.meta({ title: '意见' }) })

export const QualityQuestion = z.strictObject({
  day: civilDay.optional().meta({ title: '日期' }), unitId: z.uuid().optional().meta({ title: '机构' }), productCode: z.string().min(1).max(LONGEST_CODE).optional().meta({ title: '产品' }),
})
export type QualityQuestion = z.output<typeof QualityQuestion>
const Pars = z.object(Object.fromEntries(PARS.map(({ id }) => [id, Share])) as Record<(typeof PARS)[number]['id'], typeof Share>)
/** 资产质量 of a closed day, and how it came there. */
export const QualityPage = z.object({
  day: Day.nullable(), on: Day, notes: z.int(), balanceFen: Fen, nonPerformingFen: Fen, nplRatio: Share, par: Pars,
  provision: z.object({ day: Day, requiredFen: Fen, coverage: Share, generalReserveFen: Fen }).nullable(),
  classes: z.array(z.object({ riskClass: Class, notes: z.int(), balanceFen: Fen, share: Share, provisionFen: Fen.nullable() })),
  buckets: z.array(z.object({ bucket: z.enum(BUCKETS.map(({ id }) => id)), notes: z.int(), balanceFen: Fen, overduePrincipalFen: Fen, overdueInterestFen: Fen, share: Share })),
  units: z.array(z.object({ unitId: z.uuid(), name: z.string(), notes: z.int(), balanceFen: Fen, nplRatio: Share, par1: Share, par30: Share })),
  /** Closed days up to this one, the first first. */
  series: z.array(z.object({ day: Day, balanceFen: Fen, nplRatio: Share, par: Pars })),
  /** From which class to which in the month of the day, by notes and balance on the day of the move. */
  migration: z.object({ from: Day, cells: z.array(z.object({ before: Class, after: Class, notes: z.int(), balanceFen: Fen })) }),
  ftp: z.object({ month: z.string(), rows: z.array(z.object({ unitName: z.string(), term: z.enum(TERMS.map(({ id }) => id)), averageFen: Fen, annualRate: z.string(), chargeFen: Fen })), totalFen: Fen }).nullable(),
  unitChoices: z.array(z.object({ unitId: z.uuid(), name: z.string() })), productChoices: z.array(z.object({ productCode: z.string(), name: z.string() })),
})
export type QualityPage = z.output<typeof QualityPage>
