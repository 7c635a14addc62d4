import type { ListLedgerProps } from '#common/assessment/web'

interface AccountList extends ListLedgerProps {
  readonly side: 'ASSET' | 'DEBT' | 'OFF'
}

const amount = { field: 'amountFen', kind: 'money', width: 140 } as const
const plain = { columns: [amount], blank: { label: '新项目', amountFen: 0, evidence: [] } } as const

const withReason = { columns: [amount, { field: 'offReason', kind: 'choice', width: 120 }], blank: { label: '新项目', amountFen: 0, offReason: 'UNVERIFIED', evidence: [] } } as const

/** Every account of the balance sheet as the list it is counted from (A01 to O03). Stock and fixed assets have sheets of their own. */
export const ACCOUNTS: readonly AccountList[] = [
  { side: 'ASSET', code: 'A01', title: '现金', list: '/balance/cash', total: 'cash', ...plain, hint: '店内、家中现场清点，拍照' },
  { side: 'ASSET', code: 'A02', title: '银行存款(含微信/支付宝)', list: '/balance/bankDeposit', total: 'bankDeposit', ...plain, hint: '逐户：银行、尾号、户名，截止日余额' },
  {
    side: 'ASSET', code: 'A03', title: '应收账款', list: '/balance/receivables', total: 'receivables', hint: '逐户；超过 180 天、未确认或关联人的转表外', blank: { label: '新欠款户', amountFen: 0, ageDays: 0, confirmed: true, relatedParty: false, evidence: [] }, most: 2000,
    columns: [amount, { field: 'ageDays', kind: 'count', width: 88 }, { field: 'confirmed', kind: 'check', width: 72 }, { field: 'relatedParty', kind: 'check', width: 72 }, { field: 'receivableKept', kind: 'figure', label: '计入表内', width: 132 }],
  },
  { side: 'ASSET', code: 'A04', title: '其他应收/借出款', list: '/balance/otherReceivable', total: 'otherReceivable', ...plain, hint: '客户对外借出，默认转表外' },
  { side: 'ASSET', code: 'A05', title: '预付款项', list: '/balance/prepayments', total: 'prepayments', blank: { label: '新预付款', amountFen: 0, goodsInStock: false, evidence: [] }, columns: [amount, { field: 'goodsInStock', kind: 'check', width: 96 }], hint: '供应商订金，合同与转账凭证' },
  { side: 'ASSET', code: 'A09', title: '待摊租金', list: '/balance/prepaidRent', total: 'prepaidRent', blank: { label: '新租金', monthlyFen: 0, monthsLeft: 0, evidence: [] }, columns: [{ field: 'monthlyFen', kind: 'money', width: 140 }, { field: 'monthsLeft', kind: 'count', width: 96 }], most: 50 },
  { side: 'ASSET', code: 'A10', title: '其他经营资产', list: '/balance/otherOperatingAssets', total: 'otherOperatingAssets', ...plain, hint: '转让费须有合同，按租期摊销' },
  { side: 'ASSET', code: 'A11', title: '其他非经营资产', list: '/balance/nonOperatingAssets', total: 'nonOperatingAssets', ...plain, hint: '住房、私车；按政策是否计入总资产' },
  { side: 'DEBT', code: 'L01', title: '应付账款', list: '/balance/payables', total: 'payables', ...plain, hint: '逐供应商，对账单或电话' },
  { side: 'DEBT', code: 'L02', title: '预收款项', list: '/balance/advances', total: 'advances', ...plain },
  { side: 'DEBT', code: 'L03', title: '信用卡', list: '/balance/creditCards', total: 'creditCards', blank: { label: '新信用卡', amountFen: 0, limitFen: 0, annualRate: '0', evidence: [] }, columns: [{ ...amount, label: '已用' }, { field: 'limitFen', kind: 'money', width: 140 }, { field: 'annualRate', kind: 'rate', width: 88 }], most: 100 },
  {
    side: 'DEBT', code: 'L04 L07', title: '贷款', list: '/balance/loans', total: 'bankLoans', hint: '逐机构：余额、利率、每月还本；含网贷', blank: { label: '新贷款', lender: 'BANK', term: 'SHORT', amountFen: 0, annualRate: '0', monthlyPrincipalFen: 0, evidence: [] }, most: 200,
    columns: [{ field: 'lender', kind: 'choice', width: 80 }, { field: 'term', kind: 'choice', width: 96 }, { ...amount, label: '余额' }, { field: 'annualRate', kind: 'rate', width: 80 }, { field: 'monthlyPrincipalFen', kind: 'money', width: 120 }, { field: 'paidInstalments', kind: 'count', width: 80 }],
  },
  { side: 'DEBT', code: 'L05', title: '民间借款', list: '/balance/privateLoans', total: 'privateLoans', hint: '口述加侧面核实，亲友亦列', blank: { label: '新借款', amountFen: 0, annualRate: '0', monthlyPrincipalFen: 0, evidence: [] }, columns: [amount, { field: 'annualRate', kind: 'rate', width: 80 }, { field: 'monthlyPrincipalFen', kind: 'money', width: 120 }], most: 200 },
  { side: 'DEBT', code: 'L08', title: '其他负债', list: '/balance/otherLiabilities', total: 'otherLiabilities', ...plain, hint: '欠薪、欠税、欠租、罚款' },
  { side: 'OFF', code: 'O01', title: '表外资产', list: '/balance/offBalanceAssets', total: 'offBalanceAssets', ...withReason, hint: '无法核实的资产；合计另含转出的应收与借出款' },
  { side: 'OFF', code: 'O02', title: '表外负债', list: '/balance/offBalanceLiabilities', total: 'offBalanceLiabilities', ...withReason, hint: '有争议的债务、租赁承诺，写明原因' },
  { side: 'OFF', code: 'O03', title: '对外担保', list: '/balance/guaranteesGiven', total: 'guaranteesGiven', ...plain, hint: '征信与口述；按政策权重计入负债率' },
]
