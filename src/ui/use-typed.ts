import { type ChangeEvent, type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import type { RefusalDetail } from '#kernel'
import { type Typing, readTyped } from './typed.ts'

export interface TypedInput {
  readonly text: string
  readonly refusal: RefusalDetail | null
  readonly isTyping: boolean
  readonly handlers: {
    readonly value: string
    readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void
    readonly onFocus: (event: FocusEvent<HTMLInputElement>) => void
    readonly onBlur: () => void
    readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
  }
}

/** Keeps what is typed apart from what it means: every readable keystroke is passed on, unreadable text stays until it is put right. Where `clears` is said, unreadable text is no value: what stood before must not be taken for it. */
export function useTyped<T>({ value, typing, onChange, clears = false }: { value: T | null; typing: Typing<T>; onChange: (value: T | null) => void; clears?: boolean | undefined }): TypedInput {
  const [draft, setDraft] = useState<string | null>(null)
  const [isTyping, setTyping] = useState(false)
  const [before, setBefore] = useState<T | null>(value)
  const focused = useRef<HTMLInputElement | null>(null)
  // The text changes to the one for typing, which takes the selection away: made again before the next key, or it is written behind what stood there.
  useLayoutEffect(() => { if (isTyping) focused.current?.select() }, [isTyping])
  const reading = draft === null ? null : readTyped(draft, typing)
  const shown = value === null ? '' : typing.show(value)
  const text = draft ?? shown
  return {
    text, isTyping, refusal: reading?.refusal ?? null,
    handlers: {
      value: text,
      onChange: (event) => {
        setDraft(event.target.value)
        const next = readTyped(event.target.value, typing)
        if (next.refusal === null) onChange(next.value)
        else if (clears) onChange(null)
      },
      onFocus: (event) => {
        setTyping(true)
        setBefore(value)
        if (draft === null && value !== null) setDraft(typing.edit(value))
        const input = event.target
        focused.current = input
        const untouched = draft ?? (value === null ? '' : typing.edit(value))
        // A click puts the caret after the focus; what was typed meanwhile stays.
        requestAnimationFrame(() => { if (document.activeElement === input && input.value === untouched) input.select() })
      },
      onBlur: () => {
        setTyping(false)
        if (reading?.refusal === null) setDraft(null)
      },
      onKeyDown: (event) => {
        if (event.key !== 'Escape' || draft === null) return
        event.stopPropagation()
        setDraft(before === null ? '' : typing.edit(before))
        onChange(before)
      },
    },
  }
}
