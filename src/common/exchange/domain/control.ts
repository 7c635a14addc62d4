import { isUnreadable, readCell } from './cells.ts'
import { codingOf } from './coding.ts'
import type { Compiled } from './compile.ts'
import type { Cell } from './file.ts'
import type { Refusals } from './refusals.ts'

const LARGEST = 64 * 1024

/** What a control file says of the data beside it: one delimited line. */
export function readControl({ control, mapping }: Compiled, bytes: Uint8Array, refusals: Refusals): Record<string, Cell> {
  const values: Record<string, Cell> = {}
  if (mapping.control === undefined) return values
  const text = bytes.length > LARGEST ? undefined : codingOf(mapping.encoding).decode(bytes)?.replace(/[\r\n]+$/, '')
  const parts = text?.split(mapping.control.delimiter).map((part) => part.trim())
  if (parts === undefined || parts.length !== control.length) {
    refusals.add(0, '控制文件', 'control', text, `一行，${control.length} 个字段，以「${mapping.control.delimiter}」分隔`)
    return values
  }
  for (const [index, field] of control.entries()) {
    const value = readCell(field, parts[index] ?? '')
    if (isUnreadable(value)) refusals.add(0, `控制文件 ${field.title}`, 'value', parts[index], value.expected)
    else if (field.fact !== undefined) values[field.fact.name] = value
  }
  return values
}
