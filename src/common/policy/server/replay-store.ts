import type { Replay, ReplayAnswer, ReplaySummary, ReplayedCase } from '#common/policy/domain'
import { Refusal, type Day } from '#kernel'
import { record } from '#platform/audit'
import { newId, type Tx } from '#platform/db'
import { against } from './replay-basis.ts'
import type { ReplaySubject } from './replay-subject.ts'

const ROWS_SHOWN = 500

/** Asks for a replay of a draft; the work itself is done beside the requests. One that is under way is not asked for twice. */
export async function startReplay(tx: Tx, subject: ReplaySubject, by: { readonly staffId: string; readonly on: Day; readonly now: Date }): Promise<ReplayAnswer> {
  if (subject.status !== 'DRAFT' && subject.status !== 'SIGNED_ONCE') throw new Refusal({ code: 'policy.not-a-draft', message: '只有待签署的变更可以复算', value: subject.status, expected: '待签署的变更' }, 409)
  const { basis } = await against(tx, subject)
  const last = await lastReplay(tx, subject)
  if (last?.state === 'RUNNING' && last.basis === basis) return readReplay(tx, subject)
  const replayId = newId()
  await tx.insertInto('policy_replay').values({
    bank_id: tx.bankId, replay_id: replayId, ...(subject.of === 'POLICY' ? { overlay_id: subject.id } : { version_id: subject.id }), seq: (last?.seq ?? 0) + 1, state: 'RUNNING', basis, started_by: by.staffId, started_on: by.on, started_at: by.now.toISOString(),
  }).execute()
  await record(tx, { caseId: subject.id, act: subject.of === 'POLICY' ? 'policy.replay' : 'product.replay', who: by.staffId, businessDate: by.on, body: { replayId, basis } })
  return readReplay(tx, subject)
}

/** The last replay of a draft with the cases that come out differently. */
export async function readReplay(tx: Tx, subject: ReplaySubject): Promise<ReplayAnswer> {
  const last = await lastReplay(tx, subject)
  const isOpen = subject.status === 'DRAFT' || subject.status === 'SIGNED_ONCE'
  const { needed, basis } = isOpen || last === undefined ? await against(tx, subject) : { needed: true, basis: last.basis }
  if (last === undefined) return { needed, replay: null, rows: [] }
  const rows = await tx.selectFrom('policy_replay_case').select(['seq', 'case_id', 'name', 'before', 'after', 'changes']).where('bank_id', '=', tx.bankId).where('replay_id', '=', last.replay_id).orderBy('seq').limit(ROWS_SHOWN).execute()
  const replay: Replay = {
    replayId: last.replay_id, seq: last.seq, state: last.state as Replay['state'], cases: last.cases, done: last.done, error: last.error, hash: last.hash, current: last.basis === basis,
    summary: last.summary as ReplaySummary | null, startedBy: last.name, startedAt: last.started_at, finishedAt: last.finished_at,
  }
  return { needed, replay, rows: rows.map((row): ReplayedCase => ({ seq: row.seq, caseId: row.case_id, name: row.name, before: row.before as ReplayedCase['before'], after: row.after as ReplayedCase['after'], changes: row.changes as ReplayedCase['changes'] })) }
}

/** Refuses a signature on a draft that was not replayed as it stands now, or of someone who saw another replay; says which one the signature stands for. */
export async function replaySigned(tx: Tx, subject: ReplaySubject, seen: string | null): Promise<string | null> {
  const { needed, replay } = await readReplay(tx, subject)
  if (!needed) return null
  if (replay?.state !== 'DONE' || !replay.current) throw new Refusal({ code: 'policy.not-replayed', message: replay === null ? '尚未在存量案件上复算，不能签署' : replay.state === 'RUNNING' ? '正在复算，完成后再签署' : '复算之后情况已变或复算未成，须重新复算', expected: '先复算并查看结果' }, 409)
  if (replay.hash !== seen) throw new Refusal({ code: 'policy.other-replay', message: '所见的复算不是最近一次', at: '/replayHash', value: seen, expected: '查看最近一次复算后签署' }, 409)
  return replay.hash
}

function lastReplay(tx: Tx, { id, of }: ReplaySubject) {
  return tx.selectFrom('policy_replay as r').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'r.bank_id').onRef('s.staff_id', '=', 'r.started_by'))
    .select(['r.replay_id', 'r.seq', 'r.state', 'r.basis', 'r.cases', 'r.done', 'r.summary', 'r.hash', 'r.error', 's.name', 'r.started_at', 'r.finished_at'])
    .where('r.bank_id', '=', tx.bankId).where(of === 'POLICY' ? 'r.overlay_id' : 'r.version_id', '=', id).orderBy('r.seq', 'desc').limit(1).executeTakeFirst()
}
