import type { Figures } from '../scripts/proof/proof.ts'
import { addedTallies } from '../sim/replay-book.ts'
import { replayInWorkers } from '../sim/replay-workers.ts'

const NOTES = 50_000
const DAYS = 400

/** What is held every day, for whoever reads the figures. */
const ABOUT = {
  'state = events alone': 'After every day on which something happened, the note kept event by event (`step`) is compared with the note folded from nothing by value day (`play`), field by field, to the fen. Events: payments on time, late, partial, too much, ahead, part and full early repayments, back-dated ones, changes of rate, costs, misuse, relief, new plans, extension, acceleration, write-off and recovery, refunds, non-accrual and back, reversals of any of them and of reversals.',
  'a second book': 'Every day balance, what is due, penalty, compound interest, costs and misuse interest equal those of a second implementation that adds one day at a time in whole numbers and shares no arithmetic with the rules; each line of each allocation must name the amount owed and stand in the order agreed; accrued interest equals a count of days.',
  'always true': 'Principal paid, outstanding and written off are what was disbursed; every plan repays the amount and its balances chain to 0; no figure is negative, no instalment overpaid; the closing columns change on no day but that of an act or of next_event_on, which never lies behind; the ledger of all bookings and corrections comes to what the standing events would have booked at once.',
} as const

/** Lives of random notes, all cores. */
export async function prove({ seed }: { seed: number }): Promise<Figures> {
  const { faults, ...counts } = addedTallies(await replayInWorkers(seed, NOTES, DAYS))
  if (faults.length > 0) throw new Error(`${faults.length} faults, the first: ${faults.slice(0, 5).join('\n')}`)
  return { days: DAYS, ...counts, about: ABOUT }
}
