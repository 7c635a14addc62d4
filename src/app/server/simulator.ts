import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import type { Database } from '#platform/db'
import { CORE_OF } from './demonstration/banks.ts'

/** The simulated core bank of the demonstration, as a process of its own that ends with this one. */
export interface Simulator {
  stop(): void
}

/**
 * Starts the settlement simulator for the demonstration banks that speak with a core bank by file, each with a folder of its own
 * for this installation, and sets their ports to it where nothing else is set. Never called in production.
 */
export async function startSimulator(database: Database, checkout: string, env: NodeJS.ProcessEnv): Promise<Simulator> {
  const banks = await database.shared((tx) => tx.selectFrom('bank').select(['code', 'created_at']).where('demonstration', '=', true).execute())
  const children: ChildProcess[] = []
  for (const { code, created_at: createdAt } of banks) {
    const core = CORE_OF[code]
    const name = `WEIDAI_EXCHANGE_${code.toUpperCase()}`
    if (core === undefined || (env[name] ?? '') !== '') continue
    const folder = path.join(checkout, 'var', 'exchange', `${code}-${createdAt.replaceAll(/\D/g, '')}`)
    env[name] = folder
    children.push(fork(path.join(checkout, 'simulator', 'main.ts'), ['--folder', folder, '--seed', code, ...(core.book === 'MIRROR' ? ['--mirror', core.productCode] : [])], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }))
  }
  return { stop: () => children.forEach((child) => void child.kill()) }
}
