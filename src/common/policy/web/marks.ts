import { PARTS } from '#path'
import type { PolicyAnswer } from '#common/policy/domain'
import type { z } from 'zod'

export type Answer = z.output<typeof PolicyAnswer>
/** `below` is what a lock binds to where the value itself is part of what is being changed. */
export type KeyRow = Answer['keys'][number] & { readonly below?: unknown }

/** What makes a key worth a second look; each is a filter of the page. */
export const MARKS = ['proposal', 'changed', 'locked', 'later'] as const
export type Mark = (typeof MARKS)[number]

export function isMark(text: string): text is Mark {
  return MARKS.some((mark) => mark === text)
}

/** Whether a key carries a mark. A proposal that the bank has signed itself is confirmed by it. */
export function hasMark(row: KeyRow, mark: Mark): boolean {
  switch (mark) {
    case 'proposal': return row.proposal && row.layer === null
    case 'changed': return row.layer !== null
    case 'locked': return row.lock !== undefined
    case 'later': return laterStage(row) !== undefined
    default: return mark satisfies never
  }
}

/** The part of the path that will read the key, while it is not built. */
export function laterStage(row: KeyRow): string | undefined {
  const reader = PARTS.find((each) => each.id === row.reader)
  return reader?.built === false ? reader.name : undefined
}

/** Whether a row answers what was typed into the search box: name, key, source or value. */
export function isFound(row: KeyRow, value: string, search: string): boolean {
  const wanted = search.normalize('NFKC').trim().toLowerCase()
  return wanted === '' || [row.name, row.key, row.source, row.groupTitle, value].some((text) => text.toLowerCase().includes(wanted))
}
