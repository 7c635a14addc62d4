import { parseSync } from 'vite'

export interface Title {
  readonly file: string
  readonly text: string
  readonly ids: readonly string[]
}

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

const BRACKETS = /\[(S\d-\d+(?:[\s,]+S\d-\d+)*)\]/g
const TESTS = new Set(['it', 'test'])

/** Titles of all tests of a file that name requirement ids, as `[S3-26]` or `[S3-26, S0-04]`. */
export function titlesOf(file: string, text: string): Title[] {
  const found: Title[] = []
  visit(parseSync(file, text).program, (node) => {
    const title = node.type === 'CallExpression' && TESTS.has(rootName(node['callee'])) ? literal((node['arguments'] as unknown[])[0]) : undefined
    const ids = title === undefined ? [] : idsIn(title)
    if (title !== undefined && ids.length > 0) found.push({ file, text: title.replace(BRACKETS, '').replace(/\s+/g, ' ').trim(), ids })
  })
  return found
}

export function idsIn(text: string): string[] {
  return [...text.matchAll(BRACKETS)].flatMap((match) => match[1]!.split(/[\s,]+/))
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, see)
  if (!isNode(value)) return
  see(value)
  for (const child of Object.values(value)) if (typeof child === 'object') visit(child, see)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

/** `it` of `it(…)`, `it.each(…)(…)` and `test.skip(…)`. */
function rootName(callee: unknown): string {
  if (!isNode(callee)) return ''
  return typeof callee['name'] === 'string' ? callee['name'] : rootName(callee['object'] ?? callee['callee'] ?? callee['tag'])
}

function literal(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'TemplateLiteral') return (node['quasis'] as { value: { cooked: string } }[]).map((part) => part.value.cooked).join('…')
  return typeof node['value'] === 'string' ? node['value'] : undefined
}
