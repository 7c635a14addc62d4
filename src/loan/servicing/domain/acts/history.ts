import { z } from 'zod'
import type { EventKind } from '../events.ts'
import { PARTS, type Part } from '../note.ts'

/** What a reader may look for in the life of a note. */
export const HISTORY_KINDS = { REPAYMENT: '还款', ACT: '变更', RATE: '利率', CLASS: '分类与准备', PAPER: '文书' } as const satisfies Record<string, string>
export type HistoryKind = keyof typeof HISTORY_KINDS

const Fen = z.int()
const Person = z.object({ staffId: z.uuid(), name: z.string() })

/** Something that happened to a note: when, by whom, and where each fen of it went. What was taken back stays and names its reversal. */
export const HistoryEntry = z.object({
  id: z.string(), kind: z.enum(Object.keys(HISTORY_KINDS) as [HistoryKind, ...HistoryKind[]]), name: z.string(), number: z.string().nullable(),
  /** From which day it counts, and on which it was booked. */
  on: z.string(), bookedOn: z.string(), at: z.string(), amountFen: Fen.nullable(), /** None: the day-end. */ by: Person.nullable(), approvedBy: Person.nullable(), how: z.string(),
  says: z.array(z.object({ label: z.string(), value: z.string() })), lines: z.array(z.object({ seq: z.int(), part: z.enum(Object.keys(PARTS) as [Part, ...Part[]]), owedFen: Fen, amountFen: Fen, says: z.string() })),
  voucherId: z.uuid().nullable(), reverses: z.object({ id: z.string(), name: z.string() }).nullable(), /** None as its id: a paper made void, which needs no entry of its own. */
  reversedBy: z.object({ id: z.string().nullable(), on: z.string() }).nullable(),
  /** The paper itself, or the receipt of a repayment. */
  documentId: z.uuid().nullable(),
})
export type HistoryEntry = z.output<typeof HistoryEntry>
export const NoteHistory = z.object({ entries: z.array(HistoryEntry) })
export type NoteHistory = z.output<typeof NoteHistory>

/** Under what an event of a note is looked for. */
export function historyKindOf(kind: EventKind): HistoryKind {
  switch (kind) {
    case 'RATE_CHANGED': return 'RATE'
    case 'NON_ACCRUAL': case 'ACCRUAL_AGAIN': return 'CLASS'
    default: return 'ACT'
  }
}
