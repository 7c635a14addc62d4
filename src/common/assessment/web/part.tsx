import { type ReactNode } from 'react'
import { Button, announce } from '#ui'
import { Backing } from './backing.tsx'
import { useCase, usePlace } from './context.ts'

interface PartProps {
  title: string
  /** Place of the part; its evidence stands at the head. */
  at?: string
  hint?: ReactNode
  tools?: ReactNode
  children: ReactNode
}

/** A part of a form: title, its evidence, its fields in columns. */
export function Part({ title, at, hint, tools, children }: PartProps) {
  return (
    <section className="part" aria-label={title}>
      <header><h3>{title}</h3>{hint === undefined ? null : <span className="small muted">{hint}</span>}{tools}{at === undefined ? null : <Backing pointer={`${at}/evidence`} label={title} />}</header>
      <div className="part-body">{children}</div>
    </section>
  )
}

/** The fields of a part side by side. */
export function PartGrid({ children }: { children: ReactNode }) {
  return <div className="part-grid">{children}</div>
}

/** A part a case may do without: an act to begin it, and one to take it away again. */
export function OptionalPart({ title, at, none, add, blank, hasEvidence = true, children }: { title: string; at: string; none: string; add: string; blank: () => object; hasEvidence?: boolean; children: ReactNode }) {
  const store = useCase()
  const isThere = usePlace<object | null>(at) !== null
  if (!isThere) {
    return (
      <section className="part" aria-label={title}>
        <header><h3>{title}</h3></header>
        <div className="part-empty"><span>{none}</span>{store.isOpen ? <Button kind="plain" icon="plus" onClick={() => store.set(at, blank())}>{add}</Button> : null}</div>
      </section>
    )
  }
  const remove = (): void => {
    store.set(at, null)
    announce(`已移去「${title}」`, () => { store.undo() })
  }
  return <Part title={title} {...(hasEvidence ? { at } : {})} tools={store.isOpen ? <Button kind="quiet" onClick={remove}>移去</Button> : null}>{children}</Part>
}
