import { type MouseEvent, type ReactNode, useId } from 'react'
import { Icon, type IconName } from './icons.tsx'
import { useKitWords } from './kit-words.ts'

interface ButtonProps {
  children: ReactNode
  onClick?: (event: MouseEvent) => void
  /** `act`: the one act of this screen; `plain`: beside it; `quiet`: text only; `stop`: ends or deletes something. */
  kind?: 'act' | 'plain' | 'quiet' | 'stop'
  type?: 'button' | 'submit'
  icon?: IconName
  busy?: boolean
  /** Why it cannot be pressed now: the button stays reachable and says so. */
  disabledReason?: string | null | undefined
  wide?: boolean
}

/** A button that is off keeps its place in the tab order and carries its reason, for eyes and for screen readers. */
export function Button({ children, onClick, kind = 'plain', type = 'button', icon, busy = false, disabledReason, wide = false }: ButtonProps) {
  const reasonId = useId()
  const say = useKitWords()
  const isOff = busy || (disabledReason !== null && disabledReason !== undefined)
  const press = (event: MouseEvent): void => {
    if (isOff) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <DisabledReason id={reasonId} reason={disabledReason ?? null} wide={wide}>
      <button type={type} className={`button button-${kind}${wide ? ' button-wide' : ''}`} aria-disabled={isOff} aria-busy={busy} aria-describedby={disabledReason ? reasonId : undefined} onClick={press}>
        {icon === undefined ? null : <Icon name={icon} size={16} />}
        {children}
        {busy ? <i className="button-busy" aria-label={say('busy')} /> : null}
      </button>
    </DisabledReason>
  )
}

/** Puts the reason why something is off beside it: on hover and focus at the desk, always in print order for readers. */
export function DisabledReason({ id, reason, wide = false, children }: { id: string; reason: string | null; wide?: boolean; children: ReactNode }) {
  return (
    <span className={`reasoned${wide ? ' reasoned-wide' : ''}`}>
      {children}
      {reason === null ? null : <span className="reason" role="tooltip" id={id}>{reason}</span>}
    </span>
  )
}

export function IconButton({ icon, label, onClick, size = 18 }: { icon: IconName; label: string; onClick: (event: MouseEvent) => void; size?: number }) {
  return <button type="button" className="icon-button" aria-label={label} title={label} onClick={onClick}><Icon name={icon} size={size} /></button>
}
