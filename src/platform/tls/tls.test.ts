import { X509Certificate, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, get } from 'node:https'
import { isIP, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressBytes } from './address.ts'
import { makeCertificate } from './certificate.ts'
import { tlsIdentity, type TlsIdentity } from './identity.ts'

const now = new Date()
const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000)
const NAMES = ['localhost', 'shop.local', '127.0.0.1', '::1', '192.168.7.9']
let folder: string

beforeAll(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-tls-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a browser that trusts `ca` says to a server with this identity. */
async function visit(identity: { key: string; certificate: string }, ca: string | undefined, name: string): Promise<string> {
  const server = createServer({ key: identity.key, cert: identity.certificate }, (_, response) => response.end('hello'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    return await new Promise((resolve) => {
      const request = get({ host: '127.0.0.1', port, ...(isIP(name) === 0 ? { servername: name } : {}), ...(ca === undefined ? {} : { ca }), checkServerIdentity: (_, certificate) => {
        const parsed = new X509Certificate(certificate.raw)
        return (isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name)) !== undefined ? undefined : new Error('wrong name')
      } }, (response) => { response.resume(); response.on('end', () => resolve('welcome')) })
      request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === undefined || error.code === 'UNSPECIFIED' ? error.message : error.code))
    })
  } finally {
    server.close()
  }
}

describe('the local authority', () => {
  let identity: TlsIdentity
  beforeAll(() => { identity = tlsIdentity({ folder }, now, NAMES) })

  test('is trusted by whoever installed it, under every name of the machine, and by nobody else', async () => {
    for (const name of ['localhost', 'shop.local', '127.0.0.1', '192.168.7.9']) expect(await visit(identity, identity.authority?.pem, name)).toBe('welcome')
    expect(await visit(identity, identity.authority?.pem, 'other.local')).toBe('wrong name')
    expect(await visit(identity, undefined, 'localhost')).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  })

  test('cannot vouch for a name outside the inner network', async () => {
    const authority = { key: readFileSync(path.join(folder, 'authority.key'), 'utf8'), pem: identity.authority?.pem ?? '' }
    const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const forge = (name: string) => ({
      key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      certificate: makeCertificate({
        subject: 'x', issuer: new X509Certificate(authority.pem).subject.replace('CN=', ''), publicKey: pair.publicKey,
        issuerKey: { privateKey: createPrivateKey(authority.key), publicKey: createPublicKey(authority.key) }, from: days(-1), until: days(30), role: { names: [name] },
      }),
    })
    expect(await visit(forge('desk.local'), authority.pem, 'desk.local')).toBe('welcome')
    for (const name of ['bank.example', '8.8.8.8']) expect(await visit(forge(name), authority.pem, name)).toBe('permitted subtree violation')
  })

  test('stays the same from start to start; keys are for the owner only', () => {
    expect(tlsIdentity({ folder }, now, NAMES)).toEqual(identity)
    expect(statSync(path.join(folder, 'authority.key')).mode & 0o777).toBe(0o600)
    expect(identity.authority?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
  })

  test('signs the server anew for a new address and a month before the end', () => {
    const moved = tlsIdentity({ folder }, now, [...NAMES, '10.1.2.3'])
    expect(moved.certificate).not.toBe(identity.certificate)
    expect(moved.authority).toEqual(identity.authority)
    const later = tlsIdentity({ folder }, days(370), NAMES)
    expect(later.certificate).not.toBe(moved.certificate)
    expect(later.authority).toEqual(identity.authority)
    expect(tlsIdentity({ folder }, days(3600), NAMES).authority?.pem).not.toBe(identity.authority?.pem)
  })
})

describe("the bank's own certificate", () => {
  test('is used as given; a key that is not its own is refused', () => {
    const own = tlsIdentity({ folder: path.join(folder, 'own') }, now, NAMES)
    const other = tlsIdentity({ folder: path.join(folder, 'other') }, now, NAMES)
    const [certificate, key, wrong] = ['own.crt', 'own.key', 'wrong.key'].map((file) => path.join(folder, file)) as [string, string, string]
    writeFileSync(certificate, own.certificate)
    writeFileSync(key, own.key)
    writeFileSync(wrong, other.key)
    expect(tlsIdentity({ given: { certificate, key }, folder }, now)).toEqual({ certificate: own.certificate, key: own.key })
    expect(() => tlsIdentity({ given: { certificate, key: wrong }, folder }, now)).toThrow(/不配对/)
    expect(() => tlsIdentity({ given: { certificate, key: 'nowhere' }, folder }, now)).toThrow(/无法读取/)
    expect(() => tlsIdentity({ given: { certificate, key }, folder }, days(500))).toThrow(/已过期/)
  })
})

test('addresses become bytes', () => {
  expect([...addressBytes('192.168.0.1')]).toEqual([192, 168, 0, 1])
  expect(addressBytes('fe80::1').toString('hex')).toBe('fe800000000000000000000000000001')
  expect(addressBytes('::1').toString('hex')).toBe('00000000000000000000000000000001')
})
