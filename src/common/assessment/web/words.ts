import { pointerName, wordOf } from '#common/assessment/domain'
import type { Choice } from '#ui'

export { wordOf } from '#common/assessment/domain'

/** The words of a field as a list to choose from. */
export function choicesOf(field: string, values: readonly string[]): readonly Choice<string>[] {
  return values.map((value) => ({ value, label: wordOf(field, value) ?? value }))
}

/** The Chinese name of the field at the end of a place. */
export function fieldName(pointer: string): string {
  return pointerName(`/${pointer.split('/').at(-1) ?? ''}`)
}
