import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal, day } from '#kernel'
import { testDatabase, twoBanks, type TestDatabase } from '#platform/db'
import { createLogger } from '#platform/logs'
import { ask, testStaff, type TestStaff } from './testing.ts'
import { buildServer } from './server.ts'
import { openRoute, route, type Route } from './route.ts'

let db: TestDatabase
let app: FastifyInstance
let officer: TestStaff
let lines: string[]
const logger = createLogger({ level: 'info', destination: { write: (line: string) => { lines.push(line) } } })

const Note = z.strictObject({ text: z.string().max(20).meta({ title: '内容' }), day: z.string().optional() })

/** Three small routes on a table that every bank has: numbers are counted under a name. */
const routes: Route[] = [
  route({
    act: 'note.add', method: 'POST', path: '/api/notes/:name', may: 'case.open', params: z.strictObject({ name: z.string().max(30) }), body: Note,
    answer: z.object({ number: z.int(), text: z.string(), on: z.string() }), status: 201,
    handle: ({ inBank, params, body, businessDate }) => inBank(async (tx) => {
      if (body.text === '拒绝') throw new Refusal({ code: 'note.refused', message: '不收', at: '/text', value: body.text, expected: '别的' }, 422)
      if (body.text === '出错') throw new Error('secret inside 6222020000000000')
      const row = await tx.insertInto('counter').values({ bank_id: tx.bankId, name: params.name, period: '', last_number: 1 })
        .onConflict((c) => c.columns(['bank_id', 'name', 'period']).doUpdateSet((eb) => ({ last_number: eb('counter.last_number', '+', 1) }))).returning('last_number').executeTakeFirstOrThrow()
      if (body.text === '慢') await new Promise((resolve) => setTimeout(resolve, 800))
      return { number: row.last_number, text: body.text, on: businessDate, inner: 'never leaves' }
    }),
  }),
  route({
    act: 'note.read', method: 'GET', path: '/api/notes/:name', may: 'signed-in', params: z.strictObject({ name: z.string() }), query: z.strictObject({ write: z.stringbool().optional() }),
    answer: z.object({ count: z.int() }),
    handle: ({ inBank, params, query }) => inBank(async (tx) => {
      if (query.write === true) await tx.deleteFrom('counter').where('bank_id', '=', tx.bankId).execute()
      const row = await tx.selectFrom('counter').select('last_number').where('bank_id', '=', tx.bankId).where('name', '=', params.name).executeTakeFirst()
      return { count: row?.last_number ?? 0 }
    }),
  }),
  route({
    act: 'note.upload', method: 'POST', path: '/api/uploads', may: 'signed-in', upload: { largestBytes: 1000 }, body: z.strictObject({ title: z.string() }),
    answer: z.object({ size: z.int(), title: z.string(), name: z.string(), sum: z.int() }),
    prepare: async ({ upload }) => upload.bytes.reduce((sum, byte) => sum + byte, 0),
    handle: ({ upload, body, prepared }) => ({ size: upload.bytes.length, title: body.title, name: upload.filename, sum: prepared }),
  }),
  route({
    act: 'note.file', method: 'GET', path: '/api/file', may: 'signed-in', answer: 'file',
    handle: () => ({ bytes: Buffer.from('<script>alert(1)</script>'), mediaType: 'text/html', filename: '流水 1.html', inline: true }),
  }),
  openRoute({ act: 'note.open', method: 'POST', path: '/api/open', body: Note, answer: Note, perMinute: 3, handle: ({ body }) => body }),
]

