export { startWorker, type Job, type LongJob, type Worker, type WorkerOptions } from './worker.ts'
export { type JobOutcome, tryPiece } from './run-job.ts'
export { failedJobs, tryAgain, type FailedJob } from './failed.ts'
export { watchClock } from './clock-watch.ts'
