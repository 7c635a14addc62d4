import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { integrityOf } from '#common/statement/domain'
import { ALTERATIONS, altered, nearestDays, realAccounts } from './alterations-for-tests.ts'
import { chance } from './mutations-for-tests.ts'
import { parseFile } from './parse-file.ts'

const REAL = path.resolve(process.env['WEIDAI_REAL_DATA'] ?? '../shared/data')
const isThere = existsSync(path.join(REAL, 'berka'))
if (!isThere) console.log('60 real accounts: not run, WEIDAI_REAL_DATA names no folder with them')

const bank = async (lines: readonly string[]) => (await parseFile(Buffer.from(['交易日期,借贷标志,交易金额,账户余额,摘要', ...lines].join('\n')))).rows

describe('one account replayed', () => {
  it('a balance written over is one break, at its own row', async () => {
    const { verdict, breaks } = integrityOf(await bank(['20250301,贷,100.00,600.00,转账', '20250302,借,50.00,999.00,转账', '20250303,贷,5.00,555.00,转账', '20250304,贷,5.00,560.00,转账']))
    expect([verdict, ...breaks.map(({ row, kind, differenceFen }) => `${row.row} ${kind} ${differenceFen}`)]).toEqual(['BROKEN', '3 BALANCE 44900'])
    expect(breaks[0]?.says).toContain('应为 550.00')
  })

  it('a row taken out: what is lacking and where', async () => {
    const { breaks } = integrityOf(await bank(['20250301,贷,100.00,600.00,转账', '20250303,贷,5.00,555.00,转账', '20250304,贷,5.00,560.00,转账']))
    expect(breaks.map(({ row, kind, differenceFen }) => `${row.row} ${kind} ${differenceFen}`)).toEqual(['3 ROW -5000'])
    expect(breaks[0]?.says).toContain('少了支出 50.00 元的明细')
  })

  it('rows of a day in any order are put in order before anything is called altered', async () => {
    const { verdict, reorderedDays } = integrityOf(await bank(['20250301,贷,100.00,600.00,转账', '20250302,借,30.00,520.00,转账', '20250302,借,50.00,550.00,转账', '20250303,贷,5.00,525.00,转账']))
    expect([verdict, reorderedDays]).toEqual(['HOLDS', 1])
  })
})

describe.skipIf(!isThere)('60 real accounts', () => {
  it('replay exactly, most only after their days are put in order', async () => {
    const read = [...(await realAccounts(REAL)).values()].map(integrityOf)
    expect([read.length, read.filter(({ verdict }) => verdict === 'HOLDS').length, read.reduce((sum, { rows }) => sum + rows, 0)]).toEqual([60, 60, 5311])
    expect(read.filter(({ reorderedDays }) => reorderedDays > 0).length).toBeGreaterThan(30)
  })

  it('200 planted alterations are all found, on the day or the next day with rows', async () => {
    const accounts = [...(await realAccounts(REAL)).values()]
    const random = chance(20_250_313)
    const missed: string[] = []
    for (let number = 0; number < 200; number++) {
      const how = ALTERATIONS[number % ALTERATIONS.length]!
      const sound = accounts[Math.floor(random() * accounts.length)]!
      const days = nearestDays(sound, altered(sound, how, random))
      if (days === null || days > 1) missed.push(`${number} ${how}: ${days}`)
    }
    expect(missed).toEqual([])
  })
})
