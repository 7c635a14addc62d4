import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Statement } from '#common/statement/domain'
import { parseFile } from './parse-file.ts'

const bill = (name: string, owner = ''): Promise<Statement> => parseFile(readFileSync(new URL(`../../../../examples/bills/${name}`, import.meta.url)), { owner })

/** Counted and added by hand (and once more by a script in another language) from the files as they lie there. */
const BY_HAND = [
  { name: 'alipay_2023_gbk.csv', format: 'alipay-personal', directions: 'OUT OUT NEUTRAL NEUTRAL IN NEUTRAL NEUTRAL NEUTRAL OUT OUT', inFen: 22_222_850, outFen: 16_164, neutralFen: 29_737, turnoverFen: 22_222_850 },
  { name: 'wechat_2019_utf8.csv', format: 'wechat-personal', directions: 'OUT IN OUT OUT IN NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL OUT OUT OUT IN IN OUT IN OUT OUT OUT OUT', inFen: 2_849, outFen: 290_453, neutralFen: 2_610_089, turnoverFen: 2_800 },
  { name: 'wechat_2019.xlsx', format: 'wechat-personal', directions: 'OUT IN OUT OUT IN NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL NEUTRAL OUT OUT OUT IN IN OUT IN OUT OUT OUT OUT', inFen: 2_849, outFen: 290_453, neutralFen: 2_610_089, turnoverFen: 2_800 },
  { name: 'wechat_merchant_all.csv', format: 'wechat-merchant', directions: 'IN', inFen: 600, outFen: 0, neutralFen: 0, turnoverFen: 600 },
  { name: 'icbc_debit_v1.csv', format: 'icbc-debit', directions: 'OUT OUT IN OUT IN OUT NEUTRAL OUT IN OUT NEUTRAL', inFen: 249_912, outFen: 424_108, neutralFen: 34_262, turnoverFen: 123_456 },
  { name: 'ccb_debit.xls', format: 'ccb-debit', directions: 'OUT OUT OUT OUT OUT OUT', inFen: 0, outFen: 70_326, neutralFen: 0, turnoverFen: 0 },
  { name: 'boc_debit.csv', format: 'boc-debit', directions: 'OUT OUT NEUTRAL OUT OUT OUT OUT OUT OUT OUT OUT IN OUT NEUTRAL OUT OUT IN', inFen: 677_100, outFen: 939_430, neutralFen: 305_000, turnoverFen: 100_000 },
  { name: 'abc_debit.csv', format: 'abc-debit', directions: 'IN OUT OUT IN IN', inFen: 1_000_001, outFen: 1_235_589, neutralFen: 0, turnoverFen: 1_000_000 },
  { name: 'cmb_debit.csv', format: 'cmb-debit', directions: 'IN OUT OUT NEUTRAL OUT', inFen: 123_400, outFen: 101_314, neutralFen: 100_000, turnoverFen: 0 },
]

