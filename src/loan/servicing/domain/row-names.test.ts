import { expect, it } from 'vitest'
import { BESIDE, rowNames } from './note.ts'

it('what is owed beside the plan has no number: what was recovered of a claim was called the zeroth item', () => {
  const names = rowNames([{ seq: 1, kind: 'REGULAR', balanceFen: 5 as never }, { seq: 2, kind: 'PREPAID', balanceFen: 3 as never }, { seq: 3, kind: 'REGULAR', balanceFen: 0 as never }])
  expect([BESIDE, 1, 2, 3].map((seq) => names.get(seq))).toEqual(['', '第 1 期', '提前还本', '第 2 期'])
})
