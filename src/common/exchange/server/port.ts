/** A file that waits at the port. */
export interface Offered {
  readonly name: string
  /** Changes when the file does; so that one that could not be taken is not tried again and again. */
  readonly mark: string
}

/** Where a bank's files go and come from (docs/exchange.md has the contract of each). What fails throws a refusal with the reason. */
export interface ExchangePort {
  readonly kind: 'FOLDER' | 'HTTP' | 'NONE'
  /** Folder or address, without what is secret. */
  readonly place: string
  /** What is missing; null when it works. */
  readonly why: string | null
  list(): Promise<readonly Offered[]>
  take(name: string): Promise<Uint8Array>
  /** Says that a file is kept and need not be offered again. */
  done(name: string): Promise<void>
  /** Puts a file aside that cannot be used, with the reason beside it. */
  quarantine(name: string, reason: string): Promise<void>
  /** Puts a file where the other side finds it; the same name and bytes again change nothing. */
  put(name: string, bytes: Uint8Array): Promise<void>
}
