import { createRequire } from 'node:module'
import { Refusal } from '#kernel'
import type { Document } from 'yaml'

const load = createRequire(import.meta.url)
/** The YAML library, loaded when first needed: a command that finds its packs kept does not wait for it. */
const library = (): typeof import('yaml') => load('yaml') as typeof import('yaml')

/** A YAML text read with the line of every value, so that a refusal can say where to look. */
export interface WrittenYaml {
  readonly content: unknown
  /** The line (1 = first) on which the value at a JSON pointer stands; of its nearest holder where it is missing. */
  readonly lineOf: (pointer: string) => number
}

/**
 * Reads YAML as packs use it: whole numbers stay numbers, every other number stays the text that was typed,
 * so that no float ever carries a rate. Refuses (`yaml.unreadable`) what is no YAML, and aliases, which can blow up.
 */
export function readYaml(text: string, file: string): WrittenYaml {
  const { LineCounter, parseDocument, visit } = library()
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, version: '1.2' })
  const error = document.errors[0]
  if (error) throw new Refusal({ code: 'yaml.unreadable', message: `${file} 第 ${lines.linePos(error.pos[0]).line} 行不是有效的 YAML`, value: error.code, expected: '按「键: 值」书写、缩进一致、键不重复' })
  visit(document, {
    Alias: (_key, node) => { throw new Refusal({ code: 'yaml.unreadable', message: `${file} 第 ${lines.linePos(node.range?.[0] ?? 0).line} 行使用了别名`, expected: '不用 * 别名' }) },
    Scalar: (_key, node) => { if (typeof node.value === 'number' && (!Number.isSafeInteger(node.value) || !/^-?\d+$/.test(node.source ?? ''))) node.value = node.source ?? String(node.value) },
  })
  return { content: document.toJS(), lineOf: (pointer) => lines.linePos(startOf(document, pointer)).line }
}

/** The refusal with file and line of the value it speaks about. */
export function withLine(refusal: Refusal, yaml: WrittenYaml, file: string): Refusal {
  const { code, message, ...rest } = refusal.toJSON()
  return new Refusal({ ...rest, code, message: `${file} 第 ${yaml.lineOf(refusal.at ?? '')} 行：${message}`, value: refusal.value }, refusal.status)
}

function startOf(document: Document, pointer: string): number {
  const { isMap, isScalar, isSeq } = library()
  let node: unknown = document.contents
  let start = 0
  for (const step of pointer.split('/').slice(1)) {
    if (isMap(node)) {
      const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === step)
      if (pair === undefined) return start
      if (isScalar(pair.key)) start = pair.key.range?.[0] ?? start
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
      start = rangeStart(node) ?? start
    } else return start
  }
  return start
}

function rangeStart(node: unknown): number | undefined {
  const { isMap, isScalar, isSeq } = library()
  return isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined
}
