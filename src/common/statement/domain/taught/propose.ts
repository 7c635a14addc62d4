import { readAmount } from '../amount.ts'
import { type DayOrder, DAY_ORDERS, readMoment } from '../moment.ts'
import { blankMark, cleanCell, columnName, narrow } from '../text.ts'
import { FLOW_WORDS, flowOf } from '../words.ts'
import type { TaughtLayout, TaughtRole } from './taught-layout.ts'

/** What was found in the rows of an unknown export. */
export interface Proposed {
  /** Index of the row of titles among the rows shown; -1 where none looks like one. */
  readonly header: number
  readonly layout: TaughtLayout
}

const SEARCHED_ROWS = 100
const LOOKED_AT = 60
const MOST_TITLES = 256
const LONGEST_TITLE = 60

/** Titles as banks, wallets and foreign programs write them; the likelier meaning stands first. */
const TITLES: readonly (readonly [TaughtRole, RegExp])[] = [
  ['counterAccount', /(?:对方|对手|往来|收款|付款|交易对手|counter).*(?:账号|帐号|卡号|账户$|account)/i],
  ['counterparty', /对方|对手|往来|户名|商户|收款人|付款人|交易人|counterpart|payee|payer|partner/i],
  ['income', /^(?:收入|贷方|存入|转入|入账|收方|credit|deposit|moneyin|paidin)/i],
  ['expense', /^(?:支出|借方|支取|取出|转出|出账|付方|debit|withdrawal|moneyout|paidout)/i],
  ['flow', /借贷|借\/贷|收支|收\/支|方向|^(?:标志|类型|type|dcflg|dc|cr\/?dr)$/i],
  ['balance', /余额|结余|结存|余数|balance/i],
  ['amount', /金额|发生额|发生数|交易额|amount|^amt/i],
  ['time', /^(?:交易|记账)?(?:时间|时刻|时分秒?)$|^time$/i],
  ['at', /日期|时间|日$|date|posted/i],
  ['account', /账号|帐号|卡号|^(?:account|accountid|account_id|card)/i],
  ['id', /流水号|凭证号|单号|编号|日志号|序号|serial|reference|_id$|^id$|^no$/i],
  ['kind', /摘要|交易类型|业务类型|业务名称|交易名称|用途|说明|事由|summary|description|k_symbol|operation|narrative|memo/i],
  ['note', /备注|附言|说明|remark|note/i],
  ['detail', /地点|场所|渠道|网点|place|channel/i],
]

/** Proposes what the columns of an unknown table mean: by their titles, by what stands in them, and by the balance that runs through. */
export function propose(rows: readonly (readonly string[])[]): Proposed {
  return proposeAt(rows, headerOf(rows))
}

/** The same where a person says which row holds the titles. */
export function proposeAt(rows: readonly (readonly string[])[], header: number): Proposed {
  const titles = (rows[header] ?? rows[0] ?? []).map((cell) => columnName(cell).slice(0, LONGEST_TITLE)).slice(0, MOST_TITLES)
  const data = rows.slice(header + 1, header + 1 + LOOKED_AT).map((row) => row.map(cleanCell)).filter((row) => row.filter((cell) => cell !== '').length >= 2)
  const kinds = titles.map((_, column) => contentOf(data, column))
  const ordered = oldestFirst(data, columnsOf(titles, kinds).at)
  const columns = withFlow(withChain(columnsOf(titles, kinds), ordered, kinds), ordered, kinds)
  const day = kinds[columns.at ?? -1]?.day ?? 'AUTO'
  return { header, layout: { name: '', titles: titles.length < 2 ? ['', ''] : titles, columns, day, words: wordsOf(columns, ordered) } }
}

type Columns = Partial<Record<TaughtRole, number>>
type Data = readonly (readonly string[])[]

/** Rows the earliest first, so that a balance steps forward. */
function oldestFirst(data: Data, at: number | undefined): Data {
  const [first, last] = [data[0]?.[at ?? -1] ?? '', data.at(-1)?.[at ?? -1] ?? '']
  const order = dayOrderOf(first) ?? 'AUTO'
  return (readMoment(first, '', order) ?? '') > (readMoment(last, '', order) ?? '') ? data.toReversed() : data
}

