import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Refusal } from '#kernel'
import { type Tx, sendOn } from '#platform/db'

/** What makes two requests the same: who sent which key to which route, and a hash over everything that was asked. */
export interface RequestKey {
  readonly caller: string
  readonly route: string
  readonly key: string
  /** Hash over address and content. It is stored keyed: content may be short enough to be guessed from a plain hash. */
  readonly content: string
}

export interface StoredAnswer {
  readonly status: number
  readonly text: string
  readonly mediaType: string
}

/** How long a repetition waits for the first to finish before it is told to come back. */
const WAIT = '250ms'

/** Reads the header: 1 to 255 printable characters, made by the caller, the same for each repetition of a request. */
export function readKey(header: string | string[] | undefined): string {
  if (typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header)) return header
  throw new Refusal({
    code: 'idempotency.key', message: header === undefined ? '缺少请求头 Idempotency-Key' : '请求头 Idempotency-Key 不合规则',
    at: '/header/Idempotency-Key', expected: '1 至 255 个可见字符，同一请求重发时不变',
  })
}

/** One hash over address and content; the order of JSON keys does not matter. */
export function hashRequest(parts: { url: string; body: unknown; file: string | undefined }): string {
  return createHash('sha256').update(JSON.stringify([parts.url, parts.file ?? null])).update(canonical(parts.body)).digest('hex')
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  }) ?? ''
}

/** The answer stored for this request, if it was answered before; refuses (422) the same key with other content. */
export async function storedAnswer(tx: Tx, request: RequestKey): Promise<StoredAnswer | undefined> {
  const row = await tx.selectFrom('idempotency_key').select(['body_hash', 'status', 'answer', 'media_type'])
    .where('bank_id', '=', tx.bankId).where('caller', '=', request.caller).where('route', '=', request.route).where('key', '=', request.key).executeTakeFirst()
  if (row === undefined) return undefined
  if (row.body_hash !== keyed(tx, request)) {
    throw new Refusal({ code: 'idempotency.other-request', message: '这个 Idempotency-Key 已用于另一个请求', at: '/header/Idempotency-Key', expected: '每个新请求一个新的键' }, 422)
  }
  return { status: row.status, text: row.answer, mediaType: row.media_type }
}

/** Takes the key for this transaction. A repetition gets the stored answer; one whose first is still under way is refused (409). */
export async function claim(tx: Tx, request: RequestKey): Promise<StoredAnswer | undefined> {
  const waiting = sql`set local lock_timeout = ${sql.lit(WAIT)}`.execute(tx)
  const claiming = tx.insertInto('idempotency_key')
    .values({ bank_id: tx.bankId, caller: request.caller, route: request.route, key: request.key, body_hash: keyed(tx, request), status: 0, answer: '', media_type: '' })
    .onConflict((conflict) => conflict.columns(['bank_id', 'caller', 'route', 'key']).doNothing())
    .executeTakeFirst().catch((error: unknown) => { throw isLockTimeout(error) ? inFlight() : error })
  const after = sql`set local lock_timeout to default`.execute(tx)
  after.catch(() => undefined)
  const [, claimed] = await Promise.all([waiting, claiming])
  await after
  if (claimed.numInsertedOrUpdatedRows === 1n) return undefined
  const stored = await storedAnswer(tx, request)
  if (stored === undefined) throw inFlight()
  return stored
}

/** Keeps the answer with the act: both are there after the commit, or neither. */
export function keep(tx: Tx, request: RequestKey, answer: StoredAnswer): void {
  sendOn(tx, tx.updateTable('idempotency_key').set({ status: answer.status, answer: answer.text, media_type: answer.mediaType })
    .where('bank_id', '=', tx.bankId).where('caller', '=', request.caller).where('route', '=', request.route).where('key', '=', request.key))
}

const DAYS_KEPT = 30

/** Forgets keys older than any outbox still retries. */
export async function forgetOldKeys(tx: Tx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - DAYS_KEPT * 86_400_000).toISOString()
  await tx.deleteFrom('idempotency_key').where('bank_id', '=', tx.bankId).where('created_at', '<', before).execute()
}

function keyed(tx: Tx, request: RequestKey): string {
  return tx.keys.searchHash(tx.bankId, 'request', request.content)
}

function inFlight(): Refusal {
  return new Refusal({ code: 'idempotency.in-flight', message: '同一请求正在处理', at: '/header/Idempotency-Key', expected: '稍后用同一个键重试' }, 409)
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && (error as Error & { code?: unknown }).code === '55P03'
}
