import { Refusal } from '#kernel'

/** An element of a Word part; text lies in nodes named `#text`. */
export interface Xml {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Xml[]
  /** Of a `#text` node. */
  readonly text: string
}

const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(!DOCTYPE)|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)|(<)/g
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const DEEPEST = 200

interface Growing { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly children: Xml[]; readonly text: string }

/** Reads the XML Word writes: no document type, no entities of its own. Refuses anything else. */
export function readXml(source: string): Xml {
  const root: Growing = { name: '#root', attributes: {}, children: [], text: '' }
  const open: Growing[] = [root]
  for (const [, cdata, doctype, closing, name, attributes = '', selfClosing, text, stray] of source.matchAll(TOKEN)) {
    const top = open.at(-1)!
    if (doctype !== undefined || stray !== undefined) throw damaged()
    if (cdata !== undefined || text !== undefined) top.children.push({ name: '#text', attributes: {}, children: [], text: cdata ?? decoded(text ?? '') })
    else if (closing !== undefined) {
      if (open.length === 1 || top.name !== closing) throw damaged()
      open.pop()
    } else if (name !== undefined) {
      const element: Growing = { name, attributes: attributesOf(attributes), children: [], text: '' }
      top.children.push(element)
      if (selfClosing !== '/') open.push(element)
      if (open.length > DEEPEST) throw damaged()
    }
  }
  const [element] = root.children.filter((child) => child.name !== '#text')
  if (open.length !== 1 || element === undefined) throw damaged()
  return element
}

function attributesOf(source: string): Record<string, string> {
  return Object.fromEntries([...source.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name, decoded(double ?? single ?? '')]))
}

function decoded(source: string): string {
  return source.replace(/&(?:#x([\da-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

function damaged(): Refusal {
  return new Refusal({ code: 'template.damaged', message: 'Word 文件已损坏，内容无法读取', at: '/file', expected: '用 Word 或 WPS 另存的 .docx 文件' }, 422)
}

/** First child of this name. */
export function child(element: Xml | undefined, name: string): Xml | undefined {
  return element?.children.find((one) => one.name === name)
}

export function children(element: Xml | undefined, name: string): readonly Xml[] {
  return element?.children.filter((one) => one.name === name) ?? []
}

/** Every element of this name below, in the order of the text. */
export function* within(element: Xml, name: string): Generator<Xml> {
  for (const one of element.children) {
    if (one.name === name) yield one
    yield* within(one, name)
  }
}

/** `w:val` of a child. */
export function valueOf(element: Xml | undefined, name: string): string | undefined {
  return child(element, name)?.attributes['w:val']
}

/** For text that is put into XML. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character]!)
}
