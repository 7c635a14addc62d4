import { afterEach, describe, expect, it, vi } from 'vitest'
import { ServerRefusal, get, refusalsOf, rememberCsrfToken, send } from './api.ts'
import { api, paths } from './paths.ts'

afterEach(() => vi.unstubAllGlobals())

/** Answers every request of the test with this, and keeps what was sent. */
function answering(status: number, body: string, headers: Record<string, string> = {}): RequestInit[] {
  const sent: RequestInit[] = []
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    sent.push(init)
    return new Response(body, { status, headers })
  })
  return sent
}

describe('talking to the server', () => {
  it('sends a write with its token and its key', async () => {
    const sent = answering(200, '{"done":true}')
    rememberCsrfToken('t0ken')
    expect(await send('POST', '/x', { body: { a: 1 }, idempotencyKey: 'k1' })).toEqual({ done: true })
    expect(sent[0]).toMatchObject({ method: 'POST', credentials: 'same-origin', body: '{"a":1}', headers: { 'x-csrf-token': 't0ken', 'idempotency-key': 'k1', 'content-type': 'application/json' } })
  })

  it('turns a problem into refusals with place and expectation', async () => {
    answering(429, '{"type":"urn:weidai:refusal:sign-in.locked","status":429,"code":"sign-in.locked","title":"请求过多","detail":"登录失败次数过多","at":"/login","expected":"稍后再试"}', { 'retry-after': '60' })
    const error = await get('/x').catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ServerRefusal)
    expect(error).toMatchObject({ status: 429, retryAfter: 60, refusals: [{ code: 'sign-in.locked', message: '登录失败次数过多', at: '/login', expected: '稍后再试' }] })
  })

  it('names every fault of an input and survives an answer that is no problem at all', async () => {
    expect(refusalsOf({ code: 'x', errors: [{ code: 'a', message: '甲' }, { code: 'b', message: '乙' }] }, 400).map(({ code }) => code)).toEqual(['a', 'b'])
    expect(refusalsOf('<html>', 502)[0].code).toBe('http.502')
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
    await expect(get('/x')).rejects.toMatchObject({ code: 'network.unreachable', status: 0 })
  })

  it('knows every address once', () => {
    const written = (group: object): Record<string, string> => Object.fromEntries(Object.entries(group as Record<string, (...parts: string[]) => string>).map(([name, path]) => [name, path('甲/1', 'x')]))
    const all = { screens: written(paths), server: written({ ...api, cases: () => api.cases({ state: 'DRAFT,RETURNED', mine: 'true' }), reminders: () => api.reminders({ view: 'failed' }) }) }
    expect(all).toMatchSnapshot()
  })
})
