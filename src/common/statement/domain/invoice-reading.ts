import { Refusal } from '#kernel'
import { AMOUNT_EXPECTED, SUM_EXPECTED, readAmount } from './amount.ts'
import { BEYOND_SUM, rowRefusal } from './cells.ts'
import { readMoment } from './moment.ts'
import type { Invoice } from './invoice.ts'
import type { SidedInvoice, Sides } from './invoice-sides.ts'
import { isSumRow } from './claims.ts'
import { dayOf } from './statement.ts'
import { cleanCell, columnName } from './text.ts'

const COLUMNS = { firm: ['企业代号'], on: ['开票日期'], total: ['价税合计'], status: ['发票状态'], buyer: ['购方单位代号'], seller: ['销方单位代号'] } as const
/** Columns a list may have beside those. */
const MORE = { buyerName: ['购方名称', '购买方名称', '购方企业名称'], sellerName: ['销方名称', '销售方名称', '销方企业名称'], goods: ['货物或应税劳务名称', '货物或应税劳务、服务名称', '商品名称', '项目名称', '货物、应税劳务及服务'] } as const
type More = keyof typeof MORE
type Column = keyof typeof COLUMNS
const COMMON: readonly Column[] = ['firm', 'on', 'total', 'status']
/** Columns by which the tax office's list names both sides, instead of whose list it is. */
const SIDES = { sellerTax: ['销方识别号', '销售方识别号', '销方纳税人识别号', '销方税号'], buyerTax: ['购方识别号', '购买方识别号', '购方纳税人识别号', '购方税号'] } as const
const NUMBERS = { electronic: ['数电票号码', '数电发票号码'], code: ['发票代码'], number: ['发票号码'] } as const
type SideColumn = keyof typeof SIDES | keyof typeof NUMBERS
/** A list may have a title or a note above its columns. */
const LONGEST_ABOVE = 20
/** An invoice taken back stays valid: what takes it back is an invoice of its own, below zero. */
const VALID: readonly string[] = ['有效发票', '有效', '正常', '已红冲-全额', '已红冲-部分', '已全额红冲', '已部分红冲', '红字发票']
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
  #sided: Partial<Record<SideColumn, number>> | null = null
  #above = 0
  readonly #sides: Sides | null

  /** `take` answers false for an invoice with which its firm's sums would no longer be exact; `name` hears what a list of firms calls them, `sides` takes the lists that name both sides alike. */
  constructor(file: string, take: (invoice: Invoice) => boolean, name: (id: string, name: string) => void = () => undefined, sides: Sides | null = null) {
    this.#file = file
    this.#sides = sides
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
    if (isSumRow(cells) && cleanCell(cells[this.#at.on ?? -1] ?? '') === '') return true
    if (this.#sided !== null) {
      this.#sides?.add(this.#file, this.#sidedInvoice(row, cells, this.#at, this.#sided))
      return true
    }
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
    const sided = placesOf({ ...SIDES, ...NUMBERS }, names)
    if (missing.length === 0 && sides === 1) this.#at = found
    else if (this.#sides !== null && missing.every((column) => column === 'firm') && sided.sellerTax !== undefined && sided.buyerTax !== undefined) [this.#at, this.#sided] = [found, sided]
    else if (names.filter((name) => name !== '').length === 1 && ++this.#above < LONGEST_ABOVE) return true
    else if (Object.keys(found).length >= MEANT) throw this.#headerRefusal(row, missing)
    else this.#ignored = true
    this.#more = placesOf(MORE, names)
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
    const side = at.buyer === undefined ? 'seller' : 'buyer'
    return {
      firm: text('firm') || this.#refuse(row, { cells, at, column: 'firm' }, '企业代号'),
      of: side === 'buyer' ? 'SALES' : 'PURCHASES',
      partner: text(side) || this.#refuse(row, { cells, at, column: side }, '对方单位代号'),
      ...this.#facts(row, cells, at),
      partnerName: this.#extra(cells, side === 'buyer' ? 'buyerName' : 'sellerName'),
    }
  }

  #facts(row: number, cells: readonly string[], at: Partial<Record<Column, number>>): Pick<Invoice, 'on' | 'totalFen' | 'valid' | 'goods'> {
    const text = (column: Column): string => cleanCell(cells[at[column] ?? -1] ?? '')
    const moment = readMoment(text('on'))
    const status = text('status')
    return {
      on: moment === null ? this.#refuse(row, { cells, at, column: 'on' }, '存在的日期，如 2017/5/9') : dayOf(moment),
      totalFen: readAmount(text('total')) ?? this.#refuse(row, { cells, at, column: 'total' }, `${AMOUNT_EXPECTED}；退货为负数`),
      valid: VALID.includes(status) || (VOID.includes(status) ? false : this.#refuse(row, { cells, at, column: 'status' }, '有效发票或作废发票')),
      goods: this.#extra(cells, 'goods'),
    }
  }

  #refuse(row: number, { cells, at, column }: { cells: readonly string[]; at: Partial<Record<Column, number>>; column: Column }, expected: string): never {
    throw rowRefusal({ file: this.#file, row, column: COLUMNS[column][0], value: cleanCell(cells[at[column] ?? -1] ?? ''), expected })
  }

  #sidedInvoice(row: number, cells: readonly string[], at: Partial<Record<Column, number>>, sided: Partial<Record<SideColumn, number>>): SidedInvoice {
    const { on, totalFen, valid, goods } = this.#facts(row, cells, at)
    const text = (column: SideColumn): string => cleanCell(cells[sided[column] ?? -1] ?? '')
    const [seller, buyer] = [this.#extra(cells, 'sellerName'), this.#extra(cells, 'buyerName')]
    return { on, totalFen, valid, goods, seller: { id: text('sellerTax') || seller, name: seller }, buyer: { id: text('buyerTax') || buyer, name: buyer }, number: text('electronic') || (text('number') === '' ? '' : `${text('code')} ${text('number')}`) }
  }

  #extra(cells: readonly string[], column: More): string {
    const at = this.#more[column]
    return at === undefined ? '' : cleanCell(cells[at] ?? '').slice(0, LONGEST_NAME)
  }
}

/** Where each column stands, by the first of its titles that is there. */
function placesOf<T extends string>(columns: Readonly<Record<T, readonly string[]>>, names: readonly string[]): Partial<Record<T, number>> {
  return Object.fromEntries((Object.entries(columns) as [T, readonly string[]][]).flatMap(([column, titles]) => {
    const title = titles.find((each) => names.includes(each))
    return title === undefined ? [] : [[column, names.indexOf(title)]]
  })) as Partial<Record<T, number>>
}
