import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { addDays, day } from '#kernel'
import { runDayEnd } from '#loan/servicing/server'
import type { Counter } from '../../src/loan/servicing/server/testing/note.ts'
import { type Answered, type Door, openCounterOn, openDoor, openNotes, pay } from './counter.ts'
import { type SmallDatabase, openSmallDatabase } from './small-disk.ts'

const [MEGABYTES, MOST_SENDS, AT_WORK_MS] = [220, 20_000, 1000]

export interface FullDisk {
  readonly disk: 'real' | 'fail point'
  readonly paidBefore: number
  readonly refused: number
  readonly paidAfter: number
  readonly lost: number
  readonly doubled: number
  readonly halfWritten: number
  readonly dayEnd: 'failed with its reason, then ended'
}

/** The disk of the tables fills up while people pay and while a day ends: each says so, nothing is half written, and all goes on when there is room. */
export async function fillDisk({ clients }: { clients: number }): Promise<FullDisk> {
  const small = await openSmallDatabase(MEGABYTES)
  let door: Door | undefined
  try {
    const counter = await openCounterOn(small.ownerUrl)
    const notes = await openNotes(counter, clients)
    door = await openDoor(counter, counter.db.appUrl)
    const acked: string[] = []
    const paying = Promise.all(notes.map((noteId) => payUntilFull(counter, door!, noteId, acked)))
    await Promise.race([paying, wait(AT_WORK_MS)])
    await small.fill(counter.db.ownerUrl)
    const waiting = await paying
    const paidBefore = acked.length
    await small.free(counter.db.ownerUrl)
    for (const asked of waiting) acked.push(done(await pay(counter, door, asked)))
    const dayEnd = await endFullDay(counter, small)
    await door.close()
    door = undefined
    await counter.db.database.close()
    return { disk: small.isReal ? 'real' : 'fail point', paidBefore, refused: waiting.length, paidAfter: acked.length - paidBefore, ...await countOf(counter, acked), dayEnd }
  } finally {
    await door?.close()
    await small.close()
  }
}

interface Asked { readonly noteId: string; readonly rowVersion: number; readonly key: string }

/** Pays until the first refusal, which must say that the disk is full; answers with what was refused. */
async function payUntilFull(counter: Counter, door: Door, noteId: string, acked: string[]): Promise<Asked> {
  for (let rowVersion = 1; rowVersion < MOST_SENDS; rowVersion++) {
    const asked = { noteId, rowVersion, key: randomUUID() }
    const answer = await pay(counter, door, asked)
    if (answer.status === 201) acked.push(done(answer))
    else if (answer.status === 503 && answer.body.code === 'database.full' && answer.retryAfter !== null) return asked
    else throw new Error(`on a full disk: ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  throw new Error('the disk was never full')
}

function done({ status, body }: Answered): string {
  if (status !== 201 || body.repaymentId === undefined) throw new Error(`not taken: ${status} ${JSON.stringify(body)}`)
  return body.repaymentId
}

/** A day-end meets the full disk at the start or in a step, is not done, and is done once there is room. */
async function endFullDay(counter: Counter, small: SmallDatabase): Promise<FullDisk['dayEnd']> {
  const [bankId] = counter.banks
  const closing = day('2025-04-14')
  await counter.db.asOwner('update business_day set ended_on = $2 where bank_id = $1', [bankId, addDays(closing, -1)])
  await small.fill(counter.db.ownerUrl)
  const code = await runDayEnd(counter.db.database, bankId, closing, { tell: () => Promise.resolve() }).then(({ failed }) => failed?.refusal.code, (error: { code?: string }) => error.code)
  if (code !== 'database.full') throw new Error(`the day-end met a full disk with ${code}`)
  await small.free(counter.db.ownerUrl)
  const { state } = await runDayEnd(counter.db.database, bankId, closing, { tell: () => Promise.resolve() })
  if (state !== 'DONE') throw new Error(`after the disk was emptied the day-end is ${state}`)
  return 'failed with its reason, then ended'
}

async function countOf(counter: Counter, acked: readonly string[]): Promise<Pick<FullDisk, 'lost' | 'doubled' | 'halfWritten'>> {
  const rows = await counter.db.asOwner(`
    select r.repayment_id as id, (select count(*) from repayment_allocation a where a.bank_id = r.bank_id and a.repayment_id = r.repayment_id)::int as parts,
      (select count(*) from transfer t where t.bank_id = r.bank_id and t.note_id = r.note_id)::int as transfers from repayment r`)
  const keys = await counter.db.asOwner('select count(*)::int as n from idempotency_key where status = 0')
  const there = new Set(rows.map((row) => String(row['id'])))
  return { lost: acked.filter((id) => !there.has(id)).length, doubled: rows.length - new Set(acked).size, halfWritten: rows.filter((row) => row['parts'] === 0 || row['transfers'] === 0).length + Number(keys[0]?.['n']) }
}
