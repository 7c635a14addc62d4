import { type Field, IN_CAPITALS } from './field.ts'
import type { Printed } from './printed.ts'

/** A paragraph of a Word file as its reader sees it. */
export interface Paragraph {
  /** 正文, 页眉, 页脚. */
  readonly part: string
  /** Counts from 1 within its part, empty ones included, as Word shows them. */
  readonly number: number
  readonly text: string
}

/** What was wrong with a template, and where. */
export interface TemplateFault {
  readonly says: string
  /** 正文第 12 段「借款人：{{借款人姓}}」. */
  readonly place: string
}

/** Fields and sections of a template as a tree. */
export type Tag = { readonly tag: 'field'; readonly name: string } | { readonly tag: 'section'; readonly name: string; readonly inside: readonly Tag[] }

interface Open { readonly name: string; readonly known: readonly Field[]; readonly inside: Tag[]; readonly place: string }

const BRACES = /\{\{([^{}]*)\}\}|\{\{|\}\}/g

/** Reads the fields of a template and finds every fault in it: an unknown field, a section that does not close, half a brace. */
export function readTags(paragraphs: readonly Paragraph[], fields: readonly Field[]): { tags: readonly Tag[]; faults: readonly TemplateFault[] } {
  const root: Open = { name: '', known: fields, inside: [], place: '' }
  const open: Open[] = [root]
  const faults: TemplateFault[] = []
  const parts = [...new Set(paragraphs.map(({ part }) => part))]
  for (const part of parts) {
    for (const paragraph of paragraphs.filter((one) => one.part === part)) {
      for (const match of paragraph.text.matchAll(BRACES)) take(match[1], placeOf(paragraph))
    }
    for (const left of open.splice(1).reverse()) faults.push({ says: `「{{#${left.name}}}」没有结束，缺少「{{/${left.name}}}」`, place: left.place })
  }
  return { tags: root.inside, faults }

  function take(inner: string | undefined, place: string): void {
    const top = open.at(-1)!
    if (inner === undefined) return void faults.push({ says: '花括号不成对，字段须写作「{{字段名}}」', place })
    const written = inner.trim()
    if (written.startsWith('#')) return openSection(written.slice(1).trim(), top, place)
    if (written.startsWith('/')) return closeSection(written.slice(1).trim(), top, place)
    const fault = faultOf(written, open)
    if (fault === undefined) top.inside.push({ tag: 'field', name: written })
    else faults.push({ says: fault, place })
  }

  function openSection(name: string, top: Open, place: string): void {
    const field = find(name, open)
    if (field?.type !== 'list' && field?.type !== 'flag') faults.push({ says: field === undefined ? unknown(name, open) : `「${name}」不是明细或是否，不能用作「{{#${name}}}」`, place })
    const section: Open = { name, known: field?.fields ?? [], inside: [], place }
    top.inside.push({ tag: 'section', name, inside: section.inside })
    open.push(section)
  }

  function closeSection(name: string, top: Open, place: string): void {
    if (top === root) return void faults.push({ says: `「{{/${name}}}」没有对应的「{{#${name}}}」`, place })
    if (top.name !== name) faults.push({ says: `「{{/${name}}}」与「{{#${top.name}}}」不对应`, place })
    open.pop()
  }
}

function find(name: string, open: readonly Open[]): Field | undefined {
  return open.toReversed().flatMap(({ known }) => known).find((field) => field.name === name)
}

function faultOf(name: string, open: readonly Open[]): string | undefined {
  const field = find(name, open)
  if (field !== undefined) return field.type === 'list' || field.type === 'flag' ? `「${name}」是${field.type === 'list' ? '明细' : '是否'}，须写作「{{#${name}}}…{{/${name}}}」` : undefined
  const inFigures = name.endsWith(IN_CAPITALS) ? find(name.slice(0, -IN_CAPITALS.length), open) : undefined
  return inFigures?.type === 'money' ? undefined : unknown(name, open)
}

function unknown(name: string, open: readonly Open[]): string {
  const near = open.flatMap(({ known }) => known).map((field) => field.name).filter((one) => shared(one, name) * 2 >= Math.max(one.length, name.length)).sort((a, b) => shared(b, name) - shared(a, name))[0]
  return `不认识字段「${name}」${near === undefined ? '' : `，是不是「${near}」`}`
}

/** How many characters two names share; enough to guess what was meant. */
function shared(one: string, other: string): number {
  return [...one].filter((character) => other.includes(character)).length
}

function placeOf({ part, number, text }: Paragraph): string {
  const words = text.trim()
  return `${part}第 ${number} 段「${words.length > 40 ? `${words.slice(0, 40)}…` : words}」`
}

/** Names of the fields a template would print and has no value for; a section that does not apply is not asked. */
export function missingIn(tags: readonly Tag[], scopes: readonly Printed[]): readonly string[] {
  return [...new Set(tags.flatMap((tag): readonly string[] => {
    const value = scopes.toReversed().find((scope) => Object.hasOwn(scope, tag.name))?.[tag.name]
    if (value === undefined) return [tag.name]
    if (tag.tag === 'field' || value === false) return []
    if (value === true || typeof value === 'string') return missingIn(tag.inside, scopes)
    return value.flatMap((entry) => missingIn(tag.inside, [...scopes, entry]))
  }))]
}
