import { z } from 'zod'
import type { Header, Role } from '../columns.ts'
import type { Layout } from '../layout.ts'
import { readBankRow } from '../layouts/bank.ts'
import { DAY_ORDERS } from '../moment.ts'
import type { BillFormat } from '../statement.ts'

const LONGEST = { name: 40, title: 60, titles: 256, word: 20, words: 20 } as const

/** What a column of an unknown export can be, in the order in which a person is asked. */
export const TAUGHT_ROLES = ['at', 'time', 'amount', 'flow', 'income', 'expense', 'balance', 'counterparty', 'counterAccount', 'account', 'kind', 'detail', 'note', 'id'] as const satisfies readonly Role[]
export type TaughtRole = (typeof TAUGHT_ROLES)[number]
export const ROLE_NAMES: Readonly<Record<TaughtRole, string>> = {
  at: '日期（可含时间）', time: '时间', amount: '金额', flow: '收支方向', income: '收入金额', expense: '支出金额', balance: '余额', counterparty: '对方户名', counterAccount: '对方账号', account: '本方账号', kind: '摘要', detail: '用途或地点', note: '备注', id: '流水号',
}

const Words = z.array(z.string().trim().min(1).max(LONGEST.word)).max(LONGEST.words)

/** A layout a bank taught by hand: the row of titles, what each column is, how days and directions are written. */
export const TaughtLayout = z.strictObject({
  name: z.string().trim().min(2).max(LONGEST.name).meta({ title: '版式名称' }),
  /** The row of titles in plain form, by which the export is known again. */
  titles: z.array(z.string().max(LONGEST.title)).min(2).max(LONGEST.titles).meta({ title: '列名行' }),
  columns: z.partialRecord(z.enum(TAUGHT_ROLES), z.int().min(0).max(LONGEST.titles - 1)).meta({ title: '各列含义' }),
  day: z.enum(DAY_ORDERS).default('AUTO').meta({ title: '日期写法' }),
  /** Where an amount stands alone with its sign: whether one above zero came in or went out. */
  sign: z.enum(['PLUS_IN', 'PLUS_OUT']).default('PLUS_IN').meta({ title: '金额正负' }),
  words: z.strictObject({ in: Words, out: Words }).default({ in: [], out: [] }).meta({ title: '方向用词' }),
})
export type TaughtLayout = z.output<typeof TaughtLayout>

/** What keeps a layout from being used, in words for the one who teaches it; empty when it can be. */
export function faultsOf(taught: Pick<TaughtLayout, 'titles' | 'columns' | 'words'>): string[] {
  const { columns, titles, words } = taught
  const has = (role: TaughtRole): boolean => columns[role] !== undefined
  const places = Object.values(columns)
  const twice = places.find((place, at) => places.indexOf(place) !== at)
  return [
    ...(has('at') ? [] : ['请指出哪一列是日期']),
    ...(has('amount') || has('income') || has('expense') ? [] : ['请指出金额列，或收入、支出两列']),
    ...(has('amount') && (has('income') || has('expense')) ? ['金额列与收入、支出两列只能选一种'] : []),
    ...(!has('amount') && has('income') !== has('expense') ? [`还缺${has('income') ? '支出' : '收入'}列`] : []),
    ...(has('flow') && !has('amount') ? ['收支方向要与金额列一起用'] : []),
    ...(has('flow') && (words.in.length === 0 || words.out.length === 0) ? ['请写出表示收入与支出的词'] : []),
    ...(twice === undefined ? [] : [`「${titles[twice] ?? ''}」一列选了两种含义`]),
    ...(places.some((place) => place >= titles.length) ? ['所选的列不在列名行里'] : []),
    ...(has('at') && titles[columns.at ?? -1] === '' ? ['日期列没有列名'] : []),
  ]
}

/** The layout as the reader uses it. It is found again by its titles wherever they stand; of equal titles by which of them it is. */
export function asLayout(taught: TaughtLayout, id: string): Layout {
  const columns = Object.entries(taught.columns) as [TaughtRole, number][]
  return {
    format: `taught-${id}` satisfies BillFormat, name: taught.name, isTaught: true, hasSigns: true,
    columns: Object.fromEntries(columns.map(([role, index]) => [role, [taught.titles[index] ?? '']])),
    required: columns.map(([role]) => role),
    place: (names) => placed(taught, columns, names),
    read: (cells) => readBankRow(cells, taught.words, taught.sign === 'PLUS_OUT'),
  }
}

/** Every column that is used must stand in the row; where all titles are as taught, each stands where it was taught. */
function placed(taught: TaughtLayout, columns: readonly [TaughtRole, number][], names: readonly string[]): Header {
  const isSame = taught.titles.every((title, index) => (names[index] ?? '') === title) && names.slice(taught.titles.length).every((name) => name === '')
  const at = columns.flatMap(([role, index]) => {
    const place = isSame ? index : nthIndex(names, taught.titles[index] ?? '', taught.titles.slice(0, index).filter((title) => title === taught.titles[index]).length)
    return place < 0 ? [] : [[role, place] as const]
  })
  return {
    columns: Object.fromEntries(columns.map(([role, index]) => [role, [taught.titles[index] ?? '']])),
    at: Object.fromEntries(at), titles: Object.fromEntries(columns.map(([role, index]) => [role, taught.titles[index] || `第 ${index + 1} 列`])), day: taught.day,
  }
}

/** Where the title stands for the (n + 1)th time; a column without a title is known by its place alone. */
function nthIndex(names: readonly string[], title: string, nth: number): number {
  if (title === '') return -1
  let left = nth
  return names.findIndex((name) => name === title && left-- === 0)
}
