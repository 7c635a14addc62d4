import type { ReactNode } from 'react'
import { Button, IconButton } from '#ui'
import type { Fault } from './draft.ts'
import { within } from './leaf-field.tsx'
import { useWords } from './words.ts'

/** Lines of a list, each with its number and a way to drop it, and one more at the foot. */
export function Lines({ items, onChange, fresh, faults, isShort = false, children }: { items: readonly unknown[]; onChange: (items: unknown) => void; fresh: unknown; faults: readonly Fault[]; isShort?: boolean; children: (item: unknown, i: number, change: (next: unknown) => void) => ReactNode }) {
  const say = useWords()
  return (
    <div className={`policy-lines${isShort ? ' policy-lines-short' : ''}`}>
      <ol>
        {items.map((item, i) => (
          <li key={i}>
            <span className="muted small">{i + 1}</span>
            <div>{children(item, i, (next) => onChange(items.map((each, at) => (at === i ? next : each))))}<FaultLine faults={within(faults, String(i))} /></div>
            <IconButton icon="cross" label={say('dropLine', { n: i + 1 })} onClick={() => onChange(items.filter((_, at) => at !== i))} />
          </li>
        ))}
      </ol>
      <FaultLine faults={faults} />
      <div><Button kind="quiet" icon="plus" onClick={() => onChange([...items, fresh])}>{say('addLine')}</Button></div>
    </div>
  )
}

/** What is wrong with a whole list or line, rather than with one field of it. */
export function FaultLine({ faults }: { faults: readonly Fault[] }) {
  const say = useWords()
  const own = faults.find(({ at }) => at.length === 0)
  return own === undefined ? null : <div className="field-error" role="alert">{say('shouldBe', { expected: own.expected })}</div>
}

/** The items of a list, none while there is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
