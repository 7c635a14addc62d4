import { type Value, isNumber } from '#common/figures/domain'
import { formatExact, formatYuan, multiply, roundFen } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { CHECK_METHODS, Check, Judgement, assessmentOf, methodsByAccount } from './index.ts'

const yuan = (value: Value) => (value !== null && isNumber(value) ? formatYuan(roundFen(value)) : '—')
const percent = (value: Value) => (value !== null && isNumber(value) ? `${formatExact(multiply(value, 100), 2)} %` : '—')

/** GC-01 with one check and sales of so much every month. */
function judged(check: Record<string, unknown>, monthlyFen: number | readonly number[] | null, changes: Changes = {}): Judgement {
  const sales = monthlyFen === null ? {} : { '/income/sales': [{ label: '销售', monthlyFen, evidence: ['season-ledger'] }] }
  return new Judgement(exampleCase('gc-01', { ...sales, ...changes, '/checks': [{ evidence: ['visit'], ...check }] }), packFor('fmcg-wholesale'))
}
const result = (check: Record<string, unknown>, monthlyFen: number | readonly number[] | null, changes: Changes = {}) => {
  const judgement = judged(check, monthlyFen, changes)
  const { check: value, deviation, strength, unit } = assessmentOf(judgement).checks[0]!
  return { value: unit === 'FEN' ? yuan(judgement.sheet.figure('checkValue', 0)) : String(value), deviation: percent(judgement.sheet.figure('checkDeviation', 0)), strength, shown: deviation }
}

