import { createHash } from 'node:crypto'
import path from 'node:path'
import { NOBODY, canReach } from './binaries.ts'

const SYSTEM_FOLDER = '/var/lib/weidai'

export interface Place {
  /** Data, log, lock and passwords of the embedded server. */
  readonly home: string
  /** Copies of the PostgreSQL binaries, where the installed ones cannot be reached. */
  readonly shelf: string
}

/**
 * Where the embedded server of a checkout lives: in its `var/`. Only when root started it in a folder nobody else may
 * enter (such as root's home) the data go to /var/lib/weidai/<hash of the path>, because PostgreSQL does not run as root.
 */
export function placeFor(checkout: string): Place {
  const hidden = process.getuid?.() === 0 && !canReach(path.join(checkout, 'var'), NOBODY)
  if (!hidden) return { home: path.join(checkout, 'var'), shelf: SYSTEM_FOLDER }
  const name = createHash('sha256').update(path.resolve(checkout)).digest('hex').slice(0, 12)
  return { home: path.join(SYSTEM_FOLDER, name), shelf: SYSTEM_FOLDER }
}
