import { z } from 'zod'
import { Refusal, assert, read, type Day } from '#kernel'
import { PERMISSIONS, type Permission } from '#common/staff/domain'
import type { Identity, SessionLimits, Staff } from '#platform/auth'
import type { Database, Tx } from '#platform/db'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
/** What a caller needs: a permission, one of several, only to be signed in, or nothing at all. */
export type May = Permission | readonly Permission[] | 'signed-in' | 'public'

/** A file as it arrived, whole; `sha256` is hexadecimal. */
export interface Upload {
  readonly filename: string
  readonly mediaType: string
  readonly bytes: Buffer
  readonly sha256: string
}

/** Bytes as an answer, for routes that declare `answer: 'file'`. Shown in the page only when `inline`. */
export interface FileAnswer {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly filename: string
  readonly inline?: boolean
}

/** What every handler gets. */
interface Common<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  /** The instant of the request. */
  readonly now: Date
  /** The file of a route that declares `upload`. */
  readonly upload: Upload
  /** Sets the session cookie, or ends it with `null`. */
  setSession(cookie: string | null): void
}

export interface Ask<P, Q, B> extends Common<P, Q, B> {
  readonly staff: Staff
  readonly identity: Identity
  /** The bank's open day; for a write it is read in the transaction of the act. */
  readonly businessDate: Day
}

