import type { ReactNode } from 'react'

/** One sentence and one act. */
export function EmptyState({ says, act }: { says: string; act?: ReactNode }) {
  return <div className="empty"><p>{says}</p>{act}</div>
}
