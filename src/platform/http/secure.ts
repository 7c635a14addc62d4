import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { TlsIdentity } from '#platform/tls'

export interface SecureDoor {
  readonly port: number
  close(): Promise<void>
}

export interface SecureDoorOptions {
  readonly host: string
  readonly port: number
}

/** Opens a second, encrypted door to a server that is ready: the same routes over TLS 1.2 or newer. */
export async function listenSecurely(app: FastifyInstance, identity: TlsIdentity, { host, port }: SecureDoorOptions): Promise<SecureDoor> {
  await app.ready()
  const server = createServer({ key: identity.key, cert: identity.certificate, minVersion: 'TLSv1.2', requestTimeout: 60_000, keepAliveTimeout: 65_000 }, (request, response) => app.routing(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeIdleConnections()
    }),
  }
}
