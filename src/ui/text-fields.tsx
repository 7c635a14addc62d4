import { Field, type FieldProps } from './field.tsx'
import { useKitWords } from './kit-words.ts'

interface TextProps extends FieldProps {
  value: string
  onChange: (value: string) => void
}

export function TextField({ value, onChange, type = 'text', autoComplete = 'off', autoFocus = false, maxLength, placeholder, ...field }: TextProps & { type?: 'text' | 'password' | 'tel' | 'search'; autoComplete?: string; autoFocus?: boolean; maxLength?: number; placeholder?: string }) {
  return <Field {...field}>{(control) => <input {...control} type={type} value={value} autoComplete={autoComplete} autoFocus={autoFocus} maxLength={maxLength} placeholder={placeholder} onChange={(event) => onChange(event.target.value)} />}</Field>
}

export function NoteField({ value, onChange, rows = 3, maxLength, placeholder, ...field }: TextProps & { rows?: number; maxLength?: number; placeholder?: string }) {
  return <Field {...field}>{(control) => <textarea {...control} rows={rows} value={value} maxLength={maxLength} placeholder={placeholder} onChange={(event) => onChange(event.target.value)} />}</Field>
}

export interface Choice<V extends string> {
  readonly value: V
  readonly label: string
}

/** One of a short list; the system's own list, which is the best one on a phone. For long lists with search use antd's Select inside `AntdTheme`. */
export function ChoiceField<V extends string>({ value, onChange, choices, placeholder, ...field }: FieldProps & { value: V | null; onChange: (value: V) => void; choices: readonly Choice<V>[]; placeholder?: string }) {
  const say = useKitWords()
  return (
    <Field {...field}>
      {(control) => (
        <select {...control} value={value ?? ''} onChange={(event) => { const chosen = choices.find((choice) => choice.value === event.target.value); if (chosen) onChange(chosen.value) }}>
          {value === null ? <option value="" disabled>{placeholder ?? say('choose')}</option> : null}
          {choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
        </select>
      )}
    </Field>
  )
}

export function CheckField({ label, checked, onChange, disabled = false }: { label: string; checked: boolean; onChange: (checked: boolean) => void; disabled?: boolean }) {
  return <label className="checkbox"><input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} /><span>{label}</span></label>
}
