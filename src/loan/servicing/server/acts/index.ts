export { decisionsWaiting } from './decisions-waiting.ts'
export { noteActRoutes } from './routes.ts'
