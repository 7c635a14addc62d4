import { type ReactNode, useId } from 'react'
import type { RefusalDetail } from '#kernel'
import { Icon } from './icons.tsx'
import { useKitWords } from './kit-words.ts'

export interface FieldProps {
  label: string
  /** Stable id so that a refusal's list can link here; made up when absent. */
  id?: string | undefined
  hint?: ReactNode
  error?: string | RefusalDetail | null | undefined
  required?: boolean | undefined
  /** Why the field cannot be filled now. */
  disabledReason?: string | undefined
}

export interface ControlProps {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
  readonly 'aria-required': boolean
  readonly disabled: boolean
}

/** Label above, control, unit inside at the right; beneath it an error, else the echo, else the hint. */
export function Field({ label, id, hint, error, required = false, disabledReason, unit, echo, children }: FieldProps & { unit?: string | undefined; echo?: ReactNode; children: (control: ControlProps) => ReactNode }) {
  const made = useId()
  const say = useKitWords()
  const own = id ?? made
  const note = error ? `${own}-error` : (disabledReason ?? hint ?? echo) ? `${own}-note` : undefined
  const isInvalid = Boolean(error)
  return (
    <div className={`field${isInvalid ? ' field-invalid' : ''}`}>
      <label className="field-label" htmlFor={own}>{label}{required ? <span className="field-required" title={say('required')}>*</span> : null}</label>
      <div className="field-control">
        {children({ id: own, 'aria-describedby': note, 'aria-invalid': isInvalid, 'aria-required': required, disabled: disabledReason !== undefined })}
        {unit === undefined ? null : <span className="field-unit">{unit}</span>}
      </div>
      {error ? <FieldError id={`${own}-error`} error={error} /> : <div className="field-note" id={`${own}-note`}>{disabledReason ?? echo ?? hint}</div>}
    </div>
  )
}

function FieldError({ id, error }: { id: string; error: string | RefusalDetail }) {
  const say = useKitWords()
  const text = typeof error === 'string' ? error : error.message
  const expected = typeof error === 'string' ? undefined : error.expected
  return (
    <div className="field-error" id={id} role="alert">
      <Icon name="warning" size={14} />
      <span>{text}{expected === undefined ? null : <span className="field-expected">{say('expectedAfter', { expected })}</span>}</span>
    </div>
  )
}
