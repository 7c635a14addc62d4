import { assert } from '#kernel'
import { type CompiledField, isUnreadable, readCell } from '../cells.ts'
import type { Compiled } from '../compile.ts'
import type { Cell, FileHead, FileRow } from '../file.ts'
import type { Refusals } from '../refusals.ts'
import { StructureCheck } from './check-structure.ts'
import { stepsOf, type Structure, structureOf } from './structure.ts'
import type { XmlEars } from './tokens.ts'

/** Texts found below one element, by their path from there. */
type Found = Map<string, string>

/** Places fields are collected from: the file, a line, a part of a line, or one of several elements told apart by what stands in them. */
interface Scope {
  readonly path: string
  readonly found: Found
  readonly kind: 'FILE' | 'ROW' | 'PART' | 'WHICH'
}

const BETWEEN = '；'
const MOST_WHICH = 1000

/** Listens to a message, checks it against its structure and makes lines of it. */
export class MessageReader implements XmlEars {
  private readonly check: StructureCheck
  private readonly structure: Structure
  private readonly path: string[] = []
  private readonly file: Found = new Map()
  private readonly whiches: { readonly path: string; readonly found: Found }[] = []
  private scopes: Scope[]
  private parts: Found[] = []
  private lines = 0
  private documentSeen = false
  private depth = 0
  private readonly rowAt: string
  private readonly splitAt: string | undefined
  private readonly whichAt: ReadonlySet<string>
  private readonly compiled: Compiled
  private readonly refusals: Refusals
  private readonly onRow: (row: FileRow) => void

  constructor(compiled: Compiled, refusals: Refusals, onRow: (row: FileRow) => void) {
    const { layout } = compiled.mapping
    assert(layout.as === 'XML', 'a message has the layout of a message')
    this.compiled = compiled
    this.refusals = refusals
    this.onRow = onRow
    this.structure = structureOf(layout.message)
    this.rowAt = layout.rowAt
    this.splitAt = layout.splitAt === undefined ? undefined : `${layout.rowAt}/${layout.splitAt}`
    this.whichAt = new Set([...compiled.head, ...compiled.trailer].flatMap(({ spec }) => whichPath(spec.path ?? '')))
    this.scopes = [{ path: '', found: this.file, kind: 'FILE' }]
    this.check = new StructureCheck(this.structure, ({ path, value, expected }) => this.refusals.add(this.line, path, 'structure', value, expected, '不合报文结构'))
  }

  open(name: string, namespace: string, attributes: Readonly<Record<string, string>>): void {
    this.depth += 1
    if (this.depth === 1) {
      this.documentSeen = name === 'Document' && namespace === this.structure.namespace
      if (!this.documentSeen) this.refusals.add(0, '报文', 'message', `${name} ${namespace}`, `Document ${this.structure.namespace}`, '不是这种报文')
      return
    }
    if (!this.documentSeen) return
    this.check.enter(namespace === this.structure.namespace ? name : `${namespace}:${name}`, attributes)
    if (this.depth > 2) this.path.push(name)
    const at = this.path.join('/')
    const below = this.scopes.at(-1)
    if (at === this.rowAt) {
      this.parts = []
      this.scopes.push({ path: at, found: new Map(), kind: 'ROW' })
    } else if (at === this.splitAt && below?.kind === 'ROW') this.scopes.push({ path: at, found: new Map(), kind: 'PART' })
    else if (this.whichAt.has(at) && below?.kind === 'FILE') this.scopes.push({ path: at, found: new Map(), kind: 'WHICH' })
    for (const [attribute, value] of Object.entries(attributes)) this.note(`${at}/@${attribute}`, value)
  }

  text(text: string): void {
    if (this.documentSeen && this.depth > 1) this.check.characters(text)
    else if (text.trim() !== '') this.refusals.add(0, '报文', 'structure', text, '只有元素')
  }

  close(_name: string): void {
    this.depth -= 1
    if (!this.documentSeen || this.depth === 0) return
    const text = this.check.leave()
    const at = this.path.join('/')
    if (text !== undefined) this.note(at, text)
    const scope = this.scopes.at(-1)
    if (scope !== undefined && scope.kind !== 'FILE' && scope.path === at) {
      this.scopes.pop()
      this.closeScope(scope)
    }
    this.path.pop()
  }

