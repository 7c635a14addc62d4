import { createServer, type AddressInfo } from 'node:net'
import type { Cluster } from './cluster.ts'
import { Listened } from './process.ts'
import { until } from './within.ts'

/** The keys of `testKeys`, as the environment gives them. */
const KEYS = JSON.stringify({ current: 'test', search: 'test', keys: { test: Buffer.alloc(32, 'weidai').toString('base64') } })
const START = "process.argv.splice(1, 0, 'start'); const { main } = await import('./src/app/server/main.ts'); (await import('node:module')).flushCompileCache(); process.exit(await main())"
const START_SECONDS = 180

/** The web process of the product on one database, at one address through all its lives. */
export class App {
  readonly address: string
  kills = 0
  private process: Listened
  private readonly spawn: () => Listened

  private constructor(address: string, spawn: () => Listened) {
    this.address = address
    this.spawn = spawn
    this.process = spawn()
  }

  static async start(cluster: Cluster, name: string): Promise<App> {
    const port = await freePort()
    const env = { DATABASE_URL: cluster.ownerUrl(name), DATABASE_APP_URL: cluster.appUrl(name), WEIDAI_KEYS: KEYS, WEIDAI_PORT: String(port), WEIDAI_HTTPS_PORT: 'off', WEIDAI_PRODUCTION: '1' }
    const app = new App(`http://127.0.0.1:${port}`, () => new Listened(['--input-type=module', '-e', START, 'web'], { env, cache: `${cluster.home}/compile-cache` }))
    await app.ready()
    return app
  }

  /** kill -9 in the middle of whatever it does, and a new start. */
  async killAndRestart(): Promise<void> {
    await this.process.kill()
    this.kills++
    this.process = this.spawn()
    await this.ready()
  }

  async stop(): Promise<void> {
    await this.process.kill()
  }

  private async ready(): Promise<void> {
    await until(START_SECONDS, 'the app to answer', async () => {
      const answer = await fetch(`${this.address}/api/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
      if (answer?.ok === true) return true
      // One that came up while the database was away says so and ends; the supervisor of a bank starts it again.
      if (this.process.isGone) this.process = this.spawn()
      return false
    })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
