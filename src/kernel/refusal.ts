/** An expected "no": what was wrong, where, with which value, and what would have been right. */
export interface RefusalDetail {
  /** Stable code, words joined by dots and dashes: `committee.not-a-member`. */
  readonly code: string
  /** One Chinese sentence a banker understands. */
  readonly message: string
  /** JSON pointer to the offending value, where there is one. */
  readonly at?: string
  readonly value?: unknown
  /** What is expected instead, in Chinese. */
  readonly expected?: string
  /** The place in the words of a person: `资产负债表 现金 第1行`; a screen shows this and never `at`. */
  readonly where?: string
  /** What a program may send instead, in internal words. */
  readonly allowed?: readonly string[]
}

/** The one class every expected refusal is thrown as; it is rendered in one place per door (HTTP, command line, screen). */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly at: string | undefined
  readonly value: unknown
  readonly expected: string | undefined
  readonly where: string | undefined
  readonly allowed: readonly string[] | undefined
  /** HTTP status the server answers with; 400 unless the cause is another. */
  readonly status: number

  constructor(detail: RefusalDetail, status = 400) {
    super(detail.message)
    this.code = detail.code
    this.at = detail.at
    this.value = detail.value
    this.expected = detail.expected
    this.where = detail.where
    this.allowed = detail.allowed
    this.status = status
  }

  toJSON(): RefusalDetail {
    return {
      code: this.code,
      message: this.message,
      ...(this.at === undefined ? {} : { at: this.at }),
      ...(this.value === undefined ? {} : { value: shorten(this.value) }),
      ...(this.expected === undefined ? {} : { expected: this.expected }),
      ...(this.where === undefined ? {} : { where: this.where }),
      ...(this.allowed === undefined ? {} : { allowed: this.allowed }),
    }
  }
}

/** A broken invariant is a bug: stop rather than go on wrong. */
export function assert(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`invariant broken: ${what}`)
}

/** A refusal quotes the value it refuses, but never carries a megabyte of it back. */
function shorten(value: unknown): unknown {
  if (typeof value === 'string') return value.length > 120 ? `${value.slice(0, 120)}…` : value
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}'
  return typeof value === 'bigint' ? String(value) : value
}
