import type { Encoding } from './mapping.ts'

// Both exist in every browser and server and are pure: the same bytes give the same text everywhere.
declare const TextDecoder: new (label: string, options?: { fatal?: boolean }) => { decode(bytes: Uint8Array): string }
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> }

/** Text as bytes of one encoding and back. */
export interface Coding {
  /** Undefined when some character has no place in the encoding (half of a pair). */
  encode(text: string): Uint8Array | undefined
  /** Undefined when the bytes are no text of the encoding. */
  decode(bytes: Uint8Array): string | undefined
  /** Bytes the character at this place takes; a pair of units is counted whole at its first. */
  widthOf(codePoint: number): number
}

const [ASCII, PLANE] = [0x80, 0x10000]
/** Two bytes: lead 81–FE, trail 40–FE without 7F. Four bytes: 81–FE, 30–39, 81–FE, 30–39. */
const [LEAD, LAST, TRAIL, GAP, DIGIT, NEWLINE] = [0x81, 0xfe, 0x40, 0x7f, 0x30, 0x0a]
const [DIGITS, LEADS, BEYOND, LEADS_OF_PLANE] = [10, 126, 0x90, 4]

/** The coding of this name. */
export function codingOf(encoding: Encoding): Coding {
  return encoding === 'UTF-8' ? UTF8 : GB18030
}

const lone = /[\uD800-\uDFFF]/u

const UTF8: Coding = {
  encode: (text) => (lone.test(text) ? undefined : new TextEncoder().encode(text)),
  decode: decoder('utf-8'),
  widthOf: (codePoint) => (codePoint < ASCII ? 1 : codePoint < 0x800 ? 2 : codePoint < PLANE ? 3 : 4),
}

const GB18030: Coding = {
  encode: (text) => {
    const table = gbTable()
    const out = new Uint8Array(text.length * 4)
    let at = 0
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit < ASCII) {
        out[at++] = unit
        continue
      }
      const codePoint = text.codePointAt(i) ?? unit
      if (codePoint >= PLANE) i += 1
      const code = codePoint >= PLANE ? beyond(codePoint) : (table[unit] ?? 0)
      if (code === 0) return undefined
      if (code >= PLANE) {
        out[at++] = code >>> 24
        out[at++] = (code >>> 16) & 0xff
      }
      out[at++] = (code >>> 8) & 0xff
      out[at++] = code & 0xff
    }
    return out.slice(0, at)
  },
  decode: decoder('gb18030'),
  widthOf: (codePoint) => (codePoint < ASCII ? 1 : codePoint >= PLANE || (gbTable()[codePoint] ?? 0) >= PLANE ? 4 : 2),
}

function decoder(label: string): Coding['decode'] {
  return (bytes) => {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes)
    } catch {
      return undefined
    }
  }
}

let table: Uint32Array | undefined

/** Bytes of each character of the basic plane, as one number; made once by reading every code there is. */
function gbTable(): Uint32Array {
  if (table !== undefined) return table
  const made = new Uint32Array(PLANE)
  const codes = [...fourBytes(), ...twoBytes()]
  const bytes = new Uint8Array(codes.length * 5)
  let at = 0
  for (const code of codes) {
    if (code >= PLANE) {
      bytes[at++] = code >>> 24
      bytes[at++] = (code >>> 16) & 0xff
    }
    bytes[at++] = (code >>> 8) & 0xff
    bytes[at++] = code & 0xff
    bytes[at++] = NEWLINE // a code that is none ends here and does not shift the next
  }
  const read = new TextDecoder('gb18030').decode(bytes.subarray(0, at)).split('\n')
  codes.forEach((code, index) => {
    const character = read[index] ?? ''
    if (character.length === 1 && character !== '\uFFFD') made[character.charCodeAt(0)] = code // two bytes come last and win
  })
  table = made
  return made
}

function twoBytes(): number[] {
  const codes: number[] = []
  for (let lead = LEAD; lead <= LAST; lead++) {
    for (let trail = TRAIL; trail <= LAST; trail++) if (trail !== GAP) codes.push(lead * 0x100 + trail)
  }
  return codes
}

function fourBytes(): number[] {
  const codes: number[] = []
  const one = DIGITS * LEADS * DIGITS
  for (let index = 0; index < one * LEADS_OF_PLANE; index++) codes.push(linear(LEAD, index))
  return codes
}

function linear(lead: number, index: number): number {
  const third = Math.floor(index / DIGITS) % LEADS
  const second = Math.floor(index / (DIGITS * LEADS)) % DIGITS
  const first = Math.floor(index / (DIGITS * LEADS * DIGITS))
  return (lead + first) * 0x1000000 + (DIGIT + second) * 0x10000 + (LEAD + third) * 0x100 + DIGIT + (index % DIGITS)
}

function beyond(codePoint: number): number {
  return linear(BEYOND, codePoint - PLANE)
}

/** Bytes a text takes. */
export function byteLength(coding: Coding, text: string): number {
  let bytes = 0
  for (const character of text) bytes += coding.widthOf(character.codePointAt(0) ?? 0)
  return bytes
}
