import { type JudgementPack, formulaSections } from '#common/assessment/domain'
import { type Outcome, type PolicyPack, changesBetween, summaryOf } from '#common/policy/domain'
import { Refusal } from '#kernel'
import type { Database, Tx } from '#platform/db'
import type { LongJob } from '#platform/jobs'
import { loadIndustry } from '#platform/packs'
import { runCapped } from '#platform/pool'
import { exampleCases } from './example-cases.ts'
import type { ReplayCases, StoredCase } from './stored-case.ts'
import { type Against, against, judgedDiffer, sha256 } from './replay-basis.ts'
import { subjectOf } from './replay-subject.ts'
import type { Batch, BatchResult } from './replay-batch.ts'

const PAGE = 500
const SECONDS = 120
const MEGABYTES = 512

/** Replays every draft that waits for it; cut anywhere, it begins again. */
export function replayJob(cases: ReplayCases): LongJob {
  return {
    kind: 'policy.replay',
    run: async (database, bankId, ending) => {
      const waiting = await database.inBank(bankId, (tx) => tx.selectFrom('policy_replay').select('replay_id').where('bank_id', '=', tx.bankId).where('state', '=', 'RUNNING').orderBy('started_at').execute())
      for (const { replay_id: replayId } of waiting) if (!ending.aborted) await replayDraft(database, bankId, replayId, { cases, judge: inChild(bankId), ending })
    },
  }
}

interface Replayed { readonly caseId: string | null; readonly name: string; readonly before: Outcome; readonly after: Outcome }

/** A batch judged in a child process: it has a core of its own, and the server stays with its people. */
function inChild(bankId: number): (bytes: Uint8Array) => Promise<BatchResult> {
  return async (bytes) => await runCapped({ module: import.meta.resolve('./replay-batch.ts'), name: 'replayBatch' }, bytes, { seconds: SECONDS, megabytes: MEGABYTES, bankId }) as BatchResult
}

/** What a replay works with: the cases, and where they are judged. */
export interface Replaying {
  readonly cases: ReplayCases
  readonly judge: (bytes: Uint8Array) => BatchResult | Promise<BatchResult>
  /** The worked cases beside those of the bank. */
  readonly examples?: readonly StoredCase[]
  readonly ending?: AbortSignal
}

/** Judges all stored cases and the shipped examples without and with the draft, and keeps who comes out differently. */
export async function replayDraft(database: Database, bankId: number, replayId: string, { cases, judge, examples = exampleCases(), ending }: Replaying): Promise<void> {
  try {
    const all: Replayed[] = []
    const into: Into = { all, judge, state: { unreadable: 0, after: null } }
    await replayPage(database, bankId, replayId, () => Promise.resolve(examples), into)
    for (;;) {
      if (ending?.aborted === true) return
      const page = await replayPage(database, bankId, replayId, (tx) => cases(tx, into.state.after, PAGE), into)
      await database.inBank(bankId, (tx) => tx.updateTable('policy_replay').set({ done: all.length, cases: all.length }).where('bank_id', '=', bankId).where('replay_id', '=', replayId).where('state', '=', 'RUNNING').execute())
      if (page.length < PAGE) break
    }
    await database.inBank(bankId, (tx) => finish(tx, replayId, all, into.state.unreadable))
  } catch (error) {
    const says = error instanceof Refusal ? error.message : error instanceof Error ? error.name : 'unknown'
    await database.inBank(bankId, (tx) => tx.updateTable('policy_replay').set({ state: 'FAILED', error: says, finished_at: new Date().toISOString() }).where('bank_id', '=', bankId).where('replay_id', '=', replayId).where('state', '=', 'RUNNING').execute())
    throw error
  }
}

interface Into { readonly all: Replayed[]; readonly judge: Replaying['judge']; readonly state: { unreadable: number; after: string | null } }

