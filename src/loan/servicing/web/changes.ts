import { api } from '#ui'
import type { NotePage } from '#loan/servicing/domain'

/** What is read anew after an act on a note. */
export function changesOf({ caseId }: Pick<NotePage, 'caseId'>): string[] {
  return ['/api/notes', '/api/note-requests', '/api/repricing', ...(caseId === null ? [] : [api.notesOfCase(caseId)])]
}
