import { type Day, type Fen, Refusal, formatYuan } from '#kernel'
import { addSize } from './amount.ts'
import { Cells, maskedAmount } from './cells.ts'
import { type Claim, claimsInSumRow, claimsInTable, claimsInWords, disputedClaims, isSumRow, isTotalsHeader } from './claims.ts'
import { balanceGaps } from './balance.ts'
import { Parties } from './parties.ts'
import { continued } from './continuation.ts'
import { settleSigns } from './ways.ts'
import { joinTitles } from './title-rows.ts'
import { MOST_WARNINGS, othersToo } from './warning-limit.ts'
import type { Header, Role } from './columns.ts'
import type { Entry, Layout } from './layout.ts'
import { type Match, type NearMiss, isMatch, matchHeader } from './match-header.ts'
import { LAYOUTS } from './layouts/index.ts'
import { directionOf } from './nature.ts'
import { type Statement, type StatementRow, type StatementWarning, dayOf } from './statement.ts'
import { Refunds } from './refunds.ts'
import { summarise } from './summary.ts'
import { readMoment } from './moment.ts'
import { cleanCell, columnName, narrow, tailOf } from './text.ts'
import { isOwner } from './words.ts'

/** Rows above the column titles: a bill that has not shown its titles by then is none of ours. */
const LONGEST_PREAMBLE = 200
/** A note is a sentence; what is longer is not searched. */
const LONGEST_NOTE = 300
const MOST_CLAIMS = 50
const COMMENT_CELLS = 3
const PERIOD = /(?:起始|开始)(?:时间|日期):\s*\[?([^\]]+?)\]?\s*(?:终止|结束|截止)(?:时间|日期):\s*\[?([^\]]+?)\]?(?:,|$|\s)/
const HOLDER = /(?:^|,)(?:姓名|户名|客户姓名|账户名称|客户名称|账户名)[:,]\s*([^,:]{2,60})/
const ACCOUNT = /(?:^|[,\s])(?:卡号|账号|帐号|客户账号|账户号|账户|卡号\/账号)[:,]\s*\[?([\d*Xx]{6,})/
/** Words above the rows that are kept to tell the bank by. */
const LONGEST_SAID = 2000

/** A masked bill gives every row one number; comparing each row with all others would take for ever. */
const LAST_COMPARED = 100

/** How the table reached us, said in refusals and warnings. */
export interface Source {
  /** What the file was recognised as: 文本（CSV）, XLSX 工作簿 …; with the name of a file inside a zip. */
  readonly kind: string
  readonly encoding: string | null
  readonly sheet: string | null
}

/**
 * Reads one table row by row and keeps only what it understands, so a bill of a hundred thousand rows needs no second
 * copy. The layout is found from the content; the first row that cannot be read refuses the whole file.
 */
export class Reading {
  readonly #source: Source
  readonly #layouts: readonly Layout[]
  #owner: string
  #holder = ''
  #said = ''
  #accountTail = ''
  #match: Match | null = null
  #near: NearMiss | null = null
  #preambleRows = 0
  /** How many columns a row has up to the last one the layout uses. */
  #columns = 0
  /** The row of titles, or the last one that could hold their upper half. */
  #upper: readonly string[] = []
  /** A row of a sheet waits for the one after it, which may be its second line. */
  #waiting: { row: number; cells: readonly string[] } | null = null
  #firstTitles: { row: number; titles: string } | null = null
  #sizes = 0
  #totalsNames: readonly string[] | null = null
  #masked: number | null = null
  #period: Statement['period'] = null
  readonly #claims: Claim[] = []
  readonly #rows: StatementRow[] = []
  /** Where in the rows each number stands. */
  readonly #places = new Map<string, number | number[]>()
  readonly #refunds = new Refunds()
  readonly #parties = new Parties()
  readonly #openRefunds: { row: number; status: string; fen: Fen }[] = []
  readonly #duplicates: { row: number; number: string }[] = []

  /** `taught` are the layouts the bank taught by hand: they go before the shipped ones. */
  constructor(source: Source, { owner = '', taught = [] }: { owner?: string; taught?: readonly Layout[] } = {}) {
    this.#source = source
    this.#owner = owner
    this.#layouts = [...taught, ...LAYOUTS]
  }

  /** Whether the column titles have been found. */
  get recognised(): boolean {
    return this.#match !== null
  }

  /** How many columns of the nearest layout were found so far. */
  get likeness(): number {
    return this.#near?.found.length ?? 0
  }

  /** False once it is plain that no bill will follow. */
  push(row: number, cells: readonly string[]): boolean {
    if (isEmpty(cells)) return true
    if (!this.#match || this.#isLowerTitles(cells)) return this.#lookForHeader(row, cells)
    if (this.#continues(this.#match, cells)) return true
    this.#readWaiting()
    if (this.#totalsNames) {
      this.#claim(claimsInTable(row, this.#totalsNames, cells))
      this.#totalsNames = null
    } else if (isTotalsHeader(cells)) this.#totalsNames = cells
    else if (isSumRow(cells) && !hasDay(this.#match.header, cells)) this.#claim(claimsInSumRow(row, this.#match.header, cells))
    else if (isNote(cells)) this.#note(row, cells)
    else if (repeatsHeader(this.#match.header, cells)) return true
    else if (this.#source.sheet === null) this.#read(this.#match, row, cells)
    else this.#waiting = { row, cells: [...cells] }
    return true
  }

  #continues({ header }: Match, cells: readonly string[]): boolean {
    const whole = this.#waiting === null ? null : continued(header, this.#waiting.cells, cells)
    if (whole !== null) this.#waiting = { ...this.#waiting!, cells: whole }
    return whole !== null
  }

  #readWaiting(): void {
    if (this.#waiting !== null && this.#match !== null) this.#read(this.#match, this.#waiting.row, this.#waiting.cells)
    this.#waiting = null
  }

  /** Titles of two rows: what was taken for the titles was their upper half. */
  #isLowerTitles(cells: readonly string[]): boolean {
    return this.#rows.length === 0 && this.#waiting === null && joinTitles(this.#upper, cells) !== null
  }

  /** The statement, complete and checked against what it says of itself. */
  finish(): Statement {
    if (!this.#match) throw this.#unknown()
    this.#readWaiting()
    const left = this.#refunds.left()
    const { rows, warnings } = this.#settled(this.#match, left.size === 0 ? this.#rows : this.#rows.map((row, place) => ({ ...row, refundFen: left.get(place) ?? row.refundFen })))
    return {
      format: this.#match.layout.format, layoutName: this.#match.layout.name, holder: this.#holder || this.#owner, accountTail: this.#accountTail, rows, summary: summarise(rows), period: this.#period,
      warnings: [...disputedClaims(this.#claims, rows), ...warnings, ...this.#duplicateRows(), ...this.#refundsNotPaid(), ...this.#parties.warnings(), ...this.#maskedBalances(), ...balanceGaps(rows), ...outsidePeriod(rows, this.#period)],
    }
  }

  #settled({ layout, header: { at } }: Match, rows: readonly StatementRow[]): ReturnType<typeof settleSigns> {
    return layout.hasSigns === true && at.amount !== undefined && at.balance !== undefined && at.flow === undefined ? settleSigns(rows, this.#owner) : { rows, warnings: [] }
  }

  #lookForHeader(row: number, cells: readonly string[]): boolean {
    const joined = joinTitles(this.#upper, cells)
    this.#match = null
    const alone = matchHeader(this.#layouts, row, cells, this.#said)
    const both = joined === null || (alone && isMatch(alone)) ? null : matchHeader(this.#layouts, row, joined, this.#said)
    const match = both && (isMatch(both) || alone === null || both.found.length > (alone as NearMiss).found.length) ? both : alone
    this.#upper = [...cells]
    if (match && isMatch(match)) {
      this.#match = match
      this.#columns = Math.max(...Object.values(match.header.at)) + 1
      return true
    }
    if (match && match.found.length > this.likeness) this.#near = match
    this.#firstTitles ??= titlesIn(row, cells)
    this.#note(row, cells)
    this.#preambleRows++
    return this.#preambleRows < LONGEST_PREAMBLE
  }

  #note(row: number, cells: readonly string[]): void {
    const words = cells.filter((cell) => cell !== '').slice(0, 12).map((cell) => narrow(cell.slice(0, LONGEST_NOTE))).join()
    this.#claim(claimsInWords(row, words))
    this.#period ??= periodIn(words)
    if (this.#holder === '') this.#holder = HOLDER.exec(words)?.[1]?.trim() ?? ''
    if (this.#owner === '') this.#owner = this.#holder
    if (this.#match !== null) return
    if (this.#said.length < LONGEST_SAID) this.#said += ` ${words}`
    if (this.#accountTail === '') this.#accountTail = tailOf(ACCOUNT.exec(words)?.[1] ?? '')
  }

  #claim(claims: readonly Claim[]): void {
    if (this.#claims.length < MOST_CLAIMS) this.#claims.push(...claims)
  }

  #read({ layout, header }: Match, row: number, raw: readonly string[]): void {
    // a workbook leaves out the empty cells at the end of a row, a text does not
    if (this.#source.sheet === null && raw.length < this.#columns) refuseCutRow(header, row, raw)
    const cells = new Cells(header, row, raw)
    const entry = layout.read(cells)
    this.#sizes = addSize(this.#sizes, entry.amountFen + entry.refundFen) ?? cells.refuseSum()
    this.#keep(row, entry, cells)
  }

  #keep(row: number, entry: Entry, cells: Cells): void {
    if (entry.balanceFen === null && this.#masked === null && maskedAmount(cells.text('balance'))) this.#masked = row
    if (entry.refundOpen === true) this.#openRefunds.push({ row, status: entry.status, fen: entry.refundFen })
    const nature = entry.nature !== 'CLOSED' && entry.nature !== 'REFUND_PAID' && isOwner(entry.counterparty, this.#owner) ? 'OWN' : entry.nature
    this.#refunds.note(this.#rows.length, nature, entry)
    this.#parties.note(row, cells.text('counterAccount'), entry.counterparty)
    this.#rows.push({
      id: this.#uniqueId(row, entry), row, at: entry.at, direction: directionOf(nature, entry.recorded), amountFen: entry.amountFen, refundFen: entry.refundFen,
      balanceFen: entry.balanceFen, counterparty: entry.counterparty, kind: entry.kind, status: entry.status, nature, recorded: entry.recorded,
      accountTail: tailOf(cells.text('account')), counterTail: tailOf(cells.text('counterAccount')), note: cells.words(),
    })
  }

  #uniqueId(row: number, entry: Entry): string {
    if (/^[0/\-\s]*$/.test(entry.id)) return `#${this.#rows.length + 1}`
    const place = this.#rows.length
    const known = this.#places.get(entry.id)
    if (known === undefined) {
      this.#places.set(entry.id, place)
      return entry.id
    }
    const others = typeof known === 'number' ? [known] : known
    if (others.slice(-LAST_COMPARED).some((other) => same(this.#rows[other]!, entry))) this.#duplicates.push({ row, number: entry.id })
    others.push(place)
    this.#places.set(entry.id, others)
    return `${entry.id}#${others.length}`
  }

  #duplicateRows(): StatementWarning[] {
    return this.#duplicates.slice(0, MOST_WARNINGS).map(({ row, number }, index) => ({
      code: 'DUPLICATE_ROW', row, message: `第 ${row} 行与前面某行完全相同（单号 ${number}），请核实是否重复${othersToo(index, this.#duplicates.length)}`,
    }))
  }

  #refundsNotPaid(): StatementWarning[] {
    return this.#openRefunds.slice(0, MOST_WARNINGS).map(({ row, status, fen }, index) => ({
      code: 'REFUND_NOT_PAID', row, message: `第 ${row} 行退款 ${formatYuan(fen)} 元状态为 ${status}，没有成功，未从销售额中扣除${othersToo(index, this.#openRefunds.length)}`,
    }))
  }

  #maskedBalances(): StatementWarning[] {
    return this.#masked === null ? [] : [{ code: 'BALANCE_MASKED', row: this.#masked, message: '余额列被遮盖，无法核对余额是否连续' }]
  }

  #unknown(): Refusal {
    const near = this.#near
    const { kind, encoding, sheet } = this.#source
    const where = [kind, ...(encoding === null ? [] : [`编码 ${encoding}`]), ...(sheet === null ? [] : [`工作表「${sheet}」`])].join('，')
    const titles = this.#firstTitles === null ? '没有像列名的行' : `第 ${this.#firstTitles.row} 行为 ${this.#firstTitles.titles}，都不是已知的列名`
    const supported = [...new Set(LAYOUTS.map((layout) => layout.name))].join('、')
    return new Refusal({
      code: 'statement.layout-unknown',
      message: near ? `账单版式无法识别：最接近「${near.layout.name}」，缺少列 ${near.missing.join('、')}` : '账单版式无法识别：没有找到任何已知账单的列名',
      at: near ? `/rows/${near.row}` : '/rows',
      value: near ? `${where}；第 ${near.row} 行识别到列 ${near.found.join('、')}` : `${where}；读了 ${this.#preambleRows} 行，${titles}`,
      expected: near ? `再有列 ${near.missing.join('、')}；或下列账单之一：${supported}` : `下列账单之一的原始导出文件：${supported}`,
    })
  }
}

/** Words that a bill may leave out at the end of a row; every other column the layout uses must be there. */
const MAY_LACK: ReadonlySet<string> = new Set<Role>(['detail', 'note', 'order', 'refundId', 'refundStatus'])

/** A row that ends before the columns its layout reads was cut off: what is left of it may be half an amount. */
function refuseCutRow({ at, titles }: Header, row: number, cells: readonly string[]): void {
  const lacking = (Object.keys(at) as Role[]).filter((role) => at[role]! >= cells.length && !MAY_LACK.has(role)).map((role) => titles[role] ?? role)
  if (lacking.length === 0) return
  throw new Refusal({
    code: 'statement.cut-row', message: `第 ${row} 行不完整：只有 ${cells.length} 列，缺少 ${lacking.join('、')}`, at: `/rows/${row}`,
    value: cells.filter((cell) => cell !== '').slice(-1).join().slice(0, LONGEST_NOTE), expected: '与列名一样多列的行；文件可能被截断，请重新导出',
  })
}

function same(a: StatementRow, b: Entry): boolean {
  return a.at === b.at && a.amountFen === b.amountFen && a.recorded === b.recorded && a.kind === b.kind && a.counterparty === b.counterparty && a.status === b.status
}

/** The row as titles to be told, where it could be a row of titles. */
function titlesIn(row: number, cells: readonly string[]): { row: number; titles: string } | null {
  const filled = cells.map(columnName).filter((name) => name !== '')
  return filled.length < 2 ? null : { row, titles: filled.slice(0, 12).map((name) => name.slice(0, 20)).join('、') }
}

function isEmpty(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || cleanCell(cell) === '')
}

function hasDay({ at, day }: Header, cells: readonly string[]): boolean {
  return readMoment(cells[at.at ?? -1] ?? '', '', day) !== null
}

/** Paper-like exports print the column titles again on each page. */
function repeatsHeader(header: Header, cells: readonly string[]): boolean {
  const cell = cells[header.at.at ?? 0] ?? ''
  return cell.includes('间') || cell.includes('期') ? columnName(cell) === header.titles.at : false
}

/** A line of words among the rows: a single cell of words, or a comment that commas broke into a few. */
function isNote(cells: readonly string[]): boolean {
  const filled: string[] = []
  for (const cell of cells) {
    const clean = cell === '' ? '' : cleanCell(cell)
    if (clean !== '' && filled.push(clean) > COMMENT_CELLS) return false
  }
  const first = filled[0] ?? ''
  return first.startsWith('#') || (filled.length === 1 && (first.startsWith('--') || /\p{Script=Han}/u.test(first)))
}

function periodIn(words: string): Statement['period'] {
  const match = PERIOD.exec(words)
  const [from, until] = [readMoment(match?.[1] ?? ''), readMoment(match?.[2] ?? '')]
  return from === null || until === null ? null : { from: dayOf(from), until: dayOf(until) }
}

function outsidePeriod(rows: readonly StatementRow[], period: { from: Day; until: Day } | null): StatementWarning[] {
  if (!period) return []
  const outside = rows.filter((row) => dayOf(row.at) < period.from || dayOf(row.at) > period.until)
  return outside.length === 0 ? [] : [{ code: 'OUTSIDE_PERIOD', row: outside[0]!.row, message: `账单写明 ${period.from} 至 ${period.until}，有 ${outside.length} 行不在其中` }]
}
