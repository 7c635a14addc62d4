import { Refusal } from '#kernel'
import { LIMITS } from './limits.ts'

/** Refuses a file as a whole: what it is, and what to bring instead. */
export function fileRefusal(code: string, message: string, expected: string, more: { at?: string; value?: unknown } = {}): Refusal {
  return new Refusal({ code: `statement.${code}`, message, expected, ...more })
}

/** What `work` refuses about a file among others, with the file's name. */
export function inFile<T>(name: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof Refusal ? named(error, name) : error
  }
}

function named(refusal: Refusal, name: string): Refusal {
  const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
  const { message, at = '', ...rest } = refusal.toJSON()
  return at.startsWith(pointer) ? refusal : new Refusal({ ...rest, message: `「${name.slice(0, 80)}」${message}`, at: `${pointer}${at}` }, refusal.status)
}

export const BRING_ORIGINAL = '从支付宝、微信或银行重新导出的原始文件（CSV、XLSX 或 XLS）'

/** A cell's text, refused where it is longer than a spreadsheet allows. */
export function checkedLength(text: string, part: string): string {
  if (text.length > LIMITS.cell) throw fileRefusal('long-cell', `有单元格超过 ${LIMITS.cell} 个字`, BRING_ORIGINAL, { at: `/${part}` })
  return text
}
