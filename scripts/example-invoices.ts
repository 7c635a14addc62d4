// node scripts/example-invoices.ts > examples/invoices-gc-01.zip: a year of VAT invoices that fits examples/gc-01.json, invented row by row.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { CaseFile } from '#common/assessment/domain'
import { type Day, type Month, daysBetween, firstDay, formatYuan, monthOf, shiftMonth } from '#kernel'
import { type ZipPart, zipOf } from '../src/common/statement/server/files-for-tests.ts'

const FIRM = 'JG01'
/** Who buys with an invoice takes 18.75 % of the year's sales: 1,080,000 of 5,760,000. */
const INVOICED = 1875n
const BUYS = 30n
const OF = 10_000n
/** Yuan by which a month lies beside its share; they cancel out over the year. */
const UNEVEN = [600, -450, 300, -800, 950, -500, -700, 400, 650, -900, 1250, -800]
/** Months, the first is 0, in which an invoice is cancelled at once, and in which goods come back. */
const VOID = [1, 6]
const RETURNED = [4, 10]
const BUYERS = ['B0101', 'B0102', 'B0103', 'B0104', 'B0105', 'B0106', 'B0107']
const SELLERS = ['A0201', 'A0202', 'A0203', 'A0204']
const PARTS = [31, 24, 18, 15, 12]
const HEAD = ',企业代号,发票号码,开票日期,购方单位代号,金额,税额,价税合计,发票状态'

interface Row { on: Day; partner: string; fen: number; status: string }

/** The files of the zip: the 12 months before the cut-off month, sales and purchases as the tax office lists them. */
export function exampleInvoices(gc01: CaseFile): ZipPart[] {
  const cutOff = monthOf(gc01.cutOffOn as Day)
  const months = gc01.income.sales[0]!.monthlyFen as number[]
  const sold = months.flatMap((fen, at) => salesOf(shiftMonth(cutOff, at - months.length), Number((BigInt(fen) * INVOICED) / OF) + UNEVEN[at]! * 100, at))
  const bought = months.flatMap((fen, at) => purchasesOf(shiftMonth(cutOff, at - months.length), Number((BigInt(fen) * BUYS) / OF) * 10, at))
  return [
    { name: `out/${FIRM}.csv`, data: table(HEAD, [...sold, { on: dayIn(cutOff, 5), partner: BUYERS[0]!, fen: 940_000, status: '作废发票' }]) },
    { name: `in/${FIRM}.csv`, data: table(HEAD.replace('购方', '销方'), bought) },
  ]
}

/** Invoices of a month that add up to `fen`; one cancelled and written again, and goods that came back, where the month has them. */
function salesOf(month: Month, fen: number, at: number): Row[] {
  const back = RETURNED.includes(at) ? 360_000 : 0
  const parts = PARTS.slice(1).map((part) => Math.round(((fen + back) * part) / 10_000) * 100)
  const all = [fen + back - parts.reduce((sum, one) => sum + one, 0), ...parts]
  const rows = all.map((one, nth): Row => ({ on: dayIn(month, 3 + nth * 5 + (at % 3)), partner: BUYERS[(at + nth * 2) % BUYERS.length]!, fen: one, status: '有效发票' }))
  const [first, second] = [rows[0]!, rows[1]!]
  if (VOID.includes(at)) rows.splice(1, 0, { ...second, status: '作废发票' })
  return back === 0 ? rows : [...rows, { ...first, on: dayIn(month, 27), fen: -back }]
}

function purchasesOf(month: Month, fen: number, at: number): Row[] {
  return SELLERS.slice(at % 2).map((partner, nth) => ({ on: dayIn(month, 2 + nth * 6), partner, fen: fen * (5 - nth), status: nth === 2 && at === 7 ? '作废发票' : '有效发票' }))
}

function dayIn(month: Month, day: number): Day {
  return `${month}-${String(Math.min(day, 28)).padStart(2, '0')}` as Day
}

function table(head: string, rows: readonly Row[]): string {
  const plain = (fen: number): string => `${fen < 0 ? '-' : ''}${formatYuan(Math.abs(fen)).replaceAll(',', '')}`
  const lines = rows.map(({ on, partner, fen, status }, at) => {
    const net = Math.round((fen * 100) / 113)
    return [at + 1, FIRM, 44_120_300 + daysBetween(firstDay(monthOf(rows[0]!.on)), on) * 7 + at, on.replaceAll('-', '/').replaceAll('/0', '/'), partner, plain(net), plain(fen - net), plain(fen), status].join(',')
  })
  return `\uFEFF${[head, ...lines, ''].join('\r\n')}`
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(zipOf(exampleInvoices(CaseFile.parse(JSON.parse(readFileSync(new URL('../examples/gc-01.json', import.meta.url), 'utf8'))))))
}
