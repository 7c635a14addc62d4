import { pointerName, wordOf } from '#common/assessment/domain'
import { fen, formatYuan } from '#kernel'
import { percentText } from '#ui'

/** What somebody typed at a place, as the form shows it; a whole row is its fields. */
export function typedText(pointer: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return '（空）'
  const field = pointer.split('/').findLast((part) => !/^\d+$/.test(part)) ?? ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return field.endsWith('Fen') ? `${formatYuan(fen(value))} 元` : String(value)
  if (typeof value === 'string') return wordOf(field, value) ?? (/(rate|share|margin)$/i.test(field) && /^\d+(\.\d+)?$/.test(value) ? `${percentText(value)} %` : value)
  return Object.entries(value).filter(([, one]) => typeof one === 'string' || typeof one === 'number').map(([key, one]) => `${pointerName(`/${key}`)} ${typedText(`${pointer}/${key}`, one)}`).join('，')
}
