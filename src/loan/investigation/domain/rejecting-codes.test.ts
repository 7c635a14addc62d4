import { expect, it } from 'vitest'
import { rejectingCodes } from './rejecting-codes.ts'

it('what rejects, each once and in the order of the chapters; what only warns is left out', () => {
  expect(rejectingCodes([
    { rule: 'H04', flag: 'FR06', effect: 'REJECT' }, { rule: 'H04', flag: 'FR06', effect: 'REJECT' }, { rule: 'H05', effect: 'REJECT' }, { rule: 'H08', effect: 'INCOMPLETE' },
    { rule: '5.4', flag: 'FR25', effect: 'REJECT' }, { rule: '5.4', flag: 'FR20', effect: 'REFER' },
  ])).toEqual(['H04 FR06', 'H05', 'FR25'])
})