beforeAll(async () => {
  db = await testDatabase()
  const [first] = await twoBanks(db, day('2025-03-14'))
  officer = await testStaff(db.database, first, { posts: ['OFFICER'] })
  lines = []
  app = await buildServer({ database: db.database, routes, logger, version: '0.1.0' })
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const count = async (name: string): Promise<unknown> => (await ask(app, officer, 'GET', `/api/notes/${name}`)).json<{ count: number }>().count

describe('a declared route', () => {
  test('parses, runs in the bank and lets out only what it declares', async () => {
    const answer = await ask(app, officer, 'POST', '/api/notes/plain', { body: { text: '一' } })
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toEqual({ number: 1, text: '一', on: '2025-03-14' })
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('refusals arrive as problem+json with place, value and what was expected', async () => {
    const answer = await ask(app, officer, 'POST', '/api/notes/plain', { body: { text: '拒绝' } })
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.json()).toMatchObject({ type: 'urn:weidai:refusal:note.refused', title: '不能办理', status: 422, code: 'note.refused', detail: '不收', at: '/text', value: '拒绝', expected: '别的' })
  })

  test('every wrong field is listed, in Chinese', async () => {
    const answer = await ask(app, officer, 'POST', '/api/notes/plain', { body: { text: 5, more: 1 } })
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ errors: { at: string; message: string }[] }>().errors.map(({ at, message }) => [at, message])).toEqual([['/text', '「内容」须为文本'], ['/more', '「more」是多余的字段']])
  })

  test('a bug answers 500 with a number only, and neither answer nor log tells the message', async () => {
    const answer = await ask(app, officer, 'POST', '/api/notes/plain', { body: { text: '出错' } })
    expect(answer.statusCode).toBe(500)
    expect(answer.json<{ detail: string; instance: string }>().detail).toContain(answer.json<{ instance: string }>().instance)
    expect(answer.body).not.toContain('6222')
    expect(lines.join('')).toContain('server.test.ts')
    expect(lines.join('')).not.toContain('6222')
  })

  test('a GET cannot write', async () => {
    await ask(app, officer, 'POST', '/api/notes/kept', { body: { text: '一' } })
    expect((await ask(app, officer, 'GET', '/api/notes/kept?write=true')).statusCode).toBe(500)
    expect(await count('kept')).toBe(1)
  })

  test('a file is shown in a sandbox without scripts', async () => {
    const answer = await ask(app, officer, 'GET', '/api/file')
    expect(answer.headers['content-security-policy']).toContain('sandbox')
    expect(answer.headers['content-disposition']).toBe("inline; filename*=UTF-8''%E6%B5%81%E6%B0%B4%201.html")
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  })

  test('the log names act, status, time and staff, and nothing that was sent', async () => {
    lines.length = 0
    await ask(app, officer, 'POST', '/api/notes/李春花?x=13800001111', { body: { text: '6222', day: 'x' }, headers: { 'user-agent': '13900002222' } })
    await ask(app, officer, 'POST', '/api/notes/李春花', { body: { text: '陈秋月' } })
    const log = lines.join('')
    expect(log).toContain('"act":"note.add"')
    expect(log).toContain(officer.staffId)
    for (const canary of ['李春花', '%E6', '13800001111', '13900002222', '6222', '陈秋月', officer.cookie.slice(2)]) expect(log).not.toContain(canary)
  })
})

describe('who may', () => {
  test('no session, a foreign session and a missing permission are told apart; nothing of the body is read before', async () => {
    expect((await ask(app, undefined, 'POST', '/api/notes/x', { body: { text: 1 } })).json()).toMatchObject({ status: 401, code: 'session.none' })
    expect((await ask(app, { ...officer, cookie: `1.${'a'.repeat(43)}` }, 'GET', '/api/notes/x')).json()).toMatchObject({ status: 401, code: 'session.ended' })
    expect((await ask(app, { ...officer, cookie: officer.cookie.replace(/^\d+/, '2') }, 'GET', '/api/notes/x')).json()).toMatchObject({ status: 401, code: 'session.ended' })
    const finance = await testStaff(db.database, officer.bankId, { posts: ['FINANCE'] })
    expect((await ask(app, finance, 'POST', '/api/notes/x', { body: { text: 1 } })).json()).toMatchObject({ status: 403, code: 'permission.missing', detail: '您的岗位没有「受理申请」权限' })
  })

  test('a write without its token, or started by another site, is refused', async () => {
    expect((await ask(app, { ...officer, csrfToken: 'x' }, 'POST', '/api/notes/x', { body: { text: '一' } })).json()).toMatchObject({ status: 403, code: 'session.csrf' })
    expect((await ask(app, officer, 'POST', '/api/notes/x', { body: { text: '一' }, headers: { origin: 'https://evil.example' } })).json()).toMatchObject({ status: 403, code: 'request.foreign' })
    expect((await ask(app, officer, 'POST', '/api/notes/x', { body: { text: '一' }, headers: { 'sec-fetch-site': 'cross-site' } })).json()).toMatchObject({ status: 403, code: 'request.foreign' })
    expect(await count('x')).toBe(0)
  })

  test('a public route has a rate', async () => {
    const answers = []
    for (let i = 0; i < 4; i++) answers.push((await ask(app, undefined, 'POST', '/api/open', { body: { text: '一' } })).statusCode)
    expect(answers).toEqual([200, 200, 200, 429])
  })

  test('an unknown address is 404, below /api and elsewhere', async () => {
    expect((await ask(app, officer, 'GET', '/api/nothing')).json()).toMatchObject({ status: 404, code: 'route.unknown' })
    expect((await ask(app, officer, 'PUT', '/api/notes/x', { body: {} })).statusCode).toBe(404)
    expect((await ask(app, undefined, 'GET', '/nothing')).statusCode).toBe(404)
  })
})

describe('bad input never makes a 500', () => {
  const json = { 'content-type': 'application/json' }
  const deep = '['.repeat(10_000) + ']'.repeat(10_000)
  test.each([
    ['not JSON', '{"text":', 400, 'json.unreadable'],
    ['empty', '', 400, 'input.invalid'],
    ['too deep', deep, 400, 'json.too-deep'],
    ['deep text is only text', JSON.stringify({ text: '[[[[' }), 201, undefined],
    ['__proto__', '{"__proto__":{"text":"x"},"text":"x"}', 400, 'json.key'],
    ['constructor', '{"constructor":{"prototype":{"x":1}},"text":"x"}', 400, 'input.invalid'],
    ['NUL', '{"text":"a\\u0000"}', 400, 'text.unstorable'],
    ['lone surrogate', '{"text":"\\ud800"}', 400, 'text.unstorable'],
    ['number beyond', '{"text":1e999}', 400, 'input.invalid'],
    ['an array', '[]', 400, 'input.invalid'],
    ['null', 'null', 400, 'input.invalid'],
    ['duplicate keys', '{"text":"a","text":"b"}', 201, undefined],
  ])('%s', async (_, payload, status, code) => {
    const answer = await app.inject({ method: 'POST', url: '/api/notes/bad', payload, headers: { ...json, cookie: `weidai_session=${officer.cookie}`, 'x-csrf-token': officer.csrfToken, 'idempotency-key': randomUUID() } })
    expect([answer.statusCode, answer.json<{ code?: string }>().code]).toEqual([status, code])
  })

  test.each([
    ['a body that is not UTF-8', { payload: Buffer.from([0x22, 0xff, 0x22]), headers: json, code: 'json.encoding' }],
    ['XML', { payload: '<a/>', headers: { 'content-type': 'text/xml' }, code: 'body.media-type' }],
    ['2 MB', { payload: JSON.stringify({ text: 'x'.repeat(2_000_000) }), headers: json, code: 'body.too-large' }],
  ])('%s', async (_, { payload, headers, code }) => {
    const answer = await app.inject({ method: 'POST', url: '/api/notes/bad', payload, headers: { ...headers, cookie: `weidai_session=${officer.cookie}`, 'x-csrf-token': officer.csrfToken, 'idempotency-key': randomUUID() } })
    expect(answer.statusCode).toBeLessThan(500)
    expect(answer.json()).toMatchObject({ code })
  })

  test.each(['/api/notes/%', '/api/notes/%c0%af', '/api/notes/%00', `/api/notes/${'a'.repeat(500)}`, '/api/notes/x?__proto__=1', '/api/notes/x?write=1&write=2', '/api/notes/x?a[b]=1', '/api/../../etc/passwd', '//x'])('address %s', async (url) => {
    const answer = await ask(app, officer, 'GET', url)
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.statusCode).toBeLessThan(500)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })
})

