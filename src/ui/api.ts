import { Refusal, type RefusalDetail } from '#kernel'
import { api } from './paths.ts'

/** A "no" from the server, with every refusal it named. */
export class ServerRefusal extends Refusal {
  readonly refusals: readonly RefusalDetail[]
  /** Seconds to wait before trying again, where the server said so. */
  readonly retryAfter: number | null

  constructor(refusals: readonly [RefusalDetail, ...RefusalDetail[]], status: number, retryAfter: number | null) {
    super(refusals[0], status)
    this.refusals = refusals
    this.retryAfter = retryAfter
  }
}

let csrfToken = ''
let onSessionEnd: () => void = () => undefined

/** The token of `GET /api/me`; sent back with every write. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token
}

/** What to do when the server says that nobody is signed in. */
export function whenSessionEnds(then: () => void): void {
  onSessionEnd = then
}

/** One write, one key: sending it again after a lost answer changes nothing twice. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export interface Write {
  readonly body?: unknown
  /** Hand in the key to repeat the same act; made up when absent. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

/** The answer of our own server, whose shape its response schema guarantees. */
export async function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return await answer<Answer>(await reach(path, {}, signal))
}

export async function send<Answer>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, { body, idempotencyKey = newIdempotencyKey(), signal }: Write = {}): Promise<Answer> {
  const isForm = body instanceof FormData
  const headers: Record<string, string> = { 'idempotency-key': idempotencyKey, ...(csrfToken === '' ? {} : { 'x-csrf-token': csrfToken }), ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }) }
  return await answer<Answer>(await reach(path, { method, headers, ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }) }, signal))
}

interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: FormData | string
}

async function reach(path: string, { headers, ...sent }: Sent, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...sent, headers: { accept: 'application/json', ...headers }, ...(signal === undefined ? {} : { signal }) })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ServerRefusal([{ code: 'network.unreachable', message: '连不上服务器，请检查网络后再试' }], 0, null)
  }
}

async function answer<Answer>(response: Response): Promise<Answer> {
  const text = await response.text()
  const json: unknown = text === '' ? undefined : parse(text)
  if (response.ok) return json as Answer
  const refusals = refusalsOf(json, response.status)
  if (response.status === 401 && !response.url.endsWith(api.session())) onSessionEnd()
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  throw new ServerRefusal(refusals, response.status, Number.isFinite(retryAfter) ? retryAfter : null)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads `application/problem+json`: one refusal, or all that is wrong with an input under `errors`. */
export function refusalsOf(problem: unknown, status: number): [RefusalDetail, ...RefusalDetail[]] {
  if (!isRecord(problem)) return [fallback(status)]
  const listed = Array.isArray(problem['errors']) ? problem['errors'].filter(isRecord).map((one) => detailOf(one, status)) : []
  const [first, ...rest] = listed
  return first === undefined ? [detailOf(problem, status)] : [first, ...rest]
}

function detailOf(problem: Record<string, unknown>, status: number): RefusalDetail {
  const message = textOf(problem['message']) ?? textOf(problem['detail']) ?? textOf(problem['title']) ?? fallback(status).message
  const at = textOf(problem['at'])
  const expected = textOf(problem['expected'])
  const where = textOf(problem['where'])
  return { code: textOf(problem['code']) ?? `http.${status}`, message, ...(at === undefined ? {} : { at }), ...(expected === undefined ? {} : { expected }), ...(where === undefined ? {} : { where }), ...('value' in problem ? { value: problem['value'] } : {}) }
}

function fallback(status: number): RefusalDetail {
  switch (status) {
    case 401: return { code: 'http.401', message: '登录已失效，请重新登录' }
    case 403: return { code: 'http.403', message: '您没有做这件事的权限' }
    case 404: return { code: 'http.404', message: '没有找到，可能已移走或不属于您的范围' }
    case 409: return { code: 'http.409', message: '别人刚改过，请刷新后再试' }
    case 429: return { code: 'http.429', message: '操作太频繁，请稍候再试' }
    default: return { code: `http.${status}`, message: '服务器出了差错，已记录；请稍后再试' }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
