import type { CaseFile } from '#common/assessment/domain'
import type { Unread } from './case-store.ts'

/** What was typed into a draft and is not sent: with the draft it was typed on, so that it can be put together with what came since. */
export interface Kept {
  readonly rowVersion: number
  readonly base: Partial<CaseFile>
  readonly caseFile: Partial<CaseFile>
  readonly unread: readonly Unread[]
}

/** Keeps it in this browser until it is sent; a browser that keeps nothing (private, full) leaves it in the tab alone. */
export function keep(name: string, what: Kept): void {
  try {
    localStorage.setItem(name, JSON.stringify(what))
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}

export function forget(name: string): void {
  localStorage.removeItem(name)
}

/** What waits; nothing where it cannot be read any more. */
export function kept(name: string): Kept | null {
  const text = localStorage.getItem(name)
  if (text === null) return null
  const what = JSON.parse(text) as Partial<Kept>
  return what.base === undefined || what.caseFile === undefined ? null : { rowVersion: what.rowVersion ?? 1, base: what.base, caseFile: what.caseFile, unread: what.unread ?? [] }
}
