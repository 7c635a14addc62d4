export { contractRoutes } from './routes.ts'
export { type ContractSurroundings, type Tell } from './surroundings.ts'
export { closeContract, lowerTerms, openContract, reopenContract } from './open-contract.ts'
export { accountPlace, maskAccount } from './accounts.ts'
