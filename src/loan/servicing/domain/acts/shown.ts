import { z } from 'zod'
import { EVENT_NAMES, type EventKind } from '../events.ts'

const Fen = z.int()
const Person = z.object({ staffId: z.uuid(), name: z.string() })
export const LineShown = z.object({ seq: z.int(), part: z.string(), owedFen: Fen, amountFen: Fen, says: z.string() })

/** What happened to a note beside repayments, as its history shows it. */
export const EventShown = z.object({
  id: z.string(), seq: z.int(), kind: z.enum(Object.keys(EVENT_NAMES) as [EventKind, ...EventKind[]]), valueDay: z.string(), businessDay: z.string(), says: z.array(z.object({ label: z.string(), value: z.string() })),
  lines: z.array(LineShown), voucherId: z.uuid(), madeBy: Person.nullable(), approvedBy: Person.nullable(), at: z.string(), reversesSeq: z.int().nullable(), reversedBySeq: z.int().nullable(),
})
export type EventShown = z.output<typeof EventShown>
