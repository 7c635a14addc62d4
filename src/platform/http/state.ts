import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '#kernel'
import type { Database } from '#platform/db'
import type { Metrics } from '#platform/logs'

export interface StateOptions {
  readonly database: Database
  readonly metrics: Metrics
  readonly token: string | undefined
}

/** For the machines that watch us: alive, ready to work, figures. */
export function serveState(app: FastifyInstance, { database, metrics, token }: StateOptions): void {
  app.get('/api/health', { config: { act: 'server.health' } }, async () => ({ status: 'alive' }))
  app.get('/api/ready', { config: { act: 'server.ready' } }, async () => {
    await database.shared((tx) => tx.selectFrom('schema_migration').select('number').orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow()).catch(() => {
      throw new Refusal({ code: 'server.not-ready', message: '数据库尚未就绪', expected: '稍后再试' }, 503)
    })
    return { status: 'ready' }
  })
  app.get('/metrics', { config: { act: 'server.metrics' } }, async (request, reply) => {
    if (!mayReadMetrics(request, token)) throw new Refusal({ code: 'metrics.closed', message: '运行指标不对外开放', expected: '本机访问，或带有令牌' }, 403)
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)
  const [given, wanted] = [Buffer.from(request.headers.authorization ?? ''), Buffer.from(`Bearer ${token}`)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
