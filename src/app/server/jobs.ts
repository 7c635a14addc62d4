import { lapseJob } from '#loan/decision/server'
import { sealDay, unsealedDays } from '#platform/audit'
import { forgetEnded } from '#platform/auth'
import { forgetOldKeys } from '#platform/http'
import type { Job } from '#platform/jobs'
import { tell } from '../facts.ts'

/** Everything that is done without anyone asking for it. */
export const jobs: readonly Job[] = [
  {
    kind: 'audit.seal-day',
    due: async (tx) => (await unsealedDays(tx)).map((day) => ({ subject: '', day })),
    run: (tx, _, day) => sealDay(tx, day),
  },
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
]
