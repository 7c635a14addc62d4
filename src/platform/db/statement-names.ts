/** More than the program's own pages and acts ask; each costs every connection the memory of its plan. */
const MOST: number = 400
/** A statement is worth a name when it comes again: those that differ with every call, as many rows in one insert, never do. */
const ENOUGH: number = 3
/** A plan made for a list of any length is a guess, and these are the statements of lists. */
const OF_LISTS = /\bunnest\(|\bany\(/

const seen = new Map<string, number>()
const names = new Map<string, string>()

/** The name under which a connection keeps the plan of a statement; none for one that is better planned anew. */
export function nameOf(text: string): string | undefined {
  const name = names.get(text)
  if (name !== undefined || names.size >= MOST) return name
  const times = (seen.get(text) ?? 0) + 1
  if (seen.size > MOST * ENOUGH) seen.clear()
  seen.set(text, times)
  if (times < ENOUGH || OF_LISTS.test(text)) return undefined
  seen.delete(text)
  const given = `w${names.size + 1}`
  names.set(text, given)
  return given
}
