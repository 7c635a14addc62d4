export { startWorker, type Job, type LongJob, type Worker, type WorkerOptions } from './worker.ts'
