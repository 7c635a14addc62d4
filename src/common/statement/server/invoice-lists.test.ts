import { describe, expect, it } from 'vitest'
import { xlsxOf } from './files-for-tests.ts'
import { parseInvoices } from './parse-invoices.ts'
import { unzipInvoices } from './unzip-invoices.ts'

const TITLES = '序号,发票代码,发票号码,数电票号码,销方识别号,销方名称,购方识别号,购买方名称,开票日期,金额,税额,价税合计,发票来源,发票票种,发票状态,是否正数发票'
const line = (number: number, [seller, buyer]: readonly [string, string], total: string, state = '正常'): string => `${number},,,2544${number},${seller},${seller}公司,${buyer},${buyer}公司,2025-03-0${number % 9 + 1} 10:00:00,90,10,${total},电子发票服务平台,数电票,${state},是`
const SALES = [TITLES, line(1, ['ME', 'A'], '100.00', '已红冲-全额'), line(2, ['ME', 'B'], '200.00'), line(3, ['ME', ''], '50.00'), line(4, ['ME', 'A'], '-100.00'), line(5, ['ME', 'C'], '10.00', '已作废')]
const PURCHASES = [TITLES, line(11, ['S', 'ME'], '70.00'), line(12, ['A', 'ME'], '30.00')]
const file = (name: string, lines: readonly string[]) => ({ name, bytes: Buffer.from(lines.join('\n')) })
const facts = (profiles: ReturnType<typeof parseInvoices>) => profiles.map((firm) => [firm.id, firm.name, firm.salesFen, firm.purchasesFen, firm.salesInvoices, firm.red.pairedCount, firm.bothWays.map(({ id }) => id)])

describe('lists as the tax office exports them', () => {
  it('name both sides: the firm on every invoice is whose they are, and an invoice of two files counts once', () => {
    expect(facts(parseInvoices([file('销.csv', SALES), file('进.csv', PURCHASES), file('销二月.csv', SALES.slice(0, 3))]))).toEqual([['ME', 'ME公司', 25_000, 10_000, 4, 1, ['A']]])
  })

  it('are refused where they leave open whose they are', () => {
    expect(() => parseInvoices([file('a.csv', [TITLES, line(1, ['ME', 'A'], '100.00')])])).toThrow('分不清哪一家是本企业')
    expect(() => parseInvoices([file('a.csv', [TITLES, line(1, ['ME', 'A'], '100.00'), line(2, ['X', 'Y'], '100.00')])])).toThrow('没有一家共同的企业')
  })

  it('are read from the sheet of invoices of a workbook, not from their lines and sums once more', async () => {
    const cells = SALES.map((each) => each.split(','))
    const book = { name: '导出.xlsx', bytes: xlsxOf({ sheets: [{ name: '信息汇总表', table: [...cells, ...cells.slice(1)] }, { name: '发票基础信息', table: [['全量发票查询'], ...cells] }] }) }
    expect(facts(parseInvoices(await unzipInvoices([book])))).toEqual([['ME', 'ME公司', 25_000, 0, 4, 1, []]])
  })

  it('may have a title above and a sum below', () => {
    expect(facts(parseInvoices([file('a.csv', ['某某公司发票清单', ...SALES, '合计,,,,,,,,,450,50,260.00,,,,'])]))).toEqual([['ME', 'ME公司', 25_000, 0, 4, 1, []]])
  })
})
