import type { ReplayAnswer } from '#common/policy/domain'
import type { Database } from '#platform/db'
import type { Acting } from './acts.ts'
import { replayBatch } from './replay-batch.ts'
import { replayDraft } from './replay-job.ts'
import type { ReplayCases, StoredCase } from './stored-case.ts'
import type { ReplaySubject } from './replay-subject.ts'
import { readReplay, startReplay } from './replay-store.ts'

/** Replays a draft to its end in this process, where no job runs; the same code judges. What was replayed as it stands is not replayed again. */
export async function replayed(database: Database, bank: number, subject: ReplaySubject, by: Acting, { cases = () => Promise.resolve([]), examples = [] }: { readonly cases?: ReplayCases; readonly examples?: readonly StoredCase[] } = {}): Promise<ReplayAnswer> {
  const before = await database.inBank(bank, (tx) => readReplay(tx, subject))
  if (!before.needed || (before.replay?.state === 'DONE' && before.replay.current)) return before
  const { replay } = await database.inBank(bank, (tx) => startReplay(tx, subject, by))
  if (replay !== null) await replayDraft(database, bank, replay.replayId, { cases, examples, judge: replayBatch })
  return database.inBank(bank, (tx) => readReplay(tx, subject))
}
