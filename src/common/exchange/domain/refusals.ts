import type { FileRefusal } from './file.ts'

const LISTED = 100
const QUOTED = 60

/** Collects what is wrong with a file: the first hundred, and how many in all. */
export class Refusals {
  readonly list: FileRefusal[] = []
  count = 0

  add(line: number, field: string, code: string, value: string | number | undefined, expected: string, says = '不符合要求'): void {
    this.count += 1
    if (this.list.length >= LISTED) return
    const shown = typeof value === 'string' && value.length > QUOTED ? `${value.slice(0, QUOTED)}…` : value
    const where = line === 0 ? '文件' : `第 ${line} 行`
    this.list.push({
      code: `exchange.${code}`, line, field, at: line === 0 ? '' : `/${line}`, message: `${where}${field === '' ? '' : `「${field}」`}${says}`, expected, ...(shown === undefined || shown === '' ? {} : { value: shown }),
    })
  }
}
