import { createHash } from 'node:crypto'

const HEX = 32
/** The same id for the same words: what a repeated step writes is what it wrote. A UUID of version 8, the one for hashes. */
export function idOf(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, HEX)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