describe('upload', () => {
  const send = (key: string, bytes: Buffer, fields: Record<string, string> = { title: '一月' }) =>
    ask(app, officer, 'POST', '/api/uploads', { body: fields, file: { filename: '账单.csv', mediaType: 'text/csv', bytes }, key })

  test('the file comes whole, its fields checked', async () => {
    const answer = await send('u1', Buffer.from([1, 2, 3]))
    expect(answer.json()).toEqual({ size: 3, title: '一月', name: '账单.csv', sum: 6 })
  })

  test('sent again it is answered from store, another file under the key is refused', async () => {
    const again = await send('u1', Buffer.from([1, 2, 3]))
    expect([again.statusCode, again.headers['idempotent-replayed']]).toEqual([200, 'true'])
    expect((await send('u1', Buffer.from([1, 2, 4]))).statusCode).toBe(422)
  })

  test('too large, missing and unexpected parts are refused', async () => {
    expect((await send('u2', Buffer.alloc(2000))).json()).toMatchObject({ status: 413, code: 'upload.too-large' })
    const fieldOnly = { payload: '--B\r\nContent-Disposition: form-data; name="title"\r\n\r\na\r\n--B--\r\n', type: 'multipart/form-data; boundary=B' }
    const without = await ask(app, officer, 'POST', '/api/uploads', { body: fieldOnly.payload, headers: { 'content-type': fieldOnly.type } })
    expect(without.json()).toMatchObject({ status: 400, code: 'upload.missing' })
    expect((await send('u4', Buffer.from('x'), { title: 'a', other: 'b' })).json()).toMatchObject({ status: 400, code: 'input.invalid' })
    expect((await ask(app, officer, 'POST', '/api/uploads', { body: { title: 'x' } })).json()).toMatchObject({ status: 415 })
  })
})

