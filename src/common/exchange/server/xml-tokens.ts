import type { XmlTokens } from '#common/exchange/domain'
import { Refusal } from '#kernel'
import { SaxesParser } from 'saxes'

const WELL_FORMED = '完整的、UTF-8 编码的 XML 报文'

/** Reads XML piece by piece with saxes. A document type is refused: with it come entities that unfold without end or reach outside. */
export const xmlTokens: XmlTokens = (ears) => {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parser = new SaxesParser({ xmlns: true, position: true })
  let deep = 0
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && encoding.toUpperCase() !== 'UTF-8') throw refusal('encoding', `报文声明的编码为 ${encoding}`)
  })
  parser.on('doctype', () => { throw refusal('dtd', '报文带有文档类型定义（DTD）') })
  parser.on('processinginstruction', ({ target }) => { throw refusal('xml', `报文带有处理指令 ${target}`) })
  parser.on('error', () => { throw refusal('xml', `报文在第 ${parser.line} 行不是有效的 XML`) })
  parser.on('opentag', ({ local, uri, attributes }) => {
    deep += 1
    if (deep > DEEPEST) throw refusal('xml', `报文嵌套超过 ${DEEPEST} 层`)
    ears.open(local, uri, Object.fromEntries(Object.values(attributes).filter(({ prefix }) => prefix === '').map((one) => [one.local === 'xmlns' ? '' : one.local, one.value]).filter(([name]) => name !== '')))
  })
  parser.on('closetag', ({ local }) => {
    deep -= 1
    ears.close(local)
  })
  parser.on('text', (text) => ears.text(text))
  parser.on('cdata', (text) => ears.text(text))
  const decoded = (bytes: Uint8Array | undefined): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch {
      throw refusal('encoding', '报文含有不是 UTF-8 的字节')
    }
  }
  return {
    push: (bytes) => void parser.write(decoded(bytes)),
    end: () => void parser.write(decoded(undefined)).close(),
  }
}

const DEEPEST = 60

function refusal(code: string, message: string): Refusal {
  return new Refusal({ code: `exchange.${code}`, message, expected: WELL_FORMED })
}
