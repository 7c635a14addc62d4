export { LARGEST_XRAY_FILE, readXRayFile, seenThrough } from './read-file.ts'
export { xRayRoutes } from './routes.ts'
