import type { Refusal } from '#kernel'
import { readXml } from './xml.ts'
import type { Archive } from './zip.ts'

/** What makes a workbook unreadable before any of its sheets is looked at. */
export type XlsxFault = 'ACTIVE' | 'DATE_1904' | 'SHEETS' | 'STRINGS'

/** How much of a workbook its reader takes, and how he says no. */
export interface XlsxReader {
  readonly sheets: number
  readonly strings: number
  /** One shared text as it is kept; may refuse it. */
  textOf(text: string): string
  refuse(fault: XlsxFault, found?: string): Refusal
}

export interface XlsxParts {
  /** Sheets in their order, with the part of the archive that holds each. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  /** Texts the cells of all sheets refer to by number. */
  readonly strings: readonly string[]
}

/** The frame of an XLSX file of a stranger: its sheets and shared texts. Macros, links to other files and embedded files are refused. */
export async function readXlsxParts(archive: Archive, reader: XlsxReader): Promise<XlsxParts> {
  const active = archive.names.find((name) => /vbaProject|macrosheets|activeX|externalLinks\/|embeddings\/|dialogsheets/i.test(name))
  if (active !== undefined) throw reader.refuse('ACTIVE', active)
  const targets = await relations(archive)
  const sheets: { name: string; part: string }[] = []
  await readXml(archive.stream('xl/workbook.xml'), 'xl/workbook.xml', {
    open(tag, attributes) {
      if (tag === 'workbookPr' && /^(?:1|true)$/.test(attributes.date1904 ?? '')) throw reader.refuse('DATE_1904')
      const part = tag === 'sheet' ? targets.get(attributes['r:id'] ?? attributes['id'] ?? '') : undefined
      if (part !== undefined) sheets.push({ name: attributes.name ?? '', part })
    },
  })
  if (sheets.length > reader.sheets) throw reader.refuse('SHEETS')
  return { sheets, strings: archive.has('xl/sharedStrings.xml') ? await sharedStrings(archive, reader) : [] }
}

async function relations(archive: Archive): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  const part = 'xl/_rels/workbook.xml.rels'
  await readXml(archive.stream(part), part, {
    open(tag, attributes) {
      if (tag !== 'Relationship' || !attributes.Type?.endsWith('/worksheet')) return
      const target = attributes.Target ?? ''
      targets.set(attributes.Id ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    },
  })
  return targets
}

/** Rich text counts, phonetic hints do not. */
async function sharedStrings(archive: Archive, reader: XlsxReader): Promise<string[]> {
  const strings: string[] = []
  let [text, inText, phonetic] = ['', false, false]
  await readXml(archive.stream('xl/sharedStrings.xml'), 'xl/sharedStrings.xml', {
    open(tag) {
      if (tag === 'si') text = ''
      if (tag === 'rPh') phonetic = true
      inText = tag === 't' && !phonetic
    },
    text(piece) {
      if (inText) text += piece
    },
    close(tag) {
      inText = false
      if (tag === 'rPh') phonetic = false
      if (tag !== 'si') return
      if (strings.length >= reader.strings) throw reader.refuse('STRINGS')
      strings.push(reader.textOf(text))
    },
  })
  return strings
}
