import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

/** Accounts of the balance sheet with the field that holds them at the earlier date 上期. */
const ACCOUNTS = [
  ['cash', 'cashFen', '现金'], ['bankDeposit', 'bankDepositFen', '银行存款'], ['receivables', 'receivablesFen', '应收账款'], ['otherReceivable', 'otherReceivableFen', '其他应收/借出款'], ['prepayments', 'prepaymentsFen', '预付款项'], ['inventory', 'inventoryFen', '存货'],
  ['fixedAssets', 'fixedAssetsFen', '固定资产净值'], ['prepaidRent', 'prepaidRentFen', '待摊租金'], ['otherOperatingAssets', 'otherOperatingAssetsFen', '其他经营资产'], ['nonOperatingAssets', 'nonOperatingAssetsFen', '其他非经营资产'],
  ['payables', 'payablesFen', '应付账款'], ['advances', 'advancesFen', '预收款项'], ['creditCards', 'creditCardsFen', '信用卡'], ['shortTermLoans', 'debtFen', '短期贷款'], ['privateLoans', 'privateLoansFen', '民间借款'], ['longTermLoans', 'longTermLoansFen', '长期贷款'], ['otherLiabilities', 'otherLiabilitiesFen', '其他负债'],
] as const
const TOTALS = [
  ['totalCurrentAssets', '流动资产合计', 'A07', 'cashBefore + bankDepositBefore + receivablesBefore + otherReceivableBefore + prepaymentsBefore + inventoryBefore'],
  ['totalAssets', '总资产', 'A12', 'totalCurrentAssetsBefore + fixedAssetsBefore + prepaidRentBefore + otherOperatingAssetsBefore + if(policy.statements.includeHouseholdAssets, nonOperatingAssetsBefore, 0)'],
  ['totalShortTerm', '短期负债合计', 'L06', 'payablesBefore + advancesBefore + creditCardsBefore + shortTermLoansBefore + privateLoansBefore'],
  ['totalLiabilities', '总负债', 'L09', 'totalShortTermBefore + longTermLoansBefore + otherLiabilitiesBefore'],
  ['actualEquity', '实际权益', 'E01', 'totalAssetsBefore - totalLiabilitiesBefore'],
] as const

/** The balance sheet at the earlier date, and by how much each account changed since (chapter 3.2, F-01). */
export const twoDates: readonly FigureText[] = [
  ...ACCOUNTS.map(([id, field, name]) => figure(`${id}Before`, `${name}(上期)`, 'FEN', '3.2 F-01', `in.previousBalance.${field}`)),
  ...TOTALS.map(([id, name, code, formula]) => figure(`${id}Before`, `${name}(上期)`, 'FEN', `3.2 ${code}`, formula)),
  ...[...ACCOUNTS.map(([id, , name]) => [id, name] as const), ...TOTALS].map(([id, name]) => figure(`${id}Change`, `${name}变动`, 'FEN', '3.2 F-01', `${id} - ${id}Before`)),
]
