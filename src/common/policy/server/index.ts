export { keepPolicy, keptPolicy, policyFor, policyOn, type PolicyFor, type PolicyOfDay } from './in-force.ts'
export { policyRoutes } from './routes.ts'
