import { type Fen, ZERO_FEN, fen } from '#kernel'
import type { NoteAtHand, WrittenOff } from './note.ts'

/** What of a note stands on control accounts beside principal, interest, penalty and compound interest. */
export interface OnAccounts {
  /** Money that came and could not be set off. */
  readonly suspenseFen: Fen
  /** Paid for the customer and not yet paid back. */
  readonly costsFen: Fen
  /** Principal and costs written off. */
  readonly writtenOffFen: Fen
  /** Of these, not recovered. */
  readonly claimFen: Fen
  /** To be given back and not yet paid out. */
  readonly refundFen: Fen
}

/** Principal and costs of a claim that are not recovered; recovery takes them before anything else. */
export function claimOf({ principalFen, costsFen, recoveredFen }: Pick<WrittenOff, 'principalFen' | 'costsFen' | 'recoveredFen'>): Fen {
  return fen(Math.max(0, principalFen + costsFen - recoveredFen))
}

/** Refunds granted and not yet paid out. */
export function refundOpenFen({ refundedFen = ZERO_FEN, refundPaidFen = ZERO_FEN }: Pick<NoteAtHand, 'refundedFen' | 'refundPaidFen'>): Fen {
  return fen(Math.max(0, refundedFen - refundPaidFen))
}

/** The figures of a note as the accounts must have them. */
export function onAccounts(note: NoteAtHand): OnAccounts {
  const claim = note.writtenOff ?? null
  return {
    suspenseFen: note.suspenseFen ?? ZERO_FEN, costsFen: note.beside === null || note.beside === undefined ? ZERO_FEN : fen(note.beside.costsFen - note.beside.costsPaidFen),
    writtenOffFen: claim === null ? ZERO_FEN : fen(claim.principalFen + claim.costsFen), claimFen: claim === null ? ZERO_FEN : claimOf(claim), refundFen: refundOpenFen(note),
  }
}
