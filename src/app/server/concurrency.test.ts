import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Method } from '#platform/http'
import { testStaff, type TestStaff } from '#platform/http'
import { draftOf, intake, newCustomer } from '../../loan/investigation/server/testing/branch.ts'
import { agree, castAll } from '../../loan/committee/server/testing/evening.ts'
import { checkBody, enrol } from '../../loan/contract/server/testing/approved.ts'
import { type Bank, type Carried, carry, carryOn, must, openBank } from './testing/carry.ts'
import { QUESTION_CODES } from '#loan/review/domain'

let bank: Bank
let made: Carried
const MINUTE = 60_000

beforeAll(async () => {
  bank = await openBank()
  made = await carry(bank, 'INVESTIGATED')
}, 2 * MINUTE)
afterAll(() => bank.close())

interface Sent {
  readonly who: TestStaff
  readonly method?: Method
  readonly url: string
  readonly body?: unknown
}

/** The same request a hundred times at once under one key: it is done once, and every other answer is the same one or asks to come back. */
async function hundred({ who, method = 'POST', url, body }: Sent): Promise<void> {
  const send = () => bank.as(who, method, url, { ...(body === undefined ? {} : { body }), key: `one:${url}` })
  const answers = await Promise.all(Array.from({ length: 100 }, send))
  const done = answers.filter(({ statusCode }) => statusCode < 300)
  expect(answers.filter(({ statusCode }) => statusCode >= 300).map((answer) => answer.json<{ code: string }>().code).find((code) => code !== 'idempotency.in-flight')).toBeUndefined()
  expect([done.length > 0, new Set(done.map((answer) => answer.body)).size, done.filter(({ headers }) => headers['idempotent-replayed'] === undefined).length]).toEqual([true, 1, 1])
  const again = await send()
  expect([again.body, again.headers['idempotent-replayed']]).toEqual([done[0]?.body, 'true'])
}

/** The same act by several at once, each with a key of his own: one has it, the others are told why not. */
async function oneOf(sends: readonly Sent[], told: RegExp): Promise<TestStaff> {
  const answers = await Promise.all(sends.map(({ who, method = 'POST', url, body }) => bank.as(who, method, url, body === undefined ? {} : { body })))
  const [won, lost] = [answers.filter(({ statusCode }) => statusCode < 300), answers.filter(({ statusCode }) => statusCode >= 300)]
  expect([won.length, ...new Set(lost.map(({ statusCode }) => statusCode))], lost[0]?.body).toEqual([1, 409])
  for (const answer of lost) expect(answer.json<{ detail: string }>().detail).toMatch(told)
  return sends[answers.findIndex(({ statusCode }) => statusCode < 300)]!.who
}

const count = async (from: string, values: unknown[]): Promise<number> => Number((await bank.db.asOwner(`select count(*)::int as n from ${from}`, values))[0]?.['n'])

test('an application filed a hundred times is one application', async () => {
  const { customerId } = await must<{ customerId: string }>(bank, bank.officer, 'POST', '/api/customers', newCustomer())
  await hundred({ who: bank.officer, url: '/api/cases', body: intake(customerId, bank.assistant.staffId) })
  expect(await count('application where customer_id = $1', [customerId])).toBe(1)
}, MINUTE)

test('two officers who type into one case at once: one is saved, the other reads that the draft has moved on', async () => {
  const { rowVersion, caseFile } = await draftOf(bank, made.caseId)
  const url = `/api/cases/${made.caseId}/draft`
  await oneOf([bank.officer, bank.assistant].map((who) => ({ who, method: 'PUT' as const, url, body: { rowVersion, caseFile: { ...caseFile, request: { ...caseFile.request, ownContributionFen: who === bank.officer ? 4_200_000 : 4_100_000 } } } })), /已|更新|修改/)
  expect((await draftOf(bank, made.caseId)).rowVersion).toBe(rowVersion + 1)
  const now = await draftOf(bank, made.caseId)
  await must(bank, bank.officer, 'PUT', url, { rowVersion: now.rowVersion, caseFile })
}, MINUTE)

test('a hundred submissions are one version', async () => {
  const { rowVersion } = await draftOf(bank, made.caseId)
  await hundred({ who: bank.officer, url: `/api/cases/${made.caseId}/submit`, body: { rowVersion } })
  expect(await count('investigation_version where case_id = $1', [made.caseId])).toBe(1)
  expect(await count('review where case_id = $1', [made.caseId])).toBe(1)
}, MINUTE)

