import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Statement, StatementRow } from '#common/statement/domain'
import { ENCODINGS, type Table, csvText, encode, tableOf, xlsxOf, zipOf } from './files-for-tests.ts'
import { parseFile } from './parse-file.ts'
import { chance } from './mutations-for-tests.ts'

const FILES = ['alipay_2023_gbk.csv', 'wechat_2019_utf8.csv', 'wechat_merchant_all.csv', 'icbc_debit_v1.csv', 'boc_debit.csv', 'abc_debit.csv', 'cmb_debit.csv']
const seed = Number(process.env['WEIDAI_SEED'] ?? 20_250_312)
console.log(`rewritten bills: seed ${seed} (WEIDAI_SEED repeats it)`)

/** A bill apart: what stands above, the column titles, the rows. */
async function taken(name: string): Promise<{ above: Table; body: Table; rows: Statement['rows'] }> {
  const bytes = readFileSync(new URL(`../../../../examples/bills/${name}`, import.meta.url))
  const table = tableOf(bytes)
  const { rows } = await parseFile(bytes)
  const [first, last] = [rows[0]!.row, rows.at(-1)!.row]
  return { above: table.slice(0, first - 2), body: table.slice(first - 2, last), rows }
}

const said = (rows: readonly StatementRow[]) => rows.map((row) => ({ ...row, row: 0 }))

describe.each(FILES)('%s written differently gives the same rows', (name) => {
  it.each(ENCODINGS)('in %s', async (encoding) => {
    const { above, body, rows } = await taken(name)
    expect(said((await parseFile(encode(csvText([...above, ...body]), encoding))).rows)).toEqual(said(rows))
  })

  it.each([['CR', '\r'], ['LF', '\n'], ['CRLF', '\r\n']])('with %s at the end of lines', async (_, end) => {
    const { above, body, rows } = await taken(name)
    expect(said((await parseFile(Buffer.from(csvText([...above, ...body], end)))).rows)).toEqual(said(rows))
  })

  it('with the columns in any order and strange ones between', async () => {
    const { above, body, rows } = await taken(name)
    const random = chance(seed)
    for (let i = 0; i < 20; i++) {
      const width = Math.max(...body.map((row) => row.length))
      const order = Array.from({ length: width }, (_, column) => ({ column, at: random() })).sort((a, b) => a.at - b.at).map(({ column }) => column)
      const shuffled = body.map((row, r) => order.flatMap((column, place) => [...(place % 3 === i % 3 ? [r === 0 ? `附加${place}` : `值${r}`] : []), row[column] ?? '']))
      expect(said((await parseFile(Buffer.from(csvText([...above, ...shuffled])))).rows)).toEqual(said(rows))
    }
  })

  it('in full-width digits, brackets and colons', async () => {
    const { above, body, rows } = await taken(name)
    const wide = (text: string) => text.replace(/[0-9:().¥]/g, (letter) => String.fromCharCode(letter === '¥' ? 0xffe5 : letter.charCodeAt(0) + 0xfee0))
    const [titles = [], ...lines] = body
    const plain = new Set(rows.flatMap((row) => [row.id, row.counterparty, row.kind, row.status]))
    const widened = lines.map((row) => row.map((cell) => (/^[\s"]*[-+¥]?[\d,.:/\s-]+[\s"]*$/.test(cell) && !/^0+$/.test(cell) && !plain.has(cell.replace(/[\s"`]/g, '')) ? wide(cell) : cell)))
    expect(said((await parseFile(Buffer.from(csvText([...above, titles.map(wide), ...widened])))).rows)).toEqual(said(rows))
  })

  it('as a workbook, with text or with numbers, behind a sheet of notes', async () => {
    const { above, body, rows } = await taken(name)
    for (const numbers of [false, true]) {
      const bytes = xlsxOf({ sheets: [{ name: '说明', table: [['银行流水'], ['仅供参考', '1']] }, { name: '明细', table: [...above, ...body] }], numbers })
      expect(said((await parseFile(bytes)).rows)).toEqual(said(rows))
    }
  })

  it('zipped, behind another text', async () => {
    const { above, body, rows } = await taken(name)
    const bytes = zipOf([{ name: '说明.txt', data: '本压缩包含账单' }, { name: '账单.csv', data: encode(csvText([...above, ...body]), 'gb18030') }])
    expect(said((await parseFile(bytes)).rows)).toEqual(said(rows))
  })

  it('tab-separated', async () => {
    const { above, body, rows } = await taken(name)
    const tabbed = [...above, ...body].map((row) => row.map((cell) => cell.replace(/[\t,]/g, '')).join('\t')).join('\n')
    const amounts = (list: readonly StatementRow[]) => list.map(({ at, direction, amountFen }) => ({ at, direction, amountFen }))
    expect(amounts((await parseFile(Buffer.from(tabbed))).rows)).toEqual(amounts(rows))
  })
})
