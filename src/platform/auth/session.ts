import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Day } from '#kernel'
import { permissionsOf, type Permission, type PostHeld } from '#common/staff/domain'
import type { Database, Tx } from '#platform/db'

/** Who asks: everything a route needs to know about the person. */
export interface Staff {
  readonly id: string
  readonly bankId: number
  readonly login: string
  readonly name: string
  readonly unitId: string
  /** Posts held on the bank's business day. */
  readonly posts: readonly PostHeld[]
  readonly permissions: ReadonlySet<Permission>
}

export interface Identity {
  readonly staff: Staff
  readonly bank: { readonly code: string; readonly name: string; readonly demonstration: boolean }
  readonly businessDate: Day
  readonly mustChangePassword: boolean
  readonly tokenHash: string
  /** Derived from the cookie's secret, which no script can read; a foreign page knows neither. */
  readonly csrfToken: string
}

export interface SessionLimits {
  readonly idleMinutes: number
  readonly hours: number
}

export const DEFAULT_LIMITS: SessionLimits = { idleMinutes: 30, hours: 12 }

const MINUTE = 60_000
/** Machines that serve one bank may differ by so much. */
const SKEW = 5 * MINUTE
const SECRET = /^([1-9]\d{0,9})\.([A-Za-z0-9_-]{43})$/

const digest = (purpose: string, secret: string): string => createHash('sha256').update(`${purpose}:${secret}`).digest('base64url')
const later = (now: Date, milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString()

/** Opens a session and returns the text of its cookie: bank and secret. The database keeps the secret's hash only. */
export async function openSession(tx: Tx, staffId: string, now: Date, limits: SessionLimits = DEFAULT_LIMITS): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await tx.insertInto('session').values({
    bank_id: tx.bankId, token_hash: digest('session', secret), staff_id: staffId,
    opened_at: now.toISOString(), seen_at: now.toISOString(), expires_at: later(now, limits.hours * 60 * MINUTE),
  }).execute()
  return `${tx.bankId}.${secret}`
}

/** Who holds this cookie; `undefined` when it is unknown, ended, idle too long, or its owner suspended. */
export async function identify(database: Database, cookie: string, now: Date, limits: SessionLimits = DEFAULT_LIMITS): Promise<Identity | undefined> {
  const [, bank, secret] = SECRET.exec(cookie) ?? []
  if (bank === undefined || secret === undefined || Number(bank) >= 2 ** 31) return undefined
  const tokenHash = digest('session', secret)
  const bankId = Number(bank)
  const row = await database.inBank(bankId, (tx) => readSession(tx, tokenHash, now, limits), { readOnly: true, once: true, prepared: true })
  if (row === undefined) return undefined
  if (Date.parse(row.seen_at) < now.getTime() - MINUTE) await database.inBank(bankId, (tx) => touch(tx, tokenHash, now))
  const posts = row.posts.map(({ post, unit_id }) => ({ post: post as PostHeld['post'], unitId: unit_id }))
  return {
    staff: { id: row.staff_id, bankId, login: row.login, name: row.name, unitId: row.unit_id, posts, permissions: permissionsOf(posts.map(({ post }) => post)) },
    bank: { code: row.bank_code, name: row.bank_name, demonstration: row.demonstration },
    businessDate: row.today as Day, mustChangePassword: row.must_change, tokenHash, csrfToken: digest('csrf', secret),
  }
}

/** A person as he stands on a business day, for what follows from his act without a request of his own. */
export async function staffOn(tx: Tx, staffId: string, on: Day): Promise<Staff> {
  const row = await tx.selectFrom('staff').select(['login', 'name', 'unit_id']).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).executeTakeFirstOrThrow()
  const held = await tx.selectFrom('staff_post').select(['post', 'unit_id']).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).where('from_day', '<=', on)
    .where((eb) => eb.or([eb('until_day', 'is', null), eb('until_day', '>', on)])).orderBy('from_day').orderBy('staff_post_id').execute()
  const posts = held.map(({ post, unit_id: unitId }) => ({ post: post as PostHeld['post'], unitId }))
  return { id: staffId, bankId: tx.bankId, login: row.login, name: row.name, unitId: row.unit_id, posts, permissions: permissionsOf(posts.map(({ post }) => post)) }
}

