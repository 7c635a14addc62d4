export { worklistRoutes } from './routes.ts'
export { caseRow, listCases, selectCases } from './reads.ts'
