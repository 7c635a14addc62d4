import { randomBytes } from 'node:crypto'
import { checkCharacter } from '#common/customer/domain'
import { beginEnrolment, confirmEnrolment } from '#platform/auth'
import { type Day, assert, day } from '#kernel'
import type { z } from 'zod'
import type { ContractAnswer, ContractShown, DrawUp } from '#loan/contract/domain'
import type { Terms } from '#loan/decision/domain'
import { newId } from '#platform/db'
import { type AskOptions, type TestStaff, testStaff } from '#platform/http'
import { generateSync } from 'otplib'
import { tell } from '../../../../app/facts.ts'
import { type Branch, intake, openBranch, openCase } from '../../../investigation/server/testing/branch.ts'

/** A branch with everyone between the approval and the money. */
export interface PayingBranch extends Branch {
  /** Draws up, and is one side of the signing. */
  readonly operator: TestStaff
  readonly maker: TestStaff
  readonly checker: TestStaff
  readonly head: TestStaff
  /** Recovery codes of those with a second factor, each good once. */
  readonly codes: ReadonlyMap<string, string[]>
}

export async function openPayingBranch(now?: () => Date): Promise<PayingBranch> {
  const branch = await openBranch(now)
  const hire = (post: Parameters<typeof testStaff>[2]['posts'][number], name: string) => testStaff(branch.db.database, branch.banks[0], { posts: [post], name })
  const [operator, maker, checker, head] = [await hire('INSIDE', '张敏'), await hire('BACK_OFFICE', '刘洋'), await hire('BACK_OFFICE', '陈静'), await hire('UNIT_HEAD', '周行')]
  const codes = new Map<string, string[]>()
  for (const who of [checker, maker]) codes.set(who.staffId, await enrol(branch, who))
  return { ...branch, operator, maker, checker, head, codes }
}

/** A second factor for someone, past the password and the camera. */
export async function enrol({ db, banks }: Branch, who: TestStaff): Promise<string[]> {
  const now = new Date()
  return db.database.inBank(banks[0], async (tx) => {
    const { secret } = await beginEnrolment(tx, { staffId: who.staffId, login: 'test', bank: 'test' }, now)
    const { proof, recoveryCodes } = await confirmEnrolment(tx, who.staffId, generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) }), now)
    assert(proof.holds, 'the device is taken')
    return [...recoveryCodes]
  })
}

export const TERMS: Terms = {
  product: '小微贷款', guarantee: 'PERSONAL_GUARANTEE', amountFen: 11_800_000, periods: 12, method: 'ANNUITY', every: 'MONTH', annualRate: '0.072', purpose: 'WORKING_CAPITAL', conditions: [],
}
export const BEFORE: Terms['conditions'][number] = { when: 'BEFORE', kind: 'SUPPLIER_CONTRACT', says: '提供与饮料批发商的购销合同', ownerPost: 'OFFICER', dueOn: null, evidenceNeeded: true }

/** A case whose approval was just told; what led there is the matter of the stages before. */
export async function openApproved(branch: PayingBranch, change: Partial<Terms> = {}, validUntil: Day = day('2025-04-11')): Promise<string> {
  const caseId = await openCase(branch)
  await approve(branch, caseId, change, validUntil)
  return caseId
}

/** A further approved case of the customer of another one. */
export async function openFurther(branch: PayingBranch, other: string, change: Partial<Terms> = {}): Promise<string> {
  const { as, officer, assistant, db } = branch
  const customerId = String((await db.asOwner('select customer_id from application where case_id = $1', [other]))[0]?.['customer_id'])
  const further = intake(customerId, assistant.staffId)
  const filed = await as(officer, 'POST', '/api/cases', { body: { ...further, request: { ...further.request, product: change.product ?? '设备贷款' } } })
  assert(filed.statusCode === 201, `a further application is filed: ${filed.body}`)
  const { caseId } = filed.json<{ caseId: string }>()
  const admitted = await as(officer, 'POST', `/api/cases/${caseId}/admit`, { body: {} })
  assert(admitted.statusCode === 200, `it is admitted: ${admitted.body}`)
  await approve(branch, caseId, change)
  return caseId
}

/** Tells the approval of a case. */
export async function approve({ db, banks, officer }: PayingBranch, caseId: string, change: Partial<Terms> = {}, validUntil: Day = day('2025-04-11')): Promise<void> {
  const on = day(String((await db.asOwner('select today::text as today from business_day where bank_id = $1', [banks[0]]))[0]?.['today']))
  await db.database.inBank(banks[0], (tx) => tell(tx, { fact: 'decision.approved', caseId, by: officer.staffId, on, at: new Date().toISOString(), resolutionId: newId(), terms: { ...TERMS, ...change }, validUntil }))
}

/** Puts the bank on a day. */
export async function onDay({ db, banks }: Branch, on: string): Promise<void> {
  await db.asOwner('update business_day set today = $1 where bank_id = $2', [on, banks[0]])
}

/** The contract file as the panel reads it. */
export async function fileOf({ as, reviewer }: Branch, caseId: string): Promise<ContractShown> {
  const { file } = (await as(reviewer, 'GET', `/api/cases/${caseId}/contract`)).json<z.output<typeof ContractAnswer>>()
  assert(file !== null, 'the case has a contract file')
  return file
}

/** One act on the contract of a case. */
export function act({ as }: Branch, who: TestStaff, caseId: string, path: string, options?: AskOptions) {
  return as(who, 'POST', `/api/cases/${caseId}/contract/${path}`, options)
}

/** The same, which must succeed. */
export async function done(branch: Branch, who: TestStaff, caseId: string, path: string, body?: unknown): Promise<Record<string, string>> {
  const answer = await act(branch, who, caseId, path, body === undefined ? {} : { body })
  assert(answer.statusCode < 300, `${path}: ${answer.body}`)
  return answer.json<Record<string, string>>()
}

