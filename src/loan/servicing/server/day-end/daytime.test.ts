import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Day, addDays, day, fen } from '#kernel'
import { type Staff, identify } from '#platform/auth'
import type { Tx } from '#platform/db'
import { testStaff } from '#platform/http'
import { doEvent } from '../acts/do-event.ts'
import { settlePayments } from '../bulk/index.ts'
import { readNote } from '../note-at-hand.ts'
import { recordRepayment } from '../record-repayment.ts'
import { reverseRepayment } from '../reverse-repayment.ts'
import { type BookAtHand, openBook } from '../testing/book.ts'
import { brokenInvariants } from '../testing/invariants.ts'
import { tableHashes } from '../testing/table-hashes.ts'
import { Cut } from './fail-point.ts'
import { runDayEnd } from './index.ts'

const SHAPE = { loans: 120, units: 2, overdueShare: 0.5, today: day('2025-06-30') }
const tell = () => Promise.resolve()
const NOW = new Date('2025-07-01T02:00:00Z')
const GROUNDS = { steps: (['DEMAND', 'VISIT', 'GUARANTOR', 'LAWSUIT'] as const).map((step) => ({ step, doneOn: '2025-05-30', says: '未收回' })), resolution: '审贷会 2025 年第 3 次会议同意核销' }

/** Moments of a running day-end: before its parts looked at any note, after what fell due was rolled, and after interest was booked. */
const MOMENTS = ['open-next-day.after', 'settled.before', 'provision.before', 'facts.before'] as const

/** Drawn by chance for each book. */
const PEOPLE: ReadonlySet<string> = new Set(['staff', 'staff_post', 'credential'])

let books: readonly [undisturbed: BookAtHand, worked: BookAtHand]
beforeAll(async () => { books = await Promise.all([openBook(SHAPE), openBook(SHAPE)]) })
afterAll(() => Promise.all(books.map((book) => book.db.drop())))

async function runUntil({ db, bankId, today }: BookAtHand, point: string | null): Promise<void> {
  const points = { reach: (name: string) => { if (name === point) throw new Cut(name) } }
  const ended = await runDayEnd(db.database, bankId, today, { tell, points, now: () => NOW }).catch((error: unknown) => { if (error instanceof Cut) return null; throw error })
  expect([point, ended?.state]).toEqual([point, point === null ? 'DONE' : undefined])
}

/** Late, and nothing was ever paid on it: an act that works a note out anew from its events finds all of them. */
const NEVER_PAID = `n.oldest_due_on < '2025-06-30' and not exists (select from instalment_state s where s.bank_id = n.bank_id and s.note_id = n.note_id and s.settled_on < '2025-06-30')`

/** On the day itself something is paid on what falls due, and on some that are late. */
function payOnTheDay({ db, bankId, today }: BookAtHand): Promise<unknown> {
  return db.database.inBank(bankId, async (tx) => {
    const { rows: due } = await sql<{ note_id: string }>`select note_id from note n where bank_id = ${tx.bankId} and next_event_on = ${today} and non_accrual_on is null`.execute(tx)
    const { rows: late } = await sql<{ note_id: string }>`select note_id from note n where bank_id = ${tx.bankId} and ${sql.raw(NEVER_PAID)} order by note_id limit ${MOMENTS.length}`.execute(tx)
    return settlePayments(tx, { day: today, channel: 'TRANSFER', items: [...new Map([...due, ...late].map((row) => [row.note_id, row])).values()].map(({ note_id: noteId }) => ({ noteId, amountFen: fen(30_000), paidOn: today, source: `day:${noteId}` })) })
  })
}

interface Chosen { readonly late: string[]; readonly current: string[]; readonly paid: string[]; readonly lost: string[] }

/** Notes for each kind of act, one for each moment: the same in both books. */
async function choose({ db, bankId, today }: BookAtHand): Promise<Chosen> {
  const ids = async (where: string, order = 'asc'): Promise<string[]> => (await db.asOwner(`select note_id from note n where bank_id = $1 and state = 'RUNNING' and $2::date is not null and ${where} order by note_id ${order} limit ${MOMENTS.length}`, [bankId, today])).map((row) => String(row['note_id']))
  return {
    late: await ids(`not (${NEVER_PAID}) and oldest_due_on < $2 and non_accrual_on is null`), current: await ids('oldest_due_on > $2::date + 5 and balance_fen > 4000000'),
    paid: await ids(`${NEVER_PAID} and exists (select from repayment r where r.bank_id = n.bank_id and r.note_id = n.note_id and r.source like 'day:%')`), lost: await ids(NEVER_PAID, 'desc'),
  }
}