describe('the shipped bills', () => {
  it.each(BY_HAND)('$name is known by its content, row by row and in sum', async ({ name, format, directions, ...sums }) => {
    const statement = await bill(name)
    expect(statement.format).toBe(format)
    expect(statement.rows.map((row) => row.direction).join(' ')).toBe(directions)
    expect(statement.summary).toMatchObject({ count: directions.split(' ').length, refundPaidFen: 0, ...sums })
    expect(new Set(statement.rows.map((row) => row.id)).size).toBe(statement.rows.length)
  })

  it('read single rows as they stand', async () => {
    const [row] = (await bill('ccb_debit.xls')).rows
    expect(row).toMatchObject({ id: '#1', row: 7, at: '2025-01-01T18:53:19', amountFen: 6700, balanceFen: 217_691, counterparty: '中***融科技有限公司', kind: '消费', status: '' })
    expect((await bill('wechat_2019_utf8.csv')).rows[19]).toMatchObject({ id: '160572459521071810106004542906137497131422937', row: 37, at: '2021-07-18T10:48:09', amountFen: 7, counterparty: '打开拼多多，点击底部"多多视频"', kind: '商户消费', status: '充值成功', nature: 'OTHER' })
    expect((await bill('alipay_2023_gbk.csv')).rows[2]).toMatchObject({ amountFen: 1603, refundFen: 1603, nature: 'REFUND_RECEIVED', kind: '退款', status: '退款成功' })
    expect((await bill('boc_debit.csv')).rows[11]).toMatchObject({ at: '2025-08-05T16:00:44', amountFen: 577_100, balanceFen: 661_809, nature: 'OTHER', counterparty: '美金数据有限公司', kind: '工资' })
    expect((await bill('abc_debit.csv')).rows[0]).toMatchObject({ id: '369396693', at: '2024-01-01T12:34:56', counterparty: '哈哈' })
  })

  it('the workbook and the CSV of one WeChat bill say the same', async () => {
    const plain = ({ rows }: Statement) => rows.map((row) => ({ ...row, row: 0 }))
    expect(plain(await bill('wechat_2019.xlsx'))).toEqual(plain(await bill('wechat_2019_utf8.csv')))
  })

  it('a month of WeChat has what came in and what went out', async () => {
    const { months } = (await bill('wechat_2019_utf8.csv')).summary
    expect(months.find(({ month }) => month === '2021-01')).toEqual({ month: '2021-01', inFen: 0, outFen: 51_200 })
    expect(months.find(({ month }) => month === '2023-06')).toEqual({ month: '2023-06', inFen: 500, outFen: 0 })
    expect(months.map(({ month }) => month)).toEqual(months.map(({ month }) => month).sort())
  })

  it('header totals that the rows do not bear out are reported with both numbers', async () => {
    const said = async (name: string) => (await bill(name)).warnings.filter(({ code }) => code === 'HEADER_TOTALS').map(({ row, message }) => `${row} ${message}`)
    expect(await said('alipay_2023_gbk.csv')).toEqual([
      '8 账单写明「全部记录」66 笔，明细实为 10 笔', '9 账单写明「收入」1 笔 28.50 元，明细实为 1 笔 222,228.50 元',
      '10 账单写明「支出」63 笔 16.54 元，明细实为 5 笔 211.64 元', '11 账单写明「不计收支」2 笔 16.37 元，明细实为 4 笔 247.37 元',
    ])
    expect(await said('icbc_debit_v1.csv')).toEqual(['20 账单写明「合计 记账金额(收入)」1,234.56 元，明细实为 2,841.74 元', '20 账单写明「合计 记账金额(支出)」9,876.54 元，明细实为 4,241.08 元'])
    expect(await said('wechat_merchant_all.csv')).toEqual(['4 账单写明「总交易单数」48 笔，明细实为 1 笔', '4 账单写明「应结订单总金额」5.76 元，明细实为 6.00 元', '4 账单写明「退款总金额」1.42 元，明细实为 0.00 元'])
  })

  it('a balance that does not follow, a masked one and rows outside the stated days are reported', async () => {
    const codes = async (name: string) => (await bill(name)).warnings.map(({ code, row }) => `${code} ${row}`)
    expect(await codes('boc_debit.csv')).toEqual([])
    expect(await codes('ccb_debit.xls')).toEqual(['BALANCE_GAP 10'])
    expect(await codes('abc_debit.csv')).toEqual(['BALANCE_GAP 3', 'BALANCE_GAP 4', 'BALANCE_GAP 5'])
    expect(await codes('cmb_debit.csv')).toEqual(['BALANCE_GAP 4', 'BALANCE_GAP 5', 'BALANCE_GAP 6'])
    expect(await codes('icbc_debit_v1.csv')).toContain('BALANCE_MASKED 8')
    expect(await codes('alipay_2023_gbk.csv')).toContain('OUTSIDE_PERIOD 27')
  })

  it('with the owner named, own transfers are neither income nor spending', async () => {
    const statement = await bill('boc_debit.csv', '张三')
    expect(statement.rows.filter((row) => row.counterparty.includes('张三')).map((row) => [row.row, row.direction, row.nature])).toEqual([3, 8, 9, 15, 16, 19].map((row) => [row, 'NEUTRAL', 'OWN']))
    expect(statement.summary).toMatchObject({ inFen: 577_100, outFen: 939_430 - 7_189 - 20_680 - 6_814 - 276_959, neutralFen: 305_000 + 100_000 + 7_189 + 20_680 + 6_814 + 276_959, turnoverFen: 0 })
  })
})
