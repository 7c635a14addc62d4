import { createHash } from 'node:crypto'
import { EVENT_NAMES, type EventKind, PARTS, type Part, type PlayedNote, type Reallocated, type ReallocatedShown } from '#loan/servicing/domain'
import { Refusal, formatYuan } from '#kernel'

/** What names the differences an act makes to a note as it stands: handed back, it says that exactly these were looked at. */
export function seenOf(noteId: string, rowVersion: number, differences: readonly Reallocated[]): string {
  return createHash('sha256').update(JSON.stringify([noteId, rowVersion, differences])).digest('hex')
}

/** Refuses an act that changes where earlier money went until the difference was shown to who confirms it. */
export function refuseUnseen(token: string, seen: string | null, differences: readonly ReallocatedShown[]): void {
  if (differences.length === 0 || seen === token) return
  const some = differences.slice(0, SHOWN).map((one) => `${one.name}${one.part} ${formatYuan(one.beforeFen)} → ${formatYuan(one.afterFen)}`).join('；')
  throw new Refusal({
    code: seen === null ? 'note.differences-unseen' : 'note.differences-changed', message: `这会改变以前款项的去处（${some}${differences.length > SHOWN ? ' 等' : ''}），须先看过差异再确认`, at: '/seen', value: seen, expected: '试算后确认差异',
  }, 409)
}

const SHOWN = 3

/** Differences in words: the repayment by its number, another event by its name. */
export function namedDifferences({ entries, events }: Pick<PlayedNote, 'entries' | 'events'>, numbers: ReadonlyMap<string, string>, differences: readonly Reallocated[]): ReallocatedShown[] {
  return differences.map(({ id, part, beforeFen, afterFen }) => {
    const event = entries.find((entry) => entry.event.id === id)?.event ?? events.find((one) => one.id === id)
    const name = event === undefined ? id : event.kind === 'REPAID' ? `${event.on} 还款 ${numbers.get(id) ?? '（本笔）'}` : `${event.on} ${EVENT_NAMES[event.kind as EventKind]}`
    return { id, name, part: part === 'SUSPENSE' ? '暂收款' : PARTS[part as Part], beforeFen, afterFen }
  })
}
