import path from 'node:path'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '#kernel'
import type { Installation } from '#platform/db'
import type { FileStore } from '#platform/files'
import { buildServer, listenSecurely, phoneRoutes, type PhoneAccess, type SecureDoor } from '#platform/http'
import type { Logger } from '#platform/logs'
import { lanAddresses, tlsIdentity } from '#platform/tls'
import { routesOf } from './routes.ts'
import type { SecureSettings, Settings } from './settings.ts'

export interface Listening {
  /** For this machine: plain http on loopback, which browsers treat as secure and show without a warning. */
  readonly address: string
  /** For phones and other machines: https. */
  readonly secureAddresses: readonly string[]
  close(): Promise<void>
}

const PORTS_TRIED = 20

/** Serves API and web app at both doors; `checkout` holds the built web app in `dist/` and what the installation keeps in `var/`. */
export async function listen({ database, files }: Pick<Installation, 'database'> & { readonly files: FileStore }, settings: Settings, logger: Logger, checkout: string): Promise<Listening> {
  const phone: { access?: PhoneAccess } = {}
  const app = await buildServer({
    database, routes: [...routesOf({ files }), ...phoneRoutes(() => phone.access)], webRoot: path.join(checkout, 'dist', 'web'), logger, trustedProxies: settings.trustedProxies,
    ...(settings.metricsToken === undefined ? {} : { metricsToken: settings.metricsToken }),
  })
  await onFreePort(settings, (port) => app.listen({ host: settings.host, port }))
  const door = settings.secure && (await openSecureDoor(app, settings.secure, checkout))
  if (door !== undefined) phone.access = door.phone
  const { port } = app.server.address() as AddressInfo
  return {
    address: `http://${settings.host === '0.0.0.0' ? 'localhost' : settings.host}:${port}`,
    secureAddresses: phone.access?.addresses ?? [],
    close: async () => { await Promise.all([app.close(), door?.close()]) },
  }
}

async function openSecureDoor(app: FastifyInstance, secure: SecureSettings, checkout: string): Promise<SecureDoor & { phone: PhoneAccess }> {
  const identity = tlsIdentity({ folder: path.join(checkout, 'var', 'tls'), ...(secure.given === undefined ? {} : { given: secure.given }) }, new Date())
  const door = await onFreePort(secure, (port) => listenSecurely(app, identity, { host: secure.host, port }))
  const addresses = (secure.host === '0.0.0.0' ? lanAddresses() : [secure.host]).map((address) => `https://${address}:${door.port}`)
  return { ...door, phone: { addresses, ...(identity.authority === undefined ? {} : { authority: identity.authority }) } }
}

async function onFreePort<T>(wish: { readonly port: number; readonly portIsGiven: boolean }, open: (port: number) => Promise<T>): Promise<T> {
  for (let port = wish.port; ; port++) {
    try {
      return await open(port)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      if (wish.portIsGiven || port >= wish.port + PORTS_TRIED) throw portTaken(port)
    }
  }
}

function portTaken(port: number): Refusal {
  return new Refusal({ code: 'server.port-taken', message: `端口 ${port} 已被占用 (port ${port} is in use)`, value: port, expected: '用 WEIDAI_PORT、WEIDAI_HTTPS_PORT 指定另外的端口' }, 409)
}
