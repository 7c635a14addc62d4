export { StaffPage } from './staff-page.tsx'
export { UnitsPage } from './units-page.tsx'
