import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { exampleText, withChanges } from '../../../sim/cases.ts'
import { Chance } from '../../../sim/chance.ts'
import { faultOfAnswer, spoiltCase } from '../../../sim/spoilt-case.ts'

const command = fileURLToPath(new URL('../../../scripts/weidai.mjs', import.meta.url))

/** Runs the command a user types, without the half second npm takes to start it. */
function weidai(input: string, ...args: string[]): { code: number | null; out: unknown; err: string } {
  const ended = spawnSync(process.execPath, [command, 'assess', ...args], { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return { code: ended.status, out: ended.stdout === '' ? undefined : JSON.parse(ended.stdout), err: ended.stderr }
}
const json = (name: string) => JSON.parse(exampleText(name)) as object

describe('weidai assess', () => {
  it.each(['gc-01', 'rc-01', 'rc-01-without-gambling', 'catering'])('answers %s as the file beside it says; a rejection is an answer too [S1-25]', (name) => {
    const { code, out } = weidai(exampleText(name))
    expect(code).toBe(0)
    expect(out).toEqual(json(`${name}.expected`))
  })

  it('lays the product of the request over the pack: the civil servant of GC-02 under his own card and limit', () => {
    const { code, out } = weidai(exampleText('gc-02'))
    expect(code).toBe(0)
    expect(out).toEqual(json('gc-02.expected'))
    expect(out).toMatchObject({ limit: { amountFen: 6_000_000 }, score: { card: 'SC-2025-11' } })
  })

  it('answers with the promised keys', () => {
    const { out } = weidai(exampleText('gc-01'))
    expect(Object.keys(out as object)).toEqual(expect.arrayContaining(['statements', 'equity', 'checks', 'identities', 'traps', 'flags', 'vetoEnabled', 'limit', 'score', 'price', 'instalmentFen', 'coverage', 'decision', 'reasons']))
    expect(out).toMatchObject({
      statements: { totalAssetsFen: 87_020_000, totalLiabilitiesFen: 20_720_000, actualEquityFen: 66_300_000, annualSalesFen: 576_000_000, netProfitMonthlyFen: 2_500_000, disposableMonthlyFen: 2_000_000, weightedMargin: '0.1175' },
      limit: { amountFen: 11_800_000, bindingCap: 'capCash', caps: { capCash: 14_777_363 } }, score: { total: 92, grade: 'A', cappedGrade: 'B' }, price: { annualRate: '0.0720', aprEffective: '0.0744' }, instalmentFen: 1_022_104, coverage: '1.5654', decision: 'PROPOSE',
    })
  })

  it('answers an array one by one; a refusal does not stop the others', () => {
    const good = json('gc-01')
    const { code, out } = weidai(JSON.stringify([good, withChanges(good, { '/cutOffOn': '2025-02-30' }), 7, withChanges(good, { '/business/trade': 'mining' }), json('rc-01')]))
    expect(code).toBe(0)
    expect(out).toMatchObject([
      { decision: 'PROPOSE' }, { refusal: { code: 'input.invalid', at: '/cutOffOn', value: '2025-02-30' } }, { refusal: { at: '', value: 7, expected: '对象' } },
      { refusal: { code: 'industry.unknown', at: '/business/trade', value: 'mining', expected: expect.stringContaining('fmcg-wholesale') as string } }, { decision: 'REJECT' },
    ])
    expect(weidai('[]')).toMatchObject({ code: 0, out: [] })
  })

  it('refuses a case it understood with exit code 1, the place, the value and what is expected', () => {
    const { code, out } = weidai(JSON.stringify(withChanges(json('gc-01'), { '/balance/cash/0/amountFen': -1, '/extra': 1 })))
    expect(code).toBe(1)
    expect(out).toMatchObject({ refusal: { message: '「金额」金额不得为负（共 2 处不符合要求）', at: '/balance/cash/0/amountFen', value: -1, expected: '至少 0 元', errors: [{ at: '/balance/cash/0/amountFen' }, { at: '/extra' }] } })
  })

  it('refuses a result no number holds at the typed value that drove it there', () => {
    const { code, out } = weidai(JSON.stringify(withChanges(json('gc-01'), { '/checks/3/commissionRate': '0.000000000001', '/checks/3/commissionFen': 1_000_000_000_000 })))
    expect(code).toBe(1)
    expect(out).toMatchObject({ refusal: { code: 'number.too-large', message: '「工资提成法」的计算结果超出可精确表示的范围', at: expect.stringMatching(/^\/checks\/3\/commission/) as string } })
  })

  it('judges a case whose days cannot be scheduled, and says so', () => {
    const { code, out } = weidai(JSON.stringify(withChanges(json('gc-01'), { '/request/firstDueOn': '2025-03-14' })))
    expect([code, (out as { decision: string }).decision]).toEqual([0, 'INCOMPLETE'])
    expect(out).toMatchObject({ price: null, reasons: expect.arrayContaining([{ rule: '9.1', says: '首次还款日 2025-03-14 须在放款日 2025-03-14 之后、十年之内，否则排不出还款计划', effect: 'INCOMPLETE' }]) as unknown })
  })

  it('judges by the pack that is named', () => {
    const young = JSON.stringify(withChanges(json('gc-01'), { '/request/amountFen': 10_000_000, '/business/startedOn': '2024-06-01' }))
    expect((weidai(young).out as { decision: string }).decision).not.toBe('REJECT')
    expect(weidai(young, '--pack', 'm3-jinxin')).toMatchObject({ code: 0, out: { decision: 'REJECT', reasons: expect.arrayContaining([expect.objectContaining({ rule: 'H02' })]) as unknown } })
    expect(weidai(young, '--pack', 'nobody')).toMatchObject({ code: 1, out: { refusal: { expected: expect.stringContaining('m3-jinxin') as string } } })
  })

  it('ends with 2 on what is not JSON or not an argument of it', () => {
    expect(weidai(exampleText('gc-01').slice(0, 100)).code).toBe(2)
    expect(weidai('').code).toBe(2)
    expect(weidai('{}', '--fast')).toMatchObject({ code: 2, out: undefined, err: expect.stringContaining('--fast') as string })
    expect(weidai('{}', '--pack').code).toBe(2)
  })
})

const seed = Number(process.env['WEIDAI_SEED'] ?? 20_250_312)
console.log(`spoilt case files: seed ${seed} (WEIDAI_SEED repeats it; npm run proof -- bad-input runs 5,000 files)`)

describe('a spoilt case file', () => {
  it('is refused with its place in Chinese, or judged; never anything else, never slow', () => {
    const chance = new Chance(seed)
    const faults = Array.from({ length: 104 }, (_, number) => {
      const spoilt = spoiltCase(number, chance)
      const fault = faultOfAnswer(spoilt)
      return fault === null ? null : `${number} ${spoilt.how}: ${fault}`
    })
    expect(faults.filter((fault) => fault !== null)).toEqual([])
  })
})
