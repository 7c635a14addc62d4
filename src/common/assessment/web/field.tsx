import { type ReactNode } from 'react'
import { capitals, fen } from '#kernel'
import { Field, shortYuan } from '#ui'
import { keypadOf, placeId, shownValue } from './cell.tsx'
import { useCase, usePlace } from './context.ts'
import { type EntryKind, useEntry } from './entry.ts'
import { wordsAt } from './schema-at.ts'
import { choicesOf, fieldName, wordOf } from './words.ts'

interface CaseFieldProps {
  /** Place in the case file. */
  at: string
  kind?: EntryKind | 'choice' | 'note'
  label?: string
  unit?: string
  hint?: ReactNode
  required?: boolean
}

const UNITS: Partial<Record<EntryKind, string>> = { money: '元', rate: '%' }

/** One field of a form, bound to its place in the case; amounts echo in 万 and in capitals. */
export function CaseField(props: CaseFieldProps) {
  const { kind = 'text' } = props
  const { isOpen } = useCase()
  if (!isOpen) return <ReadField {...props} />
  if (kind === 'choice') return <ChoiceField {...props} />
  return <TypedField {...props} kind={kind === 'note' ? 'text' : kind} isNote={kind === 'note'} />
}

function TypedField({ at, kind, label, unit = UNITS[kind], hint, required, isNote }: CaseFieldProps & { kind: EntryKind; isNote: boolean }) {
  const entry = useEntry(at, kind)
  const echo = kind === 'money' && typeof entry.value === 'number' && entry.value > 0 && entry.refusal === null ? <span className="field-echo"><b>{capitals(entry.value)}</b><span>{shortYuan(fen(entry.value))}</span></span> : undefined
  return (
    <Field id={placeId(at)} label={label ?? fieldName(at)} unit={unit} hint={hint} echo={echo} required={required ?? false} error={entry.isTyping ? null : entry.refusal}>
      {(control) => isNote
        ? <textarea {...control} {...entry.handlers} data-pointer={at} rows={3} />
        : <input {...control} {...entry.handlers} data-pointer={at} className={kind === 'money' || kind === 'rate' || kind === 'count' || kind === 'decimal' ? 'field-figure' : undefined} inputMode={kind === 'text' ? 'text' : 'decimal'} autoComplete="off" data-keypad={keypadOf(kind)} placeholder={kind === 'day' ? '年-月-日' : kind === 'month' ? '年-月' : undefined} />}
    </Field>
  )
}

function ChoiceField({ at, label, hint, required }: CaseFieldProps) {
  const store = useCase()
  const value = usePlace<string | undefined>(at)
  return (
    <Field id={placeId(at)} label={label ?? fieldName(at)} hint={hint} required={required ?? false}>
      {(control) => (
        <select {...control} value={value ?? ''} onChange={(event) => store.set(at, event.target.value === '' ? undefined : event.target.value)}>
          {value === undefined ? <option value="">请选择</option> : null}
          {choicesOf(at.split('/').at(-1) ?? '', wordsAt(at, store.caseFile)).map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
        </select>
      )}
    </Field>
  )
}

/** A switch between yes and no. */
export function CaseCheck({ at, label, hint }: { at: string; label?: string; hint?: ReactNode }) {
  const store = useCase()
  const value = usePlace<boolean | undefined>(at)
  return (
    <label className="case-check" htmlFor={placeId(at)}>
      <input id={placeId(at)} type="checkbox" checked={value === true} disabled={!store.isOpen} onChange={(event) => store.set(at, event.target.checked)} />
      <span>{label ?? fieldName(at)}{hint === undefined ? null : <small className="muted">{hint}</small>}</span>
    </label>
  )
}

/** The same place on a submitted version: words, no field. */
function ReadField({ at, kind = 'text', label, unit }: CaseFieldProps) {
  const value = usePlace<string | number | null | undefined>(at)
  const words = kind === 'choice' && typeof value === 'string' ? (wordOf(at.split('/').at(-1) ?? '', value) ?? value) : undefined
  return <dl className="case-read"><dt>{label ?? fieldName(at)}</dt><dd>{words ?? shownValue(kind === 'choice' || kind === 'note' ? 'text' : kind, value ?? null)}{unit === undefined || value === null || value === undefined ? null : <small className="muted"> {unit}</small>}</dd></dl>
}
