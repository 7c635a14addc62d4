import { InvalidInput, Refusal, type RefusalDetail } from '#kernel'
import { type Asks, whereOf } from './where.ts'

/** A refusal as it goes over the wire (RFC 9457). */
export interface Problem extends Partial<Omit<RefusalDetail, 'code' | 'message'>> {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  /** Number of the request in the logs. */
  readonly instance: string
  readonly errors?: readonly RefusalDetail[]
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

const TITLES: Readonly<Record<number, string>> = {
  400: '请求内容有误', 401: '未登录', 403: '无权操作', 404: '不存在', 405: '不支持的操作', 408: '请求超时', 409: '与当前状态冲突', 413: '内容过大', 414: '网址过长',
  415: '不支持的内容类型', 422: '不能办理', 429: '请求过多', 431: '请求头过大', 500: '系统内部错误', 503: '暂时不可用',
}

/** What the HTTP layer itself refuses, in our words. */
const BY_FASTIFY_CODE: Readonly<Record<string, { code: string; message: string; expected: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'body.too-large', message: '请求内容超过上限', expected: '更小的内容' },
  FST_REQ_FILE_TOO_LARGE: { code: 'upload.too-large', message: '文件超过上限', expected: '更小的文件' },
  FST_FILES_LIMIT: { code: 'upload.too-many', message: '一次只能上传一个文件', expected: '一个文件' },
  FST_PARTS_LIMIT: { code: 'upload.too-many-parts', message: '表单字段过多', expected: '一个文件和不超过 20 个字段' },
  FST_FIELDS_LIMIT: { code: 'upload.too-many-parts', message: '表单字段过多', expected: '一个文件和不超过 20 个字段' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'body.media-type', message: '不支持的内容类型', expected: 'application/json' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'body.length', message: '请求内容长度与声明不符', expected: '与 Content-Length 相符的内容' },
  FST_ERR_BAD_URL: { code: 'url.unreadable', message: '网址无法解析', expected: '正确编码的网址' },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'url.too-long', message: '网址中的参数过长', expected: '不超过 100 个字符' },
}

/** The one place where errors become answers. What is not a refusal is a bug: the caller learns the request number only. */
export function problemOf(error: unknown, requestId: string, asks?: Asks): Problem {
  const refusal = asRefusal(error)
  if (refusal === undefined) {
    return { type: 'about:blank', title: TITLES[500] ?? '', status: 500, code: 'server.error', detail: `系统内部错误，已记录，编号 ${requestId}`, instance: requestId }
  }
  const { code, message, ...said } = named(refusal.toJSON(), asks)
  const { errors: _, ...rest } = said as typeof said & { errors?: unknown }
  return {
    type: `urn:weidai:refusal:${code}`, title: TITLES[refusal.status] ?? '不能办理', status: refusal.status, code, detail: message, instance: requestId, ...rest,
    ...(refusal instanceof InvalidInput ? { errors: refusal.errors.map((one) => named(one, asks)) } : {}),
  }
}

/** The refusal with its place in words, where its message does not say it already. */
function named(said: RefusalDetail, asks: Asks | undefined): RefusalDetail {
  const detail = forPersons(said)
  if (detail.at === undefined || detail.where !== undefined) return detail
  const where = whereOf(asks, detail.at)
  return where === '' || detail.message.includes(where) ? detail : { ...detail, where }
}

/** What is expected in internal words alone is for programs. */
function forPersons(said: RefusalDetail): RefusalDetail {
  const { expected, ...rest } = said
  return expected === undefined || /[\p{Script=Han}\d]/u.test(expected) ? said : { ...rest, allowed: expected.split('、') }
}

/** The refusal an error stands for; `undefined` for a bug. */
function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  const { statusCode, code } = (typeof error === 'object' && error !== null ? error : {}) as { statusCode?: unknown; code?: unknown }
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return undefined
  const known = typeof code === 'string' ? BY_FASTIFY_CODE[code] : undefined
  return new Refusal(known ?? { code: 'request.unreadable', message: '请求无法读取' }, statusCode)
}
