import { describe, expect, it } from 'vitest'
import { CASE_STATES } from '#desk/worklist/domain'
import { VIEWS, viewOf } from './views.ts'

describe('views of the worklist', () => {
  it('leave no state of a case out', () => {
    expect([...new Set<string>(Object.values(VIEWS).flat())].sort()).toEqual(Object.keys(CASE_STATES).sort())
  })

  it('are found by the states they hold, the narrowest first', () => {
    expect([viewOf(['RETURNED']), viewOf(['INVESTIGATING']), viewOf(['REPORT_SUBMITTED']), viewOf(['INVESTIGATING', 'APPLIED'])]).toEqual(['returned', 'investigation', 'submitted', 'all'])
  })
})
