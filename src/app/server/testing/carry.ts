import { assert } from '#kernel'
import type { Convened } from '#loan/committee/domain'
import type { NotesOfCase } from '#loan/servicing/domain'
import { QUESTION_CODES } from '#loan/review/domain'
import { type Method, type TestStaff, testStaff } from '#platform/http'
import type { z } from 'zod'
import { intake, newCustomer, fillGc01, draftOf } from '../../../loan/investigation/server/testing/branch.ts'
import { type Evening, RESOLVE, agree, castAll, convened, expected, openEvening, voting } from '../../../loan/committee/server/testing/evening.ts'
import { type PayingBranch, checkBody, confirmed, drawnUp, enrol, ordered, signed } from '../../../loan/contract/server/testing/approved.ts'
import type { Counter } from '../../../loan/servicing/server/testing/note.ts'

/** A bank with everyone a case passes through, each a person of his own. */
export type Bank = Evening & PayingBranch & Counter

/** How far a case may be carried, in the order of its path. */
export const STOPS = ['FILED', 'ADMITTED', 'INVESTIGATED', 'SUBMITTED', 'REVIEWED', 'CONVENED', 'VOTING', 'VOTED', 'RESOLVED', 'INFORMED', 'DRAWN_UP', 'SIGNED', 'CONFIRMED', 'ORDERED', 'PAID', 'ARRIVED', 'REPAID'] as const
export type Stop = (typeof STOPS)[number]

/** A case with what it met on its way; empty where it was not carried so far. */
export interface Carried {
  readonly caseId: string
  readonly customerId: string
  readonly rowVersion: number
  readonly meetingId: string
  readonly itemId: string
  readonly drawdownId: string
  readonly noteId: string
  readonly repaymentId: string
}

type Mutable = { -readonly [K in keyof Carried]: Carried[K] }

/** Opens the bank. */
export async function openBank(): Promise<Bank> {
  const evening = await openEvening()
  const { db, banks } = evening
  const hire = (post: Parameters<typeof testStaff>[2]['posts'][number], name: string): Promise<TestStaff> => testStaff(db.database, banks[0], { posts: [post], name })
  const [operator, maker, checker, head] = [await hire('INSIDE', '张敏'), await hire('BACK_OFFICE', '刘洋'), await hire('BACK_OFFICE', '陈晨'), await hire('UNIT_HEAD', '周行')]
  const [cashier, second] = [await hire('INSIDE', '何静'), await hire('BACK_OFFICE', '高峰')]
  const codes = new Map<string, string[]>()
  for (const who of [maker, checker]) codes.set(who.staffId, await enrol(evening, who))
  return { ...evening, operator, maker, checker, head, cashier, second, codes }
}

/** Carries GC-01 from the counter over HTTP, with everyone apart, as far as `to`. */
export async function carry(bank: Bank, to: Stop = 'REPAID'): Promise<Carried> {
  const made: Mutable = { caseId: '', customerId: '', rowVersion: 0, meetingId: '', itemId: '', drawdownId: '', noteId: '', repaymentId: '' }
  for (const stop of STOPS) {
    await WAYS[stop](bank, made)
    if (stop === to) break
  }
  return made
}

/** Carries a case on from one stop, exclusive, to another. */
export async function carryOn(bank: Bank, made: Carried, { after, to }: { after: Stop; to: Stop }): Promise<Carried> {
  const further: Mutable = { ...made }
  for (const stop of STOPS.slice(STOPS.indexOf(after) + 1, STOPS.indexOf(to) + 1)) await WAYS[stop](bank, further)
  return further
}

