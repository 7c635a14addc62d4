import { Workbook } from '@cj-tech-master/excelts'
import { describe, expect, it } from 'vitest'
import { Refusal } from '#kernel'
import type { Statement } from '#common/statement/domain'
import { xlsxOf, zipOf } from './files-for-tests.ts'
import { parseFile } from './parse-file.ts'

const read = (lines: readonly string[], owner = ''): Promise<Statement> => parseFile(Buffer.from(lines.join('\r\n')), { owner })
const refusal = async (work: Promise<Statement>): Promise<Refusal> => {
  const error: unknown = await work.then(() => null, (reason: unknown) => reason)
  if (!(error instanceof Refusal)) throw new Error(`expected a refusal, got ${String(error)}`)
  return error
}
const facts = (statement: Statement) => statement.rows.map((row) => `${row.direction} ${row.nature} ${row.amountFen} ${row.refundFen}`)

const WECHAT = '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注'
const wechat = (...rows: string[]) => read([WECHAT, ...rows.map((row, i) => `2025-01-0${i + 1} 10:00:00,${row},10000${i},/,/`)])

describe('a WeChat bill of a person', () => {
  it('turnover is receipts by code and transfers in, less what was given back to the customer', async () => {
    const statement = await wechat(
      '二维码收款,顾客,收款方备注:二维码收款,收入,¥100.00,/,已收钱', '二维码收款,顾客,/,收入,¥80.00,/,已退款(￥30.00)', '二维码收款,顾客,/,收入,¥20.00,/,已全额退款', '转账,老王,转账备注:货款,收入,¥500.00,/,已存入零钱',
      '微信红包,同学,/,收入,¥66.00,/,已存入零钱', '商户消费,平台,/,收入,¥0.07,/,充值成功',
    )
    expect(facts(statement)).toEqual(['IN TRADE 10000 0', 'IN TRADE 8000 3000', 'IN TRADE 2000 2000', 'IN TRADE 50000 0', 'IN OTHER 6600 0', 'IN OTHER 7 0'])
    expect(statement.summary).toMatchObject({ inFen: 76_607, refundPaidFen: 5_000, turnoverFen: 65_000 })
  })

  it('payments undone or given back whole are neutral, partly given back ones keep the part', async () => {
    const statement = await wechat(
      '商户消费,店,/,支出,¥50.00,零钱,支付成功', '商户消费,店,/,支出,¥50.00,零钱,已全额退款', '商户消费,店,/,支出,¥50.00,零钱,已退款(￥20.00)', '店-退款,店,/,收入,¥20.00,/,已退款￥20.00',
      '转账,老王,/,支出,¥9.00,零钱,对方已退还', '零钱提现,工商银行,/,/,¥99.00,工商银行,提现已到账', '商户消费,店,/,支出,¥5.00,零钱,已退款￥5.00',
    )
    expect(facts(statement)).toEqual(['OUT PAYMENT 5000 0', 'NEUTRAL CLOSED 5000 5000', 'OUT PAYMENT 5000 2000', 'NEUTRAL REFUND_RECEIVED 2000 2000', 'NEUTRAL CLOSED 900 0', 'NEUTRAL OWN 9900 0', 'NEUTRAL CLOSED 500 500'])
    expect(statement.summary).toMatchObject({ inFen: 0, outFen: 10_000, refundPaidFen: 0, turnoverFen: 0 })
  })

  it('a refund that the receipt tells and a row of its own shows counts once', async () => {
    const bill = (...rows: string[]) => read([WECHAT, ...rows])
    const sale = '2025-01-01 10:00:00,二维码收款,顾客,/,收入,¥80.00,/,已退款(￥30.00),A1,M1,/'
    const back = (number: string, order: string, amount = '30.00') => `2025-01-02 10:00:00,二维码收款-退款,顾客,/,支出,¥${amount},/,已退款,${number},${order},/`
    for (const rows of [[sale, back('A1', '/')], [back('B1', 'M1'), sale], [sale, back('B1', 'M1', '10.00'), back('B2', 'M1', '20.00')], [sale, back('A1_7', '/')]]) {
      expect((await bill(...rows)).summary).toMatchObject({ inFen: 8_000, outFen: 3_000, refundPaidFen: 3_000, turnoverFen: 5_000 })
    }
    expect((await bill(sale, back('A1', '/', '10.00'))).summary).toMatchObject({ refundPaidFen: 3_000, turnoverFen: 5_000 })
    expect((await bill(sale, back('B1', 'M2', '20.00'))).summary).toMatchObject({ refundPaidFen: 5_000, turnoverFen: 3_000 })
  })

  it('a row twice is reported, a number twice is told apart', async () => {
    const row = '2025-01-01 10:00:00,转账,老王,/,收入,¥5.00,/,已收钱,77,/,/'
    const statement = await read([WECHAT, row, row, row.replace('5.00', '6.00')])
    expect(statement.rows.map(({ id }) => id)).toEqual(['77', '77#2', '77#3'])
    expect(statement.warnings).toEqual([{ code: 'DUPLICATE_ROW', row: 3, message: '第 3 行与前面某行完全相同（单号 77），请核实是否重复' }])
  })

  it('without rows is a bill of nothing', async () => {
    expect((await read([WECHAT])).summary).toEqual({ count: 0, inFen: 0, outFen: 0, neutralFen: 0, refundPaidFen: 0, turnoverFen: 0, months: [] })
  })
})