  end(broken: boolean): FileHead {
    if (!broken && this.documentSeen) this.check.end()
    const head: Record<string, Cell> = {}
    for (const field of [...this.compiled.head, ...this.compiled.trailer]) {
      const { fact, spec, title } = field
      const text = this.inFile(spec.path ?? '') ?? ''
      const value = broken ? null : readCell(field, text)
      if (isUnreadable(value)) this.refusals.add(0, title, 'value', text, value.expected)
      else if (fact !== undefined) this.say(head, title, fact.name, this.signed(field, value, (path) => this.inFile(path)))
    }
    return head
  }

  /** A fact the message says in several places is the same in all of them. */
  private say(head: Record<string, Cell>, title: string, name: string, value: Cell): void {
    const before = head[name] ?? null
    if (before !== null && value !== null && before !== value) this.refusals.add(0, title, 'contradiction', value, `各处一致：${before}`)
    head[name] = before ?? value
  }

  private get line(): number {
    return this.scopes.length > 1 ? this.lines + 1 : 0
  }

  private note(at: string, text: string): void {
    const scope = this.scopes.at(-1) as Scope
    const path = scope.path === '' ? at : at.slice(scope.path.length + 1)
    const before = scope.found.get(path)
    if (before === undefined) scope.found.set(path, text)
    else if (scope.kind !== 'FILE') scope.found.set(path, `${before}${BETWEEN}${text}`)
    else if (before !== text && this.isMapped(path)) this.refusals.add(0, path, 'several', text, `只出现一次（已有 ${before}）；一份文件只含一个账户、一批指令`)
  }

  private isMapped(path: string): boolean {
    return [...this.compiled.head, ...this.compiled.trailer].some(({ spec, fact }) => spec.path === path && fact !== undefined)
  }

  private closeScope({ kind, found, path }: Scope): void {
    if (kind === 'PART') this.parts.push(found)
    else if (kind === 'WHICH') {
      if (this.whiches.length < MOST_WHICH) this.whiches.push({ path, found })
    } else if (this.parts.length < 2) this.row(found, this.parts[0], true)
    else for (const part of this.parts) this.row(found, part, false)
  }

  /** One line; of several parts of an entry each must say for itself what it is. */
  private row(found: Found, part: Found | undefined, alone: boolean): void {
    this.lines += 1
    const values: Record<string, Cell> = {}
    const inSplit = this.splitAt === undefined ? '' : `${this.splitAt.slice(this.rowAt.length + 1)}/`
    const textAt = (path: string): string | undefined => {
      if (inSplit === '' || !path.startsWith(inSplit)) return found.get(path)
      return part?.get(path.slice(inSplit.length))
    }
    let good = true
    for (const field of this.compiled.row) {
      const { spec, fact, title } = field
      const text = (spec.path ?? '').split('|').map((path) => (alone || path.startsWith(inSplit) || !spec.perPart ? textAt(path) : undefined)).find((each) => each !== undefined) ?? ''
      const value = readCell(field, text)
      if (isUnreadable(value)) {
        good = false
        this.refusals.add(this.lines, title, 'value', text, value.expected)
      } else if (fact !== undefined) values[fact.name] = this.signed(field, value, textAt)
    }
    if (good) this.onRow({ line: this.lines, values })
  }

  private signed({ spec }: CompiledField, value: Cell, textAt: (path: string) => string | undefined): Cell {
    return typeof value === 'number' && value !== 0 && spec.minus !== undefined && textAt(spec.minus.path) === spec.minus.is ? -value : value
  }

  /** The text at a path of the file, through the element a `[…]` points out. */
  private inFile(path: string): string | undefined {
    const [base] = whichPath(path)
    if (base === undefined) return this.file.get(path)
    const steps = stepsOf(path)
    const at = steps.findIndex((step) => step.which !== undefined)
    const which = steps[at]?.which
    const rest = steps.slice(at + 1).map(({ name }) => name).join('/')
    return this.whiches.find((each) => which !== undefined && each.path === base && each.found.get(which.path) === which.is)?.found.get(rest)
  }
}

/** The path up to the element a `[…]` points out, without it. */
function whichPath(path: string): string[] {
  const steps = stepsOf(path)
  const at = steps.findIndex((step) => step.which !== undefined)
  return at < 0 ? [] : [steps.slice(0, at + 1).map(({ name }) => name).join('/')]
}
