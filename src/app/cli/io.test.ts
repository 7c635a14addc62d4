import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const starter = fileURLToPath(new URL('../../../scripts/weidai.mjs', import.meta.url))
const TERMS = { principalFen: 11_800_000, annualRate: '0.072', method: 'ANNUITY', periods: 12, every: 'MONTH', disbursedOn: '2025-03-14', firstDueOn: '2025-04-14', dayCount: 'M30' }

function weidai(args: string[], input?: string | Uint8Array): { code: number | null; out: unknown; error: string } {
  const result = spawnSync(process.execPath, [starter, ...args], { ...(input === undefined ? {} : { input }), encoding: 'utf8', cwd: path.parse(starter).root })
  return { code: result.status, out: result.stdout === '' ? undefined : JSON.parse(result.stdout), error: result.stderr }
}

describe('the command line', () => {
  it('answers 0 with the result', () => {
    const { code, out } = weidai(['schedule'], JSON.stringify(TERMS))
    expect(code).toBe(0)
    expect(out).toMatchObject({ totals: { interestFen: 465_246 } })
  })

  it('answers 1 with a refusal that names place, value and what is expected', () => {
    const { code, out } = weidai(['schedule'], JSON.stringify({ ...TERMS, firstDueOn: '2025-02-30' }))
    expect(code).toBe(1)
    expect(out).toMatchObject({ refusal: { at: '/firstDueOn', value: '2025-02-30', code: expect.any(String) as string, message: expect.any(String) as string, expected: expect.any(String) as string } })
  })

  it('answers an array with an array; one refusal does not stop the others', () => {
    const { code, out } = weidai(['schedule'], JSON.stringify([TERMS, { ...TERMS, periods: 0 }, TERMS]))
    expect(code).toBe(0)
    expect(out).toMatchObject([{ totals: {} }, { refusal: { at: '/periods' } }, { totals: {} }])
  })

  it.each<[string, string[], string | Uint8Array]>([
    ['no JSON', ['schedule'], 'principalFen=1'], ['nothing', ['schedule'], ''], ['no UTF-8', ['schedule'], Buffer.from([0x22, 0xb5, 0xcd, 0x22])],
    ['an unknown command', ['teleport'], '{}'], ['a name of every object', ['constructor'], '{}'], ['no command', [], ''], ['wrong arguments', ['audit', 'verify', '--fast'], ''],
  ])('answers 2 on standard error to %s', (_, args, input) => {
    const { code, out, error } = weidai(args, input)
    expect(code).toBe(2)
    expect(out).toBeUndefined()
    expect(error).not.toBe('')
  })

  it('prints whole what is longer than a pipe takes at once', () => {
    const { code, out } = weidai(['schedule'], JSON.stringify(Array.from({ length: 500 }, () => TERMS)))
    expect(code).toBe(0)
    expect(out).toHaveLength(500)
  })
})
