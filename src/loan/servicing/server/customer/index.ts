export { factsStep, onTimeStep } from './facts-step.ts'
export { customerNoteRoutes } from './routes.ts'
export { messagesJob } from './send-messages.ts'
