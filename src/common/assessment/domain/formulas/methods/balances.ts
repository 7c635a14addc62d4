import { type Method, sumOf } from './method.ts'

/** 资产负债与家庭: counts, documents, the bureau and people who know. */
export const balances: readonly Method[] = [
  { code: 'X01', name: '验证法', formula: '.documentsFen', base: 'given(.askedFen * accountScale, accountFigure)' },
  { code: 'X12', name: '现金点钞滚动', formula: '.openingFen + .takingsFen - .depositsFen - .paymentsFen' },
  { code: 'X15', name: '结息反推日均', formula: '.interestFen * 360 / (.demandRate * .days)' },
  { code: 'X16', name: '应收周转', formula: 'annualSales * .creditShare / 360 * .termDays' },
  { code: 'X17', name: '存货盘点', formula: '.countedFen', base: '.listedFen * accountScale' },
  { code: 'X18', name: '存货滚动', formula: '.openingInventoryFen + .purchasesFen - annualCogs - annualShrinkage' },
  { code: 'X19', name: '固定资产核价', formula: sumOf('quotes', '.amountFen') },
  { code: 'X20', name: '应付周转对账', formula: '.purchasesFen * .creditShare / 360 * .termDays' },
  { code: 'X21', name: '征信核对', formula: "when(has(in.creditReport.queriedOn), match(.account, 'guaranteesGiven', in.creditReport.guaranteesFen, sum(reportedLoans, if(.mortgage, 0, .balanceFen)) + sum(reportedCards, .usedFen)))" },
  { code: 'X22', name: '侧面核实', formula: 'when(count(voices, .check = k) >= policy.checks.voicesAtLeast, count(voices, .check = k and .confirms))', unit: 'RATIO', base: 'count(voices, .check = k)', holds: 'checkX22 >= policy.checks.voicesAtLeast', withoutDeviation: true },
  { code: 'X28', name: '家庭收支', formula: sumOf('householdItems', '.amountFen') },
]
