import { useMemo, useRef } from 'react'
import { type Day, type Fen, type RefusalDetail, capitals } from '#kernel'
import { Field, type FieldProps } from './field.tsx'
import { Icon } from './icons.tsx'
import { type Typing, amountTyping, countTyping, dayTyping, decimalTyping, rateTyping, readTyped, shortYuan } from './typed.ts'
import { useTyped } from './use-typed.ts'
import { useKitWords } from './kit-words.ts'

interface FigureProps<T> extends FieldProps {
  value: T | null
  onChange: (value: T | null) => void
  autoFocus?: boolean
  /** What cannot be read is no value, for forms that act on what is typed. */
  clears?: boolean
}

/** Yuan in, fen out; understands 11.8万, full-width digits and a pasted ¥; echoes in 万 and in capitals. */
export function MoneyField({ fen, echo = true, ...props }: Omit<FigureProps<Fen>, 'value'> & { fen: Fen | null; echo?: boolean }) {
  return <Figure {...props} value={fen} typing={amountTyping} unit="元" keypad="amount" {...(echo ? { echoOf: amountEcho } : {})} />
}

/** Percent in, decimal text out: the field shows 7.20, the value is `0.072`. */
export function RateField(props: FigureProps<string> & { unit?: string }) {
  return <Figure {...props} typing={rateTyping} unit={props.unit ?? '%'} keypad="decimal" />
}

/** A whole number with its unit: 月, 人, 件. */
export function CountField(props: FigureProps<number> & { unit?: string }) {
  return <Figure {...props} typing={countTyping} keypad="whole" />
}

/** Decimal text that is no percent: quantities, areas, factors. */
export function DecimalField(props: FigureProps<string> & { unit?: string }) {
  return <Figure {...props} typing={decimalTyping} keypad="decimal" />
}

/** Typed as 20250314, 2025.3.14, 2025年3月14日 or 3-14; the calendar of the system is one click away. */
export function DayField({ value, onChange, today = null, autoFocus = false, clears, ...field }: FigureProps<Day> & { today?: Day | null }) {
  const say = useKitWords()
  const native = useRef<HTMLInputElement>(null)
  const typing = useMemo(() => dayTyping(today), [today])
  const typed = useTyped({ value, typing, onChange, clears })
  return (
    <Field {...field} error={lateError(typed.refusal, typed.isTyping) ?? field.error}>
      {(control) => (
        <>
          <input {...control} {...typed.handlers} placeholder={say('dayHint')} inputMode="numeric" autoComplete="off" autoFocus={autoFocus} />
          <input ref={native} className="day-native" type="date" tabIndex={-1} aria-hidden value={value ?? ''} disabled={control.disabled} onChange={(event) => { const picked = readTyped(event.target.value, typing); if (picked.refusal === null) onChange(picked.value) }} />
          <button type="button" className="field-tool" disabled={control.disabled} aria-label={say('openCalendar', { field: field.label })} onClick={() => openPicker(native.current)}><Icon name="calendar" /></button>
        </>
      )}
    </Field>
  )
}

function Figure<T>({ value, onChange, typing, unit, keypad, echoOf, autoFocus = false, clears, ...field }: FigureProps<T> & { typing: Typing<T>; unit?: string; keypad: 'amount' | 'decimal' | 'whole'; echoOf?: (value: T) => React.ReactNode }) {
  const typed = useTyped({ value, typing, onChange, clears })
  const echo = echoOf !== undefined && value !== null && typed.refusal === null ? echoOf(value) : undefined
  return (
    <Field {...field} unit={unit} echo={echo} error={lateError(typed.refusal, typed.isTyping) ?? field.error}>
      {(control) => <input {...control} {...typed.handlers} className="field-figure" inputMode="decimal" autoComplete="off" data-keypad={keypad} autoFocus={autoFocus} />}
    </Field>
  )
}

function amountEcho(value: Fen) {
  if (value === 0) return undefined
  return <span className="field-echo"><b>{capitals(value)}</b><span>{shortYuan(value)}</span></span>
}

/** While someone types, half a figure is no mistake yet. */
function lateError(refusal: RefusalDetail | null, isTyping: boolean): RefusalDetail | null {
  return isTyping ? null : refusal
}

/** `showPicker` came after our browser floor; focusing opens the picker of older phones. */
function openPicker(input: HTMLInputElement | null): void {
  if (input === null) return
  if (typeof input.showPicker === 'function') input.showPicker()
  else input.focus()
}
