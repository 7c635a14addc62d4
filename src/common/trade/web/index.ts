export { TradeSpreads } from './trade-spreads.tsx'
