import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import os from 'node:os'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, twoBanks, type TestDatabase } from '#platform/db'
import { openFileStore } from '#platform/files'
import { testStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import { listen, type Listening } from './listen.ts'
import { readSettings } from './settings.ts'

const PAGE = '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><div id="root"></div>'
let db: TestDatabase
let checkout: string
let server: Listening

beforeAll(async () => {
  db = await testDatabase()
  await twoBanks(db)
  checkout = mkdtempSync(path.join(os.tmpdir(), 'weidai-listen-'))
  mkdirSync(path.join(checkout, 'dist/web/assets'), { recursive: true })
  writeFileSync(path.join(checkout, 'dist/web/index.html'), PAGE)
  writeFileSync(path.join(checkout, 'dist/web/assets/main-abc123.js'), 'console.log(1)')
  writeFileSync(path.join(checkout, 'dist/web/assets/main-abc123.js.br'), brotliCompressSync('console.log(1)'))
  writeFileSync(path.join(checkout, 'secret.txt'), 'secret')
  const settings = readSettings({ WEIDAI_PORT: '0', WEIDAI_HTTPS_PORT: '0', WEIDAI_HTTPS_HOST: '127.0.0.1' }, [])
  server = await listen({ database: db.database, files: await openFileStore(path.join(checkout, 'files'), '') }, settings, createLogger({ level: 'silent' }), checkout)
})
afterAll(async () => {
  await server.close()
  await db.drop()
  rmSync(checkout, { recursive: true, force: true })
})

describe('the door for this machine', () => {
  test('is plain http on loopback and serves the page for every address of the app, each with its own nonce', async () => {
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const nonces = new Set<string>()
    for (const address of ['/', '/index.html', '/cases/GC-01', '/cases/x.y']) {
      const answer = await fetch(`${server.address}${address}`, { headers: { accept: 'text/html' } })
      const nonce = /nonce="([^"]+)"/.exec(await answer.text())?.[1] ?? ''
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`)
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(4)
  })

  test('assets live for ever and go out compressed; nothing outside the web folder goes out', async () => {
    const asset = await fetch(`${server.address}/assets/main-abc123.js`, { headers: { 'accept-encoding': 'br' } })
    expect([asset.headers.get('content-encoding'), asset.headers.get('cache-control'), await asset.text()]).toEqual(['br', 'public, max-age=31536000, immutable', 'console.log(1)'])
    for (const address of ['/..%2f..%2fsecret.txt', '/assets/..%2f..%2f..%2fsecret.txt', '/assets/nothing.js', '/.sources']) {
      const answer = await fetch(`${server.address}${address}`)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
    }
  })
})

describe('the door for phones', () => {
  const ask = (url: string, options: { ca?: string; cookie?: string }): Promise<{ status: number; body: Buffer; setCookie: string }> => new Promise((resolve, reject) => {
    get(url, { ...(options.ca === undefined ? { rejectUnauthorized: false } : { ca: options.ca }), headers: options.cookie === undefined ? {} : { cookie: options.cookie } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks), setCookie: String(response.headers['set-cookie']) }))
    }).on('error', reject)
  })

  test('hands out its authority; a phone that installs it is let in without a warning', async () => {
    const [address = ''] = server.secureAddresses
    expect(address).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    const { body: der } = await ask(`${address}/api/phone/authority`, {})
    const ca = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`
    expect((await ask(`${address}/api/health`, { ca })).status).toBe(200)
    await expect(ask(`${address}/api/health`, { ca: '' })).rejects.toThrow()
  })

  test('a session there has its own, secure cookie; one of the other door does not open it', async () => {
    const who = await testStaff(db.database, 1, { posts: ['OFFICER'] })
    const [address = ''] = server.secureAddresses
    expect((await ask(`${address}/api/me`, { cookie: `weidai_session=${who.cookie}` })).status).toBe(401)
    const phone = await ask(`${address}/api/phone`, { cookie: `__Host-weidai_session=${who.cookie}` })
    const answer = JSON.parse(phone.body.toString()) as { addresses: { url: string; qr: string }[]; authority: { fingerprint: string } }
    expect(answer.addresses).toEqual([{ url: address, qr: expect.stringContaining('<svg') as string }])
    expect(answer.authority.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
  })
})

describe('settings', () => {
  test('behind a proxy there is one plain door', () => {
    expect(readSettings({ WEIDAI_HTTP: '1', WEIDAI_HOST: '0.0.0.0', WEIDAI_TRUSTED_PROXIES: '10.0.0.1, 10.0.0.2' }, [])).toMatchObject({ host: '0.0.0.0', secure: undefined, trustedProxies: ['10.0.0.1', '10.0.0.2'] })
  })

  test.each([[{ WEIDAI_PORT: 'x' }, /WEIDAI_PORT/], [{ WEIDAI_HTTPS_PORT: '70000' }, /WEIDAI_HTTPS_PORT/], [{ WEIDAI_TLS_CERT: 'a.pem' }, /WEIDAI_TLS_CERT/], [{ WEIDAI_MODE: 'all' }, /WEIDAI_MODE/]])('what is not understood is refused: %j', (env, message) => {
    expect(() => readSettings(env, [])).toThrow(message)
  })
})
