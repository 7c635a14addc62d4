import type { TakeRow } from './csv.ts'
import { LIMITS } from './limits.ts'
import { BRING_ORIGINAL, checkedLength, fileRefusal } from './refuse.ts'
import { type SheetJob, XlsxGrid } from './xlsx-grid.ts'
import { readXml } from './xml.ts'
import type { Archive } from './zip.ts'

/** A sheet that can be read row by row. */
export interface Sheet {
  readonly name: string
  /** Hands over the rows; tells how many cells hold formulas. */
  read(take: TakeRow): Promise<{ formulas: number }> | { formulas: number }
}

/** The sheets of an XLSX workbook, in their order. Macros, links to other files and embedded files are refused. */
export async function openXlsx(archive: Archive): Promise<Sheet[]> {
  refuseActiveContent(archive.names)
  const targets = await relations(archive)
  const sheets: { name: string; part: string }[] = []
  await readXml(archive.stream('xl/workbook.xml'), 'xl/workbook.xml', {
    open(tag, attributes) {
      if (tag === 'workbookPr' && /^(?:1|true)$/.test(attributes.date1904 ?? '')) throw fileRefusal('date-1904', '工作簿使用 1904 日期系统，日期会差四年', '改用 1900 日期系统另存')
      const part = tag === 'sheet' ? targets.get(attributes['r:id'] ?? attributes['id'] ?? '') : undefined
      if (part !== undefined) sheets.push({ name: attributes.name ?? '', part })
    },
  })
  if (sheets.length > LIMITS.sheets) throw fileRefusal('too-many-sheets', `工作簿超过 ${LIMITS.sheets} 个工作表`, BRING_ORIGINAL)
  const strings = archive.has('xl/sharedStrings.xml') ? await sharedStrings(archive) : []
  return sheets.map(({ name, part }) => ({ name, read: (take) => readSheet(archive, { part, name, strings, take }) }))
}

function refuseActiveContent(names: readonly string[]): void {
  const found = names.find((name) => /vbaProject|macrosheets|activeX|externalLinks\/|embeddings\/|dialogsheets/i.test(name))
  if (found !== undefined) throw fileRefusal('active-content', '工作簿含有宏、外部链接或嵌入文件', '另存为不含宏与外部链接的 XLSX，或原始导出文件', { value: found })
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
async function sharedStrings(archive: Archive): Promise<string[]> {
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
      if (strings.length >= LIMITS.strings) throw fileRefusal('too-many-strings', `工作簿的文字超过 ${LIMITS.strings} 条`, '按时间段分成几个文件')
      strings.push(checkedLength(text, 'xl/sharedStrings.xml'))
    },
  })
  return strings
}

async function readSheet(archive: Archive, job: SheetJob): Promise<{ formulas: number }> {
  const grid = new XlsxGrid(job)
  await readXml(archive.stream(job.part), job.part, grid)
  return { formulas: grid.formulas }
}
