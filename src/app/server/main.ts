import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startExchange } from '#common/exchange/server'
import { Refusal } from '#kernel'
import { openInstallation, type Installation } from '#platform/db'
import { openFileStore, type FileStore } from '#platform/files'
import { startWorker, type Worker } from '#platform/jobs'
import { createLogger } from '#platform/logs'
import { demonstrationSignIns, loadDemonstration } from './demonstration.ts'
import { jobs, longJobs } from './jobs.ts'
import { listen, type Listening } from './listen.ts'
import { readSettings, type Settings } from './settings.ts'
import { startSimulator, type Simulator } from './simulator.ts'

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url))
const GRACE_MS = 10_000

/** Starts what the settings ask for and returns when it has stopped. */
export async function main(): Promise<number> {
  const started = Date.now()
  // Standard output may lie on a disk that is full; the work goes on without it.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  try {
    const settings = readSettings(process.env, process.argv.slice(2))
    const running = await start(settings)
    announce(settings, running, Date.now() - started)
    const reason = await asked(running)
    return await stop(running, reason)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`${error.message}\n${error.expected === undefined ? '' : `${error.expected}\n`}`)
    return 1
  }
}

interface Running {
  readonly installation: Installation
  readonly listening: Listening | undefined
  readonly worker: Worker | undefined
  /** Looks at the ports of the core banks. */
  readonly exchange: { stop(): Promise<void> } | undefined
  /** Plays the core bank of the demonstration. */
  readonly simulator: Simulator | undefined
  /** Of the demonstration, one line for each bank. */
  readonly signIns: readonly string[]
}

async function start(settings: Settings): Promise<Running> {
  const logger = createLogger({ level: process.env['WEIDAI_LOG'] ?? 'warn' })
  const installation = await openInstallation({ checkout: CHECKOUT, beside: settings.mode !== 'both' })
  try {
    const files = await openFileStore(path.join(CHECKOUT, 'var', 'files'))
    const signIns = settings.production ? [] : await demonstrate(installation, files)
    const simulator = signIns.length === 0 || settings.mode === 'web' ? undefined : await startSimulator(installation.database, CHECKOUT, process.env)
    const listening = settings.mode === 'worker' ? undefined : await listen({ database: installation.counter, files }, settings, logger, CHECKOUT)
    const worker = settings.mode === 'web' ? undefined : await startWorker(installation.database, { jobs, longJobs: longJobs(files), modes: settings.mode, onError: (error, kind) => logger.error({ kind, error }, 'job failed') })
    const exchange = settings.mode === 'web' ? undefined : startExchange(installation.database, { files, env: process.env }, { onError: (error) => logger.error({ error }, 'exchange failed') })
    return { installation, listening, worker, exchange, simulator, signIns }
  } catch (error) {
    await installation.close()
    throw error
  }
}

/** An empty database becomes the demonstration; one with a bank of its own is left alone. */
async function demonstrate({ database, ownerUrl }: Installation, files: FileStore): Promise<readonly string[]> {
  return (await loadDemonstration({ database, ownerUrl, files })) ? demonstrationSignIns() : []
}

function announce(settings: Settings, { listening, installation, signIns }: Running, ms: number): void {
  const lines = [
    `Weidai 微贷 ${settings.mode === 'worker' ? 'worker ' : ''}已启动 (started in ${(ms / 1000).toFixed(1)} s${installation.migrated.length > 0 ? `, ${installation.migrated.length} migrations` : ''})`,
    ...(listening === undefined ? [] : [`  打开 open      ${listening.address}`, ...listening.secureAddresses.map((address) => `  手机 phone     ${address}`), ...signIns.map((line) => `  登录 sign in   ${line}`)]),
    '  停止 stop      Ctrl-C',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Waits for a signal, for the end of the process that started this one, or for the database to go away. */
function asked(running: Running): Promise<'asked' | 'database'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve('asked'))
    if (process.channel) process.once('disconnect', () => resolve('asked'))
    void running.installation.databaseEnded.then(() => resolve('database'))
  })
}

/** First no new requests and jobs, then the running ones end, the database last; a second signal or ten seconds end it at once. */
async function stop({ listening, worker, exchange, simulator, installation }: Running, reason: 'asked' | 'database'): Promise<number> {
  if (reason === 'database') process.stderr.write('数据库已停止，Weidai 随之停止 (the database has stopped, and Weidai with it)\n')
  const now = (): never => process.exit(reason === 'asked' ? 0 : 1)
  setTimeout(now, GRACE_MS).unref()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, now)
  simulator?.stop()
  await Promise.allSettled([listening?.close(), worker?.stop(), exchange?.stop()])
  await installation.close()
  return reason === 'asked' ? 0 : 1
}
