import { z } from 'zod'
import { CAUSES, COMPARED, type Cause, type Compared } from './cause.ts'

const [SHORTEST, LONGEST] = [4, 200]
const MOST_ROWS = 500
const keys = <K extends string>(of: Record<K, string>) => z.enum(Object.keys(of) as [K, ...K[]])
const Fen = z.int()
const Day = z.string()

export const DIFFERENCE_STATES = { OPEN: '待处理', ACCEPTED: '已说明', GONE: '已消除' } as const satisfies Record<string, string>
export type DifferenceState = keyof typeof DIFFERENCE_STATES

export const DifferenceQuestion = z.strictObject({
  state: keys<DifferenceState>(DIFFERENCE_STATES).default('OPEN').meta({ title: '状态' }),
  cause: keys<Cause>(CAUSES).optional().meta({ title: '原因' }),
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(MOST_ROWS).meta({ title: '条数' }),
})
export type DifferenceQuestion = z.output<typeof DifferenceQuestion>
export const DifferenceRef = z.strictObject({ differenceId: z.uuid().meta({ title: '差异' }) })
/** A person says why a difference may stay. */
export const CloseDifference = z.strictObject({
  rowVersion: z.int().min(1).meta({ title: '版本' }),
  reason: z.string().trim().min(SHORTEST, { error: `说明至少 ${SHORTEST} 个字` }).max(LONGEST).meta({ title: '说明' }),
})
export type CloseDifference = z.output<typeof CloseDifference>
export const DifferenceClosed = z.object({ differenceId: z.uuid(), state: keys<DifferenceState>(DIFFERENCE_STATES) })

const Person = z.object({ staffId: z.uuid(), name: z.string() })
const FigureShown = z.object({ figure: keys<Compared>(COMPARED), ours: z.string(), theirs: z.string(), deltaFen: Fen.nullable() })
export const DifferenceShown = z.object({
  differenceId: z.uuid(), noteId: z.uuid().nullable(), noteNumber: z.string().nullable(), coreNumber: z.string().nullable(), customerName: z.string().nullable(), caseId: z.uuid().nullable(), unitName: z.string().nullable(), productCode: z.string(),
  cause: keys<Cause>(CAUSES), why: z.string(), figures: z.array(FigureShown), balanceDeltaFen: Fen, totalDeltaFen: Fen, openedOn: Day, seenOn: Day, days: z.int(), state: keys<DifferenceState>(DIFFERENCE_STATES),
  closedOn: Day.nullable(), closedBy: Person.nullable(), reason: z.string().nullable(), rowVersion: z.int(),
})
export type DifferenceShown = z.output<typeof DifferenceShown>
export const DifferenceList = z.object({
  on: Day, differences: z.array(DifferenceShown), count: z.int(), byState: z.record(keys<DifferenceState>(DIFFERENCE_STATES), z.int()), byCause: z.record(keys<Cause>(CAUSES), z.object({ count: z.int(), totalDeltaFen: Fen })),
  /** What has come for the last days, by product. */
  files: z.array(z.object({ day: Day, productCode: z.string(), balances: z.int().nullable(), statements: z.int().nullable() })),
})
export type DifferenceList = z.output<typeof DifferenceList>

const FiguresShown = z.object({ balanceFen: Fen, duePrincipalFen: Fen.nullable(), dueInterestFen: Fen.nullable(), accruedFen: Fen.nullable(), annualRate: z.string().nullable(), riskClass: z.string().nullable(), state: z.string() })
/** Our expected figures beside those of the core bank, for the page of a note. */
export const CoreFigures = z.object({
  book: z.enum(['BOOK', 'MIRROR']), coreNumber: z.string().nullable(), on: Day.nullable(), ours: FiguresShown.nullable(), theirs: FiguresShown.nullable(),
  /** Both ends of the last days, principal. */
  curve: z.array(z.object({ day: Day, theirsFen: Fen })),
  differences: z.array(z.object({ differenceId: z.uuid(), cause: keys<Cause>(CAUSES), why: z.string(), openedOn: Day, state: keys<DifferenceState>(DIFFERENCE_STATES) })),
  transactions: z.array(z.object({ day: Day, reference: z.string(), kind: z.enum(['REPAYMENT', 'DISBURSEMENT', 'REVERSAL', 'MANUAL']), amountFen: Fen, flow: z.enum(['IN', 'OUT']), recordedFen: Fen, state: z.enum(['WAITING', 'RECORDED', 'NOTED', 'UNMATCHED']), says: z.string().nullable() })),
})
export type CoreFigures = z.output<typeof CoreFigures>
export const NoteOfCore = z.strictObject({ noteId: z.uuid().meta({ title: '借据' }) })
export const TRANSACTION_KINDS = { REPAYMENT: '还款', DISBURSEMENT: '放款', REVERSAL: '冲正', MANUAL: '手工记账' } as const satisfies Record<string, string>

export const BOOKS = { BOOK: '本系统记账', MIRROR: '核心系统记账' } as const satisfies Record<string, string>
export const CORE_CHANNELS = { NONE: '不与核心交换文件', FILE: '与核心交换文件' } as const satisfies Record<string, string>
export const ProductRef = z.strictObject({ productCode: z.string().trim().min(1).max(LONGEST).meta({ title: '产品代码' }) })
/** Whose ledger a product is kept in, and how it speaks with the core bank. */
export const KeepProduct = z.strictObject({
  book: z.enum(['BOOK', 'MIRROR']).meta({ title: '记账方' }), coreChannel: z.enum(['NONE', 'FILE']).meta({ title: '核心通道' }), name: z.string().trim().min(1).max(LONGEST).optional().meta({ title: '产品名称' }),
})
export type KeepProduct = z.output<typeof KeepProduct>
const ProductShown = z.object({ productCode: z.string(), name: z.string(), book: z.enum(['BOOK', 'MIRROR']), coreChannel: z.enum(['NONE', 'FILE']), running: z.int() })
export type ProductKept = z.output<typeof ProductShown>
export const ProductsKept = z.object({ products: z.array(ProductShown) })
export type ProductsKept = z.output<typeof ProductsKept>
