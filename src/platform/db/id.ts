import { createHash, randomFillSync } from 'node:crypto'

/** A new id, ordered by time of making (UUIDv7). */
export function newId(): string {
  const bytes = randomFillSync(Buffer.alloc(16))
  bytes.writeUIntBE(Date.now(), 0, 6)
  return format(bytes, 0x70)
}

/** The same id for the same bank and business key, always: a repeated set-based insert meets its own rows. */
export function idOf(bankId: number, ...key: readonly (string | number)[]): string {
  return format(createHash('sha256').update(JSON.stringify([bankId, ...key])).digest(), 0x80)
}

function format(bytes: Buffer, version: number): string {
  bytes[6] = (bytes[6]! & 0x0f) | version
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
