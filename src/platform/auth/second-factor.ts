import { randomInt } from 'node:crypto'
import { generateSecret, generateURI, verifySync } from 'otplib'
import { Refusal } from '#kernel'
import type { Tx } from '#platform/db'

/** What someone proved himself with: the code of his device, or one of the codes kept for the day it is lost. */
export type Factor = 'TOTP' | 'RECOVERY'

/** How it stands with a person's second factor. */
export interface FactorState {
  readonly enrolledAt: string | null
  /** Until when nothing is tried any more. */
  readonly lockedUntil: string | null
  readonly recoveryCodesLeft: number
}

/** What became of a code. A wrong one is an outcome and no exception: its count has to survive. */
export type Proof = { readonly holds: true; readonly factor: Factor } | { readonly holds: false; readonly code: 'factor.wrong' | 'factor.replayed' | 'factor.locked'; readonly message: string; readonly expected: string }

const TRIES = 5
const LOCKED_MINUTES = 15
const STEP_SECONDS = 30
/** A phone's clock may be this far off. */
const TOLERANCE_SECONDS = 30
const RECOVERY_CODES = 10
const MINUTE = 60_000
/** Without 0, O, 1, I and L, which are misread on paper. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

const placeOf = (bankId: number, staffId: string): string => `${bankId}/second_factor/${staffId}/secret`

/** Begins an enrolment: a secret the device takes over, which counts only once a code from it was right. */
export async function beginEnrolment(tx: Tx, of: { readonly staffId: string; readonly login: string; readonly bank: string }, now: Date): Promise<{ secret: string; uri: string }> {
  const held = await readFactor(tx, of.staffId)
  if (held !== undefined && held.enrolled_at !== null) throw new Refusal({ code: 'factor.enrolled', message: '第二因子已登记', expected: '更换设备须先由系统管理员重置' }, 409)
  const secret = generateSecret()
  const sealed = tx.keys.seal(secret, placeOf(tx.bankId, of.staffId))
  const values = { secret_cipher: sealed.cipher, secret_key: sealed.keyId, begun_at: now.toISOString(), enrolled_at: null, last_step: null }
  await tx.insertInto('second_factor').values({ bank_id: tx.bankId, staff_id: of.staffId, ...values })
    .onConflict((conflict) => conflict.columns(['bank_id', 'staff_id']).doUpdateSet(values)).execute()
  return { secret, uri: generateURI({ issuer: `Weidai ${of.bank}`, label: of.login, secret }) }
}

/** Ends an enrolment with the first right code; returns the recovery codes, which nobody can read again. */
export async function confirmEnrolment(tx: Tx, staffId: string, code: string, now: Date): Promise<{ proof: Proof; recoveryCodes: string[] }> {
  const held = await readFactor(tx, staffId, 'for update')
  if (held === undefined) throw new Refusal({ code: 'factor.not-begun', message: '尚未开始登记第二因子', expected: '先扫描二维码' }, 409)
  if (held.enrolled_at !== null) throw new Refusal({ code: 'factor.enrolled', message: '第二因子已登记', expected: '更换设备须先由系统管理员重置' }, 409)
  const proof = await tryCode(tx, held, code, now)
  if (!proof.holds) return { proof, recoveryCodes: [] }
  await tx.updateTable('second_factor').set({ enrolled_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).execute()
  const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  await tx.deleteFrom('recovery_code').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).execute()
  await tx.insertInto('recovery_code').values(recoveryCodes.map((each) => ({ bank_id: tx.bankId, staff_id: staffId, code_hash: recoveryHash(tx, staffId, each) }))).execute()
  return { proof, recoveryCodes }
}

/** Tries a code of an enrolled person. The row is locked, so that guesses come one after the other and each is counted. */
export async function proveFactor(tx: Tx, staffId: string, code: string, now: Date): Promise<Proof> {
  const held = await readFactor(tx, staffId, 'for update')
  if (held === undefined || held.enrolled_at === null) throw notEnrolled()
  return tryCode(tx, held, code, now)
}

/** How it stands with a person's second factor. */
export async function factorState(tx: Tx, staffId: string, now: Date): Promise<FactorState> {
  const held = await readFactor(tx, staffId)
  const left = await tx.selectFrom('recovery_code').select((eb) => eb.fn.countAll<number>().as('left')).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).where('used_at', 'is', null).executeTakeFirstOrThrow()
  return {
    enrolledAt: held?.enrolled_at ?? null,
    lockedUntil: held !== undefined && held.locked_until !== null && Date.parse(held.locked_until) > now.getTime() ? held.locked_until : null,
    recoveryCodesLeft: Number(left.left),
  }
}

