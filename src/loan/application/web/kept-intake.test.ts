import { expect, it } from 'vitest'
import { fen } from '#kernel'
import { EMPTY_INTAKE } from './intake.ts'
import { intakeOf } from './kept-intake.ts'

it('what was typed comes back field by field', () => {
  const typed = { ...EMPTY_INTAKE, amountFen: fen(11_800_000), businessName: '建国副食' }
  expect(intakeOf(JSON.parse(JSON.stringify(typed)))).toEqual(typed)
  expect(intakeOf({ businessName: '建国副食' })).toEqual({ ...EMPTY_INTAKE, businessName: '建国副食' })
})

it('what this form did not write is passed over', () => {
  for (const kept of [null, 7, 'text', [], { colour: 'red' }, { businessName: { a: 1 } }]) expect(intakeOf(kept), JSON.stringify(kept)).toBeNull()
})
