import { type ReactNode, memo, useEffect, useRef } from 'react'
import { type Fen, fen } from '#kernel'
import { Money, Rate } from '#ui'
import { useCase, usePlace } from './context.ts'
import { type EntryKind, useEntry } from './entry.ts'
import { registerCell } from './grid-keys.ts'
import { wordsAt } from './schema-at.ts'
import { choicesOf, wordOf } from './words.ts'

export type CellKind = EntryKind | 'choice' | 'check'

export interface CellProps {
  /** Place in the case file. */
  pointer: string
  kind: CellKind
  /** Read to those who cannot see the row and column. */
  label: string
  placeholder?: string
}

/** One typed cell of a ledger, bound to its place in the case. */
export const Cell = memo(function Cell(props: CellProps) {
  const { kind } = props
  if (kind === 'choice') return <ChoiceCell {...props} />
  if (kind === 'check') return <CheckCell {...props} />
  return <TypedCell {...props} kind={kind} />
})

/** While nobody types, the figure is drawn over its input as computed ones are, with small fen. */
function TypedCell({ pointer, kind, label, placeholder }: CellProps & { kind: EntryKind }) {
  const store = useCase()
  const entry = useEntry(pointer, kind)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => (input.current === null ? undefined : registerCell(input.current, entry.enter)))
  const shown = shownValue(kind, entry.value)
  if (!store.isOpen) return <span className="sheet-read">{shown}</span>
  const error = entry.isTyping ? undefined : entry.refusal?.message
  const isText = kind === 'text'
  const isDrawn = !isText && !entry.isTyping && entry.refusal === null && entry.value !== null
  return (
    <span className="sheet-typed">
      <input
        ref={input} size={1} id={placeId(pointer)} data-cell data-pointer={pointer} className={`sheet-input${isText ? ' sheet-input-text' : ''}${error ? ' sheet-input-invalid' : ''}${isDrawn ? ' sheet-input-drawn' : ''}`}
        aria-label={label} aria-invalid={error !== undefined} title={error} placeholder={placeholder} inputMode={isText ? 'text' : 'decimal'} autoComplete="off" data-keypad={keypadOf(kind)} {...entry.handlers}
      />
      {isDrawn ? <span className="sheet-drawn" aria-hidden>{shown}</span> : null}
    </span>
  )
}

function ChoiceCell({ pointer, label }: CellProps) {
  const store = useCase()
  const value = usePlace<string | undefined>(pointer)
  const field = pointer.split('/').at(-1) ?? ''
  if (!store.isOpen) return <span className="sheet-read">{value === undefined ? '—' : (wordOf(field, value) ?? value)}</span>
  return (
    <select id={placeId(pointer)} data-cell className="sheet-select" aria-label={label} value={value ?? ''} onChange={(event) => store.set(pointer, event.target.value)}>
      {value === undefined ? <option value="">—</option> : null}
      {choicesOf(field, wordsAt(pointer, store.caseFile)).map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
    </select>
  )
}

function CheckCell({ pointer, label }: CellProps) {
  const store = useCase()
  const value = usePlace<boolean | undefined>(pointer)
  if (!store.isOpen) return <span className="sheet-read">{value === true ? '是' : '否'}</span>
  return <span className="ledger-check"><input id={placeId(pointer)} data-cell type="checkbox" aria-label={label} checked={value === true} onChange={(event) => store.set(pointer, event.target.checked)} /></span>
}

/** Id of the field that holds a place, so that lists of errors can lead there. */
export function placeId(pointer: string): string {
  return `at${pointer.replaceAll('/', '-')}`
}

export function shownValue(kind: EntryKind, value: string | number | null): ReactNode {
  if (value === null || value === '') return <span className="money muted">—</span>
  switch (kind) {
    case 'money': return <Money fen={typeof value === 'number' ? fen(value) : (0 as Fen)} />
    case 'rate': return <Rate value={String(value)} />
    case 'count': return <span className="money">{Number(value).toLocaleString('zh-CN')}</span>
    case 'decimal': case 'day': case 'month': return <span className="money">{value}</span>
    case 'text': return <span>{value}</span>
  }
}

export function keypadOf(kind: EntryKind): string | undefined {
  if (kind === 'money') return 'amount'
  if (kind === 'rate' || kind === 'decimal') return 'decimal'
  return kind === 'count' ? 'whole' : undefined
}
