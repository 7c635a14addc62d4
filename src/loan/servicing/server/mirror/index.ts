export { applyFiles, coreFilesJob, sendOrders } from './core-files.ts'
export { mirrorRoutes } from './routes.ts'
export { keepProduct } from './products.ts'
