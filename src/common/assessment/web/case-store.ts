import { type Assessment, type CaseFile, type Coaching, type ContradictionSeen, type DeviationSeen, Judgement, type JudgementPack, type Reason, type Working, assessmentOf, coach, contradictionsOf, deviationsBeyond, demandsOf } from '#common/assessment/domain'
import type { Environment } from '#common/figures/domain'
import type { RefusalDetail } from '#kernel'
import { LiveSheet } from '#common/figures/web'
import { placed, keysOf, valueAt } from './place.ts'

type Listener = () => void

/** What one act changed, so that it can be taken back. */
interface Change {
  readonly pointer: string
  readonly before: unknown
}

/** Text that could not go into the case, kept where it was typed. */
export interface Unread {
  readonly pointer: string
  readonly text: string
  readonly refusal: RefusalDetail
}

interface WatchedPlace {
  value: unknown
  readonly listeners: Set<Listener>
}

/**
 * A case on the screen: what is typed goes in at a place, the judgement recomputes what rests on it, and only the cells
 * that show something else are told.
 */
export class CaseStore {
  readonly pack: JudgementPack
  readonly isOpen: boolean
  readonly figures: LiveSheet<Working>
  private readonly judgement: Judgement
  private current: CaseFile
  private judged: Assessment | null = null
  private demanded: readonly Reason[] | null = null
  private readonly places = new Map<string, WatchedPlace>()
  private readonly listeners = new Set<Listener>()
  private readonly afterwards = new Set<Listener>()
  private isDrawing = false
  private readonly past: Change[] = []
  private readonly unreadTexts = new Map<string, Unread>()
  private unreadList: readonly Unread[] = []

  constructor(caseFile: CaseFile, pack: JudgementPack, isOpen: boolean) {
    this.pack = pack
    this.isOpen = isOpen
    this.current = caseFile
    this.judgement = new Judgement(caseFile, pack)
    this.figures = new LiveSheet(this.judgement.sheet)
  }

  get caseFile(): CaseFile {
    return this.current
  }

  /** What judgement computes on, and where it looks figures up: for questions that are no single figure. */
  get working(): Working {
    return this.judgement.sheet.source
  }

  get environment(): Environment {
    return this.judgement.sheet
  }

  /** The whole judgement of what stands here now; worked out once a change. */
  assessment = (): Assessment => {
    this.judged ??= assessmentOf(this.judgement)
    return this.judged
  }

  /** What the form still lacks by this bank's measure. */
  demands = (): readonly Reason[] => {
    this.demanded ??= demandsOf(this.judgement.sheet, this.pack)
    return this.demanded
  }

  /** What to do next [S1-65]. */
  coaching = (): Coaching => coach(this.judgement)

  /** The log of contradictions, and the deviations besides the checks that ask for their cause [S2-64, S2-65]. */
  contradictions = (): readonly ContradictionSeen[] => contradictionsOf(this.judgement.sheet)
  deviations = (): readonly DeviationSeen[] => deviationsBeyond(this.judgement.sheet, this.pack)

  at = (pointer: string): unknown => valueAt(this.current, pointer)

  /** Puts a value at a place; undefined empties an optional one. */
  set(pointer: string, value: unknown): void {
    const before = this.at(pointer)
    if (before === value) return
    this.past.push({ pointer, before })
    this.take(placed(this.current, pointer, value), pointer)
  }

  append(list: string, row: object): void {
    this.set(list, [...this.rows(list), row])
  }

  remove(list: string, index: number): void {
    this.set(list, this.rows(list).filter((_, at) => at !== index))
  }

  rows(list: string): readonly unknown[] {
    const rows = this.at(list)
    return Array.isArray(rows) ? rows : []
  }

  /** Takes the last change back; false when there is none. */
  undo(): string | null {
    const last = this.past.pop()
    if (last === undefined) return null
    this.take(placed(this.current, last.pointer, last.before), last.pointer)
    return last.pointer
  }

  unreadAt(pointer: string): Unread | undefined {
    return this.unreadTexts.get(pointer)
  }

  /** Everything typed that is not in the case. */
  unread = (): readonly Unread[] => this.unreadList

  /** Remembers text that was refused, or forgets it once it is right. */
  setUnread(pointer: string, text: string, refusal: RefusalDetail | null): void {
    if (refusal === null && !this.unreadTexts.delete(pointer)) return
    if (refusal !== null) this.unreadTexts.set(pointer, { pointer, text, refusal })
    this.unreadList = [...this.unreadTexts.values()]
    for (const listener of this.listeners) listener()
  }

  /** Parts that came from elsewhere: evidence of the store, checks a bill gave. They are no typing and cannot be undone here. */
  receive(parts: Partial<CaseFile>): void {
    this.current = { ...this.current, ...parts }
    this.recompute(Object.keys(parts) as (keyof CaseFile)[])
  }

  /** Hears of every change of the case, after the cells have. */
  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Hears once after a burst of typing, when the screen has drawn: for sentences, which may follow the figures. */
  subscribeAfterwards = (listener: Listener): (() => void) => {
    this.afterwards.add(listener)
    return () => this.afterwards.delete(listener)
  }

  subscribePlace(pointer: string, listener: Listener): () => void {
    const entry = this.places.get(pointer) ?? { value: this.at(pointer), listeners: new Set() }
    this.places.set(pointer, entry)
    entry.listeners.add(listener)
    return () => {
      entry.listeners.delete(listener)
      if (entry.listeners.size === 0) this.places.delete(pointer)
    }
  }

  private take(next: CaseFile, pointer: string): void {
    this.current = next
    this.recompute([keysOf(pointer)[0] as keyof CaseFile])
  }

  private recompute(changed: readonly (keyof CaseFile)[]): void {
    this.judged = null
    this.demanded = null
    this.judgement.update(this.current, changed)
    for (const [pointer, entry] of this.places) {
      const value = this.at(pointer)
      if (entry.value === value) continue
      entry.value = value
      for (const listener of entry.listeners) listener()
    }
    this.figures.changed()
    for (const listener of this.listeners) listener()
    this.tellAfterwards()
  }

  private tellAfterwards(): void {
    if (this.isDrawing || this.afterwards.size === 0) return
    this.isDrawing = true
    requestAnimationFrame(() => setTimeout(() => {
      this.isDrawing = false
      for (const listener of this.afterwards) listener()
    }))
  }
}
