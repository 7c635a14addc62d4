import { letters } from './cell.ts'
import { type Block } from './block.ts'
import type { Calculation as Calc } from './calculation.ts'
import { type Comp, made } from './comp.ts'
import type { Field } from './fields.ts'
import { placeOf } from './layout.ts'

const SLOTS = 8
const [HOME, JOIN] = ['明细', '、']

/** What the rows of all checks say of their account and their evidence, and which two of them rest on one source. The last row is what the customer said of his profit (X25). */
export class CheckRows {
  readonly block: Block
  readonly size: number
  readonly calc: Calc
  private readonly columns: Readonly<Record<'evidence' | 'account' | 'method', number>>
  private readonly slots: number
  private readonly shares: readonly number[]

  constructor(calc: Calc) {
    this.calc = calc
    this.size = calc.rows.get('checks')!.length + 1
    this.block = calc.newBlock('#checks', '检验之间的独立性', this.size)
    const column = (key: string, title: string) => this.block.column(key, title)
    this.columns = { account: column('account', '科目'), method: column('method', '方法'), evidence: column('evidence', '凭据') }
    this.slots = column('slot 1', '凭据1')
    for (let slot = 2; slot <= SLOTS; slot++) column(`slot ${slot}`, `凭据${slot}`)
    for (let row = 0; row < this.size; row++) this.writeRow(row)
    this.shares = Array.from({ length: this.size }, (_, row) => column(`share ${row}`, `同源${row + 1}`))
    this.writeShares()
  }

  /** The account a row is about, as a cell. */
  account(row: number): string {
    return this.block.at(this.columns.account, row, HOME)
  }

  range(key: 'account' | 'method'): string {
    return this.block.range(this.columns[key], HOME)
  }

  /** 1 beside each row that rests on a piece of evidence this one rests on. */
  sharing(row: number): string {
    return this.block.range(this.shares[row]!, HOME)
  }

  method(row: number): string {
    return this.calc.rows.get('checks')![row]?.section.ofCheck!.method ?? 'X25'
  }

  slotsOf(row: number): string {
    return `${this.block.at(this.slots, row, HOME)}:${this.block.at(this.slots + SLOTS - 1, row, HOME)}`
  }

  /** The columns a figure of every row takes, in a column of this block that always holds a number. */
  column(title: string, of: (row: number) => Comp | null): number {
    const column = this.block.column(title, title)
    for (let row = 0; row < this.size; row++) {
      const comp = of(row)
      if (comp !== null && comp.known !== null) this.block.write(column, row, comp.may ? `IFERROR(${comp.text},0)` : comp.text)
      else this.block.write(column, row, '0')
    }
    return column
  }

  at(column: number, row: number): string {
    return this.block.at(column, row, HOME)
  }

  all(column: number): string {
    return this.block.range(column, HOME)
  }

  private writeRow(row: number): void {
    const spot = { ...this.calc.spot(4), home: HOME }
    const last = row === this.size - 1
    const account = last ? '"netProfit"' : this.calc.field('checks', row, ['account'], null, spot).text
    this.block.write(this.columns.account, row, last ? account : `IF(${this.calc.used('checks', row, HOME)},${account},"")`)
    this.block.write(this.columns.method, row, `"${this.method(row)}"`)
    const cell = last ? this.oralEvidence() : this.evidenceOf(row)
    const plain = [',', '，', ';', '；', ' '].reduce((text, mark) => `SUBSTITUTE(${text},"${mark}","${JOIN}")`, `(${cell}&"")`)
    this.block.write(this.columns.evidence, row, `"${JOIN}"&${plain}&"${JOIN}"`)
    const evidence = this.block.at(this.columns.evidence, row, HOME)
    for (let slot = 1; slot <= SLOTS; slot++) this.block.write(this.slots + slot - 1, row, `TRIM(MID(SUBSTITUTE(${evidence},"${JOIN}",REPT(" ",400)),${slot * 400}+1,400))`)
  }

  private evidenceOf(row: number): string {
    const { placed, row: at } = this.calc.placedOf('checks', row)
    const place = placeOf(placed, ['evidence'], at)!
    return `${place.sheet}!$${letters(place.column)}$${place.row}`
  }

  private oralEvidence(): string {
    const placed = this.calc.placed.get('/oral')!
    const place = placeOf(placed, ['evidence'], 0)!
    return `${place.sheet}!$${letters(place.column)}$${place.row}`
  }

  private accountsOf(row: number): readonly string[] {
    const field: Field | undefined = this.calc.rows.get('checks')![row]?.section.fields.find(({ path }) => path[0] === 'account')
    return field?.kind.is === 'CHOICE' ? field.kind.codes : ['netProfit']
  }

  /** Only rows that can speak of one account are held against each other. */
  private writeShares(): void {
    const accounts = Array.from({ length: this.size }, (_, row) => this.accountsOf(row))
    for (let a = 0; a < this.size; a++) {
      for (let b = 0; b <= a; b++) {
        if (!accounts[a]!.some((account) => accounts[b]!.includes(account))) continue
        const own = this.slotsOf(a)
        const same = a === b ? '1' : `SIGN(SUMPRODUCT((${own}<>"")*ISNUMBER(FIND("${JOIN}"&${own}&"${JOIN}",${this.at(this.columns.evidence, b)}))))`
        this.block.write(this.shares[a]!, b, same)
        if (a !== b) this.block.write(this.shares[b]!, a, this.block.at(this.shares[a]!, b, HOME))
      }
    }
  }

  /** An aggregate over all rows, on the sheet of details. */
  static of(text: string, whole = false): Comp {
    return made(text, 'NUMBER', false, whole)
  }
}
