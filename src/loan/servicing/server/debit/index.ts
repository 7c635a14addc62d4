export { debitRoutes } from './routes.ts'
export { orderDrawdownByFile, withdrawDrawdown } from './drawdown-orders.ts'
