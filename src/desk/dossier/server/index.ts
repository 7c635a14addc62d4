export { dossierRoutes } from './routes.ts'
export { verifyArchive, type DossierFinding, type DossierReport } from './verify-archive.ts'
export { itemsOf } from './gather.ts'