describe('a WeChat bill of a merchant', () => {
  const HEAD = '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
  const row = (number: string, status: string, amount: string, refund: { number: string; amount: string; status: string }) =>
    `\`2019-07-25 08：35：41,\`W,\`X,\`0,\`,\`${number},\`M1,\`user1,\`JSAPI,\`${status},\`PSBC_DEBIT,\`CNY,\`${amount},\`0.00,\`${refund.number},\`0,\`${refund.amount},\`0.00,\`,\`${refund.status},\`,\`,\`0.04000,\`0.60%,\`6.00,\`0.00,\``
  const none = { number: '0', amount: '0.00', status: '' }

  it('turnover is settled sales less refunds paid; refunds not successful and unpaid orders are neutral', async () => {
    const statement = await read([
      HEAD, row('A1', 'SUCCESS', '60.00', none), row('A2', 'SUCCESS', '40.00', none), row('A1', 'REFUND', '0.00', { number: 'R1', amount: '15.00', status: 'SUCCESS' }),
      row('A2', 'REFUND', '0.00', { number: 'R2', amount: '40.00', status: 'FAIL' }), row('A3', 'REVOKED', '0.00', { number: '0', amount: '5.00', status: 'SUCCESS' }), row('A4', 'PAYERROR', '7.00', none), row('A1', 'REFUND', '0.00', { number: 'R5', amount: '3.00', status: 'PROCESSING' }),
      '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额', '`7,`100.00,`20.00,`0.00,`0.01000,`100.00,`20.00',
    ])
    expect(statement.format).toBe('wechat-merchant')
    expect(facts(statement)).toEqual(['IN TRADE 6000 0', 'IN TRADE 4000 0', 'OUT REFUND_PAID 1500 1500', 'NEUTRAL CLOSED 4000 4000', 'OUT REFUND_PAID 500 500', 'NEUTRAL CLOSED 700 0', 'NEUTRAL CLOSED 300 300'])
    expect(statement.rows.map(({ id, at, status }) => `${id} ${at} ${status}`)).toEqual(['A1', 'A2', 'R1', 'R2', 'A3', 'A4', 'R5'].map((id, i) => `${id} 2019-07-25T08:35:41 ${['SUCCESS', 'SUCCESS', 'REFUND/SUCCESS', 'REFUND/FAIL', 'REVOKED/SUCCESS', 'PAYERROR', 'REFUND/PROCESSING'][i]}`))
    expect(statement.summary).toMatchObject({ inFen: 10_000, outFen: 2_000, neutralFen: 5_000, refundPaidFen: 2_000, turnoverFen: 8_000 })
    expect(statement.warnings.map(({ code, row: on, message }) => `${code} ${on} ${message}`)).toEqual(['REFUND_NOT_PAID 5 第 5 行退款 40.00 元状态为 REFUND/FAIL，没有成功，未从销售额中扣除', 'REFUND_NOT_PAID 8 第 8 行退款 3.00 元状态为 REFUND/PROCESSING，没有成功，未从销售额中扣除'])
    expect(await refusal(read([HEAD, row('A1', 'SUCCESS', '60.00', none).replace('CNY', 'HKD')]))).toMatchObject({ code: 'statement.row', at: '/rows/2/货币种类', value: 'HKD' })
  })

  it('the fund bill: fees are spending, withdrawals and top-ups own money, balances follow', async () => {
    const fund = (no: number, name: string, flow: string, amount: string, balance: string) => `\`2025-03-0${no} 10:00:00,\`B${no},\`F${no},\`${name},\`${name},\`${flow},\`${amount},\`${balance},\`system,\`,\`V${no}`
    const statement = await read([
      '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额（元）,账户结余（元）,资金变更提交申请人,备注,业务凭证号',
      fund(1, '交易', '收入', '100.00', '100.00'), fund(2, '扣除交易手续费', '支出', '0.60', '99.40'), fund(3, '退款', '支出', '20.00', '79.40'), fund(4, '提现', '支出', '50.00', '29.40'), fund(5, '充值', '收入', '1.00', '30.40'), fund(6, '退款', '收入', '2.00', '32.40'),
      '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额', '`6,`3,`103.00,`3,`71.60',
    ])
    expect(statement.format).toBe('wechat-merchant-fund')
    expect(facts(statement)).toEqual(['IN TRADE 10000 0', 'OUT PAYMENT 60 0', 'OUT REFUND_PAID 2000 2000', 'NEUTRAL OWN 5000 0', 'NEUTRAL OWN 100 0', 'NEUTRAL REFUND_RECEIVED 200 200'])
    expect(statement.summary).toMatchObject({ refundPaidFen: 2_000, turnoverFen: 8_000 })
    expect(statement.warnings.map(({ row, message }) => `${row} ${message}`)).toEqual(['9 账单写明「支出金额」71.60 元，明细实为 70.60 元'])
  })
})

