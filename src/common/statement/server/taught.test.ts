import { describe, expect, it } from 'vitest'
import { type TaughtLayout, asLayout, faultsOf, preview, propose } from '#common/statement/domain'
import { parseFile } from './parse-file.ts'
import { readSample } from './sample.ts'

const UNKNOWN = ['某某村镇银行电子回单系统导出', '客户：王建国', '序,记账日,时刻,发生方向,发生数,结存,往来单位,往来账户,用途说明', '1,2024.03.13,8:15:00,进,942.50,50942.50,红旗超市,621700001001,货款', '2,2024.03.13,9:15:00,出,1579.94,49362.56,厂家,621700001002,进货', '3,2024.03.14,8:15:00,进,2753.81,52116.37,李记,621700001003,货款', '4,2024.03.14,9:15:00,出,817.71,51298.66,厂家,621700001004,进货', '5,2024.03.15,9:15:00,出,17.71,51280.95,厂家,621700001004,进货']
const bytes = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\n'))
const proposed = async (lines: readonly string[]) => propose((await readSample(bytes(lines))).rows.map(({ cells }) => [...cells]))
const roles = ({ titles, columns }: TaughtLayout) => Object.fromEntries(Object.entries(columns).map(([role, at]) => [role, titles[at]]))

describe('an export nobody has seen', () => {
  it('is proposed whole: the row of titles, each column, and the words of the direction by how the balance moves', async () => {
    const { header, layout } = await proposed(UNKNOWN)
    expect(header).toBe(2)
    expect(roles(layout)).toEqual({ at: '记账日', time: '时刻', flow: '发生方向', amount: '发生数', balance: '结存', counterparty: '往来单位', counterAccount: '往来账户', kind: '用途说明' })
    expect(layout.words).toEqual({ in: ['进'], out: ['出'] })
    expect(faultsOf(layout)).toEqual([])
  })

  it('without telling titles: by what stands in the columns', async () => {
    const { layout } = await proposed(['甲,乙,丙,丁', '250313,A,10.00,110.00', '250314,B,4.00,106.00', '250315,A,1.00,107.00', '250316,A,1.00,108.00'].map((line) => line.replaceAll(',', ';')))
    // no title is known, so no row is told for titles; the first stands for them, and the balance tells the rest
    expect(layout.columns).toEqual({ at: 0, flow: 1, amount: 2, balance: 3 })
    const said = await proposed(['日期,乙,丙,丁', '250313,A,10.00,110.00', '250314,B,4.00,106.00', '250315,A,1.00,107.00', '250316,A,1.00,108.00'].map((line) => line.replaceAll(',', ';')))
    expect([roles(said.layout), said.layout.day, said.layout.words]).toEqual([{ at: '日期', flow: '乙', amount: '丙', balance: '丁' }, 'YYMMDD', { in: ['A'], out: ['B'] }])
  })

  it('the newest row first, with a column each way', async () => {
    const { layout } = await proposed(['入账日期;转入;转出;账面余额;谁', '03/02/2025;;20,00;', '03/02/2025;;5.00;95.00;乙', '01/02/2025;100.00;;100.00;甲'].filter((line) => !line.includes(',00')))
    expect([roles(layout), layout.day]).toEqual([{ at: '入账日期', income: '转入', expense: '转出', balance: '账面余额', counterparty: '谁' }, 'DMY'])
  })

  it('is read by what was taught, wherever its columns stand later, before any shipped layout', async () => {
    const { layout } = await proposed(UNKNOWN)
    const taught = [{ id: '1', layout: { ...layout, name: '村镇银行回单' } }]
    const statement = await parseFile(bytes(UNKNOWN), { taught })
    expect([statement.format, statement.layoutName, statement.warnings]).toEqual(['taught-1', '村镇银行回单', []])
    expect(statement.rows.map((row) => `${row.at} ${row.recorded} ${row.amountFen} ${row.counterparty} ${row.counterTail}`).slice(0, 2)).toEqual(['2024-03-13T08:15:00 IN 94250 红旗超市 1001', '2024-03-13T09:15:00 OUT 157994 厂家 1002'])
    const turned = UNKNOWN.map((line) => (line.includes(',') ? `新列,${line.split(',').reverse().join(',')}` : line))
    expect((await parseFile(bytes(turned), { taught })).rows.map(({ amountFen }) => amountFen)).toEqual(statement.rows.map(({ amountFen }) => amountFen))
    await expect(parseFile(bytes(UNKNOWN))).rejects.toMatchObject({ code: 'statement.layout-unknown' })
  })

  it('a layout the bank taught goes before the shipped one of the same titles', async () => {
    const icbc = ['交易日期,摘要,交易场所,记账金额(收入),记账金额(支出),记账币种,余额,对方户名', '2025-03-01,转账,网银,,100.00,人民币,600.00,甲']
    const { layout } = await proposed(icbc)
    const turned: TaughtLayout = { ...layout, name: '本行改正', columns: { at: 0, income: 4, expense: 3, balance: 6, counterparty: 7, kind: 1 } }
    expect((await parseFile(bytes(icbc))).rows[0]?.recorded).toBe('OUT')
    expect((await parseFile(bytes(icbc), { taught: [{ id: '1', layout: turned }] })).rows[0]?.recorded).toBe('IN')
  })

  it('says of each cell what is wrong with it, and of a layout what it lacks', async () => {
    const { layout } = await proposed(UNKNOWN)
    const rows = preview({ ...layout, name: 'x' }, [{ row: 9, cells: ['9', '2024.13.13', '8:15:00', '来', '一百', '50942.50', '甲', '', ''] }, { row: 10, cells: ['合计', '', '', '', '', '', '', '', ''] }, { row: 11, cells: ['11', '2024.03.16', '8:15:00', '来', '1.00', '5.00', '甲', '', ''] }])
    expect(rows.map(({ row, wrong }) => [row, wrong.map(({ role, value }) => `${role} ${value}`)])).toEqual([[9, ['at 2024.13.13', 'amount 一百']], [11, ['amount 来']]])
    expect(faultsOf({ ...layout, columns: { flow: 3 }, words: { in: [], out: [] } })).toEqual(['请指出哪一列是日期', '请指出金额列，或收入、支出两列', '收支方向要与金额列一起用', '请写出表示收入与支出的词'])
    expect(faultsOf({ ...layout, columns: { at: 1, income: 4, counterparty: 4 } })).toEqual(['还缺支出列', '「发生数」一列选了两种含义'])
    expect(asLayout({ ...layout, name: 'x' }, 'a').required).toContain('flow')
  })
})
