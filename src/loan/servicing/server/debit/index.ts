export { debitRoutes } from './routes.ts'
export { takeAnswers } from './answers.ts'
export { settleWaiting } from './settle-answers.ts'
export { orderDrawdownByFile, withdrawDrawdown } from './drawdown-orders.ts'