describe('an Alipay bill', () => {
  const MERCHANT = '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注'
  const row = (number: string, kind: string, received: string, batch: string) => `${number}\t,M${number}\t,${kind},鱼,2025-03-01 09:00:00,2025-03-01 09:00:05,S1\t,一店,,,cus***@qq.com,10.00,${received},0.00,0.00,0.00,0.00,0.00,,0.00,0.00,${batch},0.06,0.00,`

  it('of a merchant: a refund is a refund with or without its minus, and the totals agree', async () => {
    const statement = await read([
      '#支付宝业务明细查询', '#账号：[20880000000000000156]', '#起始日期：[2025年03月01日 00:00:00]   终止日期：[2025年03月31日 00:00:00]', '#-----------------------------------------业务明细列表----------------------------------------', MERCHANT,
      row('T1', '交易', '100.00', ''), row('T2', '交易', '60.00', ''), row('T1', '退款', '-30.00', 'RF1'), row('T2', '退款', '10.00', 'RF2'), '#-----------------------------------------业务明细列表结束------------------------------------',
      '#交易合计：2笔，商家实收共160.00元，商家优惠共0.00元', '#退款合计：2笔，商家实收退款共-40.00元，商家优惠退款共0.00元', '#导出时间：[2025年04月01日 08:00:00]',
    ])
    expect(statement).toMatchObject({ format: 'alipay-merchant', warnings: [], period: { from: '2025-03-01', until: '2025-03-31' } })
    expect(facts(statement)).toEqual(['IN TRADE 10000 0', 'IN TRADE 6000 0', 'OUT REFUND_PAID 3000 3000', 'OUT REFUND_PAID 1000 1000'])
    expect(statement.rows[2]).toMatchObject({ id: 'RF1', at: '2025-03-01T09:00:05', counterparty: 'cus***@qq.com', kind: '退款' })
    expect(statement.summary).toMatchObject({ refundPaidFen: 4_000, turnoverFen: 12_000 })
  })

  const APP = '交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,'
  const app = (...rows: string[]) => read([APP, ...rows.map((line, i) => { const [kind, detail, flow, status = '交易成功'] = line.split(' | '); return `2025-03-01 10:00:00,${kind},顾客,/,${detail},${flow},100.00,余额,${status},A${i}\t,M${i}\t,,` })])

  it.each(['连衣裙 七天无理由退货', '理财入门书', '存款罐', '家用保险箱', '红包封100个', '工资条打印纸', '养老院护理床', '基金从业教材', '余额宝典', '借款合同模板', '充值卡包', '收钱码收款'])('of a person: goods named %s were sold', async (goods) => {
    expect(facts(await app(`商业服务 | ${goods} | 收入`, `收入 | ${goods} | 收入`, `转账红包 | ${goods} | 收入`))).toEqual(['IN TRADE 10000 0', 'IN TRADE 10000 0', 'IN TRADE 10000 0'])
    expect(facts(await app(`日用百货 | ${goods} | 支出`))).toEqual(['OUT PAYMENT 10000 0'])
  })

  it.each([
    ['退款 | 连衣裙 | 收入', 'NEUTRAL REFUND_RECEIVED 10000 10000'], ['服饰装扮 | 退款-连衣裙 | 收入', 'NEUTRAL REFUND_RECEIVED 10000 10000'], ['商业服务 | 连衣裙 | 收入 | 退款成功', 'NEUTRAL REFUND_RECEIVED 10000 10000'],
    ['退款 | 退款-连衣裙 | 支出', 'OUT REFUND_PAID 10000 10000'], ['投资理财 | 蚂蚁财富-某基金-卖出至余额宝 | 收入', 'NEUTRAL OWN 10000 0'], ['账户存取 | 提现-快速提现 | 收入', 'NEUTRAL OWN 10000 0'], ['其他 | 余额宝-转出到余额 | 收入', 'NEUTRAL OWN 10000 0'],
    ['其他 | 余额宝-2025.03.01-收益发放 | 收入', 'IN OTHER 10000 0'], ['信用借还 | 借呗放款 | 收入', 'IN LOAN 10000 0'], ['其他 | 借呗放款 | 收入', 'IN LOAN 10000 0'], ['收入 | 代发工资 | 收入', 'IN OTHER 10000 0'],
    ['转账红包 | 收到张三的红包 | 收入', 'IN OTHER 10000 0'], ['转账红包 | 普通红包 | 收入', 'IN OTHER 10000 0'], ['转账红包 | 转账 | 收入', 'IN TRADE 10000 0'], ['保险 | 车险理赔 | 收入', 'IN OTHER 10000 0'], ['商业服务 | 茶 | 收入 | 交易关闭', 'NEUTRAL CLOSED 10000 0'],
  ])('of a person: %s', async (line, fact) => expect(facts(await app(line))).toEqual([fact]))

  it('of a person, older web page: its refund column, its holder, its closed orders', async () => {
    const statement = await read([
      '支付宝交易记录明细查询', '姓名：王小明', '交易号,商家订单号,交易创建时间,付款时间,最近修改时间,交易来源地,类型,交易对方,商品名称,金额（元）,收/支,交易状态,服务费（元）,成功退款（元）,备注,资金状态,',
      'A1,,2019-01-01 10:00:00,2019-01-01 10:00:05,2019-01-01 10:00:05,支付宝网站,即时到账交易,顾客甲,收款,88.00,收入,交易成功,0.00,8.00,,已收入,', 'A2,,2019-01-02 10:00:00,2019-01-02 10:00:05,,淘宝,即时到账交易,店家,存钱罐 理财书,50.00,支出,交易成功,0.00,20.00,,已支出,',
      'A3,,2019-01-03 10:00:00,,,淘宝,即时到账交易,店家,茶,9.00,支出,交易关闭,0.00,0.00,,,', 'A4,,2019-01-04 10:00:00,2019-01-04 10:00:00,,支付宝网站,转账,王小明,转账,500.00,收入,交易成功,0.00,0.00,,,', 'A5,,2019-01-05 10:00:00,2019-01-05 10:00:00,,支付宝网站,转账红包,小李,红包,6.00,收入,交易成功,0.00,0.00,,,',
    ])
    expect(facts(statement)).toEqual(['IN TRADE 8800 800', 'OUT PAYMENT 5000 2000', 'NEUTRAL CLOSED 900 0', 'NEUTRAL OWN 50000 0', 'IN OTHER 600 0'])
    expect(statement.summary).toMatchObject({ refundPaidFen: 800, turnoverFen: 8_000 })
  })
})

