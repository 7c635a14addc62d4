import type { CaseFile } from '#common/assessment/domain'
import { keptHere } from '#ui'
import type { Unread } from './case-store.ts'

/** What was typed into a draft and is not sent: with the draft it was typed on, so that it can be put together with what came since. */
export interface Kept {
  readonly rowVersion: number
  readonly base: Partial<CaseFile>
  readonly caseFile: Partial<CaseFile>
  readonly unread: readonly Unread[]
}

/** What waits; nothing where it cannot be read any more. */
export function keptDraft(name: string): Kept | null {
  const what = keptHere(name) as Partial<Kept> | null
  return what === null || what.base === undefined || what.caseFile === undefined ? null : { rowVersion: what.rowVersion ?? 1, base: what.base, caseFile: what.caseFile, unread: what.unread ?? [] }
}
