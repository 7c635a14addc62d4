import { describe, expect, it } from 'vitest'
import { bothTexts } from './both-texts.ts'

describe('notes of two people on one visit', () => {
  it('stand beside each other where both wrote in one field', () => {
    expect(bothTexts({ eye: '', heart: '' }, { eye: '货齐', heart: '' }, { eye: '人多', heart: '可信' })).toEqual({ eye: '人多\n货齐', heart: '可信' })
  })

  it('are said once where one text holds the other', () => {
    expect(bothTexts({ eye: '货' }, { eye: '货齐' }, { eye: '货齐，人多' })).toEqual({ eye: '货齐，人多' })
  })
})
