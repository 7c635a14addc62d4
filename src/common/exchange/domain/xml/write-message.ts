import { Refusal, assert } from '#kernel'
import type { CompiledField } from '../cells.ts'
import type { Compiled } from '../compile.ts'
import type { FileHead, Values } from '../file.ts'
import { unwritable, written } from '../written.ts'
import { StructureCheck } from './check-structure.ts'
import { type Structure, stepsOf, structureOf } from './structure.ts'

interface Element {
  readonly name: string
  readonly which: string
  readonly attributes: Record<string, string>
  readonly children: Element[]
  text: string | undefined
}

/** A message as text, line by line; each element is checked against the published structure as it is written. */
export function* messageTexts(compiled: Compiled, head: FileHead, rows: Iterable<Values>): Generator<string> {
  const { layout } = compiled.mapping
  assert(layout.as === 'XML', 'a message has the layout of a message')
  const structure = structureOf(layout.message)
  const top = element(structure.root.name)
  for (const field of [...compiled.head, ...compiled.trailer]) put(top, field, head, 0)
  const place = reach(top, layout.rowAt)
  let line = 0
  const check = new StructureCheck(structure, ({ path, value, expected }) => {
    throw new Refusal({ code: 'exchange.structure', message: `${line === 0 ? '报文' : `第 ${line} 条明细`}「${path}」不合 ${structure.message} 的结构`, at: line === 0 ? '/head' : `/rows/${line - 1}`, expected, ...(value === undefined ? {} : { value }) }, 422)
  })
  const name = place.name
  const lines = function* (): Generator<string> {
    for (const values of rows) {
      line += 1
      const row = element(name)
      for (const field of compiled.row) put(row, field, values, line)
      yield* texts(row, structure, typeAt(structure, layout.rowAt), check, undefined)
    }
    line = 0
  }
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${structure.namespace}">`
  yield* texts(top, structure, structure.root.type, check, { at: place, lines })
  yield '</Document>\n'
  check.end()
}

function element(name: string, which = ''): Element {
  return { name, which, attributes: {}, children: [], text: undefined }
}

/** Puts the value of a field at its place; a value that is absent makes no element. */
function put(top: Element, field: CompiledField, values: Values, line: number): void {
  const { spec } = field
  if (spec.path === undefined || !isWanted(spec.with, values)) return
  const value = field.fact === undefined ? null : (values[field.fact.name] ?? null)
  const minus = spec.minus !== undefined && typeof value === 'number' && value < 0
  const text = written(field, minus && field.fact !== undefined ? { [field.fact.name]: -value } : values, line)
  if (text === '') return
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) throw unwritable(field, text, 'XML 可表示的文字', line)
  const path = spec.path.split('|').at(-1) ?? ''
  const attribute = /^(.*)\/@([^/]+)$/.exec(path)
  if (attribute) reach(top, attribute[1] ?? '').attributes[attribute[2] ?? ''] = text
  else reach(top, path).text = text
  if (spec.minus !== undefined) reach(top, spec.minus.path).text = minus ? spec.minus.is : spec.minus.otherwise
}

function isWanted(condition: string | undefined, values: Values): boolean {
  if (condition === undefined) return true
  const value = values[condition.replace(/^!/, '')] ?? null
  return (value === null || value === '') === condition.startsWith('!')
}

/** The element at a path, made with all above it where there is none. */
function reach(top: Element, path: string): Element {
  let at = top
  for (const { name, which } of stepsOf(path)) {
    const key = which === undefined ? '' : `${which.path}=${which.is}`
    let next = at.children.find((child) => child.name === name && child.which === key)
    if (next === undefined) {
      next = element(name, key)
      at.children.push(next)
      if (which !== undefined) reach(next, which.path).text = which.is
    }
    at = next
  }
  return at
}

/** Elements in the order of the structure; the lines stand where the first of them was reached. */
function* texts(one: Element, structure: Structure, type: string, check: StructureCheck, rows: { readonly at: Element; readonly lines: () => Generator<string> } | undefined): Generator<string> {
  if (rows?.at === one) {
    yield* rows.lines()
    return
  }
  check.enter(one.name, one.attributes)
  const attributes = Object.entries(one.attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')
  if (one.text !== undefined) {
    check.characters(one.text)
    check.leave()
    yield `<${one.name}${attributes}>${escaped(one.text)}</${one.name}>`
    return
  }
  yield `<${one.name}${attributes}>`
  const order = structure.complex(type)?.elements ?? []
  const indexOf = (name: string): number => order.findIndex((each) => each.name === name)
  for (const child of one.children.toSorted((a, b) => indexOf(a.name) - indexOf(b.name))) yield* texts(child, structure, order[indexOf(child.name)]?.type ?? '', check, rows)
  check.leave()
  yield `</${one.name}>`
}

function typeAt(structure: Structure, path: string): string {
  let { type } = structure.root
  for (const { name } of stepsOf(path)) type = structure.complex(type)?.elements.find((each) => each.name === name)?.type ?? ''
  return type
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
