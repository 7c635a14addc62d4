import { type Day, type Fen, Refusal } from '#kernel'
import { AMOUNT_EXPECTED, SUM_EXPECTED, readAmount } from './amount.ts'
import { BEYOND_SUM, rowRefusal } from './cells.ts'
import { readMoment } from './moment.ts'
import { dayOf } from './statement.ts'
import { cleanCell, columnName } from './text.ts'

/** One VAT invoice, as far as the figures need it. */
export interface Invoice {
  /** The firm whose books it is in. */
  readonly firm: string
  readonly of: 'SALES' | 'PURCHASES'
  readonly on: Day
  /** The other firm. */
  readonly partner: string
  /** Price with tax; below zero for a return. */
  readonly totalFen: Fen
  readonly valid: boolean
  /** Names where the list gives them beside the codes. */
  readonly partnerName: string
  readonly goods: string
}

const COLUMNS = { firm: ['企业代号'], on: ['开票日期'], total: ['价税合计'], status: ['发票状态'], buyer: ['购方单位代号'], seller: ['销方单位代号'] } as const
/** Columns a list may have beside those. */
const MORE = { buyerName: ['购方名称', '购买方名称', '购方企业名称'], sellerName: ['销方名称', '销售方名称', '销方企业名称'], goods: ['货物或应税劳务名称', '货物或应税劳务、服务名称', '商品名称', '项目名称'] } as const
type More = keyof typeof MORE
type Column = keyof typeof COLUMNS
const COMMON: readonly Column[] = ['firm', 'on', 'total', 'status']
const VALID: readonly string[] = ['有效发票', '有效', '正常']
const VOID: readonly string[] = ['作废发票', '作废', '已作废']
/** A table with so many of the columns was meant to be invoices: it is refused rather than left out. */
const MEANT = 3
const FIRM_NAME = '企业名称'
const LONGEST_NAME = 60

/** Reads the rows of one invoice file; a file that is no invoice list ends as `ignored`. */
export class InvoiceReading {
  readonly #file: string
  readonly #take: (invoice: Invoice) => boolean
  readonly #name: (id: string, name: string) => void
  #at: Partial<Record<Column, number>> | null = null
  #ignored = false
  #more: Partial<Record<More, number>> = {}
  #names: { firm: number; name: number } | null = null

  /** `take` answers false for an invoice with which its firm's sums would no longer be exact; `name` hears what a list of firms calls them. */
  constructor(file: string, take: (invoice: Invoice) => boolean, name: (id: string, name: string) => void = () => undefined) {
    this.#file = file
    this.#take = take
    this.#name = name
  }

  get ignored(): boolean {
    return this.#ignored || this.#at === null
  }

  /** False when the file is no invoice list. */
  push(row: number, cells: readonly string[]): boolean {
    if (this.#ignored) return this.#names === null ? false : this.#takeName(cells, this.#names)
    if (cells.every((cell) => cleanCell(cell) === '')) return true
    if (this.#at === null) return this.#readHeader(row, cells)
    if (!this.#take(this.#invoice(row, cells, this.#at))) {
      throw rowRefusal({ file: this.#file, row, column: COLUMNS.total[0], value: cleanCell(cells[this.#at.total ?? -1] ?? ''), expected: SUM_EXPECTED, says: BEYOND_SUM })
    }
    return true
  }

  #readHeader(row: number, cells: readonly string[]): boolean {
    const names = cells.map(columnName)
    const found = Object.fromEntries(Object.entries(COLUMNS).flatMap(([column, [name]]) => (names.includes(name) ? [[column, names.indexOf(name)]] : []))) as Partial<Record<Column, number>>
    const missing = COMMON.filter((column) => found[column] === undefined)
    const sides = [found.buyer, found.seller].filter((side) => side !== undefined).length
    if (missing.length === 0 && sides === 1) this.#at = found
    else if (Object.keys(found).length >= MEANT) throw this.#headerRefusal(row, missing)
    else this.#ignored = true
    this.#more = Object.fromEntries(Object.entries(MORE).flatMap(([column, aliases]) => aliases.flatMap((name) => (names.includes(name) ? [[column, names.indexOf(name)]] : [])).slice(0, 1)))
    if (this.#ignored && names.includes(COLUMNS.firm[0]) && names.includes(FIRM_NAME)) this.#names = { firm: names.indexOf(COLUMNS.firm[0]), name: names.indexOf(FIRM_NAME) }
    return !this.#ignored || this.#names !== null
  }

  #takeName(cells: readonly string[], at: { firm: number; name: number }): boolean {
    const [firm, name] = [cleanCell(cells[at.firm] ?? ''), cleanCell(cells[at.name] ?? '')]
    if (firm !== '') this.#name(firm, name.slice(0, LONGEST_NAME))
    return true
  }

  #headerRefusal(row: number, missing: readonly Column[]): Refusal {
    const lacking = missing.length > 0 ? missing.map((column) => COLUMNS[column][0]).join('、') : '购方单位代号（销项）与销方单位代号（进项）二者之一'
    return new Refusal({
      code: 'invoices.layout-unknown', message: `${this.#file} 像是发票清单，但缺少 ${lacking}`, at: `/${this.#file.replaceAll('/', '~1')}/rows/${row}`,
      expected: '企业代号、开票日期、购方单位代号或销方单位代号、价税合计、发票状态',
    })
  }

  #invoice(row: number, cells: readonly string[], at: Partial<Record<Column, number>>): Invoice {
    const text = (column: Column): string => cleanCell(cells[at[column] ?? -1] ?? '')
    const refuse = (column: Column, expected: string): never => {
      throw rowRefusal({ file: this.#file, row, column: COLUMNS[column][0], value: text(column), expected })
    }
    const side = at.buyer === undefined ? 'seller' : 'buyer'
    const moment = readMoment(text('on'))
    const status = text('status')
    return {
      firm: text('firm') || refuse('firm', '企业代号'),
      of: side === 'buyer' ? 'SALES' : 'PURCHASES',
      on: moment === null ? refuse('on', '存在的日期，如 2017/5/9') : dayOf(moment),
      partner: text(side) || refuse(side, '对方单位代号'),
      totalFen: readAmount(text('total')) ?? refuse('total', `${AMOUNT_EXPECTED}；退货为负数`),
      valid: VALID.includes(status) || (VOID.includes(status) ? false : refuse('status', '有效发票或作废发票')),
      partnerName: this.#extra(cells, side === 'buyer' ? 'buyerName' : 'sellerName'), goods: this.#extra(cells, 'goods'),
    }
  }

  #extra(cells: readonly string[], column: More): string {
    const at = this.#more[column]
    return at === undefined ? '' : cleanCell(cells[at] ?? '').slice(0, LONGEST_NAME)
  }
}
