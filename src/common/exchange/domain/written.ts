import { Refusal } from '#kernel'
import { type CompiledField, isUnreadable, writeCell } from './cells.ts'
import type { Values } from './file.ts'

/** The text of a field; refused when the value is not of its kind. */
export function written(field: CompiledField, values: Values, line: number): string {
  const value = field.fact === undefined ? null : values[field.fact.name]
  const text = writeCell(field, value)
  if (isUnreadable(text)) throw unwritable(field, value, text.expected, line)
  return text
}

/** A value that has no place in the file. */
export function unwritable({ title }: CompiledField, value: unknown, expected: string, line: number): Refusal {
  return new Refusal({ code: 'exchange.unwritable', message: `${line === 0 ? '文件头或文件尾' : `第 ${line} 条明细`}「${title}」无法写入文件`, at: line === 0 ? '/head' : `/rows/${line - 1}`, value: value ?? null, expected }, 422)
}
