import { describe, expect, it } from 'vitest'
import { type FlowRules, type FlowSource, type Ruling, readFlows, rowKey } from '#common/statement/domain'
import { type Day, fen } from '#kernel'
import { parseFile } from './parse-file.ts'

const RULES: FlowRules = { passThroughHours: 24, passThroughTolerance: '0.01', passThroughAtLeast: fen(2_000_000), tightBalance: fen(100_000), tightOfMonths: 6, demandRate: '0.001' }
const RURAL = '交易日期,交易时间,借贷标志,交易金额,账户余额,对方户名,对方账号,摘要'

async function source(evidenceId: string, lines: readonly string[], head: readonly string[] = []): Promise<FlowSource> {
  return { evidenceId, statement: await parseFile(Buffer.from([...head, ...lines].join('\n'))) }
}
const read = (sources: readonly FlowSource[], rulings: ReadonlyMap<string, Ruling> = new Map(), windowMonths = 1) =>
  readFlows(sources, { cutOff: '2025-03-31' as Day, windowMonths, staleDays: 31, household: { names: ['王建国', '李秀兰'] }, rules: RULES, rulings })

const MARCH = [
  '20250301,090000,贷,1000.00,11000.00,甲公司,6217000000001111,货款', '20250302,090000,贷,30000.00,41000.00,李秀兰,6217000000002222,转账', '20250303,090000,贷,50000.00,91000.00,某银行,6217,贷款发放',
  '20250304,090000,贷,2000.00,93000.00,商场,6217,退回押金', '20250305,090000,贷,40000.00,133000.00,丙,6217000000003333,往来', '20250305,200000,借,39900.00,93100.00,丁,6217000000004444,往来',
  '20250306,090000,贷,800.00,93900.00,某单位,6217,工资', '20250307,090000,贷,5000.00,98900.00,乙公司,6217,货款', '20250331,120000,贷,10.00,98910.00,,,结息',
]

describe('receipts of an account', () => {
  it('that are no sales are left out, each with its reason', async () => {
    const reading = read([await source('e1', [RURAL, ...MARCH])])
    expect(reading.excluded.map(({ row, reason }) => `${row.row} ${reason}`)).toEqual(['3 OWN', '4 LOAN', '5 DEPOSIT', '6 PASS_THROUGH', '8 OTHER', '10 INTEREST'])
    expect(reading.excluded.find(({ reason }) => reason === 'PASS_THROUGH')?.says).toBe('2025-03-05 20:00:00 转出 39,900.00 元给「丁」，只是过账')
    expect([reading.creditsFen, reading.salesFen]).toEqual([12_881_000, 600_000])
    expect(reading.left).toMatchObject({ OWN: { fen: 3_000_000, rows: 1 }, LOAN: { fen: 5_000_000, rows: 1 }, DEPOSIT: { fen: 200_000, rows: 1 }, PASS_THROUGH: { fen: 4_000_000, rows: 1 } })
  })

  it('are ruled otherwise by an officer, either way', async () => {
    const sources = [await source('e1', [RURAL, ...MARCH])]
    const ruling = (rules: Ruling['rules'], reason: string): Ruling => ({ rules, reason, by: '王磊', on: '2025-03-31' })
    const place = (row: number) => rowKey({ evidenceId: 'e1', row: sources[0]!.statement.rows.find((each) => each.row === row)! })
    const reading = read(sources, new Map([[place(6), ruling('COUNTS', '批发货款，随即付厂家')], [place(9), ruling('EXCLUDED', '亲戚还款')]]))
    expect(reading.allowed.map(({ row, reason }) => `${row.row} ${reason}`)).toEqual(['6 PASS_THROUGH'])
    expect(reading.excluded.find(({ row }) => row.row === 9)).toMatchObject({ reason: 'RULED', says: '王磊判定不计入：亲戚还款' })
    expect(reading.salesFen).toBe(600_000 + 4_000_000 - 500_000)
  })

  it('moved between two accounts of the case are known by the number, or by their mirror', async () => {
    const wife = await source('e2', [RURAL, '20250308,090000,借,7000.00,3000.00,,,转账', '20250309,090000,借,500.00,2500.00,,,转账'], ['户名：李秀兰,账号：6217000000002222'])
    const own = await source('e1', [RURAL, '20250308,100000,贷,7000.00,8000.00,,,转账', '20250310,100000,贷,600.00,8600.00,某人,6217000000002222,转账', '20250331,100000,贷,1.00,8601.00,甲,6217,货款'], ['户名：王建国,账号：6217000000009999'])
    const { accounts, excluded } = read([own, wife])
    expect(accounts.map(({ label }) => label)).toEqual(['农商行、信用社及通用账户明细 尾号 9999 王建国', '农商行、信用社及通用账户明细 尾号 2222 李秀兰'])
    expect(excluded.map(({ reason, says }) => `${reason} ${says}`)).toEqual([expect.stringContaining('OWN 同日从'), 'OWN 对方账号尾号 2222 是本案的账户'])
  })
})

