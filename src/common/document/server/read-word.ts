import type { WordBlock, WordBody, WordCell, WordParagraph, WordRun, WordTable } from './word-blocks.ts'
import type { WordFile } from './word-file.ts'
import { type WordStyles, first, isOn, readStyles } from './word-styles.ts'
import { type Xml, child, children, readXml, valueOf, within } from './xml.ts'

const TWENTIETHS = 20
const EMU_PER_POINT = 12_700
const LINE_240 = 240
const DEFAULT_SIZE = 10.5

interface Reader { readonly styles: WordStyles; readonly images: ReadonlyMap<string, string> }

/** Reads paragraphs, tables and pictures of a Word file in the order they are printed. */
export function readWord(file: WordFile): WordBody {
  const styles = readStyles(partOf(file, 'word/styles.xml'))
  const body = child(partOf(file, 'word/document.xml'), 'w:body')
  const relations = relationsOf(file, 'word/document.xml')
  const header = [...relations.values()].find(({ type, target }) => type.endsWith('/header') && isDefaultHeader(body, relations, target))
  return {
    header: header === undefined ? [] : blocksOf(partOf(file, header.target), { styles, images: imagesOf(relationsOf(file, header.target)) }),
    blocks: blocksOf(body, { styles, images: imagesOf(relations) }),
  }
}

export interface Relation { readonly type: string; readonly target: string; readonly external: boolean }

/** What a part refers to, by relation id. */
export function relationsOf(file: WordFile, part: string): ReadonlyMap<string, Relation> {
  const slash = part.lastIndexOf('/')
  const relations = partOf(file, `${part.slice(0, slash)}/_rels${part.slice(slash)}.rels`)
  return new Map(children(relations, 'Relationship').map(({ attributes }) => [attributes['Id'] ?? '', {
    type: attributes['Type'] ?? '', external: attributes['TargetMode'] === 'External', target: resolved(part.slice(0, slash), attributes['Target'] ?? ''),
  }]))
}

export function partOf(file: WordFile, name: string): Xml | undefined {
  const bytes = file.get(name)
  return bytes === undefined ? undefined : readXml(bytes.toString('utf8').replace(/^\uFEFF/, ''))
}

function resolved(folder: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : `${folder}/${target}`
}

function imagesOf(relations: ReadonlyMap<string, Relation>): ReadonlyMap<string, string> {
  return new Map([...relations].filter(([, { type, external }]) => type.endsWith('/image') && !external).map(([id, { target }]) => [id, target]))
}

/** The header of all pages, not the one of a first or even page. */
function isDefaultHeader(body: Xml | undefined, relations: ReadonlyMap<string, Relation>, target: string): boolean {
  return children(child(body, 'w:sectPr'), 'w:headerReference').some(({ attributes }) => (attributes['w:type'] ?? 'default') === 'default' && relations.get(attributes['r:id'] ?? '')?.target === target)
}

function blocksOf(parent: Xml | undefined, reader: Reader): WordBlock[] {
  return (parent?.children ?? []).flatMap((element): WordBlock[] => {
    if (element.name === 'w:p') return [paragraphOf(element, reader)]
    if (element.name === 'w:tbl') return [tableOf(element, reader)]
    if (element.name === 'w:sdt') return blocksOf(child(element, 'w:sdtContent'), reader)
    return []
  })
}

function paragraphOf(element: Xml, reader: Reader): WordParagraph {
  const own = child(element, 'w:pPr')
  const properties = reader.styles.paragraph(own)
  const spacing = (name: string): number => Number(first(properties.filter((one) => child(one, 'w:spacing')?.attributes[name] !== undefined), 'w:spacing')?.attributes[name] ?? 0)
  const runs = runsOf(element, own, reader)
  const size = runs.find((run) => run.run === 'text')?.size ?? DEFAULT_SIZE
  const indent = first(properties, 'w:ind')?.attributes ?? {}
  const lineRule = first(properties, 'w:spacing')?.attributes['w:lineRule'] ?? 'auto'
  return {
    type: 'paragraph', runs, align: alignOf(first(properties, 'w:jc')?.attributes['w:val']),
    before: spacing('w:before') / TWENTIETHS, after: spacing('w:after') / TWENTIETHS,
    lineHeight: lineRule === 'auto' ? (spacing('w:line') || LINE_240) / LINE_240 : 1,
    indent: Number(indent['w:left'] ?? indent['w:start'] ?? 0) / TWENTIETHS,
    firstIndent: indent['w:firstLineChars'] === undefined ? (Number(indent['w:firstLine'] ?? 0) - Number(indent['w:hanging'] ?? 0)) / TWENTIETHS : (Number(indent['w:firstLineChars']) / 100) * size,
    breakBefore: isOn(properties, 'w:pageBreakBefore'), keepNext: isOn(properties, 'w:keepNext'), ruled: child(first(properties, 'w:pBdr'), 'w:bottom') !== undefined,
  }
}

