export { keepPolicy, keptPolicy, policiesOf, policiesOn, policyFor, policyOn, type PolicyFor, type PolicyOfDay } from './in-force.ts'
export { policyRoutes } from './routes.ts'
