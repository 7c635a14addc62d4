import { SaxesParser } from 'saxes'
import { Refusal } from '#kernel'
import { BRING_ORIGINAL, fileRefusal } from './refuse.ts'

/** What a reader wants to hear of an XML part. Names come without their namespace prefix. */
export interface XmlEars {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

/** Reads well-formed XML piece by piece. A document type is refused: with it come entities that unfold without end. */
export async function readXml(pieces: AsyncIterable<Buffer>, part: string, ears: XmlEars): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parser = listen(part, ears)
  try {
    for await (const piece of pieces) parser.write(decoder.decode(piece, { stream: true }))
    parser.write(decoder.decode()).close()
  } catch (error) {
    throw error instanceof Refusal ? error : fileRefusal('xml', `工作簿的「${part}」不是有效的 XML`, BRING_ORIGINAL, { at: `/${part}` })
  }
}

function listen(part: string, ears: XmlEars): SaxesParser {
  const parser = new SaxesParser({ position: false })
  parser.on('doctype', () => {
    throw fileRefusal('dtd', `工作簿的「${part}」带有文档类型定义（DTD）`, BRING_ORIGINAL, { at: `/${part}` })
  })
  parser.on('opentag', (tag) => ears.open?.(local(tag.name), tag.attributes as Record<string, string>))
  parser.on('closetag', (tag) => ears.close?.(local(tag.name)))
  parser.on('text', (text) => ears.text?.(text))
  parser.on('cdata', (text) => ears.text?.(text))
  return parser
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
