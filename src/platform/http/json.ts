import { Refusal } from '#kernel'

const DEEPEST = 64
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads a JSON body: UTF-8, not too deep, without `__proto__`, and with text that can be stored. An empty body is `undefined`. */
export function readJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined
  const text = decode(bytes)
  refuseDepth(text)
  const value = parse(text)
  refuseUnstorable(value)
  return value
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Refusal({ code: 'json.encoding', message: '正文不是 UTF-8 编码', expected: 'UTF-8 编码的 JSON' })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Refusal({ code: 'json.unreadable', message: '正文不是有效的 JSON', expected: '有效的 JSON' })
  }
}

/** Counted before parsing: a body of brackets would cost a deep stack. */
function refuseDepth(text: string): void {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (quoted) {
      if (char === 0x5c) i++
      else if (char === 0x22) quoted = false
    } else if (char === 0x22) quoted = true
    else if (char === 0x5b || char === 0x7b) {
      if (++depth > DEEPEST) throw new Refusal({ code: 'json.too-deep', message: `JSON 嵌套超过 ${DEEPEST} 层`, expected: `不超过 ${DEEPEST} 层` })
    } else if (char === 0x5d || char === 0x7d) depth--
  }
}

/** PostgreSQL stores neither NUL nor half a surrogate pair; a `__proto__` key is never meant well. */
export function refuseUnstorable(value: unknown): void {
  const waiting: unknown[] = [value]
  for (let next = waiting.pop(); next !== undefined || waiting.length > 0; next = waiting.pop()) {
    if (typeof next === 'string') refuseText(next)
    else if (typeof next === 'object' && next !== null) {
      for (const [key, inner] of Object.entries(next)) {
        if (key === '__proto__') throw new Refusal({ code: 'json.key', message: '不允许的字段名「__proto__」', value: key })
        refuseText(key)
        waiting.push(inner)
      }
    }
  }
}

function refuseText(text: string): void {
  if (!/[\0\p{Surrogate}]/u.test(text)) return
  throw new Refusal({ code: 'text.unstorable', message: '文本含有无法保存的字符', expected: '不含空字符和残缺字符的 UTF-8 文本' })
}
