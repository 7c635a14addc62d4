import { afterEach, describe, expect, it } from 'vitest'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ServerRefusal, refusalsOf, rememberCsrfToken, send, get } from './api.ts'
import { api, paths } from './paths.ts'

let server: Server | undefined
afterEach(() => { server?.close() })

async function serve(answer: { status: number; body: string; headers?: Record<string, string> }, seen: Record<string, unknown>[] = []): Promise<string> {
  server = createServer((request, response) => {
    seen.push({ method: request.method, ...request.headers })
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server!.address() as AddressInfo).port}`
}

describe('talking to the server', () => {
  it('sends a write with its token and its key', async () => {
    const seen: Record<string, unknown>[] = []
    const base = await serve({ status: 200, body: '{"done":true}' }, seen)
    rememberCsrfToken('t0ken')
    expect(await send('POST', `${base}/x`, { body: { a: 1 }, idempotencyKey: 'k1' })).toEqual({ done: true })
    expect(seen[0]).toMatchObject({ method: 'POST', 'x-csrf-token': 't0ken', 'idempotency-key': 'k1', 'content-type': 'application/json' })
  })

  it('turns a problem into refusals with place and expectation', async () => {
    const base = await serve({ status: 429, headers: { 'retry-after': '60' }, body: '{"type":"about:blank","status":429,"code":"session.locked","title":"已锁定","detail":"登录失败次数过多","at":"/login","expected":"15 分钟后再试"}' })
    const error = await get(`${base}/x`).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ServerRefusal)
    expect(error).toMatchObject({ status: 429, retryAfter: 60, refusals: [{ code: 'session.locked', message: '登录失败次数过多', at: '/login', expected: '15 分钟后再试' }] })
  })

  it('names every refusal of a list and survives an answer that is no problem at all', async () => {
    expect(refusalsOf({ code: 'x', errors: [{ code: 'a', message: '甲' }, { code: 'b', message: '乙' }] }, 422).map(({ code }) => code)).toEqual(['a', 'b'])
    expect(refusalsOf('<html>', 502)[0].code).toBe('http.502')
    server?.close()
    await expect(get('http://127.0.0.1:9/x')).rejects.toMatchObject({ code: 'network.unreachable' })
  })

  it('knows every address once', () => {
    const written = (group: object): Record<string, string> => Object.fromEntries(Object.entries(group as Record<string, (...parts: string[]) => string>).map(([name, path]) => [name, path('甲/1', 'x')]))
    const all = { screens: written(paths), server: written({ ...api, cases: () => api.cases({ state: 'DRAFT,RETURNED', mine: 'true' }) }) }
    expect(all).toMatchSnapshot()
  })
})
