import { Workbook } from '@cj-tech-master/excelts'
import { describe, expect, it } from 'vitest'
import { faultsOf, preview, propose } from '#common/statement/domain'
import { encode } from './files-for-tests.ts'
import { parseFile } from './parse-file.ts'
import { readSample } from './sample.ts'

type Cell = string | number | null
type Sheet = readonly (readonly Cell[])[]

const DAYS = Array.from({ length: 6 }, (_, at) => `2024-03-${String(at + 1).padStart(2, '0')}`)
const [CAME, WENT] = [300.5, 100.25]
/** Day after day 300.50 came and 100.25 went, each row written by the layout. */
function rows(write: (day: string, amount: number, balance: number, at: number) => readonly Cell[]): Cell[][] {
  let cents = 5_000_000
  return DAYS.flatMap((day, at) => [CAME, -WENT].map((amount, half) => { cents += Math.round(amount * 100); return [...write(day, amount, cents / 100, at * 2 + half)] }))
}
const serial = (day: string): number => (Date.parse(day) - Date.parse('1899-12-30')) / 86_400_000
const who = (amount: number): string => (amount > 0 ? '超市' : '厂家')
const why = (amount: number): string => (amount > 0 ? '货款' : '进货')
const size = (amount: number): number => Math.abs(amount)
const csv = (sheet: Sheet, by = ','): Buffer => Buffer.from(sheet.map((row) => row.map((cell) => cell ?? '').join(by)).join('\n'))
async function book(sheet: Sheet, merged: readonly string[] = []): Promise<Buffer> {
  const workbook = new Workbook()
  const into = workbook.addWorksheet('Sheet1')
  for (const row of sheet) into.addRow([...row])
  for (const range of merged) into.mergeCells(range)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** Exports invented to be odd; each says in its name what is. */
const ODD: readonly (readonly [string, () => Buffer | Promise<Buffer>])[] = [
  ['a column of fees titled as an amount', () => csv([['记账日', '手续费金额', '数目', '账上余额', '跟谁', '缘故'], ...rows((day, amount, balance) => [day, amount > 0 ? 0 : 1.5, amount, balance, who(amount), why(amount)])])],
  ['the amount asked beside the amount booked', () => csv([['交易日期', '申请金额', '入账金额', '手续费', '账户结余', '对方', '备注'], ...rows((day, amount, balance) => [day, amount + 0.5, amount, 0.5, balance, who(amount), why(amount)])])],
  ['the owner named on every row, before the partner', () => csv([['日子', '交易日期', '户名', '收支', '发生数', '账面', '对象'], ...rows((day, amount, balance, at) => [at, day, '王建国', amount > 0 ? '收' : '支', size(amount), balance, who(amount)])])],
  ['words 进 and 出 without a balance', () => csv([['日期', '进出', '金额（元）', '对方', '说明'], ...rows((day, amount) => [day, amount > 0 ? '进' : '出', size(amount), who(amount), why(amount)])])],
  ['words 贷方 and 借方', () => csv([['记账日期', '借方贷方', '金额', '余额', '往来户名', '用途'], ...rows((day, amount, balance) => [day, amount > 0 ? '贷方' : '借方', size(amount), balance, who(amount), why(amount)])])],
  ['day and time in columns of bare digits', () => csv([['入账日', '入账时', '发生数', '当前余数', '对方名称'], ...rows((day, amount, balance) => [day.replaceAll('-', ''), amount > 0 ? '081500' : '93000', amount, balance, who(amount)])])],
  ['titles on row seven', () => csv([['某某银行'], ['客户交易明细清单'], ['户名：王建国'], ['账号：6217001234567890123'], ['起始日期：2024-03-01 终止日期：2024-03-31'], ['打印时间：2024-04-01 10:00:00'], ['序号', '交易日', '摘要说明', '存入金额', '支出金额', '账户余额', '对方名称'], ...rows((day, amount, balance, at) => [at + 1, day, why(amount), amount > 0 ? amount : null, amount < 0 ? -amount : null, balance, who(amount)])])],
  ['titles of two rows, merged', () => book([['村镇银行对账单'], ['日期', '摘要', '发生额', null, '余额', '对方', null], [null, null, '收入', '支出', null, '户名', '账号'], ...rows((day, amount, balance) => [day, why(amount), amount > 0 ? amount : null, amount < 0 ? -amount : null, balance, who(amount), '621700'])], ['A1:G1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:E3', 'F2:G2'])],
  ['sums and carried balances between the rows', () => csv([['日期', '凭证', '借', '贷', '余额', '摘要'], ['承前页', null, null, null, 50_000, null], ...rows((day, amount, balance, at) => [day, at, amount < 0 ? -amount : null, amount > 0 ? amount : null, balance, why(amount)]).flatMap((row, at) => (at % 4 === 3 ? [row, ['本页小计', null, 200.5, 601, null, null], ['第 1 页', null, null, null, null, null]] : [row])), ['期末余额', null, null, null, 51_201.5, null]])],
  ['yuan signs, 元 and blanks', () => csv([['交易时刻', '交易额', '余下', '对象', '事由'], ...rows((day, amount, balance) => [`${day} 08:15`, `${amount < 0 ? '-' : ''}¥ ${size(amount)} 元`, `¥ ${balance} 元`, who(amount), why(amount)])])],
  ['a minus behind the number', () => csv([['时间', '金额', '余额', '对方', '事由'], ...rows((day, amount, balance) => [`${day} 08:15`, `${size(amount)}${amount < 0 ? '-' : ''}`, balance, who(amount), why(amount)])], ';')],
  ['what went out in brackets', () => csv([['时间', '金额', '余额', '对方', '事由'], ...rows((day, amount, balance) => [`${day} 08:15`, amount < 0 ? `(${size(amount)})` : size(amount), balance, who(amount), why(amount)])], ';')],
  ['GB18030 with semicolons', () => encode([['信用社明细'], ['记账日期', '收方金额', '付方金额', '余额', '对方户名'], ...rows((day, amount, balance) => [day, amount > 0 ? amount : '', amount < 0 ? -amount : '', balance, who(amount)])].map((row) => row.join(';')).join('\r\n'), 'gb18030')],
  ['days as numbers of a spreadsheet', () => book([['日期', '收', '付', '结存', '谁'], ...rows((day, amount, balance) => [serial(day), amount > 0 ? amount : null, amount < 0 ? -amount : null, balance, who(amount)])])],
  ['days and times as one number', () => book([['时间', '发生额', '结存', '谁'], ...rows((day, amount, balance) => [serial(day) + (amount > 0 ? 0.25 : 0.5), amount, balance, who(amount)])])],
  ['cells of a page cut in two: a name, a time under its day', () => book([['交易日期', '摘要', '交易金额', '账户余额', '对方户名'], ...rows((day, amount, balance) => [day, why(amount), amount, balance, who(amount).slice(0, 1)]).flatMap((row) => [row, ['08:15:00', null, null, null, row[4] === '超' ? '市' : '家']])])],
  ['amounts beside their titled column', () => book([['交易日期', '摘要', '交易金额', null, '账户余额', null, '对方户名'], ...rows((day, amount, balance) => [day, why(amount), null, amount, null, balance, who(amount)])])],
  ['income below zero', () => csv([['日期', '发生', '结存', '对方', '事由'], ...rows((day, amount, balance) => [day, -amount, balance, who(amount), why(amount)])])],
  ['one column of numbers under a title nobody knows, no balance', () => csv([['交割日', '发生', '跟谁', '缘故'], ...rows((day, amount) => [day, amount, who(amount), why(amount)])])],
  ['no sign at all, only the balance tells', () => csv([['日期', '金额', '余额', '对方', '摘要'], ...rows((day, amount, balance) => [day, size(amount), balance, who(amount), why(amount)])])],
  ['no sign at all, the latest row first', () => csv([['日期', '金额', '余额', '对方', '摘要'], ...rows((day, amount, balance) => [day, size(amount), balance, who(amount), why(amount)]).reverse()])],
]

describe('an odd export, as it is proposed and without another word', () => {
  it.each(ODD)('%s', async (_, make) => {
    const bytes = await make()
    const sample = await readSample(bytes)
    const { header, layout } = propose(sample.rows.map(({ cells }) => cells))
    expect(faultsOf(layout)).toEqual([])
    const seen = preview(layout, sample.rows.slice(header + 1))
    expect(seen.flatMap(({ wrong }) => wrong)).toEqual([])
    const statement = await parseFile(bytes, { taught: [{ id: 'odd', layout: { ...layout, name: '怪流水' } }] })
    expect(statement.format).toBe('taught-odd')
    const first = statement.rows[0]?.recorded
    expect(statement.rows.map(({ recorded, amountFen }) => `${recorded} ${amountFen}`)).toEqual(DAYS.flatMap(() => (first === 'IN' ? ['IN 30050', 'OUT 10025'] : ['OUT 10025', 'IN 30050'])))
    expect(seen.map(({ way, amountFen }) => `${way} ${amountFen}`)).toEqual(statement.rows.map(({ recorded, amountFen }) => `${recorded} ${amountFen}`))
    expect(statement.rows.every(({ recorded, counterparty }) => counterparty === '' || counterparty === who(recorded === 'IN' ? 1 : -1))).toBe(true)
    expect(statement.warnings.filter(({ code }) => code === 'BALANCE_GAP' || code === 'HEADER_TOTALS')).toEqual([])
  })
})
