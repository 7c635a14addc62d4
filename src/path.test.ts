import { describe, expect, it } from 'vitest'
import { PARTS, REQUIREMENT_STAGES, act, stage, stageOrder } from './path.ts'

describe('the path', () => {
  it('gives each act of a built stage a way back that is itself an act', () => {
    for (const part of PARTS) {
      for (const one of part.acts) expect(act(one.back.by), `${part.id}.${one.id} → ${one.back.by}`).toBeDefined()
    }
    expect(PARTS.filter((one) => one.folder.startsWith('loan/') && one.built && one.acts.length === 0)).toEqual([])
  })

  it('names parts, acts and folders once', () => {
    expect(new Set(PARTS.map((part) => part.folder)).size).toBe(PARTS.length)
    expect(new Set(PARTS.map((part) => part.id)).size).toBe(PARTS.length)
    for (const part of PARTS) expect(new Set(part.acts.map((one) => one.id)).size).toBe(part.acts.length)
  })

  it('has a home for each requirement stage that is not of the platform', () => {
    const covered = new Set(PARTS.flatMap((part) => part.covers))
    expect(REQUIREMENT_STAGES.filter((code) => !covered.has(code))).toEqual(['SYS'])
  })

  it('orders the stages', () => {
    expect(stage('investigation').name).toBe('调查')
    expect(stageOrder('application')).toBeLessThan(stageOrder('investigation'))
  })
})
