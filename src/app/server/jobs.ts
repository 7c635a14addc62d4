import { digestReaders, escalate, lateTasks, messagesDue, openAccountability, remind, sendDigest, sendMessage, tasksToEscalate, tasksToRemind } from '#common/task/server'
import { replayJob } from '#common/policy/server'
import { submittedCases } from '#loan/investigation/server'
import { lapseJob } from '#loan/decision/server'
import { coreFilesJob, dayEndJob, linkJob, messagesJob } from '#loan/servicing/server'
import { endFromFuture, forgetEnded } from '#platform/auth'
import type { FileStore } from '#platform/files'
import { forgetOldKeys } from '#platform/http'
import type { Job, LongJob } from '#platform/jobs'
import { openPorts } from '#platform/notices'
import { tell } from '../facts.ts'

const ports = openPorts(process.env)

/** Clocks of tasks, what they say to whom, and the messages that leave the house. */
const taskJobs: readonly Job[] = [
  {
    kind: 'task.late',
    due: async (tx, today) => (await lateTasks(tx, { today, now: new Date() })).map((subject) => ({ subject, day: today })),
    run: (tx, taskId, today) => openAccountability(tx, taskId, { today, now: new Date() }),
  },
  {
    kind: 'task.escalate',
    due: async (tx, today) => (await tasksToEscalate(tx, { today, now: new Date() })).map((subject) => ({ subject, day: today })),
    run: (tx, taskId, today) => escalate(tx, taskId, { today, now: new Date() }),
  },
  {
    kind: 'task.remind',
    due: async (tx, today) => (await tasksToRemind(tx, today)).map((subject) => ({ subject, day: today })),
    run: (tx, taskId, today) => remind(tx, taskId, { today, now: new Date() }),
  },
  {
    kind: 'task.digest',
    due: async (tx, today) => (await digestReaders(tx)).map((subject) => ({ subject, day: today })),
    run: (tx, staffId, today) => sendDigest(tx, staffId, today, new Date()),
  },
  {
    kind: 'notice.send',
    due: async (tx, today) => (await messagesDue(tx, new Date())).map((subject) => ({ subject, day: today })),
    run: (tx, subject) => sendMessage(tx, ports, subject.split(':')[0] ?? '', new Date()),
  },
]

/** Everything that is done without anyone asking for it. */
export const jobs: readonly Job[] = [
  {
    kind: 'http.forget-keys',
    due: async (_, today) => [{ subject: '', day: today }],
    run: (tx) => forgetOldKeys(tx, new Date()),
  },
  {
    kind: 'auth.forget-ended',
    due: async (_, today) => [{ subject: '', day: today }],
    run: (tx) => forgetEnded(tx, new Date()),
  },
  lapseJob(tell),
  linkJob({ sms: ports.SMS, address: process.env['WEIDAI_ADDRESS']?.replace(/\/+$/, '') }),
  ...taskJobs,
]

/** Every few seconds, not once a day: until it is done, a session may be idle for as long as the clock was set back. */
const fromFutureJob: LongJob = { kind: 'auth.end-from-future', run: (database, bankId) => database.inBank(bankId, (tx) => endFromFuture(tx, new Date())) }

/** Work that takes longer than one transaction, or is done again and again. */
export const longJobs = (files: FileStore): readonly LongJob[] => [dayEndJob(tell), coreFilesJob(files), messagesJob(ports.SMS), fromFutureJob, replayJob(submittedCases)]
