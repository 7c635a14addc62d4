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
    const { code, out } = weidai(JSON.stringify([{ ...good, method: 'STEP_UP' }, good, 3]))
    expect(code).toBe(0)
    expect(out).toMatchObject([{ refusal: { at: '/method', value: 'STEP_UP' } }, { apr: { simple: '0.0720' } }, { refusal: { at: '' } }])
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
