import { type ChangeEvent, type FocusEvent, type KeyboardEvent, useState } from 'react'
import { type Month, type RefusalDetail, Refusal, month } from '#kernel'
import { type Typing, amountTyping, countTyping, dayTyping, decimalTyping, rateTyping, readTyped } from '#ui'
import { useCase, usePlace } from './context.ts'
import { emptied, fit, schemaAt } from './schema-at.ts'

export type EntryKind = 'money' | 'rate' | 'decimal' | 'count' | 'day' | 'month' | 'text'

const textTyping: Typing<string> = { read: (text) => text.trim(), show: (value) => value, edit: (value) => value }

/** `202503`, `2025.3`, `2025年3月` → `2025-03`. */
const monthTyping: Typing<Month> = {
  read: (text) => {
    const match = /^(\d{4})-?(\d{1,2})$/.exec(text.normalize('NFKC').trim().replace(/[年./]/g, '-').replace(/月$/, ''))
    if (!match) throw new Refusal({ code: 'month.unreadable', message: `月份「${text.slice(0, 30)}」无法识别`, value: text, expected: '年-月，如 2025-03' })
    return month(`${match[1]}-${match[2]!.padStart(2, '0')}`)
  },
  show: (value) => value,
  edit: (value) => value,
}

/** What stands in a case file is text or a whole number, whatever it means. */
function anyOf<T extends string | number>({ read, show, edit }: Typing<T>): Typing<string | number> {
  return { read, show: (value) => show(value as T), edit: (value) => edit(value as T) }
}

const TYPINGS: Readonly<Record<EntryKind, Typing<string | number>>> = {
  money: anyOf(amountTyping), rate: anyOf(rateTyping), decimal: anyOf(decimalTyping), count: anyOf(countTyping), day: anyOf(dayTyping(null)), month: anyOf(monthTyping), text: anyOf(textTyping),
}

export interface Entry {
  readonly value: string | number | null
  readonly text: string
  readonly refusal: RefusalDetail | null
  readonly isTyping: boolean
  /** Puts pasted text in; what cannot be read stays as text with its error. */
  readonly enter: (text: string) => void
  readonly handlers: {
    readonly value: string
    readonly onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => void
    readonly onFocus: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => void
    readonly onBlur: () => void
    readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void
  }
}

/**
 * One typed place of the case: every readable keystroke goes into the case at once, unreadable text stays in the field and
 * in the list of what is to be put right, also while another sheet is open.
 */
export function useEntry(pointer: string, kind: EntryKind): Entry {
  const store = useCase()
  const raw = usePlace<string | number | null | undefined | readonly number[]>(pointer)
  const kept = store.unreadAt(pointer)
  const [draft, setDraft] = useState<string | null>(kept?.text ?? null)
  const [isTyping, setTyping] = useState(false)
  const [before, setBefore] = useState<unknown>(raw)
  const typing = TYPINGS[kind]
  const value = typeof raw === 'string' || typeof raw === 'number' ? raw : null
  const text = draft ?? (value === null ? '' : typing.show(value))
  const take = (typed: string): void => store.setUnread(pointer, typed, intoCase(typed))
  const intoCase = (typed: string): RefusalDetail | null => {
    const reading = readTyped(typed, typing)
    if (reading.refusal !== null) return reading.refusal
    const schema = schemaAt(pointer, store.caseFile)
    const result = reading.value === null || reading.value === '' ? emptied(schema, kind === 'money') : fit(schema, reading.value)
    if (result.refusal === null) store.set(pointer, result.value)
    return result.refusal === null ? null : asTyped(result.refusal, kind, typed)
  }
  return {
    value, text, refusal: kept?.refusal ?? null, isTyping,
    enter: (typed) => {
      take(typed)
      setDraft(store.unreadAt(pointer)?.text ?? null)
    },
    handlers: {
      value: text,
      onChange: (event) => {
        setDraft(event.target.value)
        take(event.target.value)
      },
      onFocus: (event) => {
        setTyping(true)
        setBefore(raw)
        const field = event.target
        if (!(field instanceof HTMLInputElement)) return
        const begun = field.value
        field.select()
        // The click that brought the focus puts its caret afterwards; what was typed meanwhile is not selected again.
        requestAnimationFrame(() => { if (document.activeElement === field && field.value === begun) field.select() })
      },
      onBlur: () => {
        setTyping(false)
        if (store.unreadAt(pointer) === undefined) setDraft(null)
      },
      onKeyDown: (event) => {
        if (event.key !== 'Escape' || draft === null) return
        event.stopPropagation()
        store.setUnread(pointer, '', null)
        store.set(pointer, before)
        setDraft(typeof before === 'string' || typeof before === 'number' ? typing.edit(before) : '')
      },
    },
  }
}

/** A rule of the case file in the words of the field: percent are typed where it holds a decimal. */
function asTyped(refusal: RefusalDetail, kind: EntryKind, typed: string): RefusalDetail {
  const { message, expected = '', ...rest } = refusal
  const words = (text: string): string => (kind === 'rate' ? text.replace(/(-?\d+) 至 (\d+) ?的小数文本.*/, (_, from: string, to: string) => `${Number(from) * 100} % 至 ${Number(to) * 100} %`).replace(/不大于 1 ?的小数文本.*/, '不大于 100 %') : text.replace('小数文本', '小数'))
  return { ...rest, message: words(message), value: typed, ...(expected === '' ? {} : { expected: words(expected) }) }
}