function alignOf(value: string | undefined): WordParagraph['align'] {
  if (value === 'center') return 'center'
  if (value === 'right' || value === 'end') return 'right'
  return value === 'both' || value === 'distribute' ? 'justify' : 'left'
}

function runsOf(element: Xml, paragraph: Xml | undefined, reader: Reader): WordRun[] {
  return element.children.flatMap((one): WordRun[] => {
    if (one.name === 'w:r') return piecesOf(one, paragraph, reader)
    if (one.name === 'w:sdt') return runsOf(child(one, 'w:sdtContent') ?? one, paragraph, reader)
    return one.name === 'w:hyperlink' || one.name === 'w:smartTag' ? runsOf(one, paragraph, reader) : []
  })
}

function piecesOf(run: Xml, paragraph: Xml | undefined, reader: Reader): WordRun[] {
  const properties = reader.styles.run(paragraph, child(run, 'w:rPr'))
  const look = {
    size: Number(first(properties, 'w:sz')?.attributes['w:val'] ?? DEFAULT_SIZE * 2) / 2, bold: isOn(properties, 'w:b'), italic: isOn(properties, 'w:i'), underline: isOn(properties, 'w:u'),
    raised: first(properties, 'w:vertAlign')?.attributes['w:val'] === 'superscript',
  }
  return run.children.flatMap((piece): WordRun[] => {
    switch (piece.name) {
      case 'w:t': return [{ run: 'text', text: piece.children.map(({ text }) => text).join(''), ...look }]
      case 'w:tab': return [{ run: 'tab' }]
      case 'w:br': return [{ run: piece.attributes['w:type'] === 'page' ? 'page' : 'line' }]
      case 'w:cr': return [{ run: 'line' }]
      case 'w:noBreakHyphen': return [{ run: 'text', text: '-', ...look }]
      case 'w:drawing': return [...imageIn(piece, reader)]
      default: return []
    }
  })
}

function* imageIn(drawing: Xml, reader: Reader): Generator<WordRun> {
  const [blip] = within(drawing, 'a:blip')
  const [extent] = within(drawing, 'wp:extent')
  const part = reader.images.get(blip?.attributes['r:embed'] ?? '')
  if (part === undefined || extent === undefined) return
  yield { run: 'image', part, width: Number(extent.attributes['cx'] ?? 0) / EMU_PER_POINT, height: Number(extent.attributes['cy'] ?? 0) / EMU_PER_POINT }
}

function tableOf(element: Xml, reader: Reader): WordTable {
  const rows = children(element, 'w:tr').map((row) => ({ row, cells: placed(row) }))
  const borders = child(child(element, 'w:tblPr'), 'w:tblBorders')
  return {
    type: 'table', widths: children(child(element, 'w:tblGrid'), 'w:gridCol').map((column) => Number(column.attributes['w:w'] ?? 1)),
    bordered: borders === undefined || borders.children.some((edge) => !['none', 'nil'].includes(edge.attributes['w:val'] ?? 'single')),
    rows: rows.map(({ row, cells }, index) => ({
      heading: child(child(row, 'w:trPr'), 'w:tblHeader') !== undefined,
      cells: cells.filter(({ merge }) => merge !== 'continue').map((cell): WordCell => ({
        blocks: blocksOf(cell.element, reader), columns: cell.columns, rows: cell.merge === 'start' ? 1 + below(rows.slice(index + 1).map((one) => one.cells), cell.at) : 1,
        shaded: !['auto', 'FFFFFF', 'ffffff', undefined].includes(child(child(cell.element, 'w:tcPr'), 'w:shd')?.attributes['w:fill']), middle: valueOf(child(cell.element, 'w:tcPr'), 'w:vAlign') === 'center',
      })),
    })),
  }
}

interface PlacedCell { readonly element: Xml; readonly at: number; readonly columns: number; readonly merge: 'start' | 'continue' | 'none' }

function placed(row: Xml): PlacedCell[] {
  let at = 0
  return children(row, 'w:tc').map((element) => {
    const properties = child(element, 'w:tcPr')
    const columns = Number(valueOf(properties, 'w:gridSpan') ?? 1)
    const merge = child(properties, 'w:vMerge')
    at += columns
    return { element, at: at - columns, columns, merge: merge === undefined ? 'none' : merge.attributes['w:val'] === 'restart' ? 'start' : 'continue' }
  })
}

/** How many rows further down a merged cell goes on. */
function below(rows: readonly (readonly PlacedCell[])[], at: number): number {
  const end = rows.findIndex((cells) => cells.find((cell) => cell.at === at)?.merge !== 'continue')
  return end < 0 ? rows.length : end
}
