export { customerRoutes } from './routes.ts'
export { readCustomer, searchKeyMatches } from './reads.ts'
export { type Actor, addCustomer } from './store.ts'
export { nextNumber } from './next-number.ts'
