export { DebitsPage } from './debits-page.tsx'
export { SuspensePage } from './suspense-page.tsx'
