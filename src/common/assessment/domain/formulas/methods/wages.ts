import type { Method } from './method.ts'

/** 工薪与种养: what payroll, provident fund, tax office and employer say of a wage, and what land and animals yield. */
export const wages: readonly Method[] = [
  { code: 'X38', name: '工资代发流水', formula: 'when(.months > 0, .creditsFen / .months)' },
  { code: 'X39', name: '公积金反推', formula: 'when(.rate > 0, .monthlyDepositFen / .rate * .netShare)' },
  { code: 'X40', name: '个税记录', formula: 'when(.months > 0, (.taxedIncomeFen - .withheldFen) / .months)' },
  { code: 'X41', name: '单位证实', formula: '.confirmedFen' },
  { code: 'X42', name: '亩产与出栏推算', formula: 'farmIncome' },
]
