import { describe, expect, it } from 'vitest'
import { lackingForAdmission } from './readiness.ts'

const STANDING = { steps: new Set(['IDENTIFIED', 'PROCESS_EXPLAINED', 'DOCUMENT_LIST', 'CONDUCT_CODE', 'LIST_CHECK'] as const), consents: new Set(['PERSONAL_DATA'] as const), documentsComplete: false }

describe('an intake before admission', () => {
  it.each([
    ['PENDING', '资料尚未收齐'],
    ['RECEIVED', '资料已收齐，尚未登记「资料齐备」'],
  ] as const)('with its only paper %s says: %s', (state, says) => {
    expect(lackingForAdmission({ ...STANDING, documents: [{ name: '身份证', isRequired: true, state }] }).map(({ message }) => message)).toEqual([says])
  })
})
