import { createCipheriv, createDecipheriv, createHmac, createPrivateKey, createPublicKey, createSecretKey, hkdfSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refusal, assert } from '#kernel'

/** Master keys as they are kept outside the database: 32 bytes each, base64. */
export interface Keys {
  /** The key new values are sealed with; older ones stay for reading. */
  readonly current: string
  /** The key of the search hashes; it does not change with `current`, or nothing would be found any more. */
  readonly search: string
  readonly keys: Readonly<Record<string, string>>
}

export interface Sealed {
  readonly cipher: Buffer
  readonly keyId: string
}

export interface KeyRing {
  /** Encrypts an identifier (AES-256-GCM). `place` binds it to its row and column, so that a copied ciphertext does not open elsewhere. */
  seal(text: string, place: string): Sealed
  open(sealed: Sealed, place: string): string
  /** Keyed hash by which a whole identifier is found. */
  searchHash(bankId: number, kind: string, text: string): string
  /** Keyed hash of audit entries; by default with the current key. */
  sign(text: string, keyId?: string): { readonly hash: string; readonly keyId: string }
  knows(keyId: string): boolean
  /** Signs for readers who have no key of the bank (Ed25519); they check it with `publicKey` (SPKI, base64). */
  attest(text: string): Attestation
}

export interface Attestation {
  readonly signature: string
  readonly publicKey: string
  readonly keyId: string
}

const NONCE = 12
const TAG = 16
/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Derives the keys for each purpose from the master keys. */
export function createKeyRing(keys: Keys): KeyRing {
  const purposes = new Map<string, KeyObject>()
  const derive = (keyId: string, purpose: string): KeyObject => {
    const name = `${keyId} ${purpose}`
    const known = purposes.get(name)
    if (known) return known
    const master = keys.keys[keyId]
    assert(master !== undefined, `the key ring has no key ${keyId}`)
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', Buffer.from(master, 'base64'), '', `weidai ${purpose}`, 32)))
    purposes.set(name, key)
    return key
  }
  return {
    seal(text, place) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', derive(keys.current, 'identifier'), nonce).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return { cipher: Buffer.concat([nonce, cipher.getAuthTag(), body]), keyId: keys.current }
    },
    open({ cipher, keyId }, place) {
      const decipher = createDecipheriv('aes-256-gcm', derive(keyId, 'identifier'), cipher.subarray(0, NONCE), { authTagLength: TAG })
      decipher.setAAD(Buffer.from(place)).setAuthTag(cipher.subarray(NONCE, NONCE + TAG))
      return Buffer.concat([decipher.update(cipher.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
    },
    searchHash: (bankId, kind, text) => createHmac('sha256', derive(keys.search, 'search')).update(JSON.stringify([bankId, kind, text])).digest('hex'),
    sign: (text, keyId = keys.current) => ({ hash: createHmac('sha256', derive(keyId, 'audit')).update(text).digest('hex'), keyId }),
    knows: (keyId) => Object.hasOwn(keys.keys, keyId),
    attest(text) {
      const seed = derive(keys.current, 'attestation').export()
      const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' })
      const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')
      return { signature: sign(null, Buffer.from(text), key).toString('base64'), publicKey, keyId: keys.current }
    },
  }
}

/** Keys for a new installation; the id is its own too, so that foreign keys are told from changed data. */
export function newKeys(): Keys {
  const id = `k${randomBytes(4).toString('hex')}`
  return { current: id, search: id, keys: { [id]: randomBytes(32).toString('base64') } }
}

/**
 * The key ring of this installation: from `WEIDAI_KEYS` (the JSON itself, or the path of a file with it), else from
 * `folder`/keys.json, which the first start makes. Whoever loses the keys loses the identifiers: back them up apart from the data.
 */
export function loadKeyRing(folder: string, given = process.env['WEIDAI_KEYS']): KeyRing {
  if (given !== undefined && given !== '') return createKeyRing(readKeys(given.trimStart().startsWith('{') ? given : readFileSync(given, 'utf8')))
  const file = path.join(folder, 'keys.json')
  if (!existsSync(file)) makeFile(folder, file)
  return createKeyRing(readKeys(readFileSync(file, 'utf8')))
}

function makeFile(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, `${JSON.stringify(newKeys(), null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another process made it just now
  }
}

/** Reads keys written as JSON; refuses (`keys.unreadable`) what is incomplete, without quoting any of it. */
export function readKeys(text: string): Keys {
  const unreadable = new Refusal({ code: 'keys.unreadable', message: '密钥文件无法使用', expected: '{"current":"k1","search":"k1","keys":{"k1":"32 字节的 base64"}}' }, 500)
  let keys: Partial<Keys>
  try {
    keys = JSON.parse(text) as Partial<Keys>
  } catch {
    throw unreadable
  }
  const { current, search, keys: all } = keys
  if (typeof current !== 'string' || typeof search !== 'string' || typeof all !== 'object') throw unreadable
  const whole = Object.values(all).every((key) => typeof key === 'string' && Buffer.from(key, 'base64').length === 32)
  if (!whole || !Object.hasOwn(all, current) || !Object.hasOwn(all, search)) throw unreadable
  return { current, search, keys: all }
}
