import { POSTS } from '#common/staff/domain'
import { createBank, type Database } from '#platform/db'
import type { FileStore } from '#platform/files'
import { BANKS, type DemonstrationBank, PASSWORD } from './demonstration/banks.ts'
import { loadBank } from './demonstration/load-bank.ts'
import { routesOf } from './routes.ts'

export interface DemonstrationPlace {
  readonly database: Database
  readonly ownerUrl: string
  readonly files: FileStore
}

/** Brings up the demonstration banks in an installation that has no other; a bank that was filled before is left alone. Returns whether there is a demonstration. */
export async function loadDemonstration({ database, ownerUrl, files }: DemonstrationPlace): Promise<boolean> {
  const banks = await database.shared((tx) => tx.selectFrom('bank').select('demonstration').execute())
  if (banks.some(({ demonstration }) => !demonstration)) return banks.some(({ demonstration }) => demonstration)
  const routes = routesOf({ files })
  const made: { readonly bank: DemonstrationBank; readonly bankId: number }[] = []
  for (const bank of BANKS) made.push({ bank, bankId: await createBank(ownerUrl, bank) })
  // Side by side: each waits for the database most of the time.
  await Promise.all(made.map(({ bank, bankId }) => database.inBank(bankId, async (tx) => {
    const filled = await tx.selectFrom('unit').select('unit_id').where('bank_id', '=', tx.bankId).limit(1).executeTakeFirst()
    if (filled === undefined) await loadBank(tx, bank, { files, database, routes })
  })))
  return true
}

/** The sign-ins the start prints: one for each kind of work. */
export function demonstrationSignIns(): string[] {
  const shown = new Set<string>(['OFFICER', 'REVIEWER', 'UNIT_HEAD', 'RISK_MANAGER', 'PRESIDENT', 'INTERNAL_AUDIT', 'SYS_ADMIN'])
  return BANKS.map(({ code, name, people }) => {
    const seen = new Set<string>()
    const lines = people.flatMap(({ login, posts }) => posts.filter((post) => shown.has(post) && !seen.has(post)).map((post) => { seen.add(post); return `${login}（${POSTS[post]}）` }))
    return `${name} ${code}：${lines.join('、')}，密码 ${PASSWORD}`
  })
}
