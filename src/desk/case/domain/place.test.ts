import { describe, expect, test } from 'vitest'
import { CASE_LIFE_CODES } from '#common/task/domain'
import { STAGES } from '#path'
import { stageState } from './place.ts'

describe('the path of a case', () => {
  test.each(CASE_LIFE_CODES.map((life) => [life] as const))('%s stands at one stage, with all before it done', (life) => {
    const states = STAGES.map(({ id }) => stageState(life, id))
    const here = states.findIndex((state, i) => state !== 'done' || states[i + 1] === 'later')
    expect(states.slice(0, here).every((state) => state === 'done')).toBe(true)
    expect(states.slice(here + 1).every((state) => state === 'later')).toBe(true)
  })

  test('a rejected case is stopped where it was decided, a repaid one is done', () => {
    expect(stageState('REJECTED', 'decision')).toBe('stopped')
    expect(stageState('REPAID', 'servicing')).toBe('done')
    expect(stageState('COMMITTEE', 'review')).toBe('done')
  })
})
