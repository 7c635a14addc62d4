import { sql } from 'kysely'
import { Refusal } from '#kernel'
import { newId, type Database, type Tx } from '#platform/db'
import { verifyPassword } from './password.ts'
import { DEFAULT_LIMITS, openSession, type SessionLimits } from './session.ts'

export interface SignInAttempt {
  readonly bankCode: string
  readonly login: string
  readonly password: string
  readonly address: string
}

export interface SignInOptions {
  readonly now: Date
  readonly limits?: SessionLimits
}

const TRIES = 5
const LOCKED_MINUTES = 30

/** Checks bank, login and password and opens a session; returns its cookie. Each attempt is on record. */
export async function signIn(database: Database, attempt: SignInAttempt, { now, limits = DEFAULT_LIMITS }: SignInOptions): Promise<string> {
  const bank = await database.shared((tx) => tx.selectFrom('bank').select('bank_id').where('code', '=', attempt.bankCode).executeTakeFirst())
  if (bank === undefined) {
    await verifyPassword(attempt.password, undefined)
    throw wrong()
  }
  const known = await database.inBank(bank.bank_id, async (tx) => {
    const tries = await countTry(tx, attempt.login, now)
    if (tries > TRIES) await note(tx, attempt, now, 'LOCKED')
    return { tries, staff: await readCredential(tx, attempt.login) }
  })
  if (known.tries > TRIES) throw locked()
  const holds = await verifyPassword(attempt.password, known.staff?.password_hash)
  const cookie = await database.inBank(bank.bank_id, (tx) => conclude(tx, attempt, { now, limits }, holds ? known.staff : undefined))
  if (cookie === undefined) throw holds ? suspended() : wrong()
  return cookie
}

/**
 * Counts the try before the password is looked at, so that parallel guesses do not slip through; returns how many there
 * were. The fifth locks the login, whether it exists or not; half an hour later the count begins anew.
 */
async function countTry(tx: Tx, login: string, now: Date): Promise<number> {
  const at = now.toISOString()
  const until = new Date(now.getTime() + LOCKED_MINUTES * 60_000).toISOString()
  const stale = sql`(l.locked_until <= ${at}::timestamptz or (l.locked_until is null and l.failed_at <= ${at}::timestamptz - make_interval(mins => ${LOCKED_MINUTES})))`
  const { rows } = await sql<{ failures: number }>`
    insert into sign_in_lock as l (bank_id, login, failures, failed_at) values (${tx.bankId}, ${login}, 1, ${at})
    on conflict (bank_id, login) do update set
      failures = case when ${stale} then 1 else least(l.failures + 1, 1000000) end,
      failed_at = ${at},
      locked_until = case when ${stale} then null when l.failures + 1 = ${TRIES} then ${until}::timestamptz else l.locked_until end
    returning failures`.execute(tx)
  return rows[0]?.failures ?? TRIES + 1
}

function readCredential(tx: Tx, login: string) {
  return tx.selectFrom('staff as s')
    .innerJoin('credential as c', (on) => on.onRef('c.bank_id', '=', 's.bank_id').onRef('c.staff_id', '=', 's.staff_id'))
    .select(['s.staff_id', 's.status', 'c.password_hash'])
    .where('s.bank_id', '=', tx.bankId).where('s.login', '=', login).executeTakeFirst()
}

/** Notes the outcome and opens the session; `undefined` when there is none to open. */
async function conclude(tx: Tx, attempt: SignInAttempt, { now, limits }: Required<SignInOptions>, staff: { staff_id: string; status: string } | undefined): Promise<string | undefined> {
  const outcome = staff === undefined ? 'WRONG' : staff.status === 'ACTIVE' ? 'SIGNED_IN' : 'SUSPENDED'
  await note(tx, attempt, now, outcome)
  if (staff === undefined || outcome !== 'SIGNED_IN') return undefined
  await unlock(tx, attempt.login)
  return openSession(tx, staff.staff_id, now, limits)
}

/** Forgets the wrong tries of a login. */
export async function unlock(tx: Tx, login: string): Promise<void> {
  await tx.deleteFrom('sign_in_lock').where('bank_id', '=', tx.bankId).where('login', '=', login).execute()
}

async function note(tx: Tx, attempt: SignInAttempt, now: Date, outcome: 'SIGNED_IN' | 'WRONG' | 'LOCKED' | 'SUSPENDED'): Promise<void> {
  await tx.insertInto('sign_in_attempt').values({
    bank_id: tx.bankId, attempt_id: newId(), login: attempt.login, at: now.toISOString(), address: attempt.address, outcome,
  }).execute()
}

const wrong = (): Refusal => new Refusal({ code: 'sign-in.wrong', message: '银行、登录名或密码不正确', expected: `连续错误 ${TRIES} 次将锁定 ${LOCKED_MINUTES} 分钟` }, 401)
const locked = (): Refusal => new Refusal({ code: 'sign-in.locked', message: `登录失败次数过多，已锁定 ${LOCKED_MINUTES} 分钟`, expected: '稍后再试，或请系统管理员重置密码' }, 429)
const suspended = (): Refusal => new Refusal({ code: 'sign-in.suspended', message: '该用户已停用', expected: '请联系系统管理员' }, 403)
