import { expect, test } from 'vitest'
import { SHIPPED_MAPPINGS, writeFile } from '#common/exchange/domain'
import { readFile } from './read-any.ts'
import { sampleFile } from './testing/samples.ts'

const SEED = Number(process.env['WEIDAI_SEED'] ?? 20_250_312)
const FILES = 5000

/** Mulberry32: small, and the same for one seed everywhere. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** One to three wounds: bytes changed, cut, doubled, moved, foreign text put in. */
function mutated(bytes: Uint8Array, random: () => number): Uint8Array {
  let now = Buffer.from(bytes)
  const at = (): number => Math.floor(random() * (now.length + 1))
  for (let wounds = 1 + Math.floor(random() * 3); wounds > 0; wounds--) {
    const [a, b] = [at(), at()].toSorted((x, y) => x - y) as [number, number]
    const wound = Math.floor(random() * 9)
    if (wound === 0 && now.length > 0) now[Math.min(a, now.length - 1)] = Math.floor(random() * 256)
    else if (wound === 1) now = now.subarray(0, a)
    else if (wound === 2) now = Buffer.concat([now.subarray(0, a), now.subarray(b)])
    else if (wound === 3) now = Buffer.concat([now.subarray(0, b), now.subarray(a)])
    else if (wound === 4) now = Buffer.concat([now.subarray(0, a), Buffer.from(FOREIGN[Math.floor(random() * FOREIGN.length)] ?? ''), now.subarray(a)])
    else if (wound === 5) now = Buffer.from(now.map((byte) => (random() < 0.01 ? byte ^ (1 << Math.floor(random() * 8)) : byte)))
    else if (wound === 6) now = Buffer.concat(now.toString('latin1').split('\n').toSorted(() => random() - 0.5).map((line) => Buffer.from(`${line}\n`, 'latin1')))
    else if (wound === 7) now = Buffer.from(now.toString('latin1').replace(/\d+/, String(Math.floor(random() * 1e12))), 'latin1')
    else now = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), now])
  }
  return now
}

const FOREIGN = ['\0', '\uFEFF', '|||||', '"', '\r', '\n\n', '１２３', '-0', '1e5', '99999999999999999999', '<!DOCTYPE x [<!ENTITY y "z">]>', '&y;', '<![CDATA[', ']]>', '</Document>', '<x:y xmlns:x="u">', '__proto__', 'constructor', 'a'.repeat(70_000), '<a>'.repeat(3000), '2025-02-30', '\ud800', '-->', '<!--']

test(`${FILES} wounded files are read or clearly refused, never a crash, never other money (seed ${SEED})`, { timeout: 300_000 }, () => {
  const random = chance(SEED)
  const originals = SHIPPED_MAPPINGS.map((mapping) => ({ mapping, written: writeFile(mapping, sampleFile(mapping.kind, 6)) }))
  let refusedFiles = 0
  for (let count = 0; count < FILES; count++) {
    const { mapping, written } = originals[count % originals.length] as (typeof originals)[number]
    const bytes = mutated(written.bytes, random)
    const read = readFile(mapping, bytes, { name: written.name })
    const where = `file ${count} of ${mapping.code}`
    if (read.refused === 0) {
      const control = mapping.layout.as === 'XML' || [...mapping.head, ...mapping.trailer].some(({ name }) => name === 'totalFen')
      const stated = read.head['totalFen'] ?? null
      if (control && stated !== null) expect(read.totals.totalFen, where).toBe(stated)
      continue
    }
    refusedFiles += 1
    expect(read.refusals.length, where).toBe(Math.min(read.refused, 100))
    for (const refusal of read.refusals) {
      expect(refusal.message, where).toMatch(/[\u4e00-\u9fff]/)
      expect(refusal.expected ?? '', where).not.toBe('')
      expect(String(refusal.value ?? '').length, where).toBeLessThan(100)
    }
  }
  expect(refusedFiles).toBeGreaterThan(FILES / 2)
})
