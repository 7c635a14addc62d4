import { accountPlace } from '#loan/contract/server'
import type { Day } from '#kernel'
import type { ResultLine } from '#loan/servicing/domain'
import { type Tx, newId, testKeys } from '#platform/db'
import { takeAnswers } from '../debit/answers.ts'
import { settleWaiting } from '../debit/settle-answers.ts'
import { atPart, dayAtHand } from '../day-end/at.ts'
import type { DayEndStep } from '../day-end/step.ts'
import { type Counter, type Opened, onDay, openNote } from './note.ts'

const NOW = '2025-04-14T03:00:00.000Z'

/** Runs one step of a closed day for the unit of the counter. */
export function runStepOf(counter: Counter, step: DayEndStep, closed: Day) {
  return inCounter(counter, async (tx) => step.run(tx, atPart(tx, await dayAtHand(tx, closed, { tell: async () => undefined, now: () => new Date(NOW) }), step.id, step.perUnit ? counter.officer.unitId : null)))
}

export function inCounter<T>({ db, banks }: Counter, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.database.inBank(banks[0], work)
}

/** A note whose repayment account can be read, of a product whose debits go out by file. */
export async function openDebited(counter: Counter, account = '6230580000000018', change: Parameters<typeof openNote>[1] = {}): Promise<Opened> {
  const opened = await openNote(counter, change)
  const { cipher, keyId } = testKeys.seal(account, accountPlace.note(counter.banks[0], opened.noteId))
  await counter.db.asOwner('update note set account_cipher = $1, account_key = $2 where note_id = $3', [cipher, keyId, opened.noteId])
  await counter.db.asOwner(`update product set core_channel = 'FILE' where bank_id = $1`, [counter.banks[0]])
  return opened
}

/** A line of a result file; a full debit unless said otherwise. */
export function answer(orderId: string, change: Partial<ResultLine> = {}): ResultLine {
  return { orderId, noteNumber: null, account: null, amountFen: null, paidFen: null, result: 'OK', reason: null, resultText: null, reference: `R${orderId}`, paidOn: null, ...change }
}

/** A result file as it comes in on a day: taken and set off. */
export async function resultsOn(counter: Counter, on: string, lines: readonly ResultLine[]) {
  const day = await onDay(counter, on)
  return inCounter(counter, async (tx) => {
    const fileId = newId()
    const taken = await takeAnswers(tx, { fileId, lines: lines.map((values, at) => ({ line: at + 2, values })) }, { on: day, now: NOW })
    return { ...taken, ...await settleWaiting(tx, { fileId }, { on: day, now: NOW }) }
  })
}
