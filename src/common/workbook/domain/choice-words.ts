import { ACCOUNT_NAMES, wordOf } from '#common/assessment/domain'

/** Words of lists that are figures, accounts or kinds of evidence, by the field that takes them. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  account: ACCOUNT_NAMES,
  cell: { marriage: '婚姻', age: '年龄', yearsInBusiness: '经营年限', residence: '居住年限', property: '财产状况', creditRecord: '信用记录', children: '子女', spouse: '配偶' },
  of: { equity: '权益偏差', oralSales: '口述营业额', oralMargin: '口述毛利率', oralProfit: '口述净利润', oralInventory: '口述存货', oralReceivables: '口述应收', oralPayables: '口述应付' },
  kind: { PHOTO: '照片', FILE: '文件', NOTE: '记录', BILL: '流水', INVOICES: '发票' },
}

/** What a cell calls a code of a closed list. */
export function choiceWord(key: string, code: string): string {
  return WORDS[key]?.[code] ?? wordOf(key, code) ?? code
}
