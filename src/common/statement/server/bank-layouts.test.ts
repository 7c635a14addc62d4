import { describe, expect, it } from 'vitest'
import type { Statement } from '#common/statement/domain'
import { parseFile } from './parse-file.ts'
import { xlsxOf } from './files-for-tests.ts'

const read = (lines: readonly string[]): Promise<Statement> => parseFile(Buffer.from(lines.join('\r\n')))
const facts = ({ rows }: Statement): string[] => rows.map((row) => `${row.at} ${row.recorded} ${row.amountFen} ${row.balanceFen} ${row.counterparty}`)

/** Each export as it is publicly known: a receipt of 100.00 to 600.00, then a payment of 50.00 to 550.00. */
const FORMS: readonly (readonly [string, string, readonly string[]])[] = [
  ['icbc-debit', '工商银行', ['交易日期,账号,储种,币种,钞汇,摘要,地区,收入/支出金额,余额,对方户名,对方账号,渠道', '2025-03-01,6222021111112222,活期,人民币,钞,转账,1001,+100.00,600.00,甲公司,6222,网银', '2025-03-02,6222021111112222,活期,人民币,钞,消费,1001,-50.00,550.00,乙,6223,快捷']],
  ['icbc-debit', '工商银行（对公）', ['凭证号,对方账号,交易时间,借方发生额,贷方发生额,对方单位名称,摘要,用途,余额', '1,6222,2025-03-01 09:00:00,,100.00,甲公司,转账,货款,600.00', '2,6223,2025-03-02 09:00:00,50.00,,乙,转账,货款,550.00']],
  ['ccb-debit', '建设银行（手机银行）', ['序号,摘要,币别,钞汇,交易日期,交易金额,账户余额,交易地点/附言,对方账号与户名', '1,转账,人民币元,钞,20250301,100.00,600.00,网银,6217/甲公司', '2,消费,人民币元,钞,20250302,-50.00,550.00,快捷,6218/乙']],
  ['ccb-debit', '建设银行（对公）', ['账号,账户名称,交易时间,借方发生额（支取）,贷方发生额（收入）,余额,币种,对方户名,对方账号,摘要,备注,账户明细编号-交易流水号', '31000001,某店,20250301 09:00:00,0.00,100.00,600.00,人民币元,甲公司,6217,转账,货款,1-1', '31000001,某店,20250302 09:00:00,50.00,0.00,550.00,人民币元,乙,6218,转账,货款,2-2']],
  ['ccb-debit', '建设银行（对公，列名带单位）', ['账　　号,31000001,账户名称,某店', '交易时间,借方发生额/元(支取),贷方发生额/元(收入),余额,币种,对方户名,对方账号,对方开户机构,记账日期,摘要,备注,账户明细编号-交易流水号', '20250301 09:00:00,0.00,100.00,600.00,人民币,甲公司,6217,某行,20250301,转账,货款,1-1', '20250302 09:00:00,50.00,0.00,550.00,人民币,乙,6218,某行,20250302,转账,货款,2-2']],
  ['boc-debit', '中国银行（对公，中英文列名，收付款人各一列）', ['查询账号[ Inquirer account number ],1234', '交易类型[ Transaction Type ],业务类型[ Business type ],付款人账号[ Debit Account No. ],付款人名称[ Payer\'s Name ],收款人账号[ Payee\'s Account Number ],收款人名称[ Payee\'s Name ],交易日期[ Transaction Date ],交易时间[ Transaction time ],交易货币[ Trade Currency ],交易金额[ Trade Amount ],交易后余额[ After-transaction balance ],摘要[ Reference ],用途[ Purpose ],交易流水号[ Transaction reference number ]', '来账,转账,6217,甲公司,1234,某店,20250301,090000,CNY,100.00,600.00,货款,,1', '往账,转账,1234,某店,6218,乙,20250302,090000,CNY,-50.00,550.00,进货,,2']],
  ['abc-debit', '农业银行（网银）', ['交易时间,收入金额,支出金额,账户余额,交易行名,对方省市,对方账号,对方户名,交易用途', '2025-03-01 09:00:00,100.00,,600.00,某支行,湖南,6228,甲公司,货款', '2025-03-02 09:00:00,,50.00,550.00,某支行,湖南,6229,乙,货款']],
  ['boc-debit', '中国银行（网银）', ['交易日期,业务摘要,对方账户名称,对方账户账号,币种,钞/汇,收入金额,支出金额,余额,交易渠道/场所,附言', '2025/03/01,转账收入,甲公司,6217,人民币元,,100.00,,600.00,网银,货款', '2025/03/02,转账支出,乙,6218,人民币元,,,50.00,550.00,网银,货款']],
  ['cmb-debit', '招商银行（专业版）', ['交易日期,交易时间,收入,支出,余额,交易类型,交易备注', '20250301,09:00:00,100.00,,600.00,转账汇款,货款', '20250302,09:00:00,,50.00,550.00,转账汇款,货款']],
  ['bocom-debit', '交通银行', ['序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要', '1,2025-03-01,09:00:00,其他交易,贷 Cr,100.00,600.00,6666,甲公司,网络支付,货款', '2,2025-03-02,09:00:00,网上支付,借 Dr,50.00,550.00,6667,乙,网上国网,']],
  ['bocom-debit', '交通银行（英文列名）', ['Serial Num,Trans Date,Trans Time,Trading Type,Dc Flg,Trans Amt,Balance,Payment Receipt Account,Payment Receipt Account Name,Trading Place,Abstract', '1,2025-03-01,09:00:00,转账,贷 Cr,100.00,600.00,6666,甲公司,网络支付,货款', '2,2025-03-02,09:00:00,转账,借 Dr,50.00,550.00,6667,乙,网上国网,']],
  ['spdb-debit', '浦发银行', ['账号,6200000000001230,账户类型,借记卡,日期范围,20250301-20250331', '顺序号,交易日期,交易类型,存入金额,取出金额,余额,交易对手名称,交易对手账号,附言', '1,2025/03/01  14:06:51,汇入外,100.00,,600.00,甲公司,6666,', '2,2025/03/02  07:22:32,网上支付-支付宝,,50.00,550.00,乙,6667,']],
  ['citic-debit', '中信银行', ['中信银行借记卡交易明细', '交易日期,支出金额,收入金额,账户余额,对方账户名称,受理机构,摘要,状态', '2025-03-01,,100.00,600.00,甲公司,网上银行,转账,完成', '2025-03-02,50.00,,550.00,乙,网上银行,转账,完成']],
  ['cgb-debit', '广发银行', ['广发银行个人账户交易明细', '交易时间,收入,支出,账户余额,交易渠道,对方户名,对方账号,摘要', '2025-03-01 09:00:00,100.00,,600.00,网银,甲公司,6225,转账', '2025-03-02 09:00:00,,50.00,550.00,网银,乙,6226,转账']],
  ['psbc-debit', '邮储银行', ['中国邮政储蓄银行账户交易明细', '序号,交易日期,交易渠道,摘要,交易金额,账户余额,对方户名,对方账号', '1,2025-03-01,手机银行,转账,+100.00,600.00,甲公司,6217', '2,2025-03-02,手机银行,支付,-50.00,550.00,乙,6218']],
  ['rural-debit', '农商行（借贷标志）', ['衡川农村商业银行活期账户明细', '户名：王建国,账号：6210000000005678', '交易日期,交易时间,借贷标志,交易金额,账户余额,对方户名,对方账号,摘要', '20250301,093000,贷,100.00,600.00,甲公司,6217,转账', '20250302,093100,借,50.00,550.00,乙,6218,转账']],
  ['rural-debit', '信用社（借方、贷方）', ['日期,摘要,借方发生额,贷方发生额,余额,对方户名', '2025-03-01,转账,0.00,100.00,600.00,甲公司', '2025-03-02,转账,50.00,0.00,550.00,乙']],
]

