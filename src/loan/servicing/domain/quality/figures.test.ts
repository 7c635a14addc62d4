import { describe, expect, it } from 'vitest'
import { type AccountCell, type FigureInput, NOTHING, figuresOf, inWan } from './figures.ts'

const WAN = 1_000_000
const YI = 10_000_000_000
const cell = (change: Partial<AccountCell>): AccountCell => ({ ...NOTHING, unitId: 'u', productCode: 'P', guarantee: 'PERSONAL_GUARANTEE', managerId: 'm', isFirst: false, ...change })
const input = (change: Partial<FigureInput>): FigureInput => ({ cells: [], customers: [], collected: { interestFen: 0, chargesFen: 0 }, due: { instalments: 0, principalFen: 0, unpaid: 0, unpaidFen: 0 }, ...change })
const value = (id: string, change: Partial<FigureInput>): number | string | null | undefined => figuresOf(input(change)).find((one) => one.id === id)?.value

describe('figures of the accounts', () => {
  it('128 loans of 10.224 million are 79,875 yuan a loan, 7.99 万 in a report [S0-08]', () => {
    const average = value('avgLoan', { cells: [cell({ lent: 100, lentFen: 800 * WAN }), cell({ lent: 28, lentFen: 222.4 * WAN, isFirst: true })] })
    expect([average, inWan(Number(average))]).toEqual([7_987_500, '7.99 万'])
  })

  it('what was lent less what is owed is what came back [S2-17]', () => {
    const cells = [cell({ lent: 359, lentFen: 2898.9 * WAN, balanceFen: 2568 * WAN })]
    expect([value('collected', { cells }), value('interest', { cells, collected: { interestFen: 50.89 * WAN, chargesFen: 0 } })]).toEqual([330.9 * WAN, 50.89 * WAN])
    expect(value('collected', { cells: [cell({ lentFen: 100, balanceFen: 60, writtenOffFen: 30 })] })).toBe(10)
  })

  it('3,923 borrowers owe 1.02 billion: 260,005 yuan each, 99.82 % of them below a million [S3-01]', () => {
    const customers = [{ size: 'TO_1M' as const, customers: 3916, balanceFen: 10 * YI }, { size: 'TO_5M' as const, customers: 7, balanceFen: 0.2 * YI }]
    expect([value('customers', { customers }), value('avgBalance', { customers }), value('smallShare', { customers }), value('smallBalance', { customers })]).toEqual([3923, 26_000_510, '0.9982', 10 * YI])
  })

  it('an average that is not whole is rounded to the fen, never cut', () => {
    expect(value('avgLoan', { cells: [cell({ lent: 3, lentFen: 200 })] })).toBe(67)
  })

  it('99.63 % of what fell due came in, and credit loans are a share of the balance [S3-18]', () => {
    expect(value('maturity', { due: { instalments: 1000, principalFen: 10_000, unpaid: 4, unpaidFen: 37 } })).toBe('0.9963')
    expect(value('instalments', { due: { instalments: 1000, principalFen: 10_000, unpaid: 4, unpaidFen: 37 } })).toBe('0.0040')
    expect(value('creditShare', { cells: [cell({ guarantee: 'CREDIT', balanceFen: 30 }), cell({ balanceFen: 70 })] })).toBe('0.3000')
  })

  it('overdue is told of credit, of guaranteed and of first loans by themselves [S0-24] [S0-26] [S0-37]', () => {
    const cells = [cell({ guarantee: 'CREDIT', balanceFen: 1000, overdueFen: 5 }), cell({ balanceFen: 1000, overdueFen: 2 }), cell({ guarantee: 'GUARANTEE_COMPANY', balanceFen: 1000, overdueFen: 2, isFirst: true }), cell({ guarantee: 'MORTGAGE', balanceFen: 2000, overdueFen: 100 })]
    expect(['creditOverdue', 'guaranteedOverdue', 'firstOverdue', 'overdue'].map((id) => value(id, { cells }))).toEqual(['0.0050', '0.0020', '0.0020', '0.0218'])
  })

  it('a ratio of nothing is none, and without customers nothing is said of them', () => {
    expect([value('overdue', {}), value('avgLoan', {}), value('customers', { customers: null })]).toEqual([null, null, undefined])
  })

  it('every figure names what it is worked out from', () => {
    for (const { kind, formula, parts } of figuresOf(input({}))) {
      expect(formula).not.toBe('')
      if (kind === 'rate') expect(parts).toHaveLength(2)
    }
  })
})