/** The row that holds most titles and is followed by rows with dates or amounts. */
function headerOf(rows: readonly (readonly string[])[]): number {
  let best = { at: -1, score: 0 }
  for (const [at, row] of rows.slice(0, SEARCHED_ROWS).entries()) {
    const names = row.map(columnName).filter((name) => name !== '')
    if (names.length < 2 || names.some((name) => readAmount(name) !== null && name.length > 2)) continue
    const known = names.filter((name) => TITLES.some(([, pattern]) => pattern.test(name))).length
    const next = rows.slice(at + 1, at + 4)
    const follows = next.some((cells) => cells.some((cell) => dayOrderOf(cell) !== null) && cells.some((cell) => readAmount(cell) !== null))
    const score = known === 0 ? 0 : known * 2 + (follows ? 5 : 0)
    if (score > best.score) best = { at, score }
  }
  return best.at
}

interface Content {
  readonly day: DayOrder | null
  readonly amounts: number
  readonly filled: number
  /** Different texts, up to a few. */
  readonly words: ReadonlySet<string>
}

const MOST_WORDS = 6

function contentOf(data: Data, column: number): Content {
  const cells = data.map((row) => row[column] ?? '').filter((cell) => !blankMark(cell))
  const words = new Set<string>()
  for (const cell of cells) if (words.size <= MOST_WORDS) words.add(narrow(cell))
  const day = DAY_ORDERS.find((order) => cells.length > 0 && cells.every((cell) => looksLikeDay(cell, order))) ?? null
  return { day, amounts: cells.filter((cell) => readAmount(cell) !== null).length, filled: cells.length, words }
}

function dayOrderOf(cell: string): DayOrder | null {
  return DAY_ORDERS.find((order) => looksLikeDay(cell, order)) ?? null
}

/** Bare numbers that could be a spreadsheet's day are amounts as often as days: only eight digits, or six where asked, count. */
function looksLikeDay(cell: string, order: DayOrder): boolean {
  const text = narrow(cell)
  if (/^\d+(?:\.\d+)?$/.test(text) && !(order === 'AUTO' ? /^(?:19|20)\d{6}$/.test(text) : order === 'YYMMDD' && /^\d{6}$/.test(text))) return false
  return readMoment(text, '', order) !== null
}

const NUMERIC: ReadonlySet<TaughtRole> = new Set<TaughtRole>(['amount', 'income', 'expense', 'balance'])

function columnsOf(titles: readonly string[], kinds: readonly Content[]): Columns {
  const columns: Columns = {}
  for (const [role, pattern] of TITLES) {
    const index = titles.findIndex((title, at) => title !== '' && pattern.test(title) && !taken(columns, at) && fits(role, kinds[at]))
    if (index >= 0) columns[role] = index
  }
  if (columns.at === undefined) {
    const index = kinds.findIndex(({ day }, at) => day !== null && !taken(columns, at))
    if (index >= 0) columns.at = index
  }
  return settled(columns)
}

const taken = (columns: Columns, at: number): boolean => Object.values(columns).includes(at)

/** A column of amounts holds amounts, of days days; one of directions few words. */
function fits(role: TaughtRole, content: Content | undefined): boolean {
  if (content === undefined || content.filled === 0) return !NUMERIC.has(role) || role === 'income' || role === 'expense'
  if (NUMERIC.has(role)) return content.amounts === content.filled
  if (role === 'at') return content.day !== null
  if (role === 'time') return content.day === null && content.amounts < content.filled + 1
  if (role === 'flow') return content.words.size <= MOST_WORDS && content.amounts === 0 && [...content.words].some((word) => flowOf(word, FLOW_WORDS) !== null)
  return true
}

/** An amount beside a column each way is left out; half a pair is an amount. */
function settled(columns: Columns): Columns {
  const { amount, income, expense, flow, ...rest } = columns
  if (income !== undefined && expense !== undefined) return { ...rest, income, expense }
  const single = amount ?? income ?? expense
  return { ...rest, ...(single === undefined ? {} : { amount: single }), ...(single === undefined || flow === undefined ? {} : { flow }) }
}

