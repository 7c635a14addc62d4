import { LIMITS } from './limits.ts'
import { BRING_ORIGINAL, fileRefusal } from './refuse.ts'

const WIDE = 1
const PHONETIC = 4
const RICH = 8

/** A string inside one record: count of characters in `countBytes` bytes, flags, characters of one or two bytes. */
export function readUnicode(data: Buffer, at: number, countBytes: 1 | 2): { text: string } {
  const count = countBytes === 1 ? data.readUInt8(at) : data.readUInt16LE(at)
  const flags = data.readUInt8(at + countBytes)
  let from = at + countBytes + 1
  if ((flags & RICH) !== 0) from += 2
  if ((flags & PHONETIC) !== 0) from += 4
  const until = from + count * ((flags & WIDE) === 0 ? 1 : 2)
  if (until > data.length) throw new RangeError('string')
  return { text: data.toString((flags & WIDE) === 0 ? 'latin1' : 'utf16le', from, until) }
}

/** Reads the shared strings, which run over from record to record: characters that do restart with a width flag. */
export class SharedStringReader {
  readonly #parts: readonly Buffer[]
  #part = 0
  #at = 0

  constructor(parts: readonly Buffer[]) {
    this.#parts = parts
  }

  readAll(): string[] {
    this.#skip(4)
    const count = this.#number(4)
    if (count > LIMITS.strings) throw fileRefusal('too-many-strings', `工作簿的文字超过 ${LIMITS.strings} 条`, BRING_ORIGINAL)
    const strings: string[] = []
    while (strings.length < count) strings.push(this.#string())
    return strings
  }

  #string(): string {
    const count = this.#number(2)
    const flags = this.#number(1)
    const runs = (flags & RICH) === 0 ? 0 : this.#number(2)
    const phonetic = (flags & PHONETIC) === 0 ? 0 : this.#number(4)
    const text = this.#characters(count, (flags & WIDE) !== 0)
    this.#skip(runs * 4 + phonetic)
    return text
  }

  #characters(count: number, startsWide: boolean): string {
    let [text, wide] = ['', startsWide]
    for (let left = count; left > 0;) {
      if (this.#left() === 0) wide = (this.#number(1) & WIDE) !== 0
      const now = Math.min(left, Math.floor(this.#left() / (wide ? 2 : 1)))
      if (now === 0) throw new RangeError('string')
      const until = this.#at + now * (wide ? 2 : 1)
      text += this.#parts[this.#part]!.toString(wide ? 'utf16le' : 'latin1', this.#at, until)
      this.#at = until
      left -= now
    }
    return text
  }

  #left(): number {
    return (this.#parts[this.#part]?.length ?? 0) - this.#at
  }

  #number(bytes: 1 | 2 | 4): number {
    if (this.#left() === 0) this.#nextPart()
    const value = this.#parts[this.#part]!.readUIntLE(this.#at, bytes)
    this.#at += bytes
    return value
  }

  #skip(bytes: number): void {
    for (let left = bytes; left > 0;) {
      if (this.#left() === 0) this.#nextPart()
      const now = Math.min(left, this.#left())
      this.#at += now
      left -= now
    }
  }

  #nextPart(): void {
    this.#part++
    this.#at = 0
    if (this.#part >= this.#parts.length || this.#parts[this.#part]!.length === 0) throw new RangeError('continue')
  }
}
