export { readXRayFile, seenThrough } from './read-file.ts'
export { xRayRoutes } from './routes.ts'
