import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const example = (name: string) => readFileSync(new URL(`../../../examples/${name}`, import.meta.url), 'utf8')

/** Runs the command a user types. */
function weidai(input: string, ...args: string[]): { code: number | null; out: unknown; err: string } {
  const ended = spawnSync('npm', ['run', '-s', 'weidai', '--', 'schedule', ...args], { input, encoding: 'utf8' })
  return { code: ended.status, out: ended.stdout === '' ? undefined : JSON.parse(ended.stdout), err: ended.stderr }
}

describe('weidai schedule', () => {
  it('answers the golden case with rows, totals and annual rates, and nothing else', () => {
    const { code, out } = weidai(example('schedule-gc-01.json'))
    expect(code).toBe(0)
    expect(out).toEqual(JSON.parse(example('schedule-gc-01.expected.json')))
    expect(Object.keys(out as object)).toEqual(['rows', 'totals', 'apr'])
    expect(out).toMatchObject({
      rows: { 0: { seq: 1, dueOn: '2025-04-14', principalFen: 951_304, interestFen: 70_800, totalFen: 1_022_104, balanceFen: 10_848_696 }, 11: { totalFen: 1_022_102, balanceFen: 0 } },
      totals: { principalFen: 11_800_000, interestFen: 465_246, totalFen: 12_265_246 },
      apr: { simple: '0.0720', effective: '0.0744' },
    })
  })

  it('answers an array one by one; a refusal does not stop the others', () => {
    const good = JSON.parse(example('schedule-gc-01.json')) as object
    const { code, out } = weidai(JSON.stringify([{ ...good, method: 'STEP_SIDEWAYS' }, good, 3]))
    expect(code).toBe(0)
    expect(out).toMatchObject([{ refusal: { at: '/method', value: 'STEP_SIDEWAYS' } }, { apr: { simple: '0.0720' } }, { refusal: { at: '' } }])
  })

  it('moves due days off the published holidays where asked to', () => {
    const terms = { ...(JSON.parse(example('schedule-gc-01.json')) as object), firstDueOn: '2025-04-05', disbursedOn: '2025-03-05', periods: 7 }
    const { out } = weidai(JSON.stringify(['NONE', 'FOLLOWING', 'MODIFIED_FOLLOWING', 'PRECEDING'].map((holidayRule) => ({ ...terms, holidayRule }))))
    const days = (out as { rows: { dueOn: string; interestFen: number }[] }[]).map(({ rows }) => [rows[0]!.dueOn, rows[1]!.dueOn, rows[6]!.dueOn])
    // Tomb-Sweeping 4 to 6 April, Labour Day until 5 May, National Day 1 to 8 October 2025; 28 September is worked.
    expect(days).toEqual([['2025-04-05', '2025-05-05', '2025-10-05'], ['2025-04-07', '2025-05-06', '2025-10-09'], ['2025-04-07', '2025-05-06', '2025-10-09'], ['2025-04-03', '2025-04-30', '2025-09-30']])
    expect(new Set((out as { totals: { interestFen: number } }[]).map(({ totals }) => totals.interestFen)).size).toBe(1)
  })

  it('takes every type of the table: far more than eight are offered [S2-100]', () => {
    const { code, out } = weidai(example('schedule-methods.json'))
    expect(code).toBe(0)
    expect((out as { totals?: { interestFen: number } }[]).map(({ totals }) => totals?.interestFen)).toEqual([473_131, 468_000, 864_000, 876_000, 864_000, 544_817, 540_000, 578_871, 675_578, 629_480, 626_400, 543_600, 392_400, 490_200, 109_479, 218_400, 1_099_091, 231_000])
  })

  it('refuses terms it understood with exit code 1 and the place', () => {
    const { code, out } = weidai(example('schedule-gc-01.json').replace('"2025-04-14"', '"2025-02-30"'))
    expect(code).toBe(1)
    expect(out).toMatchObject({ refusal: { code: 'input.invalid', message: expect.stringContaining('首次还款日') as string, at: '/firstDueOn', value: '2025-02-30', expected: expect.stringContaining('YYYY-MM-DD') as string } })
  })

  it('ends with 2 on what is not JSON or not an argument of it', () => {
    expect(weidai('{"principalFen":').code).toBe(2)
    expect(weidai('{}', '--fast')).toMatchObject({ code: 2, out: undefined, err: expect.stringContaining('--fast') as string })
  })
})