let people = 0
/** The ID number of somebody new. */
export function idNumber(): string {
  const serial = String(++people).padStart(9, '0') // of the place and of the order, nine digits in all
  const first17 = `${serial.slice(0, 6)}19790611${serial.slice(6)}`
  return first17 + checkCharacter(first17)
}

/** A picture nobody has sent yet. */
export async function photo(branch: Branch, who: TestStaff, caseId: string, title = '面签照片'): Promise<string> {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(64)])
  const answer = await act(branch, who, caseId, 'evidence', { body: { class: 'SEEN', kind: 'PHOTO', title, placeMissing: '网点内拍摄' }, file: { filename: 'a.jpg', mediaType: 'image/jpeg', bytes } })
  assert(answer.statusCode === 201, `the photo is taken: ${answer.body}`)
  return answer.json<{ evidence: { evidenceId: string } }>().evidence.evidenceId
}

export const DRAW_UP: z.input<typeof DrawUp> = {
  startsOn: '2025-03-12', firstDueOn: '2025-04-12', residence: '示范县新城路 8 号', premises: '示范县新城路 8 号一层', deliveryAddress: '示范县新城路 8 号',
  accountName: '王建国', accountBank: '金鑫农商银行营业部', account: '6230000000000002018', payment: 'SELF',
}

/** Spouse and guarantor of GC-01. */
export async function addPeople(branch: PayingBranch, caseId: string, guaranteedFen = 11_800_000): Promise<void> {
  const person = { relation: '配偶', phone: '13800000002', address: '示范县新城路 8 号' }
  await done(branch, branch.officer, caseId, 'parties', { ...person, role: 'SPOUSE', name: '李梅', idNumber: idNumber() })
  await done(branch, branch.officer, caseId, 'parties', { ...person, role: 'GUARANTOR', relation: '妻弟', name: '李强', idNumber: idNumber(), monthlyDisposableFen: 700_000, guaranteedFen })
}

/** Everyone who must sign is entered and the papers are drawn up. */
export async function drawnUp(branch: PayingBranch, caseId: string, change: Partial<z.input<typeof DrawUp>> = {}): Promise<void> {
  await addPeople(branch, caseId, TERMS.amountFen)
  await done(branch, branch.officer, caseId, 'draw-up', { ...DRAW_UP, ...change })
}

/** Everything between the papers and the pen. */
export async function readyToSign(branch: PayingBranch, caseId: string): Promise<void> {
  const { officer, operator } = branch
  const file = await fileOf(branch, caseId)
  const mark = (who: TestStaff, body: Record<string, unknown>) => done(branch, who, caseId, 'marks', { says: '已办', ...body })
  await mark(officer, { item: 'EXPLAINED', says: '按计划表逐期讲解' })
  await mark(operator, { item: 'EXPLAINED', says: '客户自己复述每月还款日与金额' })
  await mark(officer, { item: 'CONDUCT', says: '已告知并给出电话 12378' })
  await mark(officer, { item: 'INTERVIEW', place: '客户店内', answers: file.ask.interview.map((question) => ({ question, answer: '清楚，本人用于进货' })) })
  await done(branch, officer, caseId, 'signing', { placeKind: 'ON_SITE', place: '建国副食店' })
  await done(branch, operator, caseId, 'signing/join')
  for (const subject of ['', ...file.parties.map(({ partyId }) => partyId)]) await mark(operator, { item: 'IDENTITY', subject, how: ['ID_CARD', 'FACE'] })
  await mark(operator, { item: 'DISCLOSURE' })
  await mark(operator, { item: 'TERMS_READ' })
}

/** Signed by everyone. */
export async function signed(branch: PayingBranch, caseId: string): Promise<void> {
  await readyToSign(branch, caseId)
  await done(branch, branch.officer, caseId, 'signing/complete', { evidence: [await photo(branch, branch.officer, caseId)] })
}

/** The supervisor asked the customer. */
export async function confirmed(branch: PayingBranch, caseId: string): Promise<void> {
  const { ask } = await fileOf(branch, caseId)
  await done(branch, branch.supervisor, caseId, 'confirmation', { how: 'CALL', spokeWith: '王建国', answers: ask.confirm.map((question) => ({ question, answer: '是，没有收过任何东西' })), passed: true, says: '流程合规' })
}

/** Ordered by the maker; returns the drawdown. */
export async function ordered(branch: PayingBranch, caseId: string, amountFen = TERMS.amountFen): Promise<string> {
  return (await done(branch, branch.maker, caseId, 'drawdowns', { amountFen, firstDueOn: '2025-04-12' }))['drawdownId'] ?? ''
}

/** From the approval to the order. */
export async function readyToPay(branch: PayingBranch, change: Partial<Terms> = {}): Promise<{ caseId: string; drawdownId: string }> {
  const caseId = await openApproved(branch, change)
  await drawnUp(branch, caseId)
  await signed(branch, caseId)
  await confirmed(branch, caseId)
  return { caseId, drawdownId: await ordered(branch, caseId) }
}

/** The body of a check, with a fresh step-up where one is to be had. */
export async function checkBody(branch: PayingBranch, who: TestStaff, caseId: string, amountFen = TERMS.amountFen): Promise<Record<string, unknown>> {
  const code = branch.codes.get(who.staffId)?.pop()
  if (code === undefined) return { amountFen, accountEnd: '2018' }
  const answer = await branch.as(who, 'POST', '/api/me/step-up', { body: { act: 'loan.check', subject: caseId, code } })
  return { amountFen, accountEnd: '2018', stepUp: answer.json<{ token: string | null }>().token }
}