test('two reviewers who take up one case: one has it, the other reads who', async () => {
  const second = await testStaff(bank.db.database, bank.banks[0], { posts: ['REVIEWER'], name: '魏军' })
  const url = `/api/cases/${made.caseId}/review`
  const holder = await oneOf([bank.reviewer, second].map((who) => ({ who, url: `${url}/begin` })), /由(张伟|魏军)办理/)
  await hundred({ who: holder, url: `${url}/pass`, body: { answers: Object.fromEntries(QUESTION_CODES.map((code) => [code, { yes: true }])), says: '同意上会' } })
  expect(await count("review_outcome o join review r using (bank_id, review_id) where r.case_id = $1", [made.caseId])).toBe(1)
  expect(await count('decision where case_id = $1', [made.caseId])).toBe(1)
}, MINUTE)

test('the last vote cast a hundred times opens the votes once', async () => {
  made = await carryOn(bank, made, { after: 'REVIEWED', to: 'VOTING' })
  await castAll(bank, made.itemId, [0, 1, 2, 3].map(agree))
  await hundred({ who: bank.five[4], url: `/api/committee/items/${made.itemId}/votes`, body: agree(4) })
  expect([await count('committee_vote where item_id = $1', [made.itemId]), await count('committee_opened_vote where item_id = $1', [made.itemId])]).toEqual([5, 5])
}, MINUTE)

test('two makers and two checkers at once: one order, one payment; a hundred sends of it are one note', async () => {
  made = await carryOn(bank, made, { after: 'VOTED', to: 'CONFIRMED' })
  const { caseId } = made
  const orders = `/api/cases/${caseId}/contract/drawdowns`
  const maker = await oneOf([bank.maker, bank.second].map((who) => ({ who, url: orders, body: { amountFen: 11_800_000, firstDueOn: '2025-04-12' } })), /由(刘洋|高峰)办理|已有一笔录入待复核/)
  const [row] = await bank.db.asOwner('select d.drawdown_id from drawdown d join contract_file f using (bank_id, contract_id) where f.case_id = $1', [caseId])
  const url = `${orders}/${String(row?.['drawdown_id'])}/check`
  const other = maker === bank.maker ? bank.second : bank.maker
  const codes = new Map([...bank.codes, ...(bank.codes.has(other.staffId) ? [] : [[other.staffId, await enrol(bank, other)] as const])])
  const paying = { ...bank, codes }
  const bodies = new Map([[bank.checker, await checkBody(paying, bank.checker, caseId)], [other, await checkBody(paying, other, caseId)]])
  const payer = await oneOf([bank.checker, other].map((who) => ({ who, url, body: bodies.get(who) })), /由(陈晨|高峰|刘洋)办理|已放款|已办结/)
  expect([bank.checker, other]).toContain(payer)
  expect([await count('note where case_id = $1', [caseId]), await count('drawdown d join contract_file f using (bank_id, contract_id) where f.case_id = $1', [caseId])]).toEqual([1, 1])
}, MINUTE)

test('a payment checked and a repayment taken a hundred times are one payment and one repayment', async () => {
  const paid = await carry(bank, 'ORDERED')
  await hundred({ who: bank.checker, url: `/api/cases/${paid.caseId}/contract/drawdowns/${paid.drawdownId}/check`, body: await checkBody(bank, bank.checker, paid.caseId) })
  const { notes: [note] } = await must<{ notes: { noteId: string }[] }>(bank, bank.officer, 'GET', `/api/cases/${paid.caseId}/notes-of-loan`)
  const body = { rowVersion: 1, kind: 'AHEAD', amountFen: 1_022_104, paidOn: '2025-03-12', channel: 'CASH', payer: 'OWN' }
  await hundred({ who: bank.cashier, url: `/api/notes/${note?.noteId}/repayments`, body })
  expect([await count('note where case_id = $1', [paid.caseId]), await count('repayment where note_id = $1', [note?.noteId])]).toEqual([1, 1])
  expect((await bank.as(bank.second, 'POST', `/api/notes/${note?.noteId}/repayments`, { body })).json()).toMatchObject({ status: 409 })
}, MINUTE)
