import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Chance } from '../../../../sim/chance.ts'
import { type Day, addDays, day, fen } from '#kernel'
import { type NotePage, type SuspenseList, onAccounts } from '#loan/servicing/domain'
import { type TestStaff, testStaff } from '#platform/http'
import { readPlayed } from './acts/played.ts'
import { calendarOfNote } from './calendar.ts'
import { runDayEnd } from './day-end/index.ts'
import { beginOn } from './testing/core-bank.ts'
import { answer, inCounter, openDebited, resultsOn } from './testing/debit.ts'
import { brokenInvariants } from './testing/invariants.ts'
import { type Counter, openCounter, pageOf } from './testing/note.ts'

/** Printed, so that a failure can be repeated: `WEIDAI_SEED=… npx vitest run …`. */
const SEED = Number(process.env['WEIDAI_SEED'] ?? 20250326)
const FIRST = day('2025-03-26')
const [DAYS, NOTES, ACTS_A_DAY] = [10, 6, 9]
const REASON = '随机办理的事项'

let counter: Counter
let president: TestStaff
let head: TestStaff
let operator: TestStaff
let notes: { noteId: string; number: string }[]

beforeAll(async () => {
  counter = await openCounter()
  const hire = (posts: Parameters<typeof testStaff>[2]['posts'], name: string) => testStaff(counter.db.database, counter.banks[0], { posts, name })
  ;[president, head, operator] = [await hire(['PRESIDENT'], '秦行长'), await hire(['UNIT_HEAD'], '周行长'), await hire(['CENTRAL_OPS'], '陈静')]
  await beginOn(counter, FIRST)
  const methods = ['ANNUITY', 'EQUAL_PRINCIPAL'] as const
  notes = []
  for (let k = 0; k < NOTES; k++) notes.push(await openDebited(counter, undefined, { on: FIRST, method: methods[k % 2]!, every: 'WEEK', periods: 8 + k, firstDueOn: addDays(FIRST, 2 + k % 3), amountFen: fen(1_000_000 * (k + 1)) }))
  await beginOn(counter, FIRST)
}, 120_000)
afterAll(() => counter.close())

interface Acting { readonly on: Day; readonly chance: Chance; readonly noteId: string; readonly page: NotePage }
/** What an act came to: done, or refused by a rule; anything else fails the test. */
type Answered = { statusCode: number; body: string }

const post = (who: TestStaff, path: string, body: Record<string, unknown>): Promise<Answered> => counter.as(who, 'POST', path, { body })
const upTo = (chance: Chance, most: number): number => chance.whole(1, Math.max(1, most))

async function seenOf(noteId: string, kind: string, valueDay: Day, body: Record<string, unknown>): Promise<string | null> {
  const tried = await counter.as(counter.cashier, 'POST', `/api/notes/${noteId}/trial`, { body: { kind, valueDay, body } })
  return tried.statusCode === 200 ? tried.json<{ seen: string }>().seen : null
}

async function asked({ noteId, page }: Acting, act: string, body: Record<string, unknown>, grounds: Record<string, unknown> = {}, by = president): Promise<Answered> {
  const request = await counter.as(counter.officer, 'POST', `/api/notes/${noteId}/requests/${act}`, { body: { rowVersion: page.rowVersion, body: { reason: REASON, ...body }, grounds } })
  return request.statusCode === 201 ? post(by, '/api/note-requests/approval', { requestIds: [request.json<{ requestId: string }>().requestId], says: '同意办理' }) : request
}

const stated = ({ noteId, page }: Acting, act: string, body: Record<string, unknown>): Promise<Answered> => post(counter.cashier, `/api/notes/${noteId}/events/${act}`, { rowVersion: page.rowVersion, body: { reason: REASON, ...body } })

const STEPS = (['DEMAND', 'VISIT', 'GUARANTOR', 'LAWSUIT'] as const).map((step) => ({ step, doneOn: '2025-03-26', says: '未收回' }))

/** How often each is tried; what a note has no use for is left out. */
const WEIGHTS = { pay: 6, payPart: 1, payLate: 3, reverse: 3, takeBack: 2, cost: 3, relieve: 2, refund: 4, payRefund: 4, writeOff: 1, recover: 4, file: 5, suspense: 3 }

