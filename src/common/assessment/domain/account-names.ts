import type { Account } from './case/index.ts'

/** The accounts in the order an officer verifies them, with the name they have on the strips. */
export const ACCOUNT_NAMES: Readonly<Record<Account, string>> = {
  sales: '营业额', margin: '加权毛利率', netProfit: '月净利润', inventory: '存货', receivables: '应收账款', payables: '应付账款', cash: '现金', bankDeposit: '银行存款', fixedAssets: '固定资产', loans: '借款', privateLoans: '民间借款', householdExpense: '月家庭开支', wage: '月工资', equity: '实际权益',
  cogs: '年进货成本', fixedCosts: '年固定支出', output: '产值', capacity: '产能', electricity: '水电气', tax: '税费', prepayments: '预付款项', prepaidRent: '待摊租金', otherReceivable: '其他应收', advances: '预收款项', otherLiabilities: '其他负债', guaranteesGiven: '对外担保', reputation: '信誉',
}
