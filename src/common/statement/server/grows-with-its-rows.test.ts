import { describe, expect, it } from 'vitest'
import { type FlowRules, type FlowSource, readFlows } from '#common/statement/domain'
import { type Day, fen } from '#kernel'
import { parseFile } from './parse-file.ts'
import { parseInvoices } from './parse-invoices.ts'

const RULES: FlowRules = { passThroughHours: 24, passThroughTolerance: '0.01', passThroughAtLeast: fen(2_000_000), tightBalance: fen(100_000), tightOfMonths: 6, demandRate: '0.001' }
const [FEW, MANY] = [1600, 6400]
/** Four times the rows take four times the work; were each compared with each, sixteen times. Warm code and other work on the machine are left room. */
const MOST_TIMES = 9
const LEAST_MICROSECONDS = 3000

async function work(run: () => unknown): Promise<number> {
  const before = process.threadCpuUsage()
  await run()
  const { user, system } = process.threadCpuUsage(before)
  return user + system
}

/** How many times the work of `FEW` rows the work of `MANY` is, the better of two tries. */
async function times(make: (rows: number) => () => unknown): Promise<number> {
  const [few, many] = [make(FEW), make(MANY)]
  await few()
  const tries = [await work(many) / Math.max(LEAST_MICROSECONDS, await work(few))]
  if (tries[0]! > MOST_TIMES) tries.push(await work(many) / Math.max(LEAST_MICROSECONDS, await work(few)))
  return Math.min(...tries)
}

const TITLES = '交易日期,交易时间,借贷标志,交易金额,账户余额,对方户名,对方账号,摘要'
const day = (at: number): string => new Date(Date.UTC(2024, 2, 1) + at * 86_400_000).toISOString().slice(0, 10)
type Write = (at: number, rows: number) => { on: string; way: 1 | -1; yuan: number; who: string }
/** What an account may be made to look like, so that something is compared with everything. */
const SHAPES: Record<string, Write> = {
  'a shop\'s year': (at, rows) => ({ on: day(Math.floor((at * 365) / rows)), way: at % 3 === 0 ? -1 : 1, yuan: 100 + (at % 977), who: `客户${at % 300}` }),
  'all of one day, in no order': (at) => ({ on: day(0), way: at % 2 === 0 ? 1 : -1, yuan: 1 + (at * 7919) % 5003, who: '甲' }),
  'equal amounts of one day, nobody named': (at) => ({ on: day(0), way: at % 2 === 0 ? 1 : -1, yuan: 30_000, who: '' }),
  'large receipts and payments of one day': (at) => ({ on: day(0), way: at % 2 === 0 ? 1 : -1, yuan: at % 2 === 0 ? 30_000 + at : 90_000 + at, who: '乙' }),
}

/** Shapes that are hard to read already, not only to judge. */
const PARSED: ReadonlySet<string> = new Set(['a shop\'s year', 'all of one day, in no order'])

function bill(rows: number, write: Write, own: string): Buffer {
  let balance = 10_000_000
  const lines = Array.from({ length: rows }, (_, at) => {
    const { on, way, yuan, who } = write(at, rows)
    balance += way * yuan
    return `${on},,${way > 0 ? '贷' : '借'},${yuan}.00,${balance}.00,${who},,货款`
  })
  return Buffer.from([`户名：${own},账号：621700000000${own === '甲方' ? 1111 : 2222}`, TITLES, ...lines.toSorted((a, b) => (a.slice(0, 10) === b.slice(0, 10) && write === SHAPES['all of one day, in no order'] ? a.length - b.length || (a.slice(12) < b.slice(12) ? -1 : 1) : 0))].join('\n'))
}

describe('the work grows with the rows, not with their square', () => {
  it.each(Object.keys(SHAPES))('statements: %s', async (shape) => {
    const files = async (rows: number): Promise<FlowSource[]> => Promise.all(['甲方', '乙方'].map(async (own, at) => ({ evidenceId: `e${at}`, statement: await parseFile(bill(rows / 2, SHAPES[shape]!, own)) })))
    const sources = new Map([[FEW, await files(FEW)], [MANY, await files(MANY)]])
    expect(await times((rows) => () => readFlows(sources.get(rows)!, { cutOff: '2025-02-28' as Day, windowMonths: 12, staleDays: 400, household: { names: ['甲方', '乙方'] }, rules: RULES, rulings: new Map() }))).toBeLessThan(MOST_TIMES)
    if (PARSED.has(shape)) expect(await times((rows) => () => parseFile(bill(rows, SHAPES[shape]!, '甲方')))).toBeLessThan(MOST_TIMES)
  })

  it.each([['a firm\'s year', (at: number) => `${day(at % 365)},B${at % 200},${100 + (at % 977)}.00`], ['one partner, one amount, half of it taken back', (at: number) => `${day(at % 365)},B1,${at % 2 === 0 ? '' : '-'}100.00`]])('invoices: %s', async (_, write) => {
    const list = (rows: number): Buffer => Buffer.from(['企业代号,发票号码,开票日期,购方单位代号,价税合计,发票状态', ...Array.from({ length: rows }, (__, at) => `E1,${at},${write(at)},有效发票`)].join('\n'))
    expect(await times((rows) => () => parseInvoices([{ name: '销项.csv', bytes: list(rows) }]))).toBeLessThan(MOST_TIMES)
  })
})
