import { integrityOf } from '../src/common/statement/domain/index.ts'
import { ALTERATIONS, altered, nearestDays, realAccounts } from '../src/common/statement/server/alterations-for-tests.ts'
import { chance } from '../src/common/statement/server/mutations-for-tests.ts'

const PLANTED = 2000

export const needs = 'berka'

/** 60 real accounts replay exactly; 2,000 planted alterations (200 were asked) are found, each on its day or the next day with rows. */
export async function prove({ seed, realData }: { seed: number; realData: string }): Promise<Record<string, unknown>> {
  const accounts = [...(await realAccounts(realData)).values()]
  const read = accounts.map(integrityOf)
  const broken = read.filter(({ verdict }) => verdict !== 'HOLDS').length
  if (broken > 0) throw new Error(`${broken} of ${accounts.length} accounts do not replay`)
  const random = chance(seed)
  const counts = new Map<string, number>()
  const missed: string[] = []
  for (let number = 0; number < PLANTED; number++) {
    const how = ALTERATIONS[number % ALTERATIONS.length]!
    const sound = accounts[Math.floor(random() * accounts.length)]!
    const days = nearestDays(sound, altered(sound, how, random))
    const key = `${how} ${days === null ? 'missed' : days === 0 ? 'same day' : days === 1 ? 'next day' : `${days} days off`}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    if (days === null || days > 1) missed.push(`${number} ${key}`)
  }
  if (missed.length > 0) throw new Error(`not found or not located: ${missed.slice(0, 10).join(', ')} (${missed.length})`)
  return { accounts: accounts.length, rows: read.reduce((sum, { rows }) => sum + rows, 0), reorderedDays: read.reduce((sum, { reorderedDays }) => sum + reorderedDays, 0), planted: PLANTED, counts: Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b))) }
}