describe('a workbook of another program', () => {
  it('may hold dates, times and sums as numbers, text in pieces, and tells of its formulas', async () => {
    const book = new Workbook()
    const sheet = book.addWorksheet('明细')
    sheet.addRow(['交易日期', '支出', '收入', '账户余额', '币种', '摘要', '对方户名'])
    sheet.addRow([new Date(Date.UTC(2025, 0, 1, 18, 53, 19)), 49.74, 0, 0.1 + 0.2, '人民币', '消费', { richText: [{ text: '甲' }, { text: '公司' }] }])
    sheet.addRow([new Date(Date.UTC(2025, 0, 2)), null, { formula: 'B2*2', result: 99.48 }, 99.78, '人民币', '转入', '乙'])
    const statement = await parseFile(Buffer.from(await book.xlsx.writeBuffer()))
    expect(statement.rows.map(({ at, direction, amountFen, balanceFen, counterparty }) => [at, direction, amountFen, balanceFen, counterparty])).toEqual([['2025-01-01T18:53:19', 'OUT', 4974, 30, '甲公司'], ['2025-01-02', 'IN', 9948, 9978, '乙']])
    expect(statement.warnings.map(({ code }) => code)).toEqual(['FORMULA'])
  })
})

describe('what cannot be read', () => {
  const BANK = '交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日志号,交易渠道,交易附言'

  it('an unknown layout: what was recognised and what is missing', async () => {
    const error = await refusal(read(['交易时间,交易类型,交易对方,收/支,金额(元),备注', '2025-01-01 10:00:00,转账,老王,收入,5.00,']))
    expect(error).toMatchObject({ code: 'statement.layout-unknown', at: '/rows/1', message: '账单版式无法识别：最接近「微信支付个人账单」，缺少列 交易单号、当前状态', value: '文本（CSV），编码 UTF-8；第 1 行识别到列 交易时间、收/支、金额、交易对方、交易类型' })
    expect(error.expected).toContain('支付宝商户业务明细')
    expect(await refusal(read(['日期,金额,对方,备注,收支', '2024-01-01,1,a,b,收入']))).toMatchObject({ message: expect.stringContaining('最接近「农商行、信用社及通用账户明细」，缺少列 摘要') as string, value: '文本（CSV），编码 UTF-8；第 1 行识别到列 日期、金额' })
    expect(await refusal(read(['姓名,年龄', '甲,3']))).toMatchObject({ code: 'statement.layout-unknown', at: '/rows', value: '文本（CSV），编码 UTF-8；读了 2 行，第 1 行为 姓名、年龄，都不是已知的列名' })
    expect(await refusal(parseFile(xlsxOf({ sheets: [{ name: '员工', table: [['姓名', '年龄']] }] })))).toMatchObject({ value: 'XLSX 工作簿，工作表「员工」；读了 1 行，第 1 行为 姓名、年龄，都不是已知的列名' })
    expect(await refusal(parseFile(zipOf([{ name: '员工.csv', data: '姓名,年龄' }])))).toMatchObject({ value: expect.stringContaining('压缩包内的文本「员工.csv」，编码 UTF-8') as string })
  })

  it.each([
    ['amount', '20240101,123456,转存,1e5,11000.00,甲,1,,', '/rows/2/交易金额', '1e5'], ['amount', '20240101,123456,转存,,11000.00,甲,1,,', '/rows/2/交易金额', ''], ['amount', '20240101,123456,转存,12.345,11000.00,甲,1,,', '/rows/2/交易金额', '12.345'],
    ['date', '20240230,123456,转存,1.00,11000.00,甲,1,,', '/rows/2/交易日期', '20240230'], ['time', '20240101,253456,转存,1.00,11000.00,甲,1,,', '/rows/2/交易时间', '253456'], ['balance', '20240101,,转存,1.00,一万,甲,1,,', '/rows/2/本次余额', '一万'],
  ])('a row with a wrong %s refuses the file and names row, column, value and what is right', async (_, row, at, value) => {
    expect(await refusal(read([BANK, row, '20240102,132324,财付通,-10.00,11000.00,乙,2,,']))).toMatchObject({ code: 'statement.row', at, value, expected: expect.stringMatching(/\p{Script=Han}/u) as string })
  })

  it('a row cut off before the columns the layout reads, wherever it is cut', async () => {
    expect(await refusal(read([WECHAT, '2024-01-01 10:00:00,二维码收款,a,x,收入,¥12']))).toMatchObject({ code: 'statement.cut-row', at: '/rows/2', message: '第 2 行不完整：只有 6 列，缺少 交易单号、当前状态' })
    const row = '2024-01-01 10:00:00,二维码收款,a,x,收入,¥120.00,零钱,已收钱,1001,M1,/'
    const whole = row.length - ',M1,/'.length
    for (let length = 1; length < whole - '1001'.length; length++) expect(await refusal(read([WECHAT, row, row.slice(0, length)]))).toMatchObject({ at: expect.stringMatching(/^\/rows\/3/) as string })
    expect(facts(await read([WECHAT, row, row.slice(0, whole)]))).toHaveLength(2)
  })

  it('a zip of two bills: the first is read, the second named', async () => {
    const bill = `${WECHAT}\n2025-01-01 10:00:00,转账,老王,/,收入,¥5.00,/,已收钱,77,/,/`
    expect(await parseFile(zipOf([{ name: 'a.csv', data: bill }, { name: 'b.csv', data: bill }]))).toMatchObject({ summary: { count: 1 }, warnings: [{ code: 'FILE_NOT_READ', row: null, message: '压缩包里的「b.csv」没有读取：「a.csv」已是完整账单，一次只读一份' }] })
    expect(await refusal(parseFile(zipOf([{ name: 'a.csv', data: bill.replace('5.00', '五') }])))).toMatchObject({ at: '/a.csv/rows/2/金额', message: expect.stringContaining('「a.csv」') as string })
  })

  it('amounts that together go beyond what adds up exactly: the row with which they do', async () => {
    const error = await refusal(wechat(...Array.from({ length: 8 }, () => '转账,老王,/,收入,¥999999999999.99,/,已收钱')))
    expect(error).toMatchObject({ code: 'statement.row', at: '/rows/9/金额', value: '¥999999999999.99', message: expect.stringContaining('使合计超出') as string })
    expect(await refusal(wechat('转账,老王,/,收入,¥90071992547409.91,/,已收钱'))).toMatchObject({ at: '/rows/2/金额', expected: expect.stringContaining('小于一万亿') as string })
  })

  it('another direction than the layout knows, a negative amount beside a direction, another currency', async () => {
    expect(await refusal(wechat('转账,老王,/,进账,¥5.00,/,已收钱'))).toMatchObject({ at: '/rows/2/收~1支', value: '进账' })
    expect(await refusal(wechat('转账,老王,/,收入,-5.00,/,已收钱'))).toMatchObject({ at: '/rows/2/金额', value: '-5.00' })
    expect(await refusal(read(['记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要', '2024-01-01,USD,5.00,5.00,转账,甲,']))).toMatchObject({ at: '/rows/2/货币', value: 'USD' })
  })

  it.each([
    ['PDF', Buffer.from('%PDF-1.7\n1 0 obj'), 'statement.file-type'], ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'statement.file-type'], ['a web page', Buffer.from('<html><table>'), 'statement.file-type'], ['nothing', Buffer.alloc(0), 'statement.empty'],
    ['NUL', Buffer.from(`${WECHAT}\n2025-01-01 10:00:00,\0`), 'statement.nul'], ['half UTF-8, half GBK', Buffer.concat([Buffer.from(`${WECHAT}\n2025`), Buffer.from('cbcdb2ce', 'hex')]), 'statement.encoding'],
    ['an open quote', Buffer.from(`${WECHAT}\n2025-01-01 10:00:00,"转账,老王`), 'statement.quote'], ['a quote closed too early', Buffer.from(`${WECHAT}\n2025-01-01 10:00:00,"转"账,老王`), 'statement.quote'],
    ['a line without end', Buffer.concat([Buffer.from(`${WECHAT}\n`), Buffer.alloc(200_000, 'x')]), 'statement.long-line'], ['too many columns', Buffer.from(`${WECHAT}\n${','.repeat(300)}`), 'statement.too-many-columns'], ['half a compound file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'statement.xls'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await refusal(parseFile(bytes))).toMatchObject({ code, message: expect.stringMatching(/\p{Script=Han}/u) as string, expected: expect.stringMatching(/\p{Script=Han}|CSV/u) as string })
  })
})
