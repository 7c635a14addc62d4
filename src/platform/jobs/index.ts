export { startWorker, type Job, type Worker, type WorkerOptions } from './worker.ts'
