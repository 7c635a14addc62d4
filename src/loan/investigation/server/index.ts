export { investigationRoutes } from './routes.ts'
export type { InvestigationSurroundings } from './surroundings.ts'
export { startInvestigation } from './start-investigation.ts'
