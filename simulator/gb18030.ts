/** Two-byte characters of GB18030, which is all a settlement file needs beside ASCII. */
const BYTES = new Map<string, readonly [number, number]>()

function known(): ReadonlyMap<string, readonly [number, number]> {
  if (BYTES.size > 0) return BYTES
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      const text = decoder.decode(Uint8Array.of(high, low))
      if (low !== 0x7f && text.length === 1 && text !== '\uFFFD') BYTES.set(text, [high, low])
    }
  }
  return BYTES
}

export function encode(text: string): Uint8Array {
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    bytes.push(...(code < 0x80 ? [code] : known().get(letter) ?? [0x3f]))
  }
  return Uint8Array.from(bytes)
}

export function decode(bytes: Uint8Array): string {
  return new TextDecoder('gb18030').decode(bytes)
}