function readSession(tx: Tx, tokenHash: string, now: Date, limits: SessionLimits) {
  return tx.selectFrom('session as e')
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'e.bank_id').onRef('s.staff_id', '=', 'e.staff_id'))
    .innerJoin('credential as c', (on) => on.onRef('c.bank_id', '=', 'e.bank_id').onRef('c.staff_id', '=', 'e.staff_id'))
    .innerJoin('business_day as d', 'd.bank_id', 'e.bank_id')
    .innerJoin('bank as b', 'b.bank_id', 'e.bank_id')
    .select(['s.staff_id', 's.login', 's.name', 's.unit_id', 'c.must_change', 'd.today', 'b.code as bank_code', 'b.name as bank_name', 'b.demonstration', 'e.seen_at'])
    .select((eb) => jsonArrayFrom(
      eb.selectFrom('staff_post as p').select(['p.post', 'p.unit_id']).orderBy('p.from_day').orderBy('p.staff_post_id')
        .where('p.bank_id', '=', tx.bankId).whereRef('p.staff_id', '=', 's.staff_id').whereRef('p.from_day', '<=', 'd.today')
        .where((or) => or.or([or('p.until_day', 'is', null), or('p.until_day', '>', or.ref('d.today'))])),
    ).as('posts'))
    .where('e.bank_id', '=', tx.bankId).where('e.token_hash', '=', tokenHash).where('s.status', '=', 'ACTIVE')
    .where('e.expires_at', '>', now.toISOString()).where('e.seen_at', '>', later(now, -limits.idleMinutes * MINUTE))
    .executeTakeFirst()
}

async function touch(tx: Tx, tokenHash: string, now: Date): Promise<void> {
  await tx.updateTable('session').set({ seen_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('token_hash', '=', tokenHash).execute()
}

/** Ends one session. */
export async function closeSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.deleteFrom('session').where('bank_id', '=', tx.bankId).where('token_hash', '=', tokenHash).execute()
}

/** Ends every session of a person, but for the one named. */
export async function closeSessionsOf(tx: Tx, staffId: string, except = ''): Promise<void> {
  await tx.deleteFrom('session').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).where('token_hash', '!=', except).execute()
}

/** Clears away sessions and step-ups that ended by themselves and tries nobody counts any more. */
export async function forgetEnded(tx: Tx, now: Date): Promise<void> {
  await tx.deleteFrom('session').where('bank_id', '=', tx.bankId).where('expires_at', '<', now.toISOString()).execute()
  await tx.deleteFrom('step_up').where('bank_id', '=', tx.bankId).where('expires_at', '<', now.toISOString()).execute()
  await tx.deleteFrom('sign_in_lock').where('bank_id', '=', tx.bankId).where('failed_at', '<', later(now, -24 * 60 * MINUTE)).execute()
}

/** Ends what was seen or opened in the future: the clock was set back, and nobody knows how long it has been idle. */
export async function endFromFuture(tx: Tx, now: Date): Promise<void> {
  const latest = later(now, SKEW)
  await tx.deleteFrom('session').where('bank_id', '=', tx.bankId).where('seen_at', '>', latest).execute()
  await tx.deleteFrom('step_up').where('bank_id', '=', tx.bankId).where('opened_at', '>', latest).execute()
}

/** Whether the header carries the token that belongs to the session. */
export function csrfHolds(identity: Identity, header: unknown): boolean {
  if (typeof header !== 'string') return false
  const [given, wanted] = [Buffer.from(header), Buffer.from(identity.csrfToken)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