describe('files of one account', () => {
  const head = ['户名：王建国,账号：6217000000009999']
  it('that overlap count each row once, two equal rows of one file twice', async () => {
    const twice = ['20250301,,贷,10.00,110.00,甲,,货款', '20250301,,贷,10.00,120.00,甲,,货款', '20250302,,贷,5.00,125.00,甲,,货款']
    const reading = read([await source('e1', [RURAL, ...twice], head), await source('e2', [RURAL, ...twice.slice(1), '20250303,,贷,1.00,126.00,甲,,货款'], head)])
    expect(reading.accounts.map(({ rows, repeated, evidence }) => [rows.length, repeated, evidence])).toEqual([[4, 2, ['e1', 'e2']]])
    expect(reading.accounts[0]?.integrity.verdict).toBe('HOLDS')
    expect(reading.salesFen).toBe(2_600)
  })

  it('in another layout that names no account: a few rows are enough where they are all of the days both cover', async () => {
    const rural = await source('e1', [RURAL, '20250301,,贷,10.00,110.00,甲,,货款', '20250310,,贷,10.00,120.00,甲,,货款', '20250331,,贷,20.00,140.00,甲,,货款'], head)
    const paper = await source('e2', ['交易日期,摘要,交易金额,余额,对方户名', '2025-03-10,货款,+10.00,120.00,甲', '2025-03-31,货款,+20.00,140.00,甲'], ['中国邮政储蓄银行'])
    const reading = read([rural, paper])
    expect([reading.accounts.map(({ rows, repeated }) => [rows.length, repeated]), reading.salesFen]).toEqual([[[3, 2]], 4_000])
  })

  it('of two wallets of the same days, none of whose numbers is in both, are two accounts though one name was typed for both', async () => {
    const wallet = async (id: string, numbers: readonly string[]): Promise<FlowSource> => ({ evidenceId: id, statement: await parseFile(Buffer.from(['交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注', ...numbers.map((number, at) => `2025-03-${at === 0 ? '01' : '31'} 10:00:00,二维码收款,客,/,收入,¥10.00,零钱,已收钱,${number},M,/`)].join('\n')), { owner: '王建国' }) })
    expect(read([await wallet('e1', ['1', '2']), await wallet('e2', ['3', '4'])]).accounts.map(({ rows }) => rows.length)).toEqual([2, 2])
    expect(read([await wallet('e1', ['1', '2']), await wallet('e2', ['1', '2'])]).accounts.map(({ rows, repeated }) => [rows.length, repeated])).toEqual([[2, 2]])
  })

  it('in two formats too: by number, or by so many equal balances', async () => {
    const rows = Array.from({ length: 8 }, (_, at) => ({ on: `2025-03-0${at + 1}`, balance: 100 + at }))
    const rural = await source('e1', [RURAL, ...rows.map(({ on, balance }) => `${on.replaceAll('-', '')},,贷,1.00,${balance}.00,甲,,货款`)])
    const paper = await source('e2', ['交易日期,摘要,交易金额,余额,对方户名', ...rows.map(({ on, balance }) => `${on},货款,+1.00,${balance}.00,甲`)], ['中国邮政储蓄银行'])
    expect(paper.statement.format).toBe('psbc-debit')
    expect(read([rural, paper]).accounts.map((account) => [account.rows.length, account.repeated])).toEqual([[8, 8]])
    const other = await source('e3', ['交易日期,摘要,交易金额,余额,对方户名', ...rows.map(({ on, balance }) => `${on},货款,+1.00,${balance + 500}.00,甲`)], ['中国邮政储蓄银行'])
    expect(read([rural, other]).accounts).toHaveLength(2)
  })
})

describe('balances of an account', () => {
  it('average, lowest and volatility run over every day, the days without rows too', async () => {
    const [account] = read([await source('e1', [RURAL, '20250301,,贷,100.00,100.00,甲,,货款', '20250311,,贷,100.00,200.00,甲,,货款', '20250331,,借,150.00,50.00,乙,,货款'])]).accounts
    // 10 days of 100, 20 of 200, one of 50
    expect(account?.balances).toMatchObject({ averageDailyFen: Math.round((10 * 10_000 + 20 * 20_000 + 5_000) / 31), lowestFen: 5_000, lowestOn: '2025-03-31', tightMonths: ['2025-03'] })
    expect(account?.leavesWithinDayShare).toBe('0.0000')
  })

  it('money that leaves within a day, what lay there first goes first', async () => {
    const [account] = read([await source('e1', [RURAL, '20250301,090000,贷,100.00,110.00,甲,,货款', '20250301,180000,借,60.00,50.00,乙,,货款', '20250331,090000,贷,100.00,150.00,甲,,货款', '20250331,100000,借,100.00,50.00,乙,,货款'])]).accounts
    // 10 lay there: 50 of the first 100 left the same day; on the last day the 50 left of it go first, then 50 of the new
    expect(account?.leavesWithinDayShare).toBe('0.5000')
  })

  it('interest turned back: 26.10 in 92 days at 0.10 % stands for 102,130.43 a day', async () => {
    const [account] = read([await source('e1', [RURAL, '20241221,,贷,10.00,102130.00,,,结息', '20250323,,贷,26.10,102156.10,,,结息', '20250331,,贷,1.00,102157.10,甲,,货款'])], new Map(), 12).accounts
    expect(account?.interest).toMatchObject([{ on: '2025-03-23', days: 92, interestFen: 2_610, impliedFen: 10_213_043, actualFen: 10_213_000, deviation: '0.0000' }])
    const [forged] = read([await source('e1', [RURAL, '20241221,,贷,10.00,502130.00,,,结息', '20250323,,贷,26.10,502156.10,,,结息', '20250331,,贷,1.00,502157.10,甲,,货款'])], new Map(), 12).accounts
    expect(Number(forged?.interest[0]?.deviation)).toBeGreaterThan(0.7)
  })
})
