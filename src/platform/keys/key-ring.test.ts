import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createKeyRing, loadKeyRing, newKeys, readKeys } from './key-ring.ts'

describe('key ring', () => {
  const keys = newKeys()
  const ring = createKeyRing(keys)

  it('opens what it sealed, only at the same place, and notices a changed byte', () => {
    const sealed = ring.seal('11010519491231002X', '1/customer/id')
    expect(sealed.cipher.includes('1101051949')).toBe(false)
    expect(ring.open(sealed, '1/customer/id')).toBe('11010519491231002X')
    expect(() => ring.open(sealed, '2/customer/id')).toThrow()
    sealed.cipher[30]! ^= 1
    expect(() => ring.open(sealed, '1/customer/id')).toThrow()
  })

  it('seals the same text differently each time, but finds it by the same hash', () => {
    expect(ring.seal('x', 'p').cipher).not.toEqual(ring.seal('x', 'p').cipher)
    expect(ring.searchHash(1, 'PHONE', '13800138000')).toBe(ring.searchHash(1, 'PHONE', '13800138000'))
    expect(ring.searchHash(1, 'PHONE', '13800138000')).not.toBe(ring.searchHash(2, 'PHONE', '13800138000'))
  })

  it('reads old values and finds them after a rotation', () => {
    const next = createKeyRing({ ...keys, current: 'k2', keys: { ...keys.keys, k2: randomBytes(32).toString('base64') } })
    const old = ring.seal('x', 'p')
    expect(next.open(old, 'p')).toBe('x')
    expect(next.seal('x', 'p').keyId).toBe('k2')
    expect(next.searchHash(1, 'PHONE', 'x')).toBe(ring.searchHash(1, 'PHONE', 'x'))
    expect(next.sign('x', keys.current).hash).toBe(ring.sign('x').hash)
  })

  it('keeps its file to itself and reads it again', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-keys-'))
    const made = loadKeyRing(folder, '')
    expect(statSync(path.join(folder, 'keys.json')).mode & 0o077).toBe(0)
    expect(loadKeyRing(folder, '').sign('x')).toEqual(made.sign('x'))
    expect(loadKeyRing('/nowhere', JSON.stringify(keys)).sign('x')).toEqual(ring.sign('x'))
    rmSync(folder, { recursive: true })
  })

  it('attests so that anyone with the public key can tell, and the key says nothing of the others', () => {
    const { signature, publicKey } = ring.attest('root')
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    expect(verify(null, Buffer.from('root'), key, Buffer.from(signature, 'base64'))).toBe(true)
    expect(verify(null, Buffer.from('other'), key, Buffer.from(signature, 'base64'))).toBe(false)
    expect(ring.attest('x').publicKey).toBe(publicKey)
  })

  it.each(['', '{}', '{"current":"k1","search":"k1","keys":{"k1":"c2hvcnQ="}}', JSON.stringify({ ...newKeys(), current: 'k9' })])('refuses %s', (text) => {
    expect(() => readKeys(text)).toThrow('密钥文件无法使用')
  })
})
