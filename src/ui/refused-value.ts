import { type RefusalDetail, fen, formatYuan } from '#kernel'

/** Longer texts are not read back; who wrote them sees them in the field. */
const LONGEST = 40

/** What was given, where a person wrote it and the sentence does not quote it already; empty for internal words and for what stands in a place by its key. */
export function shownValue({ at = '', message, value }: RefusalDetail): string {
  const text = typeof value === 'number' ? (at.endsWith('Fen') && Number.isSafeInteger(value) ? `${formatYuan(fen(value))} 元` : String(value)) : typeof value === 'string' ? value.trim() : ''
  const isWritten = typeof value === 'number' || /\p{Script=Han}|^[\d\s.,:+\-/%]+$/u.test(text)
  return text.length > LONGEST || !isWritten || message.includes(text) ? '' : text
}