describe('exports of banks', () => {
  it.each(FORMS)('%s %s', async (format, _, lines) => {
    const statement = await read(lines)
    expect(statement.format).toBe(format)
    expect(facts(statement).map((fact) => fact.replace(/T\S+/, '').replace(/ \S*(甲公司|乙)?$/, ''))).toEqual(['2025-03-01 IN 10000 60000', '2025-03-02 OUT 5000 55000'])
    expect(statement.warnings).toEqual([])
  })

  it('name the account and its holder above the rows; of the number only the end is kept', async () => {
    const rural = await read(FORMS.find(([, name]) => name.includes('借贷标志'))![2])
    expect([rural.holder, rural.accountTail, rural.rows[0]?.counterTail]).toEqual(['王建国', '5678', '6217'])
    expect((await read(FORMS.find(([format]) => format === 'spdb-debit')![2])).accountTail).toBe('1230')
    expect((await read(FORMS[0]![2])).rows[0]?.accountTail).toBe('2222')
  })

  it('in any order of columns, with others between, as a workbook with numbers or with texts', async () => {
    const table = [['备用', '摘要', '余额', '交易金额', '借贷', '交易日期', '对方户名', '交易类型'], ['x', '货款', 600, 100, '贷 Cr', '2025-03-01', '甲公司', '转账'], ['x', '货款', '550.00', '50.00', '借 Dr', '2025-03-02', '乙', '转账']]
    const statement = await parseFile(xlsxOf({ sheets: [{ name: '明细', table: table.map((row) => row.map(String)) }] }))
    expect([statement.format, ...facts(statement)]).toEqual(['bocom-debit', '2025-03-01 IN 10000 60000 甲公司', '2025-03-02 OUT 5000 55000 乙'])
  })

  it('a word that tells no direction refuses the row', async () => {
    await expect(read(['交易日期,借贷标志,交易金额,账户余额,摘要', '20250301,贷款,100.00,600.00,转账'])).rejects.toMatchObject({ at: '/rows/2/借贷标志', value: '贷款' })
  })
})

