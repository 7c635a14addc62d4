import type { TypedBook, TypedCell } from '#common/workbook/domain'
import { Refusal, assert } from '#kernel'
import { runCapped } from '#platform/pool'

/** A workbook of ours, filled to the brim, is a tenth of this. */
export const LARGEST_WORKBOOK = 8 * 1024 * 1024
export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const IN_CHILD = import.meta.resolve('./in-child.ts')

/** Reads the cells of a workbook somebody sent, in a child process of capped memory and time. */
export async function readWorkbook(bytes: Uint8Array, bankId?: number): Promise<TypedBook> {
  if (bytes.length > LARGEST_WORKBOOK) throw new Refusal({ code: 'workbook.too-large', message: `工作簿超过 ${LARGEST_WORKBOOK} 字节`, expected: '由微贷导出、在 Excel 或 WPS 中填好的工作簿' }, 413)
  const read = await runCapped({ module: IN_CHILD, name: 'cells' }, bytes, bankId === undefined ? {} : { bankId })
  assert(read instanceof Uint8Array, 'a child answers with bytes')
  const answer = JSON.parse(new TextDecoder().decode(read)) as [string, [string, string, TypedCell['kind'], boolean][]][]
  return new Map(answer.map(([sheet, own]) => [sheet, new Map(own.map(([at, text, kind, formula]) => [at, { text, kind, formula }]))]))
}
