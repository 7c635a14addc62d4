import fastifySwagger from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { openApi } from './openapi.ts'
import type { Route } from './route.ts'

/** The API as a document and as pages to browse; nothing of it comes from another host. */
export async function serveDocs(app: FastifyInstance, routes: readonly Route[], version: string): Promise<void> {
  let made: ReturnType<typeof openApi> | undefined
  const document = (): ReturnType<typeof openApi> => (made ??= openApi(routes, version))
  app.get('/api/openapi.json', { config: { act: 'server.openapi' } }, async () => document())
  // Made when somebody reads it, not at each start: describing some hundred schemas takes half a second.
  await app.register(fastifySwagger, { mode: 'static', specification: { document: { toJSON: document } as never } })
  await app.register(fastifySwaggerUi, { routePrefix: '/api/docs', uiConfig: { deepLinking: true, docExpansion: 'list', validatorUrl: null, layout: 'BaseLayout' }, theme: { title: 'Weidai 微贷 API' } })
}
