import { type Fen, Refusal, ZERO_FEN } from '#kernel'
import { AMOUNT_EXPECTED, SUM_EXPECTED, readAmount } from './amount.ts'
import type { Header, Role } from './columns.ts'
import { type DayOrder, readMoment } from './moment.ts'
import type { At } from './statement.ts'
import { blankMark, cleanCell, narrow } from './text.ts'

const LONGEST_WORDS = 200
const EXPECTED_DAY: Readonly<Record<DayOrder, string>> = {
  AUTO: '存在的日期，如 2025-01-31 或 2025-01-31 09:30:00', YYMMDD: '存在的日期，年月日各两位，如 250131', DMY: '存在的日期，日在前，如 31/01/2025', MDY: '存在的日期，月在前，如 01/31/2025',
}
const OUR_MONEY = /^(?:人民币元?|CNY|RMB|156|01)?$/i

/** One row of the table seen through the header of its layout: cells by what they mean, refusals that name row and column. */
export class Cells {
  readonly #header: Header
  readonly #cells: readonly string[]
  readonly #day: DayOrder
  readonly row: number

  constructor(header: Header, row: number, cells: readonly string[]) {
    this.#header = header
    this.#cells = cells
    this.#day = header.day ?? 'AUTO'
    this.row = row
  }

  /** The cell's text; '' where the column or the cell is missing. */
  text(role: Role): string {
    const index = this.#header.at[role]
    return index === undefined ? '' : cleanCell(this.#cells[index] ?? '')
  }

  /** The other side of the row; '' where the bill writes `/` or dashes for nobody. */
  counterparty(): string {
    const text = this.text('counterparty')
    return blankMark(text) ? '' : text
  }

  /** What the row says beside its kind, as one line that is not too long. */
  words(): string {
    const parts = [this.text('detail'), this.text('note')].filter((part) => !blankMark(part))
    return parts.length === 0 ? '' : parts.join(' ').slice(0, LONGEST_WORDS)
  }

  has(role: Role): boolean {
    return this.#header.at[role] !== undefined
  }

  /** The cell as an amount; a blank or unreadable one is refused. */
  amount(role: Role): Fen {
    return readAmount(this.text(role)) ?? this.refuse(role, AMOUNT_EXPECTED)
  }

  /** Like `amount`, and below zero is refused too: this layout tells the direction in another column. */
  size(role: Role): Fen {
    const amount = this.amount(role)
    return amount < 0 ? this.refuse(role, '不小于零的金额；收支方向另有一列') : amount
  }

  /** The cell as an amount; null where it is blank or says "nothing". */
  amountIfAny(role: Role): Fen | null {
    return blankMark(this.text(role)) ? null : this.amount(role)
  }

  amountOrZero(role: Role): Fen {
    return this.amountIfAny(role) ?? ZERO_FEN
  }

  /** A balance; null where the bill has none or masks it (`xx,yyy.zz`). */
  balance(): Fen | null {
    const text = this.text('balance')
    return maskedAmount(text) ? null : this.amountIfAny('balance')
  }

  at(): At {
    const time = this.text('time')
    const moment = readMoment(this.text('at'), blankMark(time) ? '' : time, this.#day)
    if (moment !== null) return moment
    return readMoment(this.text('at'), '', this.#day) === null ? this.refuse('at', EXPECTED_DAY[this.#day]) : this.refuse('time', '时间，如 09:30:00 或 093000')
  }

  /** Refuses the row for the value of this column. */
  refuse(role: Role, expected: string): never {
    throw rowRefusal({ row: this.row, column: this.#title(role), value: this.text(role), expected })
  }

  refuseForeignMoney(): void {
    if (!OUR_MONEY.test(narrow(this.text('currency')))) this.refuse('currency', '人民币；外币流水请另行折算')
  }

  /** Refuses the row with which the amounts of the bill are too large to be added up. */
  refuseSum(): never {
    const role = (['amount', 'income', 'expense'] as const).find((one) => !blankMark(this.text(one))) ?? 'amount'
    throw rowRefusal({ row: this.row, column: this.#title(role), value: this.text(role), expected: SUM_EXPECTED, says: BEYOND_SUM })
  }

  #title(role: Role): string {
    return this.#header.titles[role] ?? this.#header.columns[role]?.[0] ?? role
  }
}

export const BEYOND_SUM = '使合计超出可计算的范围'

/** Banks hide balances as `xx,yyyy.zz` or `***`. */
export function maskedAmount(text: string): boolean {
  return /^[xyz*][xyz*,.\d]*$/i.test(narrow(text))
}

/** A row that cannot be read refuses the whole file, with row, column, value and what would have been right. */
export function rowRefusal(input: { file?: string; row: number; column: string; value: string; expected: string; says?: string }): Refusal {
  const says = input.value === '' ? '是空的' : `的值「${input.value.slice(0, 40)}」${input.says ?? '无法识别'}`
  return new Refusal({
    code: 'statement.row', message: `${input.file === undefined ? '' : `${input.file} `}第 ${input.row} 行「${input.column}」${says}`,
    at: `${input.file === undefined ? '' : `/${pointer(input.file)}`}/rows/${input.row}/${pointer(input.column)}`, value: input.value, expected: input.expected,
  })
}

function pointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
