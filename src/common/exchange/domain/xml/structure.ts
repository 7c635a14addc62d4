import type { MessageName } from '../mapping.ts'
import { MESSAGE_TYPES, SHARED_TYPES, SIMPLE_TYPES, type SimpleType } from './message-types.ts'

/** An element inside another: in its order, so and so often. */
export interface ElementSpec {
  readonly name: string
  readonly type: string
  readonly least: number
  readonly most: number
}

export interface ComplexType {
  readonly choice: boolean
  readonly elements: readonly ElementSpec[]
}

/** A published message: its root element below `Document` and the types in it. */
export interface Structure {
  readonly message: MessageName
  readonly namespace: string
  readonly root: ElementSpec
  complex(type: string): ComplexType | undefined
  simple(type: string): SimpleType | undefined
}

/** A part of a message that is not looked into. */
export const UNSEEN = 'Any'

const made = new Map<MessageName, Structure>()

/** The structure of a message as ISO 20022 publishes it. */
export function structureOf(message: MessageName): Structure {
  const known = made.get(message)
  if (known !== undefined) return known
  const types = new Map<string, ComplexType>()
  const own = MESSAGE_TYPES[message]
  for (const [name, text] of Object.entries({ ...SHARED_TYPES, ...own.types })) types.set(name, parse(text))
  const structure: Structure = {
    message, namespace: `urn:iso:std:iso:20022:tech:xsd:${message}`, root: element(own.root),
    complex: (type) => types.get(type), simple: (type) => SIMPLE_TYPES[type],
  }
  made.set(message, structure)
  return structure
}

/** The chain of elements a path names; undefined when the message has no such place. Steps may carry `[…]`; an attribute counts as its element. */
export function elementsAt(structure: Structure, path: string, from: string = structure.root.type): readonly ElementSpec[] | undefined {
  const chain: ElementSpec[] = []
  let type = from
  for (const step of stepsOf(path)) {
    if (step.name.startsWith('@')) return chain
    const found = structure.complex(type)?.elements.find(({ name }) => name === step.name)
    if (found === undefined) return undefined
    chain.push(found)
    type = found.type
  }
  return chain
}

export interface Step {
  readonly name: string
  /** Of several elements of this name the one in which `path` reads `is`. */
  readonly which?: { readonly path: string; readonly is: string }
}

/** The steps of a path: `Stmt/Bal[Tp/CdOrPrtry/Cd=OPBD]/Amt/@Ccy`. */
export function stepsOf(path: string): readonly Step[] {
  if (path === '') return []
  return path.split(/\/(?![^[]*\])/).map((text) => {
    const match = /^([^[]+)\[([^=]+)=([^\]]+)\]$/.exec(text)
    return match ? { name: match[1] ?? '', which: { path: match[2] ?? '', is: match[3] ?? '' } } : { name: text }
  })
}

/** `|A:Type B:Type?`: a leading bar makes it a choice; `?` none or one, `*` any number, `+` at least one, `{0,7}` as it says. */
function parse(text: string): ComplexType {
  const choice = text.startsWith('|')
  return { choice, elements: (choice ? text.slice(1) : text).trim().split(/\s+/).filter((part) => part !== '').map(element) }
}

function element(text: string): ElementSpec {
  const match = /^(\w+):(\w+)([?*+]|\{(\d+),(\d+)\})?$/.exec(text)
  const [, name = '', type = '', often, from, to] = match ?? []
  const bounds: Readonly<Record<string, readonly [number, number]>> = { '?': [0, 1], '*': [0, Infinity], '+': [1, Infinity] }
  const [least, most] = often === undefined ? [1, 1] : (bounds[often] ?? [Number(from), Number(to)])
  return { name, type, least, most }
}