const ACTS: Readonly<Record<keyof typeof WEIGHTS, (at: Acting) => Promise<Answered | undefined>>> = {
  pay: ({ chance, page, noteId, on }) => post(counter.cashier, `/api/notes/${noteId}/repayments`, { rowVersion: page.rowVersion, kind: 'DUE', amountFen: upTo(chance, 400_000), paidOn: on, channel: 'CASH', payer: 'OWN', keepsRest: true }),
  payPart: ({ chance, page, noteId, on }) => post(counter.cashier, `/api/notes/${noteId}/repayments`, { rowVersion: page.rowVersion, kind: 'PART', keep: chance.pick(['SHORTEN', 'KEEP_TERM']), amountFen: 1_000_000, paidOn: on, channel: 'CASH', payer: 'OWN' }),
  payLate: async ({ chance, page, noteId, on }) => {
    const paidOn = addDays(on, -chance.whole(0, 4))
    const body = { kind: 'DUE', keep: null, amountFen: upTo(chance, 200_000), keepsRest: true }
    return post(counter.cashier, `/api/notes/${noteId}/repayments`, { rowVersion: page.rowVersion, ...body, paidOn, channel: 'TRANSFER', payer: 'OWN', seen: await seenOf(noteId, 'REPAID', paidOn, body) })
  },
  reverse: async ({ chance, page, noteId, on }) => {
    const standing = page.repayments.filter((one) => one.reversed === null)
    if (standing.length === 0) return undefined
    const { repaymentId } = chance.pick(standing)
    return post(counter.second, `/api/notes/${noteId}/repayments/${repaymentId}/reversal`, { reason: REASON, seen: await seenOf(noteId, 'REVERSED', on, { reverses: repaymentId, reason: REASON }) })
  },
  takeBack: async ({ chance, page, noteId, on }) => {
    const events = page.events.filter((one) => one.kind !== 'REVERSED' && one.reversedBySeq === null && one.madeBy !== null)
    if (events.length === 0) return undefined
    const { id } = chance.pick(events)
    return post(counter.second, `/api/notes/${noteId}/events/${id}/reversal`, { reason: REASON, seen: await seenOf(noteId, 'REVERSED', on, { reverses: id, reason: REASON }) })
  },
  cost: (at) => stated(at, 'charge-cost', { amountFen: upTo(at.chance, 50_000) }),
  relieve: (at) => asked(at, 'relieve', { parts: ['PENALTY', 'INTEREST', 'COSTS'], amountFen: upTo(at.chance, 20_000) }),
  refund: (at) => (at.page.suspenseFen === 0 && (at.page.beside?.costsPaidFen ?? 0) === 0 ? Promise.resolve(undefined) : asked(at, 'refund', { part: at.page.suspenseFen > 0 ? 'SUSPENSE' : 'COSTS', amountFen: upTo(at.chance, at.page.suspenseFen > 0 ? at.page.suspenseFen : at.page.beside?.costsPaidFen ?? 1), payBy: at.on }, {}, head)),
  payRefund: (at) => (at.page.refundFen === 0 ? Promise.resolve(undefined) : stated(at, 'pay-refund', { amountFen: upTo(at.chance, at.page.refundFen) })),
  writeOff: (at) => asked(at, 'write-off', {}, { steps: STEPS, resolution: '审贷会 2025 年第 3 次会议同意核销' }),
  recover: (at) => (at.page.state === 'WRITTEN_OFF' ? stated(at, 'recover', { amountFen: upTo(at.chance, 900_000) }) : Promise.resolve(undefined)),
  file: async ({ on, chance }) => {
    const orders = await counter.db.asOwner('select order_no, day::text from debit_order where day <= $1 order by day desc, order_no limit 12', [on])
    if (orders.length === 0) return undefined
    const lines = Array.from({ length: 3 }, () => {
      const order = chance.pick(orders)
      // Names of transactions come again, so that some answers are known already.
      return answer(chance.happens(0.1) ? '20250101JJ404' : String(order['order_no']), { result: chance.happens(0.5) ? 'OK' : 'INSUFFICIENT', paidFen: upTo(chance, 300_000), reference: `F${chance.whole(1, 40)}`, paidOn: addDays(day(String(order['day'])), chance.happens(0.5) ? 0 : Math.min(1, Number(on > String(order['day'])))) })
    })
    const { settledFen, suspenseFen } = await resultsOn(counter, on, lines)
    return { statusCode: settledFen + suspenseFen > 0 ? 200 : 409, body: '' }
  },
  suspense: async ({ chance, noteId }) => {
    const { items } = (await counter.as(operator, 'GET', '/api/suspense?view=open')).json<SuspenseList>()
    if (items.length === 0) return undefined
    const item = chance.pick(items)
    const body = { rowVersion: item.rowVersion, amountFen: upTo(chance, item.leftFen), reason: REASON }
    const { number } = notes.find((one) => one.noteId === noteId)!
    return chance.happens(0.6) ? post(operator, `/api/suspense/${item.suspenseId}/allocation`, { ...body, noteNumber: number }) : post(operator, `/api/suspense/${item.suspenseId}/return`, body)
  },
}

