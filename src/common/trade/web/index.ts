export { TradeSpreads } from './trade-spreads.tsx'
export { TradesPage } from './trades-page.tsx'