describe('the methods of one trade give what their worked example says [S2-63]', () => {
  it.each<{ method: string; account: string; inputs: Record<string, unknown>; sales: number | null; value: string; deviation: string; strength: string }>([
    { method: 'X02', account: 'sales', inputs: { units: '12', turns: '2.5', persons: '3.2', priceFen: 3_800 }, sales: 11_200_000, value: '109,440.00', deviation: '2.29 %', strength: 'WEAK' },
    { method: 'X04', account: 'sales', inputs: { months: 3, priorFen: 141_000_000, explainedGrowth: '0.0532', explainedBy: '新增三家终端' }, sales: 49_500_000, value: '1,485,012.00', deviation: '0.00 %', strength: 'WEAK' },
    { method: 'X09', account: 'sales', inputs: { energyUsed: '8820', energyPerUnit: '0.42', priceFen: 520 }, sales: 11_300_000, value: '109,200.00', deviation: '3.36 %', strength: 'STRONG' },
    { method: 'X10', account: 'margin', inputs: { statedMargin: '0.45', items: [{ label: '面粉', amountFen: 42 }, { label: '馅料', amountFen: 65 }, { label: '纸袋', amountFen: 6 }], priceFen: 200 }, sales: null, value: '0.4350', deviation: '3.33 %', strength: 'STRONG' },
    { method: 'X26', account: 'sales', inputs: { visitors: 46, sampleHours: '2', hours: '11', factor: '0.85', ticketFen: 2_800 }, sales: 18_600_000, value: '180,642.00', deviation: '2.88 %', strength: 'WEAK' },
    { method: 'X27', account: 'output', inputs: { machines: 3, outputPerHour: '18', hours: '20', monthDays: 26, yieldShare: '0.92', priceFen: 680 }, sales: 17_800_000, value: '175,668.48', deviation: '1.31 %', strength: 'STRONG' },
    { method: 'X30', account: 'sales', inputs: { parcels: 1_450, ticketFen: 6_200 }, sales: 9_300_000, value: '89,900.00', deviation: '3.33 %', strength: 'STRONG' },
    { method: 'X31', account: 'sales', inputs: { packs: '9', content: '1000', useShare: '0.97', ticketFen: 1_150 }, sales: 10_300_000, value: '100,395.00', deviation: '2.53 %', strength: 'STRONG' },
    { method: 'X32', account: 'sales', inputs: { staff: '3' }, sales: null, value: '5,700,000.00', deviation: '1.04 %', strength: 'WEAK' },
    { method: 'X33', account: 'sales', inputs: { orders: [{ label: '甲', deliveredOn: '2024-03-01', amountFen: 300_000_000 }, { label: '乙', deliveredOn: '2025-02-28', amountFen: 270_000_000 }, { label: '窗外', deliveredOn: '2025-03-01', amountFen: 99_000_000 }, { label: '上年', deliveredOn: '2024-02-29', amountFen: 99_000_000 }] }, sales: null, value: '5,700,000.00', deviation: '1.04 %', strength: 'STRONG' },
    { method: 'X34', account: 'sales', inputs: { settledFen: 4_130_000, platformShare: '0.40' }, sales: 10_500_000, value: '103,250.00', deviation: '1.67 %', strength: 'STRONG' },
    { method: 'X35', account: 'sales', inputs: { area: '60', salesPerSquareMetreFen: 85_000 }, sales: 5_250_000, value: '51,000.00', deviation: '2.86 %', strength: 'WEAK' },
    { method: 'X37', account: 'output', inputs: { outputQuantity: '4940', links: [{ label: '石料', quantity: '5200', yieldShare: '0.95' }, { label: '用电', quantity: '31200', perUnit: '6.3' }] }, sales: null, value: '4952.3810', deviation: '-0.25 %', strength: 'STRONG' },
  ])('$method on $account: $value, $deviation', ({ method, account, inputs, sales, value, deviation, strength }) => {
    expect(result({ method, account, ...inputs }, sales)).toMatchObject({ value, deviation, strength })
  })

  it('X24 in its mark-up form sells what was bought at no more than the mark-up of the trade', () => {
    const bought = { method: 'X24', account: 'sales', purchasesFen: 1_500_000 }
    expect(result(bought, 2_000_000).value).toBe('17,250.00')
    expect(assessmentOf(judged(bought, 2_000_000)).accepted).toEqual([{ account: 'sales', stated: 24_000_000, accepted: 20_700_000 }])
    expect(result({ ...bought, purchasesFen: 1_800_000 }, 2_000_000)).toMatchObject({ value: '20,000.00', deviation: '0.00 %' })
    expect(result({ ...bought, markUp: '0.2' }, 2_000_000).value).toBe('18,000.00')
  })

  it('X04 compares a margin with that of the year before, and says by how much sales grew', () => {
    expect(result({ method: 'X04', account: 'margin', priorMargin: '0.1150', explainedGrowth: '0.02' }, null)).toMatchObject({ value: '0.1173', deviation: '0.17 %' })
    expect(percent(judged({ method: 'X04', account: 'sales', months: 3, priorFen: 141_000_000 }, 49_500_000).sheet.figure('trendGrowth', 0))).toBe('5.32 %')
  })

  it('X07 on the cost of goods is what was bought and not kept', () => {
    expect(result({ method: 'X07', account: 'cogs', openingInventoryFen: 33_000_000, purchasesFen: 511_400_000 }, null)).toMatchObject({ value: '5,076,320.00', deviation: '0.14 %' })
  })

  it('X21 holds the guarantees the customer named against those the bureau knows', () => {
    const list = { '/balance/guaranteesGiven': [{ label: '李某', amountFen: 10_000_000, evidence: [] }], '/creditReport/guaranteesFen': 10_000_000 }
    expect(result({ method: 'X21', account: 'guaranteesGiven' }, null, list)).toMatchObject({ value: '100,000.00', deviation: '0.00 %' })
    expect(result({ method: 'X21', account: 'guaranteesGiven' }, null, { ...list, '/creditReport/guaranteesFen': 15_000_000 }).deviation).toBe('-50.00 %')
  })

  it('every method of the catalogue has inputs, and those alone', () => {
    const codes = Array.from({ length: 42 }, (_, i) => `X${String(i + 1).padStart(2, '0')}`)
    const worked = CHECK_METHODS.map(({ code }) => code)
    expect([...worked, 'X23', 'X25'].toSorted()).toEqual(codes)
    expect(Check.options.map((option) => String([...option.shape.method.values][0])).toSorted()).toEqual(worked)
  })

  it('verifies the accounts its catalogue row names [S2-66]', () => {
    const { checks } = packFor('fmcg-wholesale')
    for (const option of Check.options) {
      const method = [...option.shape.method.values][0]!
      expect([method, ...[...option.shape.account.options].toSorted()]).toEqual([method, ...[...checks.methods[method].verifies].toSorted()])
    }
  })
})

describe('a month of its own', () => {
  const months = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21].map((each) => each * 1_000_000)
  it('is compared with that month of the statements, without one the average month is', () => {
    const parcels = { method: 'X30', account: 'sales', parcels: 1, ticketFen: 11_000_000 }
    expect(result({ ...parcels, month: '2024-04' }, months).deviation).toBe('0.00 %')
    expect(result({ ...parcels, ticketFen: 15_000_000 }, months).deviation).toBe('3.23 %')
  })
  it('of another year is compared with the same month of the twelve', () => {
    expect(result({ method: 'X30', account: 'sales', month: '2025-04', parcels: 1, ticketFen: 11_000_000 }, months).deviation).toBe('0.00 %')
  })
  it('X04 takes as many months from there as it says', () => {
    expect(result({ method: 'X04', account: 'sales', month: '2024-12', months: 3, priorFen: 60_000_000 }, months).deviation).toBe('0.00 %')
  })
  it('leaves the accepted value a year, in the measure of the month', () => {
    const judgement = judged({ method: 'X30', account: 'sales', month: '2024-04', parcels: 1, ticketFen: 9_900_000 }, months)
    expect(yuan(judgement.sheet.figure('annualSales'))).toBe('1,674,000.00')
  })
})

