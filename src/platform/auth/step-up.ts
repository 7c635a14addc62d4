import { createHash, randomBytes } from 'node:crypto'
import type { StepUpAct } from '#common/staff/domain'
import { Refusal } from '#kernel'
import type { Tx } from '#platform/db'
import { type Factor, type Proof, factorState, notEnrolled, proveFactor } from './second-factor.ts'

/** One act on one case, which is what a step-up opens. */
export interface StepUpFor {
  readonly act: StepUpAct
  /** The case. */
  readonly subject: string
}

const VALID_MINUTES = 5
/** One that would be valid for longer was opened before the clock was set back. */
const LONGEST_MINUTES = 10
const MINUTE = 60_000

const digest = (token: string): string => createHash('sha256').update(`step-up:${token}`).digest('base64url')

/** Exchanges a right code for a token that opens one act on one case, once, within five minutes. */
export async function stepUp(tx: Tx, staffId: string, { code, ...opens }: StepUpFor & { readonly code: string }, now: Date): Promise<{ proof: Proof; token: string | null; expiresAt: string | null }> {
  const proof = await proveFactor(tx, staffId, code, now)
  if (!proof.holds) return { proof, token: null, expiresAt: null }
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + VALID_MINUTES * MINUTE).toISOString()
  await tx.insertInto('step_up').values({
    bank_id: tx.bankId, token_hash: digest(token), staff_id: staffId, act: opens.act, subject: opens.subject, factor: proof.factor, opened_at: now.toISOString(), expires_at: expiresAt,
  }).execute()
  return { proof, token, expiresAt }
}

/** Uses up the token of a step-up for this act on this case, or refuses (403). Call it in the transaction of the act: refused otherwise, the act leaves the token unused. */
export async function requireStepUp(tx: Tx, staff: { readonly id: string }, { act, subject, token, now }: StepUpFor & { readonly token: string | null; readonly now: Date }): Promise<Factor> {
  if (token === null) throw (await factorState(tx, staff.id, now)).enrolledAt === null ? notEnrolled() : required('此事项须先通过第二因子验证')
  const used = await tx.updateTable('step_up').set({ used_at: now.toISOString() })
    .where('bank_id', '=', tx.bankId).where('token_hash', '=', digest(token)).where('staff_id', '=', staff.id).where('act', '=', act).where('subject', '=', subject)
    .where('used_at', 'is', null).where('expires_at', '>', now.toISOString()).where('expires_at', '<=', new Date(now.getTime() + LONGEST_MINUTES * MINUTE).toISOString()).returning('factor').executeTakeFirst()
  if (used === undefined) throw required('二次验证无效：已用过、已过期，或不是为本事项取得')
  return used.factor as Factor
}

function required(message: string): Refusal {
  return new Refusal({ code: 'factor.required', message, at: '/stepUp', expected: `输入验证码，${VALID_MINUTES} 分钟内办理本事项` }, 403)
}
