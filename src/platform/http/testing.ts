import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { assert } from '#kernel'
import type { Post } from '#common/staff/domain'
import { hashPassword, identify, openSession } from '#platform/auth'
import { newId, type Database, type Tx } from '#platform/db'
import { cookieName } from './register.ts'
import type { Method } from './route.ts'

/** Someone signed in, for route tests. */
export interface TestStaff {
  readonly staffId: string
  readonly unitId: string
  readonly bankId: number
  readonly cookie: string
  readonly csrfToken: string
}

export interface TestStaffOptions {
  readonly posts: readonly Post[]
  readonly login?: string
  readonly name?: string
  readonly now?: Date
}

let unknownPassword: Promise<string> | undefined

/** Puts someone with these posts on the list of the bank (in its root unit) and signs them in, past passwords. */
export async function testStaff(database: Database, bankId: number, options: TestStaffOptions): Promise<TestStaff> {
  const now = options.now ?? new Date()
  const { staffId, unitId, cookie } = await database.inBank(bankId, async (tx) => {
    const unit = await rootUnit(tx)
    const id = newId()
    const login = options.login ?? `t${id.slice(-12)}`
    await tx.insertInto('staff').values({ bank_id: bankId, staff_id: id, login, name: options.name ?? '测试员', unit_id: unit, status: 'ACTIVE' }).execute()
    await tx.insertInto('credential').values({ bank_id: bankId, staff_id: id, password_hash: await (unknownPassword ??= hashPassword(randomUUID())), must_change: false, changed_at: now.toISOString() }).execute()
    for (const post of options.posts) {
      await tx.insertInto('staff_post').values({ bank_id: bankId, staff_post_id: newId(), staff_id: id, post, unit_id: unit, from_day: '2000-01-01', until_day: null }).execute()
    }
    return { staffId: id, unitId: unit, cookie: await openSession(tx, id, now) }
  })
  const identity = await identify(database, cookie, now)
  assert(identity !== undefined, 'a session just opened is found')
  return { staffId, unitId, bankId, cookie, csrfToken: identity.csrfToken }
}

async function rootUnit(tx: Tx): Promise<string> {
  const root = await tx.selectFrom('unit').select('unit_id').where('bank_id', '=', tx.bankId).where('parent_id', 'is', null).executeTakeFirst()
  if (root !== undefined) return root.unit_id
  const unitId = newId()
  await tx.insertInto('unit').values({ bank_id: tx.bankId, unit_id: unitId, parent_id: null, code: 'HQ', name: '总行' }).execute()
  return unitId
}

export interface AskOptions {
  readonly body?: unknown
  /** Of a write; a new one for each call unless given. */
  readonly key?: string
  readonly headers?: Record<string, string>
  /** Makes the request multipart/form-data, with the entries of `body` as its other fields. */
  readonly file?: { readonly filename: string; readonly mediaType: string; readonly bytes: Uint8Array }
}

/** Sends one request as this person would from the web app; without a person as a stranger. */
export function ask(app: FastifyInstance, who: TestStaff | undefined, method: Method, url: string, options: AskOptions = {}): Promise<LightMyRequestResponse> {
  const { payload, type } = payloadOf(options)
  return app.inject({
    method, url, ...(payload === undefined ? {} : { payload }),
    headers: {
      ...(who === undefined ? {} : { cookie: `${cookieName(false)}=${who.cookie}`, 'x-csrf-token': who.csrfToken }),
      ...(method === 'GET' ? {} : { 'idempotency-key': options.key ?? randomUUID() }),
      ...(type === undefined ? {} : { 'content-type': type }),
      ...options.headers,
    },
  })
}

function payloadOf({ body, file }: AskOptions): { payload?: NonNullable<InjectOptions['payload']>; type?: string } {
  if (file === undefined) return body === undefined ? {} : { payload: body as NonNullable<InjectOptions['payload']> }
  const boundary = `b-${randomUUID()}`
  const part = (headers: string): Buffer => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${headers}\r\n\r\n`)
  const fields = Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, value]) => [part(`name="${name}"`), Buffer.from(`${String(value)}\r\n`)])
  const payload = Buffer.concat([...fields, part(`name="file"; filename="${file.filename}"\r\nContent-Type: ${file.mediaType}`), Buffer.from(file.bytes), Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { payload, type: `multipart/form-data; boundary=${boundary}` }
}
