export { noteActRoutes } from './routes.ts'
