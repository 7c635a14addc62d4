import { CaseFile, type JudgementPack } from '#common/assessment/domain'
import { readTableOf } from '#common/statement/server'
import { IDENTITY, identify, readBook } from '#common/workbook/domain'
import { readWorkbook } from '#common/workbook/server'
import { type XRayFile, type XRayTable, caseOfFile, rulesOf } from '#desk/x-ray/domain'
import { Refusal, read } from '#kernel'
import { loadIndustry, shippedIndustryCodes, shippedTradesSaid } from '#platform/packs'

/** One file of a folder; a workbook filled to the brim is a tenth of this. */
export const LARGEST_XRAY_FILE = 8 * 1024 * 1024
const EXPECTED = '微贷调查工作簿、微贷案件（JSON），或 XLSX、XLS、CSV 表格'

type WhatItIs = { readonly kind: 'CASE'; readonly caseFile: CaseFile } | { readonly kind: 'TABLE'; readonly table: XRayTable }

/** What a dropped file is, by its first bytes, never by its name. Workbooks and tables are read in child processes of capped memory and time. */
export async function readXRayFile(bytes: Buffer, bankId?: number): Promise<WhatItIs> {
  if (bytes.length > LARGEST_XRAY_FILE) throw new Refusal({ code: 'x-ray.too-large', message: `文件超过 ${LARGEST_XRAY_FILE} 字节`, expected: '分成几个文件' }, 413)
  const head = bytes.subarray(0, 64).toString('latin1')
  if (/^(?:\xef\xbb\xbf)?\s*\{/.test(head)) return { kind: 'CASE', caseFile: read(CaseFile, json(bytes)) }
  if (head.startsWith('PK')) {
    const book = await readWorkbook(bytes, bankId)
    if (book.has(IDENTITY)) return { kind: 'CASE', caseFile: readBook(book, identify(book), null) }
  }
  return { kind: 'TABLE', table: await readTableOf(bytes, bankId === undefined ? {} : { bankId }) }
}

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Refusal({ code: 'x-ray.not-json', message: '文件以「{」开头，却不是有效的 JSON', expected: EXPECTED }, 422)
  }
}

/** What was read, seen through the policy its product has. */
export function seenThrough(what: WhatItIs, file: string, policy: { readonly pack: Omit<JudgementPack, 'industry'>; readonly name: string }): XRayFile {
  const rules = rulesOf(policy.pack, policy.name)
  if (what.kind === 'TABLE') return { rules, seen: what }
  const { trade } = what.caseFile.business
  if (!shippedIndustryCodes().includes(trade)) throw new Refusal({ code: 'industry.unknown', message: `没有行业包「${trade}」`, at: '/business/trade', value: trade, expected: shippedTradesSaid() }, 422)
  return { rules, seen: { kind: 'CASE', case: caseOfFile(what.caseFile, { ...policy.pack, industry: loadIndustry(trade) }, file) } }
}
