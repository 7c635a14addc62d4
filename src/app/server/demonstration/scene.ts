import type { Day } from '#kernel'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import type { FileStore } from '#platform/files'

/** Where and when the acts of the demonstration take place. */
export interface Scene {
  readonly tx: Tx
  readonly files: FileStore
  readonly on: Day
  /** The next instant of the day; each act is a few minutes after the one before. */
  readonly clock: () => Date
  readonly staff: (login: string) => Staff
}
