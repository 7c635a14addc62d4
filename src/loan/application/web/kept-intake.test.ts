import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fen } from '#kernel'
import { EMPTY_INTAKE } from './intake.ts'
import { keep, readKept } from './kept-intake.ts'

let kept: Record<string, string>
beforeEach(() => {
  kept = {}
  vi.stubGlobal('sessionStorage', { getItem: (key: string) => kept[key] ?? null, setItem: (key: string, value: string) => { kept[key] = value }, removeItem: (key: string) => { delete kept[key] } })
})
afterEach(() => vi.unstubAllGlobals())

const typed = { ...EMPTY_INTAKE, amountFen: fen(11_800_000), businessName: '建国副食' }

it('what was typed comes back after a reload, to the same person and customer only', () => {
  keep('officer', 'wang', typed)
  expect([readKept('officer', 'wang'), readKept('other', 'wang'), readKept('officer', 'li')]).toEqual([typed, null, null])
})

it('once filed or begun anew nothing is left', () => {
  keep('officer', 'wang', typed)
  keep('officer', 'wang', EMPTY_INTAKE)
  expect([readKept('officer', 'wang'), kept]).toEqual([null, {}])
})

it('what this form did not write is passed over', () => {
  for (const text of ['{broken', '7', '{"colour":"red"}', '{"businessName":{"a":1}}']) {
    kept['weidai.intake.officer.wang'] = text
    expect(readKept('officer', 'wang'), text).toBeNull()
  }
})
