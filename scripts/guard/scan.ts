import { parseSync } from 'vite'

/** One import, whatever its form: `import`, `export … from`, `import()`, `import type`, `import('x').T`, `require()`. */
export interface Import {
  readonly specifier: string
  readonly line: number
}
export interface Span {
  readonly name: string
  readonly line: number
  readonly lines: number
}
export interface Literal {
  readonly value: number
  readonly line: number
}
export interface Module {
  readonly imports: readonly Import[]
  /** Functions with the lines they take; callbacks of describe() are tests' chapters and not counted. */
  readonly functions: readonly Span[]
  readonly numbers: readonly Literal[]
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** Reads a module with the parser that also builds the app; a file it cannot read throws, so nothing is passed over. */
export function scan(file: string, text: string): Module {
  const parsed = parseSync(file, text)
  const broken = parsed.errors[0]
  if (broken) throw new Error(`${file}: ${broken.message}`)
  const lineAt = lineFinder(text)
  const found: { imports: Import[]; functions: Span[]; numbers: Literal[] } = { imports: [], functions: [], numbers: [] }
  walk(parsed.program as unknown as Node, undefined, (node, parent) => {
    const specifier = importedBy(node)
    if (specifier !== undefined) found.imports.push({ specifier, line: lineAt(node.start) })
    if (isFunction(node) && !isChapter(parent)) found.functions.push({ name: nameOf(node, parent), line: lineAt(node.start), lines: lineAt(node.end) - lineAt(node.start) + 1 })
    if (node.type === 'Literal' && typeof node['value'] === 'number') found.numbers.push({ value: node['value'], line: lineAt(node.start) })
    if (node.type === 'Literal' && typeof node['bigint'] === 'string') found.numbers.push({ value: Number(node['bigint']), line: lineAt(node.start) })
  })
  return found
}

function walk(node: Node, parent: Node | undefined, visit: (node: Node, parent: Node | undefined) => void): void {
  visit(node, parent)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, node, visit)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

/** What a computed specifier is read as; it resolves to nothing, so the guard reports it instead of passing over it. */
export const COMPUTED = '(computed)'

function importedBy(node: Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return isNode(node['source']) ? textOf(node['source']) : undefined
    case 'ImportExpression':
    case 'TSImportType':
      return textOf(node['source'])
    case 'TSExternalModuleReference':
      return textOf(node['expression'])
    case 'CallExpression':
      return isNode(node['callee']) && node['callee']['name'] === 'require' ? textOf((node['arguments'] as unknown[])[0]) : undefined
    default:
      return undefined
  }
}

function textOf(source: unknown): string {
  return isNode(source) && typeof source['value'] === 'string' ? source['value'] : COMPUTED
}

function isFunction(node: Node): boolean {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
}

function isChapter(parent: Node | undefined): boolean {
  const callee = parent?.type === 'CallExpression' ? parent['callee'] : undefined
  if (!isNode(callee)) return false
  const root = isNode(callee['object']) ? callee['object'] : callee
  return root['name'] === 'describe'
}

function nameOf(node: Node, parent: Node | undefined): string {
  for (const id of [node['id'], parent?.['id'], parent?.['key']]) if (isNode(id) && typeof id['name'] === 'string') return id['name']
  return 'an unnamed function'
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let [low, high] = [0, starts.length]
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}
