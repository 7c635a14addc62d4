export { runJob, type JobKey, type JobOutcome } from './run-job.ts'
export { startWorker, type Job, type Worker, type WorkerOptions } from './worker.ts'
