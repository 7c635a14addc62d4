export { dossierRoutes } from './routes.ts'
export { verifyArchive, type DossierFinding, type DossierReport, type Outside } from './verify-archive.ts'
export { gatherPieces, itemsOf } from './gather.ts'
export { buildArchive } from './build-archive.ts'
