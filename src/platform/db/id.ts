import { randomFillSync } from 'node:crypto'

const COUNTS = 0x1000

let last = { ms: 0, count: 0 }

/** A new id, ordered by making (UUIDv7): ids of one process are also in order within a millisecond, and while its clock is set back. */
export function newId(): string {
  const bytes = randomFillSync(Buffer.alloc(16))
  last = next(Date.now(), bytes.readUInt8(6))
  bytes.writeUIntBE(last.ms, 0, 6)
  bytes.writeUInt16BE(0x7000 | last.count, 6)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The count of a millisecond begins low and by chance, and goes over into the next one when it is used up. */
function next(now: number, start: number): typeof last {
  if (now > last.ms) return { ms: now, count: start }
  return last.count + 1 < COUNTS ? { ms: last.ms, count: last.count + 1 } : { ms: last.ms + 1, count: start }
}