describe('the start', () => {
  const good = routes[1]!
  test.each([
    ['a route without a permission', { ...good, act: 'note.other', may: undefined }, /declares no permission/],
    ['a permission that does not exist', { ...good, act: 'note.other', may: 'case.everything' }, /declares no permission/],
    ['a path parameter nobody reads', { ...good, act: 'note.other', path: '/api/notes/:other' }, /path names/],
    ['a path outside /api', { ...good, act: 'note.other', path: '/notes/:name' }, /not below/],
    ['the same address twice', { ...good, act: 'note.again', path: '/api/notes/:name' }, /declared twice/],
  ])('fails for %s', async (_, faulty, message) => {
    await expect(buildServer({ database: db.database, routes: [good, faulty as Route], logger })).rejects.toThrow(message)
  })
})

describe('for machines', () => {
  test('health, readiness, metrics and the API document', async () => {
    expect((await ask(app, undefined, 'GET', '/api/health')).json()).toEqual({ status: 'alive' })
    expect((await ask(app, undefined, 'GET', '/api/ready')).json()).toEqual({ status: 'ready' })
    const metrics = await ask(app, undefined, 'GET', '/metrics')
    expect(metrics.body).toContain('weidai_request_seconds_count{act="note.add",method="POST",status="201"}')
    expect((await app.inject({ method: 'GET', url: '/metrics', remoteAddress: '10.0.0.9' })).statusCode).toBe(403)
    const document = (await ask(app, undefined, 'GET', '/api/openapi.json')).json<{ openapi: string; paths: Record<string, Record<string, { parameters: { name: string }[] }>> }>()
    expect(document.openapi).toBe('3.1.0')
    expect(document.paths['/api/notes/{name}']?.['post']?.parameters.map(({ name }) => name)).toEqual(['name', 'Idempotency-Key'])
  })

  test('pages run no inline script', async () => {
    const answer = await ask(app, undefined, 'GET', '/api/docs/')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-security-policy']).toMatch(/script-src 'self'( 'nonce-[^']+')?;/)
    expect(answer.headers['content-security-policy']).not.toContain('unsafe')
    expect(answer.body).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(answer.body).not.toMatch(/https?:\/\//)
  })
})