/** Where titles leave amount or balance open, two columns of numbers of which one steps by the other are those. */
function withChain(columns: Columns, data: Data, kinds: readonly Content[]): Columns {
  if (columns.balance !== undefined && (columns.amount !== undefined || columns.income !== undefined)) return columns
  const numeric = kinds.flatMap(({ amounts, filled, day }, at) => (filled > 2 && amounts === filled && day === null ? [at] : []))
  const isFree = (at: number, role: TaughtRole): boolean => columns[role] === at || !taken(columns, at)
  for (const balance of numeric.filter((at) => (columns.balance ?? at) === at && isFree(at, 'balance'))) {
    const amount = numeric.find((at) => at !== balance && (columns.amount ?? at) === at && isFree(at, 'amount') && steps(data, at, balance))
    if (amount !== undefined) return { ...columns, amount, balance }
  }
  return columns
}

/** A column of few words each of which always moves the balance one way tells the direction, whatever it is called. */
function withFlow(columns: Columns, data: Data, kinds: readonly Content[]): Columns {
  const { amount, balance } = columns
  if (columns.flow !== undefined || amount === undefined || balance === undefined || data.some((row) => (readAmount(row[amount] ?? '') ?? 0) < 0)) return columns
  const flow = kinds.findIndex(({ words, amounts, filled, day }, at) => day === null && amounts === 0 && filled === data.length && words.size > 1 && words.size <= MOST_WORDS && (!taken(columns, at) || columns.kind === at) && tellsWay(data, { flow: at, balance, words }))
  if (flow < 0) return columns
  const { kind, ...rest } = columns
  return { ...(kind === flow || kind === undefined ? rest : columns), flow }
}

function tellsWay(data: Data, { flow, balance, words }: { flow: number; balance: number; words: ReadonlySet<string> }): boolean {
  return [...words].every((word) => {
    const { up, down } = moves(data, { flow, balance, word })
    return up + down === 0 || up === 0 || down === 0
  })
}

function steps(data: Data, amount: number, balance: number): boolean {
  let hits = 0
  for (const [at, row] of data.entries()) {
    if (at === 0) continue
    const [was, is, by] = [readAmount(data[at - 1]?.[balance] ?? ''), readAmount(row[balance] ?? ''), readAmount(row[amount] ?? '')]
    if (was !== null && is !== null && by !== null && by !== 0 && Math.abs(is - was) === Math.abs(by)) hits++
  }
  return hits * 2 > data.length
}

/** The words of the direction column by the dictionary; a word it does not know by how the balance moves with it. */
function wordsOf(columns: Columns, data: Data): { in: string[]; out: string[] } {
  const { flow, balance } = columns
  if (flow === undefined) return { in: [], out: [] }
  const words = [...new Set(data.map((row) => narrow(row[flow] ?? '')).filter((word) => word !== ''))].slice(0, MOST_WORDS)
  const ways = words.map((word) => ({ word, way: flowOf(word, FLOW_WORDS) ?? (balance === undefined ? null : movesBy(data, { flow, balance, word })) }))
  return { in: ways.filter(({ way }) => way === 'IN').map(({ word }) => word), out: ways.filter(({ way }) => way === 'OUT').map(({ word }) => word) }
}

function movesBy(data: Data, asked: { flow: number; balance: number; word: string }): 'IN' | 'OUT' | null {
  const { up, down } = moves(data, asked)
  return up === down ? null : up > down ? 'IN' : 'OUT'
}

/** How often the balance went up and down in rows with this word. */
function moves(data: Data, { flow, balance, word }: { flow: number; balance: number; word: string }): { up: number; down: number } {
  let [up, down] = [0, 0]
  for (const [at, row] of data.entries()) {
    const [was, is] = [readAmount(data[at - 1]?.[balance] ?? ''), readAmount(row[balance] ?? '')]
    if (at === 0 || was === null || is === null || narrow(row[flow] ?? '') !== word) continue
    if (is > was) up++
    else if (is < was) down++
  }
  return { up, down }
}
