import type { Readable } from 'node:stream'

/** Where the bytes of files lie. A file is named by bank and content hash, so that writing it twice is one file and a changed file has another name. */
export interface FileStore {
  /** Keeps the finished file at `path` under its hash; the path may be moved away. */
  keep(bankId: number, hash: string, path: string): Promise<void>
  /** Undefined when there is no such file. */
  read(bankId: number, hash: string): Promise<Readable | undefined>
}

/** Name inside the store: `3/ab/abcd…`. */
export function nameOf(bankId: number, hash: string): string {
  return `${bankId}/${hash.slice(0, 2)}/${hash}`
}