/** Forgets a person's second factor, tokens included: he has to enrol again. False when there was none. */
export async function resetFactor(tx: Tx, staffId: string): Promise<boolean> {
  await tx.deleteFrom('step_up').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).execute()
  const gone = await tx.deleteFrom('second_factor').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).executeTakeFirst()
  return gone.numDeletedRows === 1n
}

/** The refusal of someone who has no second factor yet. */
export function notEnrolled(): Refusal {
  return new Refusal({ code: 'factor.not-enrolled', message: '尚未登记第二因子，不能办理须二次验证的事项', expected: '先在「我的」页登记' }, 409)
}

async function readFactor(tx: Tx, staffId: string, lock: 'for update' | 'read' = 'read') {
  const query = tx.selectFrom('second_factor').selectAll().where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId)
  return (lock === 'for update' ? query.forUpdate() : query).executeTakeFirst()
}
type Held = NonNullable<Awaited<ReturnType<typeof readFactor>>>

async function tryCode(tx: Tx, held: Held, code: string, now: Date): Promise<Proof> {
  if (held.locked_until !== null && Date.parse(held.locked_until) > now.getTime()) return locked()
  const typed = code.replaceAll(/[\s-]/g, '').toUpperCase()
  const tried = /^\d{6}$/.test(typed) ? await tryDevice(tx, held, typed, now) : await tryRecovery(tx, held.staff_id, typed, now)
  if (tried === 'TOTP' || tried === 'RECOVERY') {
    await tx.updateTable('second_factor').set({ failures: 0, locked_until: null }).where('bank_id', '=', tx.bankId).where('staff_id', '=', held.staff_id).execute()
    return { holds: true, factor: tried }
  }
  return countFailure(tx, held, tried, now)
}

/** A code opens once: neither it nor an older one is taken after it. */
async function tryDevice(tx: Tx, held: Held, code: string, now: Date): Promise<'TOTP' | 'WRONG' | 'REPLAYED'> {
  const secret = tx.keys.open({ cipher: held.secret_cipher, keyId: held.secret_key }, placeOf(tx.bankId, held.staff_id))
  const result = verifySync({ secret, token: code, epoch: Math.floor(now.getTime() / 1000), epochTolerance: TOLERANCE_SECONDS })
  if (!result.valid || !('epoch' in result)) return 'WRONG'
  const step = Math.floor(result.epoch / STEP_SECONDS)
  if (held.last_step !== null && step <= Number(held.last_step)) return 'REPLAYED'
  await tx.updateTable('second_factor').set({ last_step: step }).where('bank_id', '=', tx.bankId).where('staff_id', '=', held.staff_id).execute()
  return 'TOTP'
}

async function tryRecovery(tx: Tx, staffId: string, code: string, now: Date): Promise<'RECOVERY' | 'WRONG'> {
  const used = await tx.updateTable('recovery_code').set({ used_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId)
    .where('code_hash', '=', recoveryHash(tx, staffId, code)).where('used_at', 'is', null).executeTakeFirst()
  return used.numUpdatedRows === 1n ? 'RECOVERY' : 'WRONG'
}

async function countFailure(tx: Tx, held: Held, why: 'WRONG' | 'REPLAYED', now: Date): Promise<Proof> {
  const stale = held.failed_at !== null && Date.parse(held.failed_at) < now.getTime() - LOCKED_MINUTES * MINUTE
  const failures = stale ? 1 : held.failures + 1
  const locks = failures >= TRIES
  await tx.updateTable('second_factor')
    .set({ failures: locks ? 0 : failures, failed_at: now.toISOString(), locked_until: locks ? new Date(now.getTime() + LOCKED_MINUTES * MINUTE).toISOString() : null })
    .where('bank_id', '=', tx.bankId).where('staff_id', '=', held.staff_id).execute()
  if (locks) return locked()
  const expected = `还可再试 ${TRIES - failures} 次，其后锁定 ${LOCKED_MINUTES} 分钟`
  return why === 'REPLAYED'
    ? { holds: false, code: 'factor.replayed', message: '这个验证码已用过', expected: `等设备显示下一个验证码；${expected}` }
    : { holds: false, code: 'factor.wrong', message: '验证码不正确', expected }
}

function locked(): Proof {
  return { holds: false, code: 'factor.locked', message: `验证码错误次数过多，已锁定 ${LOCKED_MINUTES} 分钟`, expected: '稍后再试，或请系统管理员重置后重新登记' }
}

function newRecoveryCode(): string {
  const five = (): string => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `${five()}-${five()}`
}

function recoveryHash(tx: Tx, staffId: string, code: string): string {
  return tx.keys.searchHash(tx.bankId, 'recovery-code', `${staffId}:${code.replaceAll('-', '')}`)
}
