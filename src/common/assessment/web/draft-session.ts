import type { CaseFile } from '#common/assessment/domain'
import type { CaseStore } from './case-store.ts'
import type { RefusalDetail } from '#kernel'
import { type Saving, ServerRefusal, clockTime, refusalsIn } from '#ui'

/** The draft as last exchanged with the server. */
export interface Exchanged {
  readonly rowVersion: number
  readonly savedAt: string
}

export type SaveDraftAt = (rowVersion: number, caseFile: CaseFile) => Promise<Exchanged>

/** Someone else saved in between: who and when, in the server's words. */
export type Conflict = RefusalDetail | null

const QUIET_MS = 900
const RETRY_MS = 5_000

/**
 * Saves by itself a moment after the last key. What cannot be sent waits in this tab, also over a reload, and goes when the
 * line is back; a save from an old row version is not forced on anyone.
 */
export class DraftSession {
  readonly store: CaseStore
  private readonly keptAs: string
  private readonly send: SaveDraftAt
  private version: number
  private saving: Saving = { state: 'UNCHANGED' }
  private conflicting: Conflict = null
  private sent: CaseFile
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> | null = null
  private readonly listeners = new Set<() => void>()

  constructor(store: CaseStore, at: Exchanged, options: { keptAs: string; send: SaveDraftAt }) {
    this.store = store
    this.version = at.rowVersion
    this.send = options.send
    this.keptAs = options.keptAs
    this.sent = store.caseFile
  }

  /** Begins to listen; gives back how to stop. Text kept from an interrupted visit is taken up again. */
  start(): () => void {
    this.takeUpKept()
    const stopStore = this.store.subscribe(() => this.later())
    const online = (): void => void this.save()
    const leaving = (event: BeforeUnloadEvent): void => {
      if (!this.isWaiting()) return
      this.keep()
      event.preventDefault()
    }
    addEventListener('online', online)
    addEventListener('beforeunload', leaving)
    return () => {
      stopStore()
      clearTimeout(this.timer)
      removeEventListener('online', online)
      removeEventListener('beforeunload', leaving)
      void this.save()
    }
  }

  get rowVersion(): number {
    return this.version
  }

  state = (): Saving => this.saving
  conflict = (): Conflict => this.conflicting

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** The server wrote the draft itself (a bill brought checks): its row version is the one to go on from. */
  receive(rowVersion: number, parts: Partial<CaseFile>): void {
    this.version = rowVersion
    this.store.receive(parts)
    this.sent = { ...this.sent, ...parts }
    this.tell()
  }

  /** Sends what is not sent yet; resolves when the server has it or has said no. */
  async save(): Promise<boolean> {
    clearTimeout(this.timer)
    if (this.running !== null) await this.running
    if (!this.isWaiting() || this.conflicting !== null) return this.conflicting === null
    this.running = this.exchange()
    await this.running
    this.running = null
    return !this.isWaiting()
  }

  /** Forgets what this tab holds; the caller loads the case anew. */
  giveWay(): void {
    sessionStorage.removeItem(this.keptAs)
    this.sent = this.store.caseFile
    this.conflicting = null
  }

  private async exchange(): Promise<void> {
    const caseFile = this.store.caseFile
    this.show({ state: 'SAVING' })
    try {
      const { rowVersion, savedAt } = await this.send(this.version, caseFile)
      this.version = rowVersion
      this.sent = caseFile
      sessionStorage.removeItem(this.keptAs)
      this.show({ state: 'SAVED', at: clockTime(savedAt) })
    } catch (error) {
      this.keep()
      this.failed(error)
    }
  }

  private failed(error: unknown): void {
    const [first] = refusalsIn(error)
    const status = error instanceof ServerRefusal ? error.status : 500
    if (status === 409 && first?.code === 'draft.stale') this.conflicting = first
    if (status === 0 || status >= 502) {
      this.timer = setTimeout(() => void this.save(), RETRY_MS)
      this.show({ state: 'WAITING', count: 1 })
    } else this.show({ state: 'FAILED', says: first?.message ?? '服务器没有回答', onRetry: () => void this.save() })
  }

  private later(): void {
    if (!this.isWaiting()) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.save(), QUIET_MS)
  }

  private isWaiting(): boolean {
    return this.store.isOpen && this.store.caseFile !== this.sent
  }

  private keep(): void {
    sessionStorage.setItem(this.keptAs, JSON.stringify({ rowVersion: this.version, caseFile: this.store.caseFile }))
  }

  private takeUpKept(): void {
    const text = sessionStorage.getItem(this.keptAs)
    if (text === null || !this.store.isOpen) return
    const { rowVersion, caseFile } = JSON.parse(text) as { rowVersion: number; caseFile: CaseFile }
    const { evidence: _, ...typed } = caseFile
    this.version = rowVersion
    this.store.receive(typed)
    this.later()
  }

  private show(saving: Saving): void {
    this.saving = saving
    this.tell()
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }
}
