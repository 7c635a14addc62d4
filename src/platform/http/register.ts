import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#kernel'
import { csrfHolds, identify, type Identity, type SessionLimits } from '#platform/auth'
import type { Database } from '#platform/db'
import { answer, type Answer } from './answer.ts'
import { refuseUnstorable } from './json.ts'
import type { Asks } from './where.ts'
import { anyOf, permissionNames, type FileAnswer, type Raw, type Route, type Upload } from './route.ts'

/** Over https the name itself makes browsers refuse the cookie for other hosts, other paths and plain http. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-weidai_session' : 'weidai_session')

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | undefined
    /** Code of the refusal or error it was answered with, for the log. */
    refusalCode: string | undefined
  }
  interface FastifyContextConfig {
    act?: string
    /** By which the places of its refusals are named. */
    asks?: Asks
  }
}

export interface Surroundings {
  readonly database: Database
  readonly limits: SessionLimits
  readonly now: () => Date
}

const LARGEST_BODY = 1024 * 1024

/** Puts one declared route on the server. */
export function register(app: FastifyInstance, route: Route, around: Surroundings): void {
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.upload === undefined ? LARGEST_BODY : route.upload.largestBytes + LARGEST_BODY,
    config: { act: route.act, asks: route, ...(route.perMinute === undefined ? {} : { rateLimit: { max: route.perMinute, timeWindow: '1 minute' } }) },
    onRequest: async (request) => { request.identity = await admit(request, route, around) },
    handler: async (request, reply) => {
      let cookie: string | null | undefined
      const raw: Raw = { params: request.params, query: request.query, ...(await readBody(request, route)) }
      refuseUnstorable([raw.params, raw.query])
      const result = await answer({
        route, raw, url: `${request.method} ${request.url}`, key: request.headers['idempotency-key'],
        context: { identity: request.identity, now: around.now(), database: around.database, limits: around.limits, address: request.ip, setSession: (value) => { cookie = value } },
      })
      if (cookie !== undefined) setCookie(reply, cookie, request.protocol === 'https')
      return send(reply, result)
    },
  })
}

/** The check stands in front of the handler and of the body: nothing of a stranger's request is read. */
async function admit(request: FastifyRequest, route: Route, around: Surroundings): Promise<Identity | undefined> {
  if (route.may === 'public') return undefined
  const cookie = request.cookies[cookieName(request.protocol === 'https')]
  const identity = cookie === undefined ? undefined : await identify(around.database, cookie, around.now(), around.limits)
  if (identity === undefined) {
    throw new Refusal({ code: cookie === undefined ? 'session.none' : 'session.ended', message: cookie === undefined ? '请先登录' : '登录已失效，请重新登录', expected: '有效的登录' }, 401)
  }
  if (request.method !== 'GET' && !csrfHolds(identity, request.headers['x-csrf-token'])) {
    throw new Refusal({ code: 'session.csrf', message: '请求缺少防伪令牌', at: '/header/X-CSRF-Token', expected: '登录时得到的 csrfToken' }, 403)
  }
  if (identity.mustChangePassword && !route.beforePasswordChange) {
    throw new Refusal({ code: 'password.must-change', message: '请先修改密码', expected: '自己设定的新密码' }, 403)
  }
  if (route.may !== 'signed-in' && !anyOf(route.may).some((permission) => identity.staff.permissions.has(permission))) {
    throw new Refusal({ code: 'permission.missing', message: `您的岗位没有${permissionNames(route.may)}权限`, expected: '具有该权限的岗位' }, 403)
  }
  return identity
}

async function readBody(request: FastifyRequest, route: Route): Promise<{ body: unknown; upload: Upload | undefined }> {
  if (route.upload === undefined) return { body: request.body, upload: undefined }
  if (!request.isMultipart()) throw new Refusal({ code: 'body.media-type', message: '此操作须上传文件', expected: 'multipart/form-data，含一个文件' }, 415)
  const fields: Record<string, unknown> = {}
  let upload: Upload | undefined
  for await (const part of request.parts({ limits: { fileSize: route.upload.largestBytes, files: 1, fields: 20, parts: 21, fieldSize: 64 * 1024 } })) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer()
      upload = { filename: part.filename, mediaType: part.mimetype, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
    } else fields[part.fieldname] = part.value
  }
  if (upload === undefined) throw new Refusal({ code: 'upload.missing', message: '没有收到文件', expected: '一个文件' })
  refuseUnstorable([fields, upload.filename])
  return { body: route.body === undefined ? undefined : fields, upload }
}

function setCookie(reply: FastifyReply, value: string | null, secure: boolean): void {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  if (value === null) reply.clearCookie(cookieName(secure), options)
  else reply.setCookie(cookieName(secure), value, options)
}

function send(reply: FastifyReply, result: Answer): FastifyReply {
  reply.status(result.status)
  if ('file' in result) return sendFile(reply, result.file)
  if (result.replayed) reply.header('idempotent-replayed', 'true')
  return result.status === 204 ? reply.send() : reply.type(result.mediaType).send(result.text)
}

function sendFile(reply: FastifyReply, file: FileAnswer): FastifyReply {
  return reply.type(file.mediaType)
    .header('content-disposition', `${file.inline === true ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.filename)}`)
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength))
}
