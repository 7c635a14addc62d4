import type { CaseFile } from '#common/assessment/domain'
import type { CaseStore } from './case-store.ts'
import { type Clash, type Saving, ServerRefusal, clockTime, forgetHere, keepHere, merge, refusalsIn } from '#ui'
import { type Kept, keptDraft } from './kept-draft.ts'
import { placed } from './place.ts'

/** The draft as last exchanged with the server. */
export interface Exchanged {
  readonly rowVersion: number
  readonly savedAt: string
}

export type SaveDraftAt = (rowVersion: number, caseFile: CaseFile) => Promise<Exchanged>

/** The draft as the server has it now, and who saved it. */
export interface Stored extends Exchanged {
  readonly savedBy: { readonly staffId: string; readonly name: string }
  readonly caseFile: CaseFile
}

/** Someone else, or the same person elsewhere, saved in between: what came in from there, and the places both wrote in. */
export interface Meeting {
  /** Null when it is this browser's own text of an earlier time that met the draft. */
  readonly by: Stored['savedBy'] | null
  readonly at: string
  /** Places that came in by themselves. */
  readonly taken: readonly string[]
  /** Places to choose for; nothing is saved before that. */
  readonly clashes: readonly Clash[]
}

export interface Lines {
  /** Under which name this browser keeps what is not sent: of this person and this case. */
  readonly keptAs: string
  readonly send: SaveDraftAt
  readonly read: () => Promise<Stored>
}

const QUIET_MS = 900
const RETRY_MS = 5_000

/**
 * Saves by itself a moment after the last key. What cannot be sent waits in this browser, also when it was closed, and goes when the
 * line is back. A save from an old row version is put together with what was saved meanwhile; where both wrote in one place, a person chooses.
 */
export class DraftSession {
  readonly store: CaseStore
  private readonly lines: Lines
  private version: number
  private saving: Saving = { state: 'UNCHANGED' }
  private met: Meeting | null = null
  /** The draft as it stood at `version`: what is merged from. */
  private sent: CaseFile
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> | null = null
  private readonly listeners = new Set<() => void>()

  constructor(store: CaseStore, at: Exchanged, lines: Lines) {
    this.store = store
    this.version = at.rowVersion
    this.lines = lines
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
    // A phone may end a hidden tab without a word.
    const hidden = (): void => {
      if (this.isWaiting()) this.keep()
      void this.save()
    }
    addEventListener('online', online)
    addEventListener('beforeunload', leaving)
    addEventListener('pagehide', hidden)
    return () => {
      stopStore()
      clearTimeout(this.timer)
      removeEventListener('online', online)
      removeEventListener('beforeunload', leaving)
      removeEventListener('pagehide', hidden)
      void this.save()
    }
  }

  get rowVersion(): number {
    return this.version
  }

  state = (): Saving => this.saving
  meeting = (): Meeting | null => this.met

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
    if (!this.isWaiting()) return true
    if (this.isHeld()) return false
    this.running = this.exchange()
    await this.running
    this.running = null
    return !this.isWaiting()
  }

  /** Where both wrote in one place: `theirs` lists the places at which the other's text is taken; the rest stays as typed here. */
  choose(theirs: ReadonlySet<string>): void {
    // From the last to the first: a row that goes does not move those still to be settled.
    for (const clash of [...(this.met?.clashes ?? [])].reverse()) this.settle(clash, theirs.has(clash.pointer))
    this.met = null
    this.tell()
    void this.save()
  }

  /** The note of what came in was read. */
  noted(): void {
    this.met = null
    this.tell()
  }

  /** Reads what was saved elsewhere and puts it together with what is typed here; false where a person has to choose. */
  async catchUp(): Promise<boolean> {
    const { savedBy, savedAt, rowVersion, caseFile } = await this.lines.read()
    const { merged, clashes, taken } = merge(ownParts(this.sent), ownParts(this.store.caseFile), ownParts(caseFile))
    this.version = rowVersion
    this.sent = caseFile
    this.store.receive({ ...merged, evidence: caseFile.evidence, system: caseFile.system })
    if (clashes.length === 0 && taken.length === 0) return true
    this.met = { by: savedBy, at: savedAt, taken, clashes }
    if (clashes.length > 0) this.keep()
    this.tell()
    return clashes.length === 0
  }

  private settle({ pointer, mine, theirs }: Clash, isTheirs: boolean): void {
    const chosen = isTheirs ? theirs : mine
    const [row, list] = [Number(pointer.split('/').at(-1)), pointer.slice(0, pointer.lastIndexOf('/'))]
    if (chosen === undefined && Array.isArray(this.store.at(list))) this.store.receive(placed(this.store.caseFile, list, this.store.rows(list).filter((_, at) => at !== row)))
    else if (isTheirs) this.store.receive(placed(this.store.caseFile, pointer, theirs))
  }

  private isHeld(): boolean {
    return this.met !== null && this.met.clashes.length > 0
  }

  private async exchange(): Promise<void> {
    const caseFile = this.store.caseFile
    this.show({ state: 'SAVING' })
    try {
      const { rowVersion, savedAt } = await this.lines.send(this.version, caseFile)
      this.version = rowVersion
      this.sent = caseFile
      forgetHere(this.lines.keptAs)
      this.show({ state: 'SAVED', at: clockTime(savedAt) })
    } catch (error) {
      this.keep()
      await this.failed(error)
    }
  }

  private async failed(error: unknown): Promise<void> {
    const [first] = refusalsIn(error)
    const status = error instanceof ServerRefusal ? error.status : 500
    if (status === 409 && first?.code === 'draft.stale') return this.meet()
    if (status === 0 || status >= 502) {
      this.timer = setTimeout(() => void this.save(), RETRY_MS)
      this.show({ state: 'WAITING', count: 1 })
    } else this.show({ state: 'FAILED', says: first?.message ?? '服务器没有回答', onRetry: () => void this.save() })
  }

  /** The draft moved on elsewhere: what is typed here goes on top of it, unless both wrote in one place. */
  private async meet(): Promise<void> {
    try {
      if (await this.catchUp()) {
        this.show({ state: 'SAVING' })
        this.timer = setTimeout(() => void this.save(), 0)
      } else this.show({ state: 'FAILED', says: '两处改了同一格，请选用' })
    } catch (error) {
      await this.failed(error)
    }
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
    keepHere(this.lines.keptAs, { rowVersion: this.version, base: ownParts(this.sent), caseFile: ownParts(this.store.caseFile), unread: this.store.unread() } satisfies Kept)
  }

  /** What was typed and not sent, perhaps yesterday: put on top of the draft as it is now. */
  private takeUpKept(): void {
    const waiting = this.store.isOpen ? keptDraft(this.lines.keptAs) : null
    if (waiting === null) return
    const { merged, clashes, taken } = merge(waiting.base, waiting.caseFile, ownParts(this.store.caseFile))
    this.store.receive(merged)
    for (const { pointer, text, refusal } of waiting.unread) this.store.setUnread(pointer, text, refusal)
    this.met = { by: null, at: '', taken, clashes }
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

/** What a person types: the rest is the server's. */
function ownParts(caseFile: Partial<CaseFile>): Partial<CaseFile> {
  const { evidence: _, system: __, id: ___, ...typed } = caseFile
  return typed
}
