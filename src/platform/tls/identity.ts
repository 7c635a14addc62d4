import { X509Certificate, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import { Refusal } from '#kernel'
import { serverNames } from './address.ts'
import { makeCertificate } from './certificate.ts'

/** With what the server shows itself over TLS. */
export interface TlsIdentity {
  readonly key: string
  readonly certificate: string
  /** Our own authority, for phones to install; absent when the bank brought its certificate. */
  readonly authority?: { readonly pem: string; readonly fingerprint: string }
}

export interface TlsFiles {
  /** Files of the bank's own certificate (with its chain) and key, as PEM. */
  readonly given?: { readonly certificate: string; readonly key: string }
  /** Where our own authority is kept; made at the first start. */
  readonly folder: string
}

const DAY_MS = 86_400_000
const AUTHORITY_DAYS = 3650
/** Browsers and phones refuse server certificates that live longer than about a year. */
const SERVER_DAYS = 397
const RENEW_BEFORE_DAYS = 30

/** The bank's certificate, or one of our local authority that fits this machine's names and is not about to expire. */
export function tlsIdentity({ given, folder }: TlsFiles, now: Date, names: readonly string[] = serverNames()): TlsIdentity {
  if (given !== undefined) return readGiven(given, now)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const authority = kept(folder, 'authority', (pem) => fresh(pem, now, SERVER_DAYS)) ?? makeAuthority(folder, now)
  const signedByIt = (pem: string): boolean => fresh(pem, now, RENEW_BEFORE_DAYS) && covers(pem, names) && new X509Certificate(pem).verify(createPublicKey(authority.key))
  const server = kept(folder, 'server', signedByIt) ?? makeServer(folder, authority, names, now)
  return { key: server.key, certificate: server.certificate, authority: { pem: authority.certificate, fingerprint: new X509Certificate(authority.certificate).fingerprint256 } }
}

interface Kept {
  readonly key: string
  readonly certificate: string
}

function readGiven(given: { certificate: string; key: string }, now: Date): Kept {
  try {
    const [certificate, key] = [readFileSync(given.certificate, 'utf8'), readFileSync(given.key, 'utf8')]
    const parsed = new X509Certificate(certificate)
    if (!parsed.checkPrivateKey(createPrivateKey(key))) throw unusable('密钥与证书不配对', given.key)
    if (parsed.validToDate < now) throw unusable('证书已过期', given.certificate)
    return { certificate, key }
  } catch (error) {
    throw error instanceof Refusal ? error : unusable('证书或密钥无法读取', `${given.certificate}, ${given.key}`)
  }
}

function unusable(message: string, value: string): Refusal {
  return new Refusal({ code: 'tls.unusable', message: `${message} (the TLS certificate cannot be used)`, value, expected: 'WEIDAI_TLS_CERT 与 WEIDAI_TLS_KEY 指向有效且配对的 PEM 文件' })
}

function kept(folder: string, role: string, good: (pem: string) => boolean): Kept | undefined {
  const [keyFile, certificateFile] = [path.join(folder, `${role}.key`), path.join(folder, `${role}.crt`)]
  if (!existsSync(keyFile) || !existsSync(certificateFile)) return undefined
  const found = { key: readFileSync(keyFile, 'utf8'), certificate: readFileSync(certificateFile, 'utf8') }
  return good(found.certificate) ? found : undefined
}

function fresh(pem: string, now: Date, days: number): boolean {
  return new X509Certificate(pem).validToDate.getTime() > now.getTime() + days * DAY_MS
}

function covers(pem: string, names: readonly string[]): boolean {
  const certificate = new X509Certificate(pem)
  return names.every((name) => (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined)
}

function makeAuthority(folder: string, now: Date): Kept {
  const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const subject = `Weidai local authority ${now.toISOString().slice(0, 10)}`
  return keep(folder, 'authority', pair.privateKey, makeCertificate({ subject, issuer: subject, publicKey: pair.publicKey, issuerKey: pair, ...period(now, AUTHORITY_DAYS), role: 'authority' }))
}

function makeServer(folder: string, authority: Kept, names: readonly string[], now: Date): Kept {
  const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const issuer = new X509Certificate(authority.certificate).subject.replace(/^CN=/, '')
  const issuerKey = { privateKey: createPrivateKey(authority.key), publicKey: createPublicKey(authority.key) }
  return keep(folder, 'server', pair.privateKey, makeCertificate({ subject: 'Weidai', issuer, publicKey: pair.publicKey, issuerKey, ...period(now, SERVER_DAYS), role: { names } }))
}

/** From yesterday on, because the clock of a phone may be behind. */
function period(now: Date, days: number): { from: Date; until: Date } {
  return { from: new Date(now.getTime() - DAY_MS), until: new Date(now.getTime() + (days - 1) * DAY_MS) }
}

function keep(folder: string, role: string, privateKey: KeyObject, certificate: string): Kept {
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  writeFileSync(path.join(folder, `${role}.key`), key, { mode: 0o600 })
  writeFileSync(path.join(folder, `${role}.crt`), certificate)
  return { key, certificate }
}
