import type { AddressInfo } from 'node:net'
import { Refusal } from '#kernel'
import type { Installation } from '#platform/db'
import { buildServer } from '#platform/http'
import type { Logger } from '#platform/logs'
import { routes } from './routes.ts'
import type { Settings } from './settings.ts'

export interface Listening {
  readonly address: string
  /** Sign-ins of the demonstration, one line each. */
  readonly signIns: readonly string[]
  close(): Promise<void>
}

const PORTS_TRIED = 20

/** Serves API and web app. */
export async function listen({ database }: Installation, settings: Settings, logger: Logger, webRoot: string): Promise<Listening> {
  const app = await buildServer({ database, routes, webRoot, logger })
  for (let port = settings.port; ; port++) {
    try {
      await app.listen({ host: settings.host, port })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      if (settings.portIsGiven || port >= settings.port + PORTS_TRIED) throw portTaken(port)
    }
  }
  const { port } = app.server.address() as AddressInfo
  return { address: `http://${settings.host === '0.0.0.0' ? 'localhost' : settings.host}:${port}`, signIns: [], close: () => app.close() }
}

function portTaken(port: number): Refusal {
  return new Refusal({ code: 'server.port-taken', message: `端口 ${port} 已被占用 (port ${port} is in use)`, value: port, expected: '用 WEIDAI_PORT 指定另一个端口' }, 409)
}
