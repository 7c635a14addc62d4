import { randomBytes } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyMultipart from '@fastify/multipart'
import fastifyRateLimit from '@fastify/rate-limit'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { Refusal } from '#kernel'
import { DEFAULT_LIMITS, type SessionLimits } from '#platform/auth'
import type { Database } from '#platform/db'
import { createLogger, createMetrics, type Logger, type Metrics } from '#platform/logs'
import { poolLoad } from '#platform/pool'
import { faultsOf } from './check-routes.ts'
import { serveDocs } from './docs.ts'
import { readJson } from './json.ts'
import { PROBLEM_TYPE, problemOf } from './problem.ts'
import { register } from './register.ts'
import type { Route } from './route.ts'
import { serveState } from './state.ts'
import { serveWeb } from './web-root.ts'

export interface ServerOptions {
  readonly database: Database
  readonly routes: readonly Route[]
  readonly version?: string
  readonly logger?: Logger
  readonly metrics?: Metrics
  /** The clock of sessions and locks; never of business days. */
  readonly now?: () => Date
  readonly limits?: SessionLimits
  /** Folder of the built web app; without it only the API is served. */
  readonly webRoot?: string
  /** Addresses of proxies whose forwarding headers are believed. */
  readonly trustedProxies?: readonly string[]
  /** Asked of readers of /metrics; without it only this machine may read them. */
  readonly metricsToken?: string
}

/** The whole HTTP side of Weidai, not yet listening; tests send it requests with `inject`. A faulty route table stops it here. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const faults = faultsOf(options.routes)
  if (faults.length > 0) throw new Error(`the server does not start, its routes are faulty:\n${faults.join('\n')}`)
  const { database, logger = createLogger(), metrics = createMetrics(), now = () => new Date(), limits = DEFAULT_LIMITS } = options
  const app = fastify({
    logger: false, exposeHeadRoutes: false, bodyLimit: 1024 * 1024, requestTimeout: 60_000, connectionTimeout: 90_000, keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle', genReqId: () => randomBytes(6).toString('hex'), trustProxy: options.trustedProxies === undefined ? false : [...options.trustedProxies],
    frameworkErrors: (error, request, reply) => { sendProblem(error, request, reply, logger) },
  })
  app.decorateRequest('identity', undefined)
  app.decorateRequest('refusalCode', undefined)
  app.setErrorHandler<FastifyError>((error, request, reply) => sendProblem(error, request, reply, logger))
  await addPlugins(app)
  observe(app, logger, metrics)
  app.addHook('onRequest', async (request) => refuseForeign(request))
  serveState(app, { database, metrics, token: options.metricsToken })
  await serveDocs(app, options.routes, options.version ?? '0')
  for (const route of options.routes) register(app, route, { database, limits, now })
  if (options.webRoot !== undefined) await serveWeb(app, options.webRoot)
  app.setNotFoundHandler((request, reply) => answerUnknown(app, request, reply, logger))
  return app
}

async function addPlugins(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => readJson(body))
  await app.register(fastifyCookie)
  await app.register(fastifyMultipart)
  await app.register(fastifyRateLimit, {
    global: false,
    errorResponseBuilder: (_, { ttl }) => new Refusal({ code: 'request.too-often', message: `请求过于频繁，请 ${Math.ceil(ttl / 1000)} 秒后再试`, expected: '更低的频率' }, 429),
  })
  await app.register(fastifyHelmet, {
    enableCSPNonces: true,
    // Over plain http on an inner network these two would lock the user out.
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'", 'data:'], connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'], manifestSrc: ["'self'"], objectSrc: ["'none'"], baseUri: ["'self'"], formAction: ["'self'"], frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  })
  app.addHook('onSend', async (request, reply) => {
    reply.header('permissions-policy', 'camera=(self), geolocation=(self), microphone=(self)')
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}

/** One line and one measurement for each request: the act, never the address, which may hold what somebody searched for. */
function observe(app: FastifyInstance, logger: Logger, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const act = request.routeOptions.config.act ?? 'web.file'
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10
    metrics.observe({ act, method: request.method, status: reply.statusCode, seconds: reply.elapsedTime / 1000 })
    logger.info({
      request: request.id, act, method: request.method, route: request.routeOptions.url, status: reply.statusCode, milliseconds,
      ...(request.identity === undefined ? {} : { bank: request.identity.staff.bankId, staff: request.identity.staff.id }),
      ...(request.refusalCode === undefined ? {} : { refusal: request.refusalCode }),
    })
  })
  metrics.gauge('weidai_uploads_running', 'Uploaded files being read', () => poolLoad().running)
  metrics.gauge('weidai_uploads_waiting', 'Uploaded files waiting for a place', () => poolLoad().waiting)
  app.addHook('onClose', async () => metrics.close())
}

/** A write that another site's page started is refused before anything is looked at. */
function refuseForeign(request: FastifyRequest): void {
  if (request.method === 'GET') return
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  const foreign = (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && URL.parse(origin)?.host !== host)
  if (foreign) throw new Refusal({ code: 'request.foreign', message: '不接受其他网站发起的操作', expected: '从本系统的页面操作' }, 403)
}

function answerUnknown(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply, logger: Logger): FastifyReply {
  const page = request.method === 'GET' && !request.url.startsWith('/api') && (request.headers.accept ?? '').includes('text/html')
  if (page && app.webPage !== undefined) return app.webPage(request, reply)
  return sendProblem(new Refusal({ code: 'route.unknown', message: '没有这个地址', expected: '/api/docs 中列出的地址' }, 404), request, reply, logger)
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): FastifyReply {
  const problem = problemOf(error, String(request.id), request.routeOptions?.config?.asks)
  request.refusalCode = problem.code
  if (problem.status >= 500 && !(error instanceof Refusal)) logger.error({ request: request.id, act: request.routeOptions?.config?.act, error })
  if (problem.status === 409 || problem.status === 503) reply.header('retry-after', '1')
  return reply.status(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem))
}