/** What people do at one moment of the day after. */
async function work({ db, bankId, today }: BookAtHand, staff: Staff, { late, current, paid, lost }: Chosen, moment: number): Promise<void> {
  const on = addDays(today, 1)
  const at = { on, now: NOW, tell }
  const act = (noteId: string | undefined, does: (tx: Tx, noteId: string, rowVersion: number) => Promise<unknown>) => db.database.inBank(bankId, async (tx) => {
    expect(noteId).toBeDefined()
    const { row_version: rowVersion } = await tx.selectFrom('note').select('row_version').where('bank_id', '=', tx.bankId).where('note_id', '=', noteId!).executeTakeFirstOrThrow()
    await does(tx, noteId!, rowVersion)
  })
  const common = { keep: null, paidOn: on, channel: 'CASH', payer: 'OWN', payerName: null, reference: null, keepsRest: false, seen: null } as const
  await act(late[moment], (tx, noteId, rowVersion) => recordRepayment(tx, staff, noteId, { ...common, rowVersion, kind: 'DUE', amountFen: fen(40_000) }, at))
  await act(current[moment], (tx, noteId, rowVersion) => recordRepayment(tx, staff, noteId, { ...common, rowVersion, kind: 'PART', keep: 'KEEP_TERM', amountFen: fen(1_200_000) }, at))
  await act(paid[moment], async (tx, noteId) => {
    const { repayment_id: repaymentId } = await tx.selectFrom('repayment').select('repayment_id').where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('source', 'like', 'day:%').executeTakeFirstOrThrow()
    await reverseRepayment(tx, staff, { noteId, repaymentId, reason: '客户要求退回' }, at)
  })
  await act(lost[moment], async (tx, noteId) => {
    const held = await readNote(tx, staff, noteId, on, 'for update')
    await doEvent(tx, held, { kind: 'WRITTEN_OFF', valueDay: on, body: { reason: '追索无果，按决议核销' }, grounds: GROUNDS, by: staff.id, approvedBy: staff.id, requestId: null, seen: null }, at)
  })
}

/** Every figure of the closed day that a report may have shown. */
function figuresOf({ db, bankId }: BookAtHand, day: Day): Promise<unknown[]> {
  return Promise.all(['account_balance', 'accrued_of_day', 'aging_of_day', 'portfolio_day', 'provision', 'account_figure', 'ledger_day'].map((table) => db.asOwner(`select * from ${table} t where bank_id = $1 and day <= $2 order by t::text`, [bankId, day])))
}

/** Ids drawn by chance, by what they stand for. */
async function namesOf({ db, bankId }: BookAtHand): Promise<ReadonlyMap<string, string>> {
  const rows = await db.asOwner(`
    select repayment_id::text as id, number as name from repayment where bank_id = $1 and source is null
    union all select voucher_id::text, 'voucher ' || min(note_id::text) || string_agg(kind, ' ' order by kind) from transfer t where bank_id = $1 and note_id is not null and not exists (select from repayment r where r.bank_id = t.bank_id and r.repayment_id = t.voucher_id) group by 1
    union all select staff_id::text, login from staff where bank_id = $1`, [bankId])
  return new Map(rows.map((row) => [String(row['id']), String(row['name'])]))
}

async function staffOf({ db, bankId }: BookAtHand): Promise<Staff> {
  const { cookie } = await testStaff(db.database, bankId, { posts: ['INSIDE'], login: 'zhangmin', name: '张敏' })
  return (await identify(db.database, cookie, new Date()))!.staff
}

it('leaves of acts of the next day the same books, whether its parts had come to their notes or not', async () => {
  const [undisturbed, worked] = books
  const [first, second] = [await staffOf(undisturbed), await staffOf(worked)]
  for (const book of books) await payOnTheDay(book)
  const chosen = await choose(undisturbed)
  expect(Object.values(chosen).map(({ length }) => length)).toEqual([4, 4, 4, 4])

  await runUntil(undisturbed, null)
  const reported = await figuresOf(undisturbed, undisturbed.today)
  for (const moment of MOMENTS.keys()) await work(undisturbed, first, chosen, moment)
  expect(await figuresOf(undisturbed, undisturbed.today)).toEqual(reported)

  for (const [moment, point] of MOMENTS.entries()) {
    await runUntil(worked, point)
    await work(worked, second, chosen, moment)
  }
  await runUntil(worked, null)
  expect(await figuresOf(worked, worked.today)).toEqual(reported)
  for (const { db, bankId, today } of books) expect(await db.database.inBank(bankId, (tx) => brokenInvariants(tx, today))).toEqual([])
  const [expected, found] = [await tableHashes(undisturbed, await namesOf(undisturbed)), await tableHashes(worked, await namesOf(worked))]
  expect([...expected].filter(([table, hash]) => !PEOPLE.has(table) && found.get(table) !== hash).map(([table]) => table)).toEqual([])
}, 120_000)
