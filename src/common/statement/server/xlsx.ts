import type { Refusal } from '#kernel'
import { type XlsxFault, readXlsxParts } from '#platform/archive'
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
  const { sheets, strings } = await readXlsxParts(archive, { sheets: LIMITS.sheets, strings: LIMITS.strings, textOf: (text) => checkedLength(text, 'xl/sharedStrings.xml'), refuse: refusalOf })
  return sheets.map(({ name, part }) => ({ name, read: (take) => readSheet(archive, { part, name, strings, take }) }))
}

function refusalOf(fault: XlsxFault, found?: string): Refusal {
  switch (fault) {
    case 'ACTIVE': return fileRefusal('active-content', '工作簿含有宏、外部链接或嵌入文件', '另存为不含宏与外部链接的 XLSX，或原始导出文件', { value: found })
    case 'DATE_1904': return fileRefusal('date-1904', '工作簿使用 1904 日期系统，日期会差四年', '改用 1900 日期系统另存')
    case 'SHEETS': return fileRefusal('too-many-sheets', `工作簿超过 ${LIMITS.sheets} 个工作表`, BRING_ORIGINAL)
    case 'STRINGS': return fileRefusal('too-many-strings', `工作簿的文字超过 ${LIMITS.strings} 条`, '按时间段分成几个文件')
    default: return fault satisfies never
  }
}

async function readSheet(archive: Archive, job: SheetJob): Promise<{ formulas: number }> {
  const grid = new XlsxGrid(job)
  await readXml(archive.stream(job.part), job.part, grid)
  return { formulas: grid.formulas }
}
