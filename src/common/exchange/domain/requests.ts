import { z } from 'zod'
import { FILE_KINDS } from './kinds.ts'
import { FileMapping } from './mapping.ts'

/** Most bytes of one file that comes in. */
export const LARGEST_FILE = 200 * 1024 * 1024
/** Lines of a sample that are shown. */
export const SHOWN_ROWS = 50

export const FILE_STATES = ['RECEIVED', 'ACCEPTED', 'PARTLY', 'REFUSED', 'SENT', 'ANSWERED'] as const
export type FileState = (typeof FILE_STATES)[number]
export const FILE_STATE_NAMES: Readonly<Record<FileState, string>> = { RECEIVED: '已收，待入账', ACCEPTED: '已入账', PARTLY: '部分入账', REFUSED: '已拒收', SENT: '已发出', ANSWERED: '已回盘' }

const Kind = z.enum(FILE_KINDS).meta({ title: '文件种类' })
const Person = z.object({ staffId: z.string(), name: z.string() })
const Refused = z.object({ code: z.string(), message: z.string(), at: z.string().optional(), value: z.union([z.string(), z.number()]).optional(), expected: z.string().optional(), line: z.number(), field: z.string() })
const Totals = z.object({ count: z.number(), totalFen: z.number(), okCount: z.number(), okFen: z.number() })

/** A line that was not applied, and why. */
export const FileDifference = z.object({ line: z.number(), field: z.string(), value: z.string(), expected: z.string(), message: z.string() })
export type FileDifference = z.output<typeof FileDifference>

export const FileRef = z.strictObject({ fileId: z.uuid().meta({ title: '文件' }) })
export const FileQuery = z.strictObject({
  kind: Kind.optional(), state: z.enum(FILE_STATES).optional().meta({ title: '状态' }),
  page: z.coerce.number().int().min(1).max(100_000).default(1).meta({ title: '页' }), pageSize: z.coerce.number().int().min(1).max(100).default(50).meta({ title: '每页' }),
})

export const ExchangeFile = z.object({
  fileId: z.string(), direction: z.enum(['IN', 'OUT']), kind: z.enum(FILE_KINDS), name: z.string(), mappingVersion: z.number(), businessDay: z.string().nullable(), sequence: z.number().nullable(), size: z.number(), hash: z.string(),
  state: z.enum(FILE_STATES), totals: Totals.nullable(), refused: z.number(), refusals: z.array(Refused), differenceCount: z.number(), differences: z.array(FileDifference), late: z.boolean(), attempts: z.number(), deliveries: z.number(),
  via: z.enum(['PORT', 'HAND', 'SYSTEM']), broughtBy: z.string().nullable(), cameOn: z.string(), cameAt: z.string(), deliveredAt: z.string().nullable(), settledOn: z.string().nullable(), controlName: z.string().nullable(),
  /** The number that has to come first, for a file that waits; null when it need not. */
  waitsFor: z.number().nullable(),
})
export type ExchangeFile = z.output<typeof ExchangeFile>

const Call = z.object({ port: z.string(), act: z.enum(['LIST', 'TAKE', 'PUT', 'DONE', 'QUARANTINE']), name: z.string(), good: z.boolean(), says: z.string(), at: z.string() })
export const ExchangeFiles = z.object({
  files: z.array(ExchangeFile), total: z.number(),
  /** The port of this bank: which, where, what is missing; and what it did last. */
  port: z.object({ kind: z.enum(['FOLDER', 'HTTP', 'NONE']), place: z.string(), why: z.string().nullable() }), calls: z.array(Call),
})
export const FileTaken = z.object({ file: ExchangeFile, again: z.boolean() })

export const RefuseFile = z.strictObject({ reason: z.string().trim().min(4).max(200).meta({ title: '拒收理由' }) })
export const SkipNumber = z.strictObject({ reason: z.string().trim().min(4).max(200).meta({ title: '理由' }) })

export const MappingRef = z.strictObject({ kind: Kind })
export const MappingVersionRef = z.strictObject({ kind: Kind, version: z.coerce.number().int().min(1).meta({ title: '版本' }) })
export const ProposeMapping = z.strictObject({
  mapping: FileMapping.meta({ title: '映射' }), note: z.string().trim().min(4).max(300).meta({ title: '修改说明' }), triedRows: z.int().min(0).optional().meta({ title: '试读行数' }),
})
export const DecideMapping = z.strictObject({ decision: z.enum(['RELEASED', 'REJECTED']).meta({ title: '决定' }), reason: z.string().trim().max(200).default('').meta({ title: '理由' }) })
  .refine((body) => body.decision === 'RELEASED' || body.reason.length >= 4, { path: ['reason'], params: { expected: '退回须说明理由' } })

export const MappingVersion = z.object({
  version: z.number(), mapping: FileMapping, note: z.string(), state: z.enum(['SHIPPED', 'WAITING', 'RELEASED', 'REJECTED']), triedRows: z.number().nullable(),
  proposedBy: Person.nullable(), proposedOn: z.string().nullable(), decidedBy: Person.nullable(), decidedOn: z.string().nullable(), reason: z.string().nullable(),
})
export type MappingVersion = z.output<typeof MappingVersion>
export const Mappings = z.object({
  kinds: z.array(z.object({ kind: z.enum(FILE_KINDS), inUse: z.number(), waiting: z.number().nullable(), versions: z.array(MappingVersion) })),
  /** Every mapping that comes with Weidai, to copy from. */
  shipped: z.array(FileMapping),
})
export type Mappings = z.output<typeof Mappings>

/** The mapping as JSON text beside the sample file. */
export const TryMapping = z.strictObject({
  mapping: z.string().max(60_000).transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: '不是有效的 JSON', params: { expected: 'JSON 写的映射' } })
      return z.NEVER
    }
  }).pipe(FileMapping).meta({ title: '映射' }),
})
const Cell = z.union([z.string(), z.number(), z.null()])
export const Tried = z.object({
  rows: z.array(z.object({ line: z.number(), values: z.record(z.string(), Cell) })), head: z.record(z.string(), Cell), totals: Totals, refusals: z.array(Refused), refused: z.number(),
  /** What keeps the mapping itself from being used. */
  faults: z.array(z.object({ code: z.string(), message: z.string(), at: z.string().optional(), value: z.unknown().optional(), expected: z.string().optional() })),
})
export type Tried = z.output<typeof Tried>
