export { tradeRoutes } from './routes.ts'
export { type NewSample, keepTradeSample, readTradeFigures } from './samples.ts'
