import type { SimpleType } from './message-types.ts'
import { type ComplexType, type ElementSpec, type Structure, UNSEEN } from './structure.ts'

interface Open {
  readonly spec: ElementSpec
  readonly complex: ComplexType | undefined
  readonly simple: SimpleType | undefined
  /** Where in the order of its elements we are, and how often the element there came. */
  at: number
  often: number
  text: string
}

export interface Violation {
  readonly path: string
  readonly value?: string
  readonly expected: string
}

const DEEPEST = 40
const LONGEST_TEXT = 20_000

/** Follows a message element by element and says where it leaves its published structure. */
export class StructureCheck {
  private readonly open: Open[] = []
  private unseen = 0
  private rootSeen = false
  private readonly structure: Structure
  private readonly tell: (violation: Violation) => void

  constructor(structure: Structure, tell: (violation: Violation) => void) {
    this.structure = structure
    this.tell = tell
  }

  /** False when the element has no place here; what is inside is then not looked into. */
  enter(name: string, attributes: Readonly<Record<string, string>> = {}): boolean {
    if (this.unseen > 0 || this.open.at(-1)?.spec.type === UNSEEN) {
      this.unseen += 1
      if (this.unseen > DEEPEST) this.tell({ path: this.path, expected: `嵌套不超过 ${DEEPEST} 层` })
      return this.unseen <= DEEPEST
    }
    const spec = this.specOf(name)
    if (spec === undefined) {
      this.unseen += 1
      return false
    }
    const simple = this.structure.simple(spec.type)
    if (simple?.currency === true && !/^[A-Z]{3}$/.test(attributes['Ccy'] ?? '')) this.tell({ path: `${this.path}/${name}/@Ccy`, ...quoted(attributes['Ccy']), expected: '币种代码，如 CNY' })
    const complex = this.structure.complex(spec.type)
    this.open.push({ spec, complex, simple, at: 0, often: 0, text: '' })
    return true
  }

  characters(text: string): void {
    const top = this.open.at(-1)
    if (top === undefined || this.unseen > 0 || top.text.length > LONGEST_TEXT) return
    top.text += text
  }

  /** The text of an element without elements; undefined for the others. */
  leave(): string | undefined {
    if (this.unseen > 0) {
      this.unseen -= 1
      return undefined
    }
    const top = this.open.at(-1)
    if (top === undefined) return undefined
    const text = top.text.trim()
    if (top.complex !== undefined) this.closeComplex(top.complex, top, text)
    else if (top.simple !== undefined) this.checkSimple(top.simple, text)
    this.open.pop()
    return top.complex === undefined && top.simple !== undefined ? text : undefined
  }

  /** After the last element: a message without its root is none. */
  end(): void {
    if (!this.rootSeen) this.tell({ path: 'Document', expected: `报文 ${this.structure.message}` })
  }

  get path(): string {
    return this.open.map(({ spec }) => spec.name).join('/')
  }

  private specOf(name: string): ElementSpec | undefined {
    const top = this.open.at(-1)
    if (top === undefined) {
      const { root } = this.structure
      if (name === root.name && !this.rootSeen) {
        this.rootSeen = true
        return root
      }
      this.tell({ path: name, expected: `Document 之下为一个 ${root.name}` })
      return undefined
    }
    const { complex } = top
    const index = complex?.elements.findIndex((each) => each.name === name) ?? -1
    const spec = complex?.elements[index]
    if (complex === undefined || spec === undefined) {
      this.tell({ path: `${this.path}/${name}`, expected: complex === undefined ? '没有下级元素' : `其中之一：${complex.elements.map((each) => each.name).join('、')}` })
      return undefined
    }
    if (complex.choice) {
      if (top.often > 0) this.tell({ path: `${this.path}/${name}`, expected: `${complex.elements.map((each) => each.name).join('、')} 只取其一` })
      top.often = 1
      return spec
    }
    this.advance(top, complex, index, spec)
    return spec
  }

  private advance(top: Open, complex: ComplexType, index: number, spec: ElementSpec): void {
    if (index < top.at) return this.tell({ path: `${this.path}/${spec.name}`, expected: `在 ${complex.elements[top.at]?.name ?? ''} 之前` })
    if (index > top.at) {
      this.missing(top, complex, index)
      top.at = index
      top.often = 0
    }
    top.often += 1
    if (top.often > spec.most) this.tell({ path: `${this.path}/${spec.name}`, expected: `至多 ${spec.most} 个` })
  }

  private missing(top: Open, complex: ComplexType, upTo: number): void {
    for (let at = top.at; at < upTo; at++) {
      const spec = complex.elements[at]
      if (spec !== undefined && (at === top.at ? top.often : 0) < spec.least) this.tell({ path: `${this.path}/${spec.name}`, expected: '必须有' })
    }
  }

  private closeComplex(complex: ComplexType, top: Open, text: string): void {
    if (text !== '') this.tell({ path: this.path, value: text, expected: '只有下级元素，没有文字' })
    if (!complex.choice) this.missing(top, complex, complex.elements.length)
    else if (top.often === 0) this.tell({ path: this.path, expected: `其中之一：${complex.elements.map((each) => each.name).join('、')}` })
  }

  private checkSimple({ pattern, longest, words, says }: SimpleType, text: string): void {
    const good = (pattern === undefined || pattern.test(text)) && (longest === undefined || (text !== '' && [...text].length <= longest)) && (words === undefined || words.includes(text))
    if (!good) this.tell({ path: this.path, ...quoted(text), expected: says })
  }
}

function quoted(value: string | undefined): { value?: string } {
  return value === undefined || value === '' ? {} : { value }
}
