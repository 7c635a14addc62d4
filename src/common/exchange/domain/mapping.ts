import { z } from 'zod'
import { FILE_KINDS } from './kinds.ts'

const LONGEST = { name: 40, title: 40, width: 2000, constant: 200, fields: 80, codes: 200, path: 200 } as const

export const ENCODINGS = ['GB18030', 'UTF-8'] as const
export type Encoding = (typeof ENCODINGS)[number]
export const DAY_FORMATS = ['YYYYMMDD', 'YYYY-MM-DD', 'YYYY/MM/DD', 'YYYY.MM.DD', 'YYYY年MM月DD日'] as const
export type DayFormat = (typeof DAY_FORMATS)[number]
export const MESSAGES = ['pain.001.001.09', 'pain.008.001.08', 'pain.002.001.10', 'camt.053.001.08'] as const
export type MessageName = (typeof MESSAGES)[number]

const Codes = z.array(z.strictObject({
  /** As the file has it; `*` stands for every other code. */
  code: z.string().min(1).max(LONGEST.name).meta({ title: '对方代码' }),
  means: z.string().min(1).max(LONGEST.name).meta({ title: '含义' }),
})).max(LONGEST.codes)

/** One field of a line. Without a `name` it is filling and read over; with a `constant` it must read exactly so. */
export const FieldSpec = z.strictObject({
  name: z.string().max(LONGEST.name).optional().meta({ title: '字段' }),
  title: z.string().max(LONGEST.title).optional().meta({ title: '列名' }),
  constant: z.string().max(LONGEST.constant).optional().meta({ title: '固定内容' }),
  /** Bytes in the encoding of the file, for lines of fixed width. */
  width: z.int().min(1).max(LONGEST.width).optional().meta({ title: '宽度（字节）' }),
  align: z.enum(['LEFT', 'RIGHT']).optional().meta({ title: '对齐' }),
  pad: z.enum([' ', '0']).optional().meta({ title: '补位' }),
  needed: z.boolean().optional().meta({ title: '必填' }),
  /** Text that is too long is cut at a whole character; without this it is refused. */
  cut: z.boolean().optional().meta({ title: '过长截断' }),
  unit: z.enum(['FEN', 'YUAN']).optional().meta({ title: '金额单位' }),
  per: z.enum(['ONE', 'HUNDRED']).optional().meta({ title: '利率单位' }),
  format: z.enum(DAY_FORMATS).optional().meta({ title: '日期格式' }),
  codes: Codes.optional().meta({ title: '代码表' }),
  /**
   * In an ISO 20022 message: elements from the top of the message (or of the line) down, an attribute last with `@`. Of several
   * places with bars between them the first that is there is read; the last is written.
   */
  path: z.string().max(LONGEST.path).optional().meta({ title: '路径' }),
  /** Fixed content that is written and, when a file is read, may be anything. */
  onlyWritten: z.boolean().optional().meta({ title: '只写不验' }),
  /** Written only where this fact has a value; with `!` before it only where it has none. */
  with: z.string().max(LONGEST.name).optional().meta({ title: '随同字段' }),
  /** Of an entry with several parts each part must give it itself. */
  perPart: z.boolean().optional().meta({ title: '逐笔给出' }),
  /** The amount is below zero where another place reads so. */
  minus: z.strictObject({ path: z.string().max(LONGEST.path), is: z.string().max(LONGEST.name), otherwise: z.string().max(LONGEST.name) }).optional().meta({ title: '负号' }),
})
export type FieldSpec = z.output<typeof FieldSpec>

const Fields = z.array(FieldSpec).max(LONGEST.fields)

export const Layout = z.discriminatedUnion('as', [
  z.strictObject({
    as: z.literal('DELIMITED'),
    delimiter: z.string().min(1).max(4).refine((text) => !/[\r\n"]/.test(text), { params: { expected: '不含换行与引号的分隔符' } }).meta({ title: '分隔符' }),
    /** Each line ends with a delimiter too. */
    trailing: z.boolean().default(false).meta({ title: '行末带分隔符' }),
    quoted: z.boolean().default(false).meta({ title: '可用双引号' }),
    /** A line with the names of the columns stands before the lines. */
    titles: z.boolean().default(false).meta({ title: '有列名行' }),
  }),
  z.strictObject({ as: z.literal('FIXED') }),
  z.strictObject({
    as: z.literal('XML'), message: z.enum(MESSAGES).meta({ title: '报文' }),
    /** Path of the element that is one line; `/` below the first, where one entry may hold several lines. */
    rowAt: z.string().max(LONGEST.path).meta({ title: '明细路径' }),
    splitAt: z.string().max(LONGEST.path).optional().meta({ title: '明细内分笔路径' }),
  }),
])
export type Layout = z.output<typeof Layout>

/** How a bank's file of one kind looks: everything a reader or writer needs, as data. */
export const FileMapping = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,39}$/).meta({ title: '映射代码' }),
  name: z.string().trim().min(2).max(LONGEST.title).meta({ title: '映射名称' }),
  kind: z.enum(FILE_KINDS).meta({ title: '文件种类' }),
  encoding: z.enum(ENCODINGS).meta({ title: '编码' }),
  newline: z.enum(['LF', 'CRLF']).default('LF').meta({ title: '换行' }),
  layout: Layout,
  head: Fields.default([]).meta({ title: '文件头' }),
  row: Fields.min(1).meta({ title: '明细' }),
  trailer: Fields.default([]).meta({ title: '文件尾' }),
  /** A small file beside the data, sent after it: one delimited line. */
  control: z.strictObject({ fileName: z.string().min(3).max(LONGEST.path).meta({ title: '控制文件名' }), delimiter: z.string().min(1).max(4).meta({ title: '分隔符' }), fields: Fields.min(1) }).optional().meta({ title: '控制文件' }),
  /** `HXWD_DEBIT_{day}_{sequence:3}.txt`; `*` stands for anything in a name that comes in. */
  fileName: z.string().min(3).max(LONGEST.path).meta({ title: '文件名' }),
  /** Sequence numbers begin anew each day, or run on. */
  sequencePer: z.enum(['DAY', 'MAPPING']).default('DAY').meta({ title: '序号周期' }),
})
export type FileMapping = z.output<typeof FileMapping>
