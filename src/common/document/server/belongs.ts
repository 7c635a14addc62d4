/** What a document is of: a case, or a note that has none. */
export type Belongs = { readonly caseId: string } | { readonly noteId: string }

/** The column that says so, and the chain on which it is recorded. */
export function placeOf(of: Belongs): { readonly column: 'case_id' | 'note_id'; readonly id: string } {
  return 'caseId' in of ? { column: 'case_id', id: of.caseId } : { column: 'note_id', id: of.noteId }
}
