export { compareDay, mirrorCompareStep } from './compare.ts'
export { mirrorRoutes } from './routes.ts'
export { takeBalances } from './take-balances.ts'
export { recordTransactions, takeStatement } from './take-statement.ts'
