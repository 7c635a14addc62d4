export { UnitCosts } from './unit-costs.tsx'
