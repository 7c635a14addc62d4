export { CustomerLines } from './customer-lines.tsx'
