import path from 'node:path'
import { day, type Day } from '#kernel'
import { type TestDatabase, testDatabase, twoBanks } from '#platform/db'
import { type FileStore, openFileStore } from '#platform/files'
import { type AskOptions, type Method, type TestStaff, ask, buildServer, testStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import { exchangeRoutes } from '../routes.ts'

/** A bank that exchanges files, with the people who look after them. */
export type ExchangeBank = Awaited<ReturnType<typeof openExchange>>

/** Opens the bank; its files lie below `home`. */
export async function openExchange(home: string) {
  const db: TestDatabase = await testDatabase()
  const today: Day = day('2025-03-12')
  const [bank, other] = await twoBanks(db, today)
  const files: FileStore = await openFileStore(path.join(home, 'files'), '')
  const app = await buildServer({ database: db.database, routes: exchangeRoutes({ files, env: {} }), logger: createLogger({ level: 'silent' }) })
  return {
    db, today, bank, other, files,
    clerk: await testStaff(db.database, bank, { posts: ['BACK_OFFICE'], name: '刘洋' }),
    drafter: await testStaff(db.database, bank, { posts: ['FINANCE'], name: '丁怡' }),
    releaser: await testStaff(db.database, bank, { posts: ['RISK_MANAGER', 'BACK_OFFICE'], name: '周华' }),
    head: await testStaff(db.database, bank, { posts: ['UNIT_HEAD'], name: '刘行' }),
    stranger: await testStaff(db.database, other, { posts: ['BACK_OFFICE'], name: '外人' }),
    as: (who: TestStaff, method: Method, url: string, options: AskOptions = {}) => ask(app, who, method, url, options),
    empty: async () => {
      await db.asOwner('alter table exchange_file disable trigger user; alter table exchange_gap disable trigger user; alter table exchange_mapping disable trigger user')
      for (const table of ['exchange_file', 'exchange_gap', 'exchange_mapping', 'exchange_call', 'counter']) await db.asOwner(`delete from ${table}`)
      await db.asOwner('alter table exchange_file enable trigger user; alter table exchange_gap enable trigger user; alter table exchange_mapping enable trigger user')
    },
    close: async () => {
      await app.close()
      await db.drop()
    },
  }
}
