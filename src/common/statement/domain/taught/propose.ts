import { readAmount } from '../amount.ts'
import { isSumRow } from '../claims.ts'
import { type DayOrder, DAY_ORDERS, readMoment } from '../moment.ts'
import { blankMark, cleanCell, columnName, narrow } from '../text.ts'
import { joinTitles } from '../title-rows.ts'
import { signsOf } from '../ways.ts'
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
  ['counterparty', /对方|对手|往来|户名|商户|收款人|付款人|交易人|对象|跟谁|^(?:谁|单位|客户|商家|店铺)|counterpart|payee|payer|partner/i],
  ['income', /^(?:收入|贷方|存入|转入|入账|收方|进账|(?:收|贷|进|存)$|credit|deposit|moneyin|paidin)/i],
  ['expense', /^(?:支出|借方|支取|取出|转出|出账|付方|(?:支|付|借|出|取)$|debit|withdrawal|moneyout|paidout)/i],
  ['flow', /借贷|借\/贷|收支|收\/支|方向|进出|收付|来去|^(?:标志|类型|类别|type|dcflg|dc|cr\/?dr)$/i],
  ['balance', /余额|结余|结存|余数|余下|balance/i],
  ['amount', /金额|发生额|发生数|交易额|数目|amount|^amt/i],
  ['time', /^(?:交易|记账|入账|发生)?(?:时间|时刻|时分秒?|时)$|^time$/i],
  ['at', /日期|时间|时刻|日$|date|posted/i],
  ['account', /账号|帐号|卡号|^(?:account|accountid|account_id|card)/i],
  ['id', /流水号|凭证号|单号|编号|日志号|序号|serial|reference|_id$|^id$|^no$/i],
  ['kind', /摘要|交易类型|业务类型|业务名称|交易名称|用途|说明|事由|缘故|原因|用处|内容|项目|summary|description|k_symbol|operation|narrative|memo/i],
  ['note', /备注|附言|附注|说明|remark|note/i],
  ['detail', /地点|场所|渠道|网点|place|channel/i],
]
/** Money beside the amount that is none of it, and amounts before they were turned into what was booked. */
const NOT_THE_AMOUNT = /手续费|费用|服务费|税|积分|优惠|折扣|汇率|原币|外币|红包|fee|tax|discount|points/i
/** The account's own side stands beside the other in some exports. */
const OWN_SIDE = /本户|本方|我方|本人|户主|开户/

/** Proposes what the columns of an unknown table mean: by their titles, by what stands in them, and by the balance that runs through. */
export function propose(rows: readonly (readonly string[])[]): Proposed {
  return proposeAt(rows, headerOf(rows))
}

/** The same where a person says which row holds the titles. */
export function proposeAt(rows: readonly (readonly string[])[], header: number): Proposed {
  const [last, cells] = titleRows(rows, header)
  const titles = cells.map((cell) => columnName(cell).slice(0, LONGEST_TITLE)).slice(0, MOST_TITLES)
  const data = rows.slice(last + 1, last + 1 + LOOKED_AT).map((row) => row.map(cleanCell)).filter(isEntry)
  const kinds = titles.map((_, column) => contentOf(data, column))
  const ordered = oldestFirst(data, columnsOf(titles, kinds).at)
  const columns = withFlow(withOnlyNumbers(withChain(columnsOf(titles, kinds), ordered, kinds), kinds), ordered, kinds)
  const day = kinds[columns.at ?? -1]?.day ?? 'AUTO'
  return { header: last, layout: { name: '', titles: titles.length < 2 ? ['', ''] : titles, columns, day, sign: signOf(columns, ordered), words: wordsOf(columns, ordered) } }
}

/** Rows with a number in them; sums and second lines of rows cut in two tell nothing of their columns. */
function isEntry(row: readonly string[]): boolean {
  return row.filter((cell) => cell !== '').length >= 2 && row.some((cell) => readAmount(cell) !== null) && !isSumRow(row)
}

/** The row of titles, or the second of two that merged cells make one of. */
function titleRows(rows: readonly (readonly string[])[], header: number): readonly [number, readonly string[]] {
  const [above, here, below] = [rows[header - 1] ?? [], rows[header] ?? rows[0] ?? [], rows[header + 1] ?? []]
  const upward = joinTitles(above, here)
  if (upward !== null) return [header, upward]
  const downward = header < 0 ? null : joinTitles(here, below)
  return downward === null ? [header, here] : [header + 1, downward]
}

/** Whether the balance falls by what is above zero. */
function signOf({ amount, balance, flow }: Columns, data: Data): TaughtLayout['sign'] {
  if (amount === undefined || balance === undefined || flow !== undefined) return 'PLUS_IN'
  return signsOf(data.map((row) => ({ fen: readAmount(row[amount] ?? '') ?? 0, balanceFen: readAmount(row[balance] ?? '') }))) === 'TURNED' ? 'PLUS_OUT' : 'PLUS_IN'
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
  /** Numbers that a spreadsheet shows as days. */
  readonly isSerial: boolean
  readonly isTime: boolean
  readonly amounts: number
  readonly filled: number
  /** Different texts, up to a few. */
  readonly words: ReadonlySet<string>
}

const MOST_WORDS = 6
/** Days from 1995 to 2063 as spreadsheets count them. */
const SERIAL_DAY = /^[345]\d{4}(?:\.\d+)?$/
const A_DAY = '2025-01-31'
const SAYS_DAY = /日|期|时|date|time/i
/** A column that says one thing in so many rows is no partner. */
const FEWEST_SAME = 5

