export { DayEndPage } from './day-end-page.tsx'
