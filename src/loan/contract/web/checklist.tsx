import type { CheckItem } from '#loan/contract/domain'

/** A checklist: each line with its state, what was found, and who sees to it while it is open. */
export function Checklist({ items, label }: { items: readonly CheckItem[]; label: string }) {
  return (
    <ul className="contract-list" aria-label={label}>
      {items.map((item) => (
        <li key={item.code} data-done={item.done}>
          <span className={item.done ? 'contract-done' : 'contract-open'} aria-hidden>{item.done ? '✓' : '○'}</span>
          <span>{item.title}<span className="unseen">{item.done ? '，已办' : '，未办'}</span></span>
          <span className="small muted">{item.says}{item.done || item.who === '' ? '' : ` · ${item.who}`}</span>
        </li>
      ))}
    </ul>
  )
}