function contentOf(data: Data, column: number): Content {
  const cells = data.map((row) => row[column] ?? '').filter((cell) => !blankMark(cell))
  const words = new Set<string>()
  for (const cell of cells) if (words.size <= MOST_WORDS) words.add(narrow(cell))
  const day = DAY_ORDERS.find((order) => cells.length > 0 && cells.every((cell) => looksLikeDay(cell, order))) ?? null
  const isSerial = cells.length > 0 && cells.every((cell) => SERIAL_DAY.test(narrow(cell)))
  const isTime = cells.length > 0 && day === null && !isSerial && cells.every((cell) => readMoment(A_DAY, cell) !== null)
  return { day, isSerial, isTime, amounts: cells.filter((cell) => readAmount(cell) !== null).length, filled: cells.length, words }
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
    const fitting = titles.flatMap((title, at) => (title !== '' && pattern.test(title) && !taken(columns, at) && fits(role, kinds[at], title) ? [at] : []))
    const index = (role === 'amount' ? fitting.find((at) => !NOT_THE_AMOUNT.test(titles[at]!)) : undefined) ?? fitting[0]
    if (index !== undefined) columns[role] = index
  }
  if (columns.at === undefined) {
    const index = kinds.findIndex(({ day }, at) => day !== null && !taken(columns, at))
    if (index >= 0) columns.at = index
  }
  return settled(columns)
}

const taken = (columns: Columns, at: number): boolean => Object.values(columns).includes(at)

/** A column of amounts holds amounts, of days days; one of directions few words. */
function fits(role: TaughtRole, content: Content | undefined, title: string): boolean {
  if (content === undefined || content.filled === 0) return !NUMERIC.has(role) || role === 'income' || role === 'expense'
  if (NUMERIC.has(role)) return content.amounts === content.filled && !((content.day !== null || content.isTime) && SAYS_DAY.test(title))
  if (role === 'at') return content.day !== null || content.isSerial
  if (role === 'time') return content.isTime
  if (role === 'counterparty') return !OWN_SIDE.test(title) && !(content.words.size === 1 && content.filled >= FEWEST_SAME)
  if (role === 'counterAccount') return !OWN_SIDE.test(title)
  if (role === 'flow') return content.words.size <= MOST_WORDS && content.amounts === 0 && knowsWays(content)
  return true
}

const knowsWays = ({ words }: Content): boolean => [...words].some((word) => flowOf(word, FLOW_WORDS) !== null)

/** An amount beside a column each way is left out; half a pair is an amount. */
function settled(columns: Columns): Columns {
  const { amount, income, expense, flow, ...rest } = columns
  if (income !== undefined && expense !== undefined) return { ...rest, income, expense }
  const single = amount ?? income ?? expense
  return { ...rest, ...(single === undefined ? {} : { amount: single }), ...(single === undefined || flow === undefined ? {} : { flow }) }
}

/** Of two columns of numbers one of which steps by the other those are balance and amount, whatever their titles say; where no amount steps they stay as titled. */
function withChain(columns: Columns, data: Data, kinds: readonly Content[]): Columns {
  const { amount, balance } = columns
  if (columns.income !== undefined || (amount !== undefined && balance !== undefined && steps(data, amount, balance))) return columns
  const numeric = kinds.flatMap(({ amounts, filled, day, isSerial }, at) => (filled > 2 && amounts === filled && day === null && !(isSerial && columns.at === at) ? [at] : []))
  const isFree = (at: number, role: TaughtRole): boolean => columns[role] === at || columns.amount === at || !taken(columns, at)
  for (const last of numeric.filter((at) => (balance ?? at) === at && isFree(at, 'balance'))) {
    const step = numeric.find((at) => at !== last && isFree(at, 'amount') && steps(data, at, last))
    if (step !== undefined) return { ...columns, amount: step, balance: last }
  }
  return columns
}

/** Where no title says amount, the one column of numbers that is left is the amount. */
function withOnlyNumbers(columns: Columns, kinds: readonly Content[]): Columns {
  if (columns.amount !== undefined || columns.income !== undefined || columns.expense !== undefined) return columns
  const [only, ...others] = kinds.flatMap(({ amounts, filled, day, isSerial, isTime }, at) => (filled > 2 && amounts === filled && day === null && !isSerial && !isTime && !taken(columns, at) ? [at] : []))
  return only === undefined || others.length > 0 ? columns : { ...columns, amount: only }
}

/** A column of few words tells the direction, whatever it is called: those known to, or of which each always moves the balance one way; short words before long ones. */
function withFlow(columns: Columns, data: Data, kinds: readonly Content[]): Columns {
  const { amount, balance } = columns
  if (columns.flow !== undefined || amount === undefined || data.some((row) => (readAmount(row[amount] ?? '') ?? 0) < 0)) return columns
  const few = kinds.flatMap(({ words, amounts, filled, day }, at) => (day === null && amounts === 0 && filled === data.length && words.size > 1 && words.size <= MOST_WORDS && (!taken(columns, at) || columns.kind === at) ? [at] : []))
  const known = few.find((at) => tellsBothWays(kinds[at]!))
  const flow = known ?? (balance === undefined ? undefined : few.filter((at) => tellsWay(data, { flow: at, balance, words: kinds[at]!.words })).sort((a, b) => lengthOf(kinds[a]!) - lengthOf(kinds[b]!))[0])
  if (flow === undefined) return columns
  const { kind, ...rest } = columns
  return { ...(kind === flow || kind === undefined ? rest : columns), flow }
}

function tellsBothWays({ words }: Content): boolean {
  const ways = [...words].map((word) => flowOf(word, FLOW_WORDS))
  return ways.every((way) => way !== null) && ways.includes('IN') && ways.includes('OUT')
}

const lengthOf = ({ words }: Content): number => [...words].reduce((most, word) => Math.max(most, word.length), 0)

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
