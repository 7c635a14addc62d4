import { createHash, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import { PRIVATE_NETWORKS, addressBytes } from './address.ts'

/** What a certificate says. Keys are P-256; the signature is ECDSA with SHA-256. */
export interface CertificateRequest {
  readonly subject: string
  readonly issuer: string
  readonly publicKey: KeyObject
  readonly issuerKey: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }
  readonly from: Date
  readonly until: Date
  /** An authority that signs only names and addresses of private networks, or a server with these names. */
  readonly role: 'authority' | { readonly names: readonly string[] }
}

type Der = Buffer

const SEQUENCE = 0x30
const SET = 0x31
const ECDSA_SHA256 = sequence(oid(1, 2, 840, 10_045, 4, 3, 2))

/** A signed X.509 certificate as PEM. */
export function makeCertificate(request: CertificateRequest): string {
  const body = sequence(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x40 | (randomBytes(1)[0]! & 0x3f)]), randomBytes(15)])),
    ECDSA_SHA256,
    name(request.issuer),
    sequence(time(request.from), time(request.until)),
    name(request.subject),
    spki(request.publicKey),
    tlv(0xa3, sequence(...extensions(request))),
  )
  const signature = sign('sha256', body, request.issuerKey.privateKey)
  const certificate = sequence(body, ECDSA_SHA256, bitString(signature))
  return `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replaceAll(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`
}

function extensions({ role, publicKey, issuerKey }: CertificateRequest): Der[] {
  const shared = [extension(oid(2, 5, 29, 14), tlv(0x04, keyId(publicKey))), extension(oid(2, 5, 29, 35), sequence(tlv(0x80, keyId(issuerKey.publicKey))))]
  if (role === 'authority') {
    return [
      ...shared,
      critical(oid(2, 5, 29, 19), sequence(tlv(0x01, Buffer.from([0xff])), integer(Buffer.from([0])))),
      critical(oid(2, 5, 29, 15), tlv(0x03, Buffer.from([0x01, 0x06]))), // sign certificates and revocation lists
      critical(oid(2, 5, 29, 30), sequence(tlv(0xa0, ...permitted()))),
    ]
  }
  return [
    ...shared,
    critical(oid(2, 5, 29, 19), sequence()),
    critical(oid(2, 5, 29, 15), tlv(0x03, Buffer.from([0x07, 0x80]))), // digital signature
    extension(oid(2, 5, 29, 37), sequence(oid(1, 3, 6, 1, 5, 5, 7, 3, 1))), // of a server
    extension(oid(2, 5, 29, 17), sequence(...role.names.map((text) => (isIPv4(text) || isIPv6(text) ? tlv(0x87, addressBytes(text)) : tlv(0x82, Buffer.from(text, 'ascii')))))),
  ]
}

/** Name constraints: whoever installs the authority trusts it for the inner network, never for a bank's web address. */
function permitted(): Der[] {
  return [
    ...['localhost', 'local'].map((text) => sequence(tlv(0x82, Buffer.from(text, 'ascii')))),
    ...PRIVATE_NETWORKS.map(([address, bits]) => sequence(tlv(0x87, addressBytes(address), mask(addressBytes(address).length, bits)))),
  ]
}

function mask(length: number, bits: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, at) => 0xff00 >> Math.max(0, Math.min(8, bits - at * 8)) & 0xff))
}

function keyId(key: KeyObject): Buffer {
  return createHash('sha1').update(spki(key).subarray(-65)).digest()
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' })
}

function name(text: string): Der {
  return sequence(tlv(SET, sequence(oid(2, 5, 4, 3), tlv(0x0c, Buffer.from(text, 'utf8')))))
}

/** Two digits of the year up to 2049, four from then on (RFC 5280, 4.1.2.5). */
function time(at: Date): Der {
  const digits = `${at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`
  return at.getUTCFullYear() < 2050 ? tlv(0x17, Buffer.from(digits.slice(2), 'ascii')) : tlv(0x18, Buffer.from(digits, 'ascii'))
}

function extension(id: Der, value: Der): Der {
  return sequence(id, tlv(0x04, value))
}

function critical(id: Der, value: Der): Der {
  return sequence(id, tlv(0x01, Buffer.from([0xff])), tlv(0x04, value))
}

function bitString(bytes: Buffer): Der {
  return tlv(0x03, Buffer.from([0]), bytes)
}

function integer(bytes: Buffer): Der {
  return tlv(0x02, bytes)
}

function sequence(...parts: Der[]): Der {
  return tlv(SEQUENCE, ...parts)
}

function oid(first: number, second: number, ...rest: number[]): Der {
  const groups = rest.flatMap((part) => {
    const bytes = [part & 0x7f]
    for (let high = part >>> 7; high > 0; high >>>= 7) bytes.unshift((high & 0x7f) | 0x80)
    return bytes
  })
  return tlv(0x06, Buffer.from([first * 40 + second, ...groups]))
}

function tlv(tag: number, ...parts: Buffer[]): Der {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