/** Balances of all days that are closed. */
const closedDays = async (until: Day): Promise<string> => String((await counter.db.asOwner(`select md5(string_agg(b::text, '|' order by day, unit_id, product_code, account_code)) as hash from account_balance b where day <= $1`, [until]))[0]!['hash'])

/** What stands beside the plan of each note, as it is kept and as its events alone give it. */
async function besideOfNotes(): Promise<[unknown, unknown][]> {
  return inCounter(counter, async (tx) => {
    const found: [unknown, unknown][] = []
    for (const { noteId } of notes) {
      const row = await tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).executeTakeFirstOrThrow()
      const kept = await tx.selectFrom('note_beside').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).orderBy('business_day', 'desc').executeTakeFirst()
      const { note } = await readPlayed(tx, row, await calendarOfNote(tx, FIRST, addDays(FIRST, 400)))
      found.push([{ suspenseFen: kept?.suspense_fen ?? 0, costsFen: kept?.costs_fen ?? 0, writtenOffFen: kept?.written_off_fen ?? 0, claimFen: kept?.claim_fen ?? 0, refundFen: kept?.refund_fen ?? 0 }, onAccounts(note)])
    }
    return found
  })
}

describe('days of random acts', () => {
  it(`leave the book whole every day: notes, ledger, control accounts, closed days (seed ${SEED})`, async () => {
    const chance = new Chance(SEED)
    const did: Record<string, number> = {}
    for (let on = FIRST; on < addDays(FIRST, DAYS); on = addDays(on, 1)) {
      for (let k = 0; k < ACTS_A_DAY; k++) {
        const act = chance.weighted(WEIGHTS)
        const { noteId } = chance.pick(notes)
        const done = await ACTS[act]({ on, chance, noteId, page: await pageOf(counter, noteId) })
        if (done !== undefined) expect([200, 201, 403, 409, 422], `${act} on ${on}: ${done.body}`).toContain(done.statusCode)
        if (done !== undefined && done.statusCode < 300) did[act] = (did[act] ?? 0) + 1
      }
      const before = await closedDays(addDays(on, -1))
      const { state, failed } = await runDayEnd(counter.db.database, counter.banks[0], on, { tell: () => Promise.resolve() })
      expect([state, failed?.refusal.message, failed?.refusal.cause]).toEqual(['DONE', undefined, undefined])
      expect(await inCounter(counter, (tx) => brokenInvariants(tx, on)), `on ${on} after ${JSON.stringify(did)}`).toEqual([])
      expect(await counter.db.asOwner('select d.day::text, a.purpose, d.ledger_fen::int, d.notes_fen::int from ledger_difference d join ledger_account a on a.bank_id = d.bank_id and a.code = d.account_code'), `on ${on} after ${JSON.stringify(did)}`).toEqual([])
      for (const [kept, played] of await besideOfNotes()) expect(kept).toEqual(played)
      expect(await closedDays(addDays(on, -1))).toBe(before)
    }
    expect(Object.keys(did).length, JSON.stringify(did)).toBeGreaterThan(8)
  }, 120_000)
})
