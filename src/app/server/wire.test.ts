import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Counter, openCounter } from '../../loan/servicing/server/testing/note.ts'
import { type Answered, type Door, atPort, openDoor, openNotes, pay } from '../../../proof/fire/counter.ts'
import { IN_HASTE, type Patience } from '../../platform/db/pool.ts'
import { type Mishap, type Wire, openWire } from '../../../proof/fire/wire.ts'

let counter: Counter
let wire: Wire
let door: Door
let notes: string[]

beforeAll(async () => {
  counter = await openCounter()
  wire = await openWire(Number(new URL(counter.db.appUrl).port))
  door = await openDoor(counter, atPort(counter.db.appUrl, wire.port), { connections: 2, patience: SHORT })
  notes = await openNotes(counter, 6)
}, 60_000)
afterEach(() => wire.mend())
afterAll(async () => {
  await door.close()
  await wire.close()
  await counter.close()
})

const REPAYMENT = /insert into "?repayment"?\b/
/** As the product has it, and a third of it, so that the tests do not wait for what they know. */
const LONGEST_MS = 10_000
const SHORT: Patience = { ...IN_HASTE, connectMs: 1000, statementMs: 2500, silenceMs: 3000 }
const paidOf = async (noteId: string): Promise<number> => Number((await counter.db.asOwner('select count(*)::int as n from repayment where note_id = $1', [noteId]))[0]?.['n'])
const asking = (): { noteId: string; rowVersion: number; key: string } => ({ noteId: notes.pop()!, rowVersion: 1, key: randomUUID() })

/** What a person reads when the database does not answer: in time, in words, and when to come back. */
function expectAway(answer: Answered): void {
  expect(answer).toMatchObject({ status: 503, retryAfter: '1', body: { code: 'database.away', detail: '数据库暂时连不上，本次操作没有确认', expected: '稍后用同一请求重试' } })
  expect(answer.ms).toBeLessThan(LONGEST_MS)
}

it('someone who waits has his answer within ten seconds, whatever the database does', () => {
  expect(IN_HASTE.connectMs + IN_HASTE.silenceMs).toBeLessThan(LONGEST_MS)
  expect([IN_HASTE.inAll, IN_HASTE.statementMs < IN_HASTE.silenceMs]).toEqual([true, true])
})

describe('a repayment whose connection to the database', () => {
  it.each<[string, Mishap, replayed: boolean]>([
    ['is cut before its commit arrives did not happen; sent again it does', 'CUT_BEFORE_COMMIT', false],
    ['is cut before the answer to its commit did happen; sent again it is the same one', 'ANSWER_LOST', true],
    ['falls silent at its commit is answered in time; sent again it is the same one', 'SILENT_AT_COMMIT', true],
  ])('%s', async (_, mishap, replayed) => {
    const asked = asking()
    wire.arm(mishap, REPAYMENT)
    expectAway(await pay(counter, door, asked))
    expect([wire.hasHappened(), await paidOf(asked.noteId)]).toEqual([true, replayed ? 1 : 0])
    wire.mend()
    expect(await pay(counter, door, asked)).toMatchObject({ status: 201, replayed })
    expect(await pay(counter, door, asked)).toMatchObject({ status: 201, replayed: true })
    expect(await paidOf(asked.noteId)).toBe(1)
  }, 60_000)

  it('is slow takes longer and is taken once', async () => {
    const asked = asking()
    wire.slowDown(20)
    const [first, second] = await Promise.all([pay(counter, door, asked), pay(counter, door, asked)])
    const done = [first, second].filter(({ status }) => status === 201)
    expect(done.length).toBeGreaterThan(0)
    for (const one of [first, second]) {
      expect(one.ms).toBeLessThan(LONGEST_MS)
      expect([201, 409]).toContain(one.status)
    }
    expect(await paidOf(asked.noteId)).toBe(1)
  }, 60_000)

  it('is so slow that nobody can wait for it is refused in time, and is taken when it is quick again', async () => {
    const asked = asking()
    wire.slowDown(400)
    const answer = await pay(counter, door, asked)
    expect(answer.status).toBe(503)
    expect(answer.ms).toBeLessThan(LONGEST_MS)
    wire.mend()
    await expect.poll(async () => (await pay(counter, door, asked)).status, { timeout: 20_000, interval: 300 }).toBe(201)
    expect(await paidOf(asked.noteId)).toBe(1)
  }, 60_000)

  it('falls silent altogether is refused in time, and so is whoever comes after; afterwards all goes on', async () => {
    const asked = asking()
    wire.fallSilent()
    const answers = await Promise.all([pay(counter, door, asked), pay(counter, door, { ...asked, key: randomUUID() })])
    for (const one of answers) {
      expect(one.status).toBe(503)
      expect(one.ms).toBeLessThan(LONGEST_MS)
    }
    wire.mend()
    await expect.poll(async () => (await pay(counter, door, asked)).status, { timeout: 20_000, interval: 300 }).toBe(201)
    expect(await paidOf(asked.noteId)).toBe(1)
  }, 60_000)
})
