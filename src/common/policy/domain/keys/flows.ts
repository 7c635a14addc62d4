import { group, key } from '../key.ts'
import { count, money, rate, row, share } from '../values.ts'

/** What is read of account statements and invoices, and what it says. */
export const flows = group({
  title: '流水与发票', anchor: 'APPLICATION', reader: 'investigation',
  keys: {
    staleDays: key(count(1, 366), '流水止于截止日几天前即不作销售证据', 'P'),
    passThroughTolerance: key(share, '入账与随后转出相差不超过此比例视为过账', 'P'),
    passThroughAtLeast: key(money, '单笔入账达到此数才判断是否过账', 'P'),
    demandRate: key(rate, '活期存款年利率（结息反推用）', 'P'),
    invoiceSales: key(row({ good: money, weak: money }), '开票规模：12 个月开票额的好、差界限', 'P'),
    invoiceActiveMonths: key(row({ good: count(0, 12), weak: count(0, 12) }), '开票连续：12 个月中有票月数的好、差界限', 'P'),
    invoiceTopCustomer: key(row({ good: share, weak: share }), '开票集中：第一大客户占比的好、差界限', 'P'),
    invoiceVoidRate: key(row({ good: share, weak: share }), '开票作废率的好、差界限', 'P'),
    invoiceGrades: key(row({ good: count(0, 8), middle: count(0, 8) }), '开票风险分不超过几分为好、为中（每项 0 至 2 分）', 'P'),
    invoiceStopMonths: key(count(1, 24), '主要客户几个月无票即为突然停止', 'P'),
    invoiceMainShare: key(share, '占销售额多少算主要客户、主要供应商', 'P'),
  },
})
