import { describe, expect, it } from 'vitest'
import { type Fen, fen } from '#kernel'
import { csv } from './csv.ts'
import { type Column, columnSum, exportCell, sortRows } from './table-rows.ts'

interface Row { readonly name: string; readonly amount: Fen | null; readonly rate: string | null }
const rows: Row[] = [{ name: '王建国', amount: fen(15_000_000), rate: '0.072' }, { name: '蔡某', amount: null, rate: null }, { name: '李梅', amount: fen(-1), rate: '0.1' }]
const name: Column<Row> = { id: 'name', label: '客户', kind: 'text', of: (row) => row.name }
const amount: Column<Row> = { id: 'amount', label: '金额', kind: 'money', of: (row) => row.amount, sum: true }
const rate: Column<Row> = { id: 'rate', label: '利率', kind: 'rate', of: (row) => row.rate }
const columns = [name, amount, rate]

describe('worklist', () => {
  it('sorts words by pinyin, figures by size, empty cells last either way', () => {
    const names = (sorted: readonly Row[]): string[] => sorted.map((row) => row.name)
    expect(names(sortRows(rows, columns, { column: 'name', falling: false }))).toEqual(['蔡某', '李梅', '王建国'])
    expect(names(sortRows(rows, columns, { column: 'amount', falling: false }))).toEqual(['李梅', '王建国', '蔡某'])
    expect(names(sortRows(rows, columns, { column: 'amount', falling: true }))).toEqual(['王建国', '李梅', '蔡某'])
  })

  it('sums money in the foot and nothing that has no sum', () => {
    expect([columnSum(rows, amount), columnSum(rows, rate), columnSum(rows, name)]).toEqual([14_999_999, null, null])
  })

  it('exports figures as figures and keeps words from running as formulas', () => {
    expect(columns.map((column) => exportCell(rows[2]!, column))).toEqual(['李梅', -0.01, 10])
    expect(csv([['名称', '=HYPERLINK("http://x")', '+1', '-1', '@a', '\tx'], ['a,b', -1, null, '说"好"', '两\n行', ' 空']])).toBe('\uFEFF名称,"\'=HYPERLINK(""http://x"")",\'+1,\'-1,\'@a,\'\tx\r\n"a,b",-1,,"说""好""","两\n行"," 空"\r\n')
  })
})