describe('wallets of shops', () => {
  it('JD: what was given back stands beside the amount or in a row of its own', async () => {
    const statement = await read([
      '导出信息：', '京东账号名：jd_1', '共：26笔记录', '交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注',
      '2024-12-28 13:28:32\t,京东平台商户,退款-卫衣,89.84,中国银行信用卡(1875),退款成功,不计收支,网购,1\t,2\t,,', '2024-12-28 13:27:56\t,京东平台商户,卫衣 等多件,131.77(已退款89.84),中国银行信用卡(1875),交易成功,支出,服饰,3\t,4\t,,',
      '2024-12-27 10:00:00\t,京东平台商户,水果,9.80,钱包余额,交易成功,支出,食品酒饮,5\t,6\t,,',
    ])
    expect(statement.format).toBe('jd-personal')
    expect(statement.rows.map((row) => `${row.nature} ${row.amountFen} ${row.refundFen}`)).toEqual(['REFUND_RECEIVED 8984 8984', 'PAYMENT 13177 8984', 'PAYMENT 980 0'])
  })

  it('JD and Meituan of a merchant: what he is owed is sold, what goes back is given back, fees are spent', async () => {
    const jd = await read(['订单编号,单据编号,单据类型,商品编号,商品名称,结算状态,费用发生时间,费用计费时间,费用结算时间,费用项,金额,币种,商家应收/应付', '1,D1,订单,9,米,已结算,2025-03-01,2025-03-01,2025-03-02 10:00:00,货款,100.00,CNY,应收', '1,D2,订单,9,米,已结算,2025-03-01,2025-03-01,2025-03-02 10:00:00,佣金,5.00,CNY,应付', '1,D3,售后,9,米,已结算,2025-03-03,2025-03-03,2025-03-04 10:00:00,货款,20.00,CNY,应付'])
    expect([jd.format, jd.summary.turnoverFen, ...jd.rows.map(({ nature }) => nature)]).toEqual(['jd-merchant', 8_000, 'TRADE', 'PAYMENT', 'REFUND_PAID'])
    const meituan = await read(['交易类型,交易描述,商家应收款,总金额,账单日期,下单时间,完成时间,订单状态,门店名称,订单号', '外卖订单,午餐,18.50,22.00,2025-03-01,2025-03-01 11:00:00,2025-03-01 11:40:00,已完成,一店,M1', '外卖订单退款,午餐,-18.50,-22.00,2025-03-01,2025-03-01 12:00:00,2025-03-01 12:10:00,已退款,一店,M2'])
    expect([meituan.format, meituan.summary.turnoverFen, ...meituan.rows.map(({ nature }) => nature)]).toEqual(['meituan-merchant', 0, 'TRADE', 'REFUND_PAID'])
  })

  it('the stamped proofs of WeChat and Alipay, which have no column of states', async () => {
    const wechat = await read(['微信支付交易明细证明', '兹证明：王建国（居民身份证：…），在其微信号：w 中的交易明细信息如下：', '交易单号,交易时间,交易类型,收/支/其他,交易方式,金额(元),交易对方,商户单号', '1,2025-03-01 10:00:00,二维码收款,收入,零钱,100.00,顾客,2', '3,2025-03-02 10:00:00,商户消费,支出,零钱,50.00,厂家,4', '5,2025-03-03 10:00:00,零钱提现,其他,某银行,20.00,某银行,6'])
    expect([wechat.layoutName, ...wechat.rows.map((row) => `${row.nature} ${row.amountFen}`)]).toEqual(['微信支付交易明细证明', 'TRADE 10000', 'PAYMENT 5000', 'OWN 2000'])
    const titles = '收/支,交易对方,商品说明,收/付款方式,金额,交易订单号,商家订单号,交易时间'
    const alipay = await read(['支付宝交易流水证明', titles, '收入,顾客,收钱码收款,余额,100.00,1,2,2025-03-01 10:00:00', '不计收支,王建国,余额宝-转入,余额,20.00,3,4,2025-03-02 10:00:00'])
    expect([alipay.layoutName, ...alipay.rows.map((row) => `${row.nature} ${row.amountFen}`)]).toEqual(['支付宝交易流水证明', 'TRADE 10000', 'OWN 2000'])
    // a bill whose column of states was taken out is none
    await expect(read([titles, '收入,顾客,收钱码收款,余额,100.00,1,2,2025-03-01 10:00:00'])).rejects.toMatchObject({ code: 'statement.layout-unknown' })
  })

  it('Alipay\'s fund bill of a merchant: takings, fees, refunds, withdrawals, and a balance that follows', async () => {
    const fund = await read([
      '#支付宝账务明细查询', '#账号：[20880000000000000156]', '#起始日期：[2025年03月01日 00:00:00]   终止日期：[2025年03月31日 00:00:00]', '#-----------------------------------------账务明细列表----------------------------------------',
      '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注',
      '1\t,a,m1,鱼,2025-03-01 09:00:00,cus***@qq.com,100.00,0.00,100.00,支付宝,在线支付,', '2\t,a,m1,鱼,2025-03-01 09:00:01,,0.00,-0.60,99.40,支付宝,收费,', '3\t,a,m1,鱼,2025-03-02 09:00:00,cus***@qq.com,0.00,-30.00,69.40,支付宝,交易退款,', '4\t,b,,,2025-03-03 09:00:00,,0.00,-50.00,19.40,支付宝,提现,',
      '#-----------------------------------------账务明细列表结束------------------------------------', '#支出合计：3笔，共-80.60元', '#收入合计：1笔，共99.00元',
    ])
    expect([fund.format, fund.warnings.map(({ message }) => message), fund.period]).toEqual(['alipay-merchant-fund', ['账单写明「收入合计」1 笔 99.00 元，明细实为 1 笔 100.00 元'], { from: '2025-03-01', until: '2025-03-31' }])
    expect(fund.rows.map((row) => `${row.nature} ${row.amountFen} ${row.balanceFen}`)).toEqual(['TRADE 10000 10000', 'PAYMENT 60 9940', 'REFUND_PAID 3000 6940', 'OWN 5000 1940'])
    expect(fund.summary.turnoverFen).toBe(7_000)
  })

  it('Meituan of a person: what was really paid', async () => {
    const statement = await read(['美团交易账单明细', '起始时间：[2025-02-01] 终止时间：[2025-02-28]', '交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注', '2025-02-28 20:35:13,2025-02-28 20:35:25,支付,喜茶,支出,美团月付,¥22.30,¥21.17,"2502\t","0_1\t",/', '2025-02-27 07:04:17,2025-02-27 07:04:18,退款,蛋挞,收入,信用卡,¥20.00,¥20.00,"2503\t","4\t",/'])
    expect([statement.format, ...statement.rows.map((row) => `${row.nature} ${row.amountFen}`)]).toEqual(['meituan-personal', 'PAYMENT 2117', 'REFUND_RECEIVED 2000'])
    expect(statement.period).toEqual({ from: '2025-02-01', until: '2025-02-28' })
  })
})
