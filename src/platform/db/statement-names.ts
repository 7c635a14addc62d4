/** More than the program's own pages and acts ask; each costs every connection the memory of its plan. */
const MOST: number = 400
/** A statement is worth a name when it comes again: those that differ with every call, as many rows in one insert, never do. */
const ENOUGH: number = 3
/** A plan kept for any figures cannot tell that `where state = $9` names a partial index. */
const BY_PARTIAL_INDEX = /\bon conflict \([^)]*\) where\b/i

const seen = new Map<string, number>()
const names = new Map<string, string>()

/** The name under which a connection keeps the plan of a statement; none for one that is better planned anew. */
export function nameOf(text: string): string | undefined {
  const name = names.get(text)
  if (name !== undefined || names.size >= MOST) return name
  const times = (seen.get(text) ?? 0) + 1
  if (seen.size > MOST * ENOUGH) seen.clear()
  seen.set(text, times)
  if (times < ENOUGH || BY_PARTIAL_INDEX.test(text)) return undefined
  seen.delete(text)
  const given = `w${names.size + 1}`
  names.set(text, given)
  return given
}