async function replayPage(database: Database, bankId: number, replayId: string, read: (tx: Tx) => Promise<readonly StoredCase[]>, { all, judge, state }: Into): Promise<readonly StoredCase[]> {
  const { page, reached, batch } = await database.inBank(bankId, async (tx) => {
    const subject = await subjectOf(tx, replayId)
    if (subject === undefined) throw new Refusal({ code: 'not-found', message: '没有这个版本', expected: '本行已起草的版本' }, 404)
    const beside = await against(tx, subject)
    const found = await read(tx)
    const reached = found.flatMap((stored) => beside.reached(stored) ?? [])
    return { page: found, reached, batch: await batchOf(reached, beside) }
  })
  state.after = page.at(-1)?.caseId ?? state.after
  if (reached.length === 0) return page
  const bytes = new TextEncoder().encode(JSON.stringify(batch))
  const results = await judge(bytes)
  for (const [i, stored] of reached.entries()) {
    const result = results[i]
    if (result === null || result === undefined) state.unreadable += 1
    else all.push({ caseId: stored.caseId, name: stored.name, ...result })
  }
  return page
}

interface Place { readonly at: number; readonly hash: string; readonly formulas: string }

/** The cases with the packs they need, each pack once. A case the draft does not reach keeps one pack for both sides. */
async function batchOf(page: readonly StoredCase[], { policies }: Against): Promise<Batch> {
  const packs: JudgementPack[] = []
  const places = new Map<PolicyPack, Map<string, Place>>()
  const place = (policy: PolicyPack, trade: string): Place => {
    const ofPolicy = places.get(policy) ?? new Map<string, Place>()
    places.set(policy, ofPolicy)
    const known = ofPolicy.get(trade)
    if (known !== undefined) return known
    const pack = { ...policy, industry: loadIndustry(trade) }
    const made = { at: packs.push(pack) - 1, hash: sha256(pack), formulas: sha256(formulaSections(pack)) }
    ofPolicy.set(trade, made)
    return made
  }
  const cases: Batch['cases'][number][] = []
  for (const { caseFile, unitId, product, trade, judged } of page) {
    const { before, after } = await policies({ ...(unitId === undefined ? {} : { unit: unitId }), product })
    const [old, now] = [place(before, trade), judgedDiffer(before, after) ? place(after, trade) : place(before, trade)]
    cases.push({ caseFile, before: judged !== null && judged.policyHash === old.hash && old.formulas.startsWith(judged.formulas) ? judged.outcome : old.at, after: now.at })
  }
  return { packs, cases }
}

/** Writes what came out, once: whoever comes second finds it done. */
async function finish(tx: Tx, replayId: string, all: readonly Replayed[], unreadable: number): Promise<void> {
  const summary = summaryOf(all.map((each) => ({ ...each, isExample: each.caseId === null })), unreadable)
  const changed = all.flatMap((each) => {
    const changes = changesBetween(each.before, each.after)
    return changes.length === 0 ? [] : [{ ...each, changes }]
  })
  const held = await tx.selectFrom('policy_replay').select('basis').where('bank_id', '=', tx.bankId).where('replay_id', '=', replayId).where('state', '=', 'RUNNING').forUpdate().executeTakeFirst()
  if (held === undefined) return
  const rows = changed.map((each, i) => ({ bank_id: tx.bankId, replay_id: replayId, seq: i + 1, case_id: each.caseId, name: each.name, before: JSON.stringify(each.before), after: JSON.stringify(each.after), changes: JSON.stringify(each.changes) }))
  for (let at = 0; at < rows.length; at += PAGE) await tx.insertInto('policy_replay_case').values(rows.slice(at, at + PAGE)).execute()
  await tx.updateTable('policy_replay').set({ state: 'DONE', cases: all.length, done: all.length, summary: JSON.stringify(summary), hash: sha256([held.basis, summary, changed]), finished_at: new Date().toISOString() })
    .where('bank_id', '=', tx.bankId).where('replay_id', '=', replayId).execute()
}
