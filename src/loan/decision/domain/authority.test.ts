import { describe, expect, it } from 'vitest'
import { type Changes, packFor } from '../../../../sim/cases.ts'
import { type AuthorityQuestion, type Terms, authorityFor } from './index.ts'

const YUAN = 100
const pack = (changes: Changes = {}) => packFor('fmcg-wholesale', changes)
const asked = (fen: number, more: Partial<Omit<AuthorityQuestion, 'parts'>> & { readonly others?: AuthorityQuestion['parts'] } = {}): AuthorityQuestion => {
  const { others = [], ...rest } = more
  return { parts: [{ says: '本次申请', amountFen: fen, number: 'SQ1' }, ...others], guarantee: 'CREDIT', grade: 'A', flags: [], kind: 'BUSINESS', ...rest }
}
const decides = (question: AuthorityQuestion, changes: Changes = {}): string => {
  const { body, seats, signatures } = authorityFor(pack(changes), question)
  return [body, seats, ...signatures].join(' ')
}

const UNIT = 'UNIT_COMMITTEE 3'
const DEPARTMENT = 'DEPARTMENT_COMMITTEE 5'
const CENTRE = 'HEAD_OFFICE_CENTRE 5'
const SIGNED = 'HEAD_OFFICE_CENTRE 5 VICE_PRESIDENT PRESIDENT'

/** The whole matrix of 7.3 at its edges: the last fen of a row, and the first of the next. */
const CELLS: readonly (readonly [yuan: number, extraFen: number, personal: string, secured: string])[] = [
  [50_000, 0, UNIT, UNIT],
  [100_000, 0, UNIT, UNIT],
  [100_000, 1, DEPARTMENT, CENTRE],
  [500_000, 0, DEPARTMENT, CENTRE],
  [500_000, 1, CENTRE, CENTRE],
  [1_000_000, 0, CENTRE, CENTRE],
  [1_000_000, 1, SIGNED, SIGNED],
  [5_000_000, 0, SIGNED, SIGNED],
]

describe('the authority matrix', () => {
  it.each(CELLS)('%d yuan and %d fen: personal or credit %s, secured %s [S4-47]', (yuan, extraFen, personal, secured) => {
    const of = (guarantee: Terms['guarantee']): string => decides(asked(yuan * YUAN + extraFen, { guarantee }))
    expect([of('CREDIT'), of('PERSONAL_GUARANTEE'), of('MORTGAGE'), of('GUARANTEE_COMPANY')]).toEqual([personal, personal, secured, secured])
  })

  it('has nothing above five million: the refusal names the sum, the limit and the rule', () => {
    expect(() => authorityFor(pack(), asked(5_000_000 * YUAN + 1))).toThrow(expect.objectContaining({ code: 'decision.outside-authority', value: 500_000_001, expected: expect.stringContaining('5,000,000.00') }) as Error)
  })

  it('above one million to five million is signed by the vice-president and then the president [S2-97]', () => {
    expect(authorityFor(pack(), asked(1_200_000 * YUAN))).toMatchObject({ body: 'HEAD_OFFICE_CENTRE', signatures: ['VICE_PRESIDENT', 'PRESIDENT'] })
    expect(decides(asked(1_200_000 * YUAN), { '/committee/signedAfter': 'DEPARTMENT_COMMITTEE' })).toBe('DEPARTMENT_COMMITTEE 5 VICE_PRESIDENT PRESIDENT')
    expect(decides(asked(1_000_000 * YUAN))).not.toContain('PRESIDENT')
  })

  it('goes by all a customer owes and asks for, to the fen', () => {
    const line = (amountFen: number) => ({ says: '已有授信', amountFen, number: '1 笔' })
    expect(decides(asked(8_000_000, { others: [line(2_000_000)] }))).toBe(UNIT)
    expect(decides(asked(8_000_000, { others: [line(1_500_000), { says: '另一申请', amountFen: 500_001, number: 'SQ2' }] }))).toBe(DEPARTMENT)
    const { totalFen, basis } = authorityFor(pack(), asked(8_000_000, { others: [line(2_000_000)] }))
    expect(totalFen).toBe(10_000_000)
    expect(basis[0]).toEqual({ rule: 'exposure.customer', says: '单户合计 100,000.00 元（本次申请 SQ1 80,000.00 ＋ 已有授信 1 笔 20,000.00）' })
  })
})

describe('one level up', () => {
  it('for grade C, and in the seats of the level it is lifted to', () => {
    expect(decides(asked(5_000_000, { grade: 'C' }))).toBe(DEPARTMENT)
    expect(decides(asked(5_000_000, { grade: 'B' }))).toBe(UNIT)
    expect(decides(asked(5_000_000, { grade: 'C', guarantee: 'MORTGAGE' }))).toBe(CENTRE)
    expect(decides(asked(60_000_000, { grade: 'C' }))).toBe(SIGNED)
  })

  it('for flags the pack sends to the committee, however many they are', () => {
    const sent: Changes = { '/flags/effects/FR13': 'COMMITTEE', '/flags/effects/FR04': 'COMMITTEE' }
    expect(decides(asked(5_000_000, { flags: ['FR13'] }), sent)).toBe(DEPARTMENT)
    expect(decides(asked(5_000_000, { flags: ['FR13', 'FR04'] }), sent)).toBe(DEPARTMENT)
    expect(decides(asked(5_000_000, { flags: ['FR13'], grade: 'C' }), sent)).toBe(CENTRE)
    expect(decides(asked(5_000_000, { flags: ['FR01'] }), sent)).toBe(UNIT)
  })

  it('stops at the highest there is, and lifts nobody out of the bank', () => {
    expect(decides(asked(300_000_000, { grade: 'C' }))).toBe(SIGNED)
  })

  it('each step says its rule', () => {
    expect(authorityFor(pack(), asked(5_000_000, { grade: 'C' })).basis.map(({ rule }) => rule)).toEqual(['exposure.customer', 'committee.authorityMatrix', 'committee.oneLevelUpGrades', 'committee.committeeSeats'])
  })
})

describe('what the department may lend', () => {
  it('is business loans, and none of the five kinds it leaves to others [S4-38]', () => {
    for (const kind of ['CONSUMPTION', 'NON_PERFORMING', 'RE_EMPLOYMENT', 'RURAL', 'SECOND_LEVEL_BRANCH'] as const) {
      expect(() => authorityFor(pack(), asked(5_000_000, { kind })), kind).toThrow(expect.objectContaining({ code: 'decision.out-of-scope', at: '/kind', value: kind }) as Error)
    }
    expect(decides(asked(5_000_000, { kind: 'CONSUMPTION' }), { '/committee/unitScopeExcludes': [] })).toBe(UNIT)
  })

  it('ends at two million: above, the head-office centre deliberates [S4-38]', () => {
    const department: Changes = { '/committee/signedAfter': 'DEPARTMENT_COMMITTEE' }
    expect(decides(asked(2_000_000 * YUAN), department)).toMatch(/^DEPARTMENT_COMMITTEE/)
    expect(decides(asked(2_000_000 * YUAN + 1), department)).toMatch(/^HEAD_OFFICE_CENTRE/)
  })
})
