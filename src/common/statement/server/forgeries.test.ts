import { describe, expect, it } from 'vitest'
import { type FlowRules, readFlows } from '#common/statement/domain'
import { type Day, fen } from '#kernel'
import { parseFile } from './parse-file.ts'

interface Line { id: number; on: string; cents: number; who: string; account: string; kind: string }

const RULES: FlowRules = { passThroughHours: 24, passThroughTolerance: '0.01', passThroughAtLeast: fen(2_000_000), tightBalance: fen(100_000), tightOfMonths: 6, demandRate: '0.001' }
const [OPENING, DAY] = [5_000_000, 86_400_000]
const day = (at: number): string => new Date(Date.UTC(2024, 0, 1) + at * DAY).toISOString().slice(0, 10)
const QUARTERS = [80, 171, 263, 354]

/** A year of a shop, with interest paid by quarter on what really lay there. */
function genuine(): Line[] {
  const lines: Line[] = []
  let [balance, held, since] = [OPENING, 0, 0]
  for (let at = 0; at < 366; at++) {
    const add = (cents: number, who: string, account: string, kind = '货款'): void => { balance += cents; lines.push({ id: 1000 + lines.length, on: day(at), cents, who, account, kind }) }
    if (QUARTERS.includes(at)) {
      add(Math.round((held * 0.001) / 360), '', '', '结息')
      ;[held, since] = [0, at]
    }
    add(120_000 + ((at * 7919) % 30_011), `客户${at % 9}`, `62170000000${1000 + (at % 9)}`)
    if (at % 2 === 0) add(-(240_000 + ((at * 104_729) % 20_011)), '厂家', '621700000009999', '进货')
    held += balance
  }
  expect(since).toBe(QUARTERS.at(-1))
  return lines
}

/** The lines as an export; balances run as a forger who changes them too would have them run, unless `balances` are kept. */
async function read(lines: readonly Line[], { balances, opening = OPENING }: { balances?: readonly number[]; opening?: number } = {}) {
  let running = opening
  const rows = lines.map(({ id, on, cents, who, account, kind }, at) => { running += cents; return `${id},${on},${(cents / 100).toFixed(2)},${((balances?.[at] ?? running) / 100).toFixed(2)},${who},${account},${kind}` })
  const statement = await parseFile(Buffer.from(['流水号,交易日期,交易金额,账户余额,对方户名,对方账号,摘要', ...rows].join('\n')))
  const [account] = readFlows([{ evidenceId: 'e', statement }], { cutOff: '2024-12-31' as Day, windowMonths: 12, staleDays: 31, household: { names: ['王建国'] }, rules: RULES, rulings: new Map() }).accounts
  return { verdict: account!.integrity.verdict, breaks: account!.integrity.breaks.length, traces: account!.traces.found.map(({ kind }) => kind), serials: account!.traces.serials, interest: Math.max(...account!.interest.map(({ deviation }) => Number(deviation))), warnings: statement.warnings.map(({ code }) => code) }
}

const balancesOf = (lines: readonly Line[]): number[] => { let running = OPENING; return lines.map(({ cents }) => (running += cents)) }
const SOUND = { verdict: 'HOLDS', breaks: 0, traces: [] as string[], warnings: [] as string[] }
const HIGHEST_GENUINE = 0.001

describe('what a forger may do to a statement, and what is seen of it', () => {
  const lines = genuine()
  const at = 200
  const inserted = (id: number): Line[] => lines.toSpliced(at, 0, { id, on: lines[at]!.on, cents: 5_000_000, who: '大客户', account: '621700000007777', kind: '货款' })

  it('nothing of a genuine one', async () => {
    const seen = await read(lines)
    expect(seen).toMatchObject({ ...SOUND, serials: 'CONSECUTIVE' })
    expect(seen.interest).toBeLessThan(HIGHEST_GENUINE)
  })

  it('an amount, a balance, a row taken out or put in without the balances after it: always', async () => {
    const kept = balancesOf(lines)
    expect((await read(lines.with(at, { ...lines[at]!, cents: lines[at]!.cents * 10 }), { balances: kept })).breaks).toBe(1)
    expect((await read(lines, { balances: kept.with(at, kept[at]! + 100_000) })).breaks).toBe(1)
    expect((await read(lines.toSpliced(at, 1), { balances: kept.toSpliced(at, 1) })).breaks).toBe(1)
    expect((await read(inserted(1), { balances: kept.toSpliced(at, 0, kept[at - 1]! + 5_000_000) })).breaks).toBe(1)
  })

  it('the rounding of an edited page: a fen is enough', async () => {
    const kept = balancesOf(lines)
    expect((await read(lines, { balances: kept.with(at, kept[at]! + 1) })).breaks).toBe(1)
  })

  it('income put in with all later balances changed: by the interest of its quarter, and by the number of its row', async () => {
    const seen = await read(inserted(9_999_999))
    expect(seen).toMatchObject({ verdict: 'HOLDS', traces: ['SERIAL'] })
    expect(seen.interest).toBeGreaterThan(0.2)
    // all rows numbered anew: the interest still tells
    expect((await read(inserted(0).map((line, place) => ({ ...line, id: place + 1 })))).interest).toBeGreaterThan(0.2)
  })

  it('a receipt and a payment of one amount taken out together: by the numbers of the rows alone, and not where those are made new', async () => {
    const pair = lines.toSpliced(at, 0, { ...lines[at]!, id: 0, cents: 3_000_000 }, { ...lines[at]!, id: 0, cents: -3_000_000 }).map((line, place) => ({ ...line, id: 1000 + place }))
    const without = pair.toSpliced(at, 2)
    expect(await read(without)).toMatchObject({ verdict: 'HOLDS', traces: ['SERIAL'] })
    expect(await read(without.map((line, place) => ({ ...line, id: place })))).toMatchObject(SOUND)
  })

  it('everything multiplied: by the factor where it is whole, and not at all where it is none', async () => {
    const times = (factor: number) => read(lines.map((line) => ({ ...line, cents: Math.round(line.cents * factor) })), { opening: OPENING * factor })
    expect(await times(3)).toMatchObject({ verdict: 'HOLDS', traces: ['FACTOR'] })
    expect(await times(2)).toMatchObject({ traces: ['FACTOR'] })
    expect(await times(1.37)).toMatchObject(SOUND)
  })

  it('a name changed alone: where its account stands elsewhere under the right one', async () => {
    expect((await read(lines.with(at, { ...lines[at]!, who: '某某上市公司' }))).warnings).toEqual(['PARTY_NAMES'])
    expect(await read(lines.with(at, { ...lines[at]!, who: '某某上市公司', account: '' }))).toMatchObject(SOUND)
  })
})
