import './debit.css'
import type { ReactNode } from 'react'
import type { Tone } from '#ui'

export interface Share {
  readonly id: string
  readonly label: string
  readonly tone: Tone
  readonly weight: number
  readonly shown: ReactNode
}

/** A whole in its shares, seen before it is read: a bar, and each share in words under it. */
export function ShareBar({ label, shares }: { label: string; shares: readonly Share[] }) {
  const whole = shares.reduce((sum, one) => sum + one.weight, 0)
  return (
    <figure className="stack" aria-label={label}>
      <div className="share-bar" aria-hidden>{whole === 0 ? null : shares.filter((one) => one.weight > 0).map((one) => <span key={one.id} className={`share-${one.tone}`} style={{ flexGrow: one.weight }} />)}</div>
      <ul className="share-legend">{shares.map((one) => <li key={one.id} className={`share-of-${one.tone}`}><span className="small muted">{one.label}</span>{one.shown}</li>)}</ul>
    </figure>
  )
}