describe('methods judged by something else than a deviation', () => {
  const holds = (judgement: Judgement) => judgement.sheet.figure('checkHolds', 0)
  it('X03: a ratio inside the band of the trade holds, outside it asks why', () => {
    const ratio = (account: string, changes: Changes = {}) => { const judgement = judged({ method: 'X03', account }, null, changes); return [result({ method: 'X03', account }, null, changes).value, holds(judgement)] }
    expect(ratio('receivables')).toEqual(['0.5000', true])
    expect(ratio('inventory')).toEqual(['0.8000', true])
    expect(ratio('inventory', { '/balance/inventory/0/amountFen': 90_000_000 })[1]).toBe(false)
  })
  it('X05 says how many grades above the average of the trade', () => {
    expect(judged({ method: 'X05', account: 'margin' }, null).sheet.figure('peerGrade', 0)).toBe(1)
  })
  it('X09 also holds the power used against the month before: sales move alike within the gap of the pack', () => {
    const moved = (to: number, sales: number) => judged({ method: 'X09', account: 'sales', month: '2024-04', energyUsed: String(to), energyBefore: '1000' }, [10_000_000, sales, ...Array.from({ length: 10 }, () => 10_000_000)])
    expect([percent(moved(1050, 10_420_000).sheet.figure('energyGap', 0)), holds(moved(1050, 10_420_000))]).toEqual(['0.80 %', true])
    expect([percent(moved(1050, 11_500_000).sheet.figure('energyGap', 0)), holds(moved(1050, 11_500_000))]).toEqual(['10.00 %', false])
  })
  it('X36: a meter that falls while sales rise is no proof and asks why', () => {
    const rising = Array.from({ length: 12 }, (_, i) => 10_000_000 + i * 1_000_000)
    const meter = (quantities: readonly string[]) => ({ method: 'X36', account: 'sales', meter: '电表', readings: quantities.map((quantity, i) => ({ month: `2024-0${i + 6}`, quantity })) })
    expect(holds(judged(meter(['900', '950', '1010']), rising))).toBe(true)
    expect(holds(judged(meter(['1010', '950', '900']), rising))).toBe(false)
    expect(judged(meter(['900', '950']), rising).sheet.figure('checkValue', 0)).toBeNull()
    const against = judged(meter(['1010', '950', '900']), rising)
    expect(methodsByAccount(against.sheet.source, { checks: against.pack.checks, payRatio: 1 }, against.sheet).find(({ account }) => account === 'sales')?.done).toEqual([])
  })
  it('X37 shows of each link what output it says was made [S2-40]', () => {
    const links = [{ label: '石料投入', quantity: '5200', yieldShare: '0.95' }, { label: '销售出库', quantity: '4900' }, { label: '用电', quantity: '31200', perUnit: '6.3' }]
    const { sheet } = judged({ method: 'X37', account: 'output', outputQuantity: '4940', links }, null)
    expect(links.map((_, i) => { const output = sheet.figure('linkOutput', i); return output !== null && isNumber(output) ? formatExact(output, 0) : null })).toEqual(['4940', '4900', '4952'])
    expect(links.map((_, i) => percent(sheet.figure('linkRatio', i)))).toEqual(['100.00 %', '99.19 %', '100.25 %'])
    expect(percent(sheet.figure('checkDeviation', 0))).toBe('0.81 %')
  })
})

describe('accounts the trade adds', () => {
  it('a small factory proves capacity, electricity and tax as well; a wholesaler does not', () => {
    const accounts = (trade: string) => {
      const { sheet, pack } = judged({ method: 'X05', account: 'margin' }, null, { '/business/trade': trade })
      return methodsByAccount(sheet.source, { checks: pack.checks, payRatio: 1 }, sheet).map(({ account }) => account)
    }
    expect(accounts('small-manufacturing')).toEqual(expect.arrayContaining(['capacity', 'electricity', 'tax']))
    expect(accounts('fmcg-wholesale')).not.toContain('capacity')
  })
})
