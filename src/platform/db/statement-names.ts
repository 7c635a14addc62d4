/** More than the program's own pages and acts ask; each costs every connection the memory of its plan. */
const MOST: number = 400
/** A statement is worth a name when it comes again: those that differ with every call, as many rows in one insert, never do. */
const ENOUGH: number = 3
/** A plan kept for any figures cannot tell that `where state = $9` names a partial index. */
const BY_PARTIAL_INDEX = /\bon conflict \([^)]*\) where\b/i

/** Names of statements: a name belongs to one text for as long as the program runs. */
export class StatementNames {
  readonly #seen = new Map<string, number>()
  readonly #names = new Map<string, string>()

  /** The name under which a connection keeps the plan of a statement; none for one that is better planned anew. */
  of(text: string): string | undefined {
    const name = this.#names.get(text)
    if (name !== undefined || this.#names.size >= MOST) return name
    const times = (this.#seen.get(text) ?? 0) + 1
    if (this.#seen.size > MOST * ENOUGH) this.#seen.clear()
    this.#seen.set(text, times)
    if (times < ENOUGH || BY_PARTIAL_INDEX.test(text)) return undefined
    this.#seen.delete(text)
    const given = `w${this.#names.size + 1}`
    this.#names.set(text, given)
    return given
  }
}

const ours = new StatementNames()

/** The name of a statement in this program. */
export function nameOf(text: string): string | undefined {
  return ours.of(text)
}