const WAYS: Readonly<Record<Stop, (bank: Bank, made: Mutable) => Promise<unknown>>> = {
  FILED: async (bank, made) => {
    const { officer, assistant } = bank
    made.customerId = (await must<{ customerId: string }>(bank, officer, 'POST', '/api/customers', newCustomer())).customerId
    made.caseId = (await must<{ caseId: string }>(bank, officer, 'POST', '/api/cases', intake(made.customerId, assistant.staffId))).caseId
  },
  ADMITTED: (bank, { caseId }) => must(bank, bank.officer, 'POST', `/api/cases/${caseId}/admit`, {}),
  INVESTIGATED: async (bank, made) => { made.rowVersion = await fillGc01(bank, made.caseId) },
  SUBMITTED: async (bank, { caseId }) => must(bank, bank.officer, 'POST', `/api/cases/${caseId}/submit`, { rowVersion: (await draftOf(bank, caseId)).rowVersion }),
  REVIEWED: (bank, { caseId }) => pass(bank, caseId),
  CONVENED: async (bank, made) => {
    const { meetingId, items } = await convened(bank, [made.caseId])
    Object.assign(made, { meetingId, itemId: items[0] ?? '' } satisfies Partial<Carried> & Partial<z.output<typeof Convened>>)
  },
  VOTING: (bank, { meetingId, itemId }) => voting(bank, meetingId, itemId),
  VOTED: (bank, { itemId }) => castAll(bank, itemId, bank.five.map((_, i) => agree(i))),
  RESOLVED: (bank, { itemId }) => must(bank, bank.five[0], 'POST', `/api/committee/items/${itemId}/resolution`, RESOLVE),
  INFORMED: (bank, { caseId }) => must(bank, bank.officer, 'POST', `/api/cases/${caseId}/answer`, { channel: 'PHONE', remark: '客户接受' }),
  DRAWN_UP: (bank, { caseId }) => drawnUp(bank, caseId),
  SIGNED: (bank, { caseId }) => signed(bank, caseId),
  CONFIRMED: (bank, { caseId }) => confirmed(bank, caseId),
  ORDERED: async (bank, made) => { made.drawdownId = await ordered(bank, made.caseId) },
  PAID: async (bank, made) => {
    const { caseId, drawdownId } = made
    await must(bank, bank.checker, 'POST', `/api/cases/${caseId}/contract/drawdowns/${drawdownId}/check`, await checkBody(bank, bank.checker, caseId))
    made.noteId = (await must<z.output<typeof NotesOfCase>>(bank, bank.officer, 'GET', `/api/cases/${caseId}/notes-of-loan`)).notes[0]?.noteId ?? ''
  },
  ARRIVED: (bank, { caseId, drawdownId }) => must(bank, bank.officer, 'POST', `/api/cases/${caseId}/contract/drawdowns/${drawdownId}/arrival`, { how: 'CALL', with: '王建国' }),
  REPAID: async (bank, made) => {
    made.repaymentId = (await must<{ repaymentId: string }>(bank, bank.cashier, 'POST', `/api/notes/${made.noteId}/repayments`, { rowVersion: 1, kind: 'AHEAD', amountFen: 1_022_104, paidOn: '2025-03-12', channel: 'CASH', payer: 'OWN' })).repaymentId
  },
}

/** The reviewer takes the case up and lets it pass. */
export async function pass(bank: Bank, caseId: string, who = bank.reviewer): Promise<void> {
  await must(bank, who, 'POST', `/api/cases/${caseId}/review/begin`)
  await must(bank, who, 'POST', `/api/cases/${caseId}/review/pass`, { answers: Object.fromEntries(QUESTION_CODES.map((code) => [code, { yes: true, remark: '' }])), says: '同意上会' })
}

/** A request that must succeed. */
export async function must<T = unknown>(bank: Pick<Bank, 'as'>, who: TestStaff, method: Method, url: string, body?: unknown): Promise<T> {
  const answer = await bank.as(who, method, url, body === undefined ? {} : { body })
  assert(answer.statusCode < 300, `${method} ${url}: ${answer.statusCode} ${answer.body}`)
  return expected<T>(answer, answer.statusCode)
}
