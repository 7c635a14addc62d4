import type { Day } from '#kernel'
import type { Tx } from '#platform/db'

export interface Move {
  readonly move: 'CLAIM' | 'RELEASE' | 'ASSIGN' | 'HAND_BACK' | 'STAND_IN' | 'ESCALATE' | 'BREACH'
  /** None when the clock moved it. */
  readonly by: string | null
  readonly toId: string | null
  readonly reason: string | null
  readonly on: Day
  readonly at: string
}

/** Notes how a task went from hand to hand; the row of the task is held by the caller. */
export async function noteMove(tx: Tx, taskId: string, { move, by, toId, reason, on, at }: Move): Promise<void> {
  const last = await tx.selectFrom('task_move').select('seq').where('bank_id', '=', tx.bankId).where('task_id', '=', taskId).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  await tx.insertInto('task_move').values({ bank_id: tx.bankId, task_id: taskId, seq: (last?.seq ?? 0) + 1, move, by, to_id: toId, reason, on_day: on, at }).execute()
}