export interface RouteRequest<P, Q, B, W> extends Ask<P, Q, B> {
  /** What `prepare` returned. */
  readonly prepared: W
  /** Work in the caller's bank. In a write it is the one transaction of the request, whose key is stored with it; in a GET it is read-only. */
  inBank<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

export interface OpenRequest<P, Q, B> extends Common<P, Q, B> {
  readonly database: Database
  /** Network address of the caller. */
  readonly address: string
  /** How long a session opened here lives. */
  readonly limits: SessionLimits
}

interface Shape<P, Q, B, A> {
  /** `stage.act`, as in path.ts; names the route in logs, metrics, audit and documentation. */
  readonly act: string
  readonly method: Method
  /** Below `/api/`, parameters as `:name`. */
  readonly path: string
  /** One Chinese sentence for the API pages. */
  readonly says?: string
  readonly params?: z.ZodType<P>
  readonly query?: z.ZodType<Q>
  readonly body?: z.ZodType<B>
  /** Only what this schema names leaves the server. */
  readonly answer: z.ZodType<unknown, A> | 'file'
  /** 200 unless said otherwise; 204 when the handler returns nothing. */
  readonly status?: 201 | 202
}

export interface RouteSpec<P, Q, B, W, A> extends Shape<P, Q, B, A> {
  readonly may: Exclude<May, 'public'>
  /** The request is multipart/form-data with one file; `body` reads its other fields. */
  readonly upload?: { readonly largestBytes: number }
  /** A write that asks for no key, because doing it twice is the same as once. */
  readonly repeatable?: boolean
  /** Open to someone who must choose a new password first. */
  readonly beforePasswordChange?: boolean
  /** Slow work (parsing a file), done before the transaction opens; what it has to look up it reads in a transaction of its own. */
  readonly prepare?: (request: Ask<P, Q, B> & Pick<RouteRequest<P, Q, B, unknown>, 'inBank'>) => Promise<W>
  readonly handle: (request: RouteRequest<P, Q, B, W>) => Promise<A | FileAnswer> | A | FileAnswer
}

export interface OpenRouteSpec<P, Q, B, A> extends Shape<P, Q, B, A> {
  /** How often one address may ask in a minute. */
  readonly perMinute?: number
  readonly handle: (request: OpenRequest<P, Q, B>) => Promise<A | FileAnswer> | A | FileAnswer
}

/** A request whose parts are still unread. */
export interface Raw {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly upload: Upload | undefined
}

type Plain = Record<string, unknown>
type Handler<C> = (context: C) => Promise<unknown>

/** A declared route with its types closed over: `read` checks the parts, and what it returns runs the handler. */
export interface Route {
  readonly act: string
  readonly method: Method
  readonly path: string
  readonly says: string | undefined
  readonly may: May
  readonly params: z.ZodType | undefined
  readonly query: z.ZodType | undefined
  readonly body: z.ZodType | undefined
  readonly answer: z.ZodType | 'file'
  readonly status: number
  readonly upload: { readonly largestBytes: number } | undefined
  readonly repeatable: boolean
  readonly beforePasswordChange: boolean
  readonly perMinute: number | undefined
  readonly prepare: ((raw: Raw) => Handler<Context>) | undefined
  readonly run: (raw: Raw) => Handler<Context & { prepared: unknown }>
}

/** What the server adds to the parts of the request. Of a public route `identity` is absent and `inBank` refuses. */
export interface Context {
  readonly identity: Identity | undefined
  readonly businessDate: Day | undefined
  readonly now: Date
  readonly database: Database
  readonly address: string
  readonly limits: SessionLimits
  setSession(cookie: string | null): void
  inBank<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** Declares a route for someone signed in. */
export function route<P, Q, B, W, A>(spec: RouteSpec<P, Q, B, W, A>): Route {
  const { prepare } = spec
  const ask = (raw: Raw) => {
    const parts = readParts(spec, raw)
    return (context: Context): Ask<P, Q, B> => {
      const { identity, businessDate, now, setSession } = context
      assert(identity !== undefined && businessDate !== undefined, `${spec.act} runs for someone signed in only`)
      return Object.defineProperties({ ...parts, identity, staff: identity.staff, businessDate, now, setSession } as Plain, upload(raw)) as unknown as Ask<P, Q, B>
    }
  }
  return {
    ...shapeOf(spec), may: spec.may, upload: spec.upload, repeatable: spec.repeatable ?? false, perMinute: undefined,
    beforePasswordChange: spec.beforePasswordChange ?? false,
    prepare: prepare && ((raw) => {
      const asked = ask(raw)
      return async (context) => prepare(Object.assign(asked(context), { inBank: context.inBank }))
    }),
    run: (raw) => {
      const asked = ask(raw)
      return async (context) => leave(spec, await spec.handle(Object.assign(asked(context), { prepared: context.prepared as W, inBank: context.inBank })))
    },
  }
}

/** Declares a route open to everyone: sign-in, the list of banks. */
export function openRoute<P, Q, B, A>(spec: OpenRouteSpec<P, Q, B, A>): Route {
  return {
    ...shapeOf(spec), may: 'public', upload: undefined, repeatable: true, beforePasswordChange: true, perMinute: spec.perMinute, prepare: undefined,
    run: (raw) => {
      const parts = readParts(spec, raw)
      return async ({ now, setSession, database, address, limits }) =>
        leave(spec, await spec.handle(Object.defineProperties({ ...parts, now, setSession, database, address, limits } as Plain, upload(raw)) as unknown as OpenRequest<P, Q, B>))
    },
  }
}

/** The permissions of which a caller needs one. */
export function anyOf(may: Permission | readonly Permission[]): readonly Permission[] {
  return typeof may === 'string' ? [may] : may
}

/** 「起草政策包」或「签署政策包」. */
export function permissionNames(may: Permission | readonly Permission[]): string {
  return anyOf(may).map((permission) => `「${PERMISSIONS[permission]}」`).join('或')
}

/** Nothing there, or not for this caller: both get the same answer. */
export function missing(what: string): Refusal {
  return new Refusal({ code: 'not-found', message: `没有找到${what}`, expected: '存在且您有权查看的记录' }, 404)
}

function shapeOf<P, Q, B, A>(spec: Shape<P, Q, B, A>) {
  return {
    act: spec.act, method: spec.method, path: spec.path, says: spec.says, params: spec.params, query: spec.query, body: spec.body,
    answer: spec.answer, status: spec.status ?? 200,
  }
}

const NOTHING = z.strictObject({}, { error: '不接受参数' })

function readParts<P, Q, B, A>(spec: Shape<P, Q, B, A>, raw: Raw) {
  if (spec.body === undefined && raw.body !== undefined && raw.body !== null) {
    throw new Refusal({ code: 'input.unexpected-body', message: '此操作不接受请求正文', expected: '空的正文' })
  }
  return {
    params: (spec.params === undefined ? undefined : read(spec.params, raw.params, '/path')) as P,
    query: (spec.query === undefined ? read(NOTHING, { ...(raw.query as Plain) }, '/query') : read(spec.query, { ...(raw.query as Plain) }, '/query')) as Q,
    body: (spec.body === undefined ? undefined : read(spec.body, raw.body)) as B,
  }
}

function upload(raw: Raw): PropertyDescriptorMap {
  return {
    upload: {
      enumerable: true,
      get(): Upload {
        assert(raw.upload !== undefined, 'only a route that declares `upload` has a file')
        return raw.upload
      },
    },
  }
}

/** The answer in its declared shape; one that does not fit is a bug and not the caller's fault. */
function leave<P, Q, B, A>(spec: Shape<P, Q, B, A>, answer: unknown): unknown {
  if (spec.answer === 'file' || answer === undefined) return answer
  const result = spec.answer.safeParse(answer)
  assert(result.success, `the answer of ${spec.act} does not fit its schema${result.success ? '' : ` at ${result.error.issues.map((issue) => `/${issue.path.join('/')} ${issue.code}`).join(', ')}`}`)
  return result.data
}
