import { describe, expect, test } from 'vitest'
import { DOSSIER_ITEMS } from './items.ts'
import { type ActDone, type Clocked, judgeItems } from './judge-items.ts'

const acts = (...names: string[]): ActDone[] => names.map((act, at) => ({ seq: at + 1, act }))
const stateOf = (no: number, done: ActDone[], clocked: Clocked[] = [], today = '2025-03-12'): string => judgeItems(done, clocked, today)[no - 1]!.state

describe('the 25 items', () => {
  test('are numbered 1 to 25', () => expect(DOSSIER_ITEMS.map(({ no }) => no)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1)))

  test('a visit is missing once the report was submitted without one', () => {
    expect(stateOf(4, acts('application.file'))).toBe('NOT_YET')
    expect(stateOf(4, acts('application.file', 'investigation.submit'))).toBe('MISSING')
    expect(stateOf(4, acts('application.file', 'investigation.close-visit', 'investigation.submit'))).toBe('PRESENT')
  })

  test('what was done after its day is late, what is in hand is not there yet', () => {
    const done = acts('application.file', 'investigation.close-visit')
    expect(stateOf(4, done, [{ step: 'VISIT', dueOn: '2025-03-12', doneOn: '2025-03-12' }])).toBe('PRESENT')
    expect(stateOf(4, done, [{ step: 'VISIT', dueOn: '2025-03-12', doneOn: '2025-03-13' }])).toBe('LATE')
    expect(stateOf(4, done, [{ step: 'VISIT', dueOn: '2025-03-12', doneOn: null }])).toBe('NOT_YET')
    expect(stateOf(4, done, [{ step: 'VISIT', dueOn: '2025-03-11', doneOn: null }])).toBe('LATE')
  })

  test('a first check that is due and not done is missing; no condition is nothing missing', () => {
    expect(stateOf(16, acts('contract.check'), [{ step: 'FIRST_CHECK', dueOn: '2025-03-14', doneOn: null }], '2025-03-15')).toBe('MISSING')
    expect(stateOf(16, acts('contract.check'), [{ step: 'FIRST_CHECK', dueOn: '2025-03-14', doneOn: null }], '2025-03-14')).toBe('NOT_YET')
    expect(stateOf(13, acts('contract.sign'))).toBe('NONE')
  })
})
