import type { ReactNode } from 'react'

/** One register of the panel under its name, with its act beside it. */
export function Section({ title, note, act, children }: { title: string; note?: ReactNode; act?: ReactNode; children: ReactNode }) {
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head"><h2>{title}{note === undefined ? null : <span className="application-note">{note}</span>}</h2>{act}</div>
      {children}
    </section>
  )
}
