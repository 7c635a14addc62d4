export { ExchangePage } from './exchange-page.tsx'
export { MappingPage } from './mapping-page.tsx'
