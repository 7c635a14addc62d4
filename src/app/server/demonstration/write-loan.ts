import { checkCharacter } from '#common/customer/domain'
import { attachFile } from '#common/evidence/server'
import { policyFor } from '#common/policy/server'
import type { Post } from '#common/staff/domain'
import type { Step } from '#common/task/domain'
import { addMonths } from '#kernel'
import type { ContractAnswer } from '#loan/contract/domain'
import { record } from '#platform/audit'
import { beginEnrolment, confirmEnrolment } from '#platform/auth'
import { storeFile } from '#platform/files'
import { generateSync } from 'otplib'
import type { z } from 'zod'
import { type Stage, act } from './act.ts'
import type { DemonstrationCase } from './shown-case.ts'
import { drawEvidence } from './draw-evidence.ts'
import type { Scene } from './scene.ts'

/** A case on its way to the money; `seq` makes its invented numbers its own. */
export interface Loan {
  readonly one: DemonstrationCase
  readonly caseId: string
  readonly seq: number
}

/** Who does a step of this case by the process of the bank; `at` chooses among those a pool holds. */
export async function doer({ tx, on, staff }: Scene, { bank }: Stage, { one: { lead, acceptor = lead, caseFile } }: Loan, step: Step, at = 0): Promise<string> {
  const { organisation } = await policyFor(tx, { applicationOn: on, eventOn: on }, { unit: staff(lead).unitId, product: caseFile.request.product })
  const { goesTo, posts } = organisation.process[step]
  if (goesTo === 'LEAD') return lead
  if (goesTo === 'ACCEPTOR') return acceptor
  return bank.people.filter((person) => person.posts.some((post) => posts.includes(post)))[at]!.login
}

/** The second person at the signing: of the side of the policy on which the first does not stand. */
async function witness({ tx, on, staff }: Scene, { bank }: Stage, { one: { lead, caseFile } }: Loan, first: string): Promise<string> {
  const { contract: { signingPosts } } = await policyFor(tx, { applicationOn: on, eventOn: on }, { unit: staff(lead).unitId, product: caseFile.request.product })
  const holds = (login: string, side: readonly Post[]): boolean => bank.people.some((person) => person.login === login && person.posts.some((post) => side.includes(post)))
  const other = holds(first, signingPosts.second) ? signingPosts.first : signingPosts.second
  return bank.people.find(({ login }) => login !== first && holds(login, other))!.login
}

async function fileOf(scene: Scene, stage: Stage, { one, caseId }: Loan) {
  const { file } = await act<z.output<typeof ContractAnswer>>(scene, stage, one.lead, 'contract.read', { params: { caseId } })
  return file!
}

/** Spouse and guarantor, and the whole set of papers. */
export async function drawUp(scene: Scene, stage: Stage, loan: Loan): Promise<void> {
  const { one: { caseFile }, caseId, seq } = loan
  const clerk = await doer(scene, stage, loan, 'CONTRACT')
  const { terms } = await fileOf(scene, stage, loan)
  const address = `${stage.bank.city}市新城路 ${seq} 号`
  const person = (bornOn: string, n: number) => ({ idNumber: idNumber(bornOn, n), phone: `1390000${String(n).padStart(4, '0')}`, address })
  const add = (body: object) => act(scene, stage, clerk, 'contract.add-party', { params: { caseId }, body })
  if (caseFile.spouse !== null) await add({ ...person('19850620', seq * 2), role: 'SPOUSE', name: caseFile.spouse.name, relation: '配偶' })
  if (caseFile.guarantor !== null) await add({ ...person('19800115', seq * 2 + 1), role: 'GUARANTOR', name: caseFile.guarantor.name, relation: '亲属', monthlyDisposableFen: 700_000, guaranteedFen: terms.amountFen })
  await act(scene, stage, clerk, 'contract.draw-up', {
    params: { caseId },
    body: {
      startsOn: scene.on, firstDueOn: addMonths(scene.on, 1), residence: address, premises: `${address}一层`, deliveryAddress: address,
      accountName: caseFile.applicant.name, accountBank: `${stage.bank.name}营业部`, account: `62300000000${String(10_000 + seq)}2018`, payment: 'SELF',
    },
  })
}

/** Interview, explanation, identities, disclosure, and the pen, with two people at the table. */
export async function sign(scene: Scene, stage: Stage, loan: Loan): Promise<void> {
  const { one: { caseFile }, caseId } = loan
  const lead = await doer(scene, stage, loan, 'SIGNING')
  const operator = await witness(scene, stage, loan, lead)
  const file = await fileOf(scene, stage, loan)
  const mark = (login: string, body: object) => act(scene, stage, login, 'contract.mark', { params: { caseId }, body: { says: '已办', ...body } })
  await mark(lead, { item: 'EXPLAINED', says: '按计划表逐期讲解还款日、金额和方式' })
  await mark(operator, { item: 'EXPLAINED', says: '客户自己复述每月还款日与金额' })
  await mark(lead, { item: 'CONDUCT', says: '已告知行为准则并给出监督电话' })
  await mark(lead, { item: 'INTERVIEW', place: caseFile.business.name, answers: file.ask.interview.map((question) => ({ question, answer: '清楚，本人用于进货' })) })
  await act(scene, stage, lead, 'contract.open-signing', { params: { caseId }, body: { placeKind: 'ON_SITE', place: caseFile.business.name } })
  await act(scene, stage, operator, 'contract.join-signing', { params: { caseId } })
  for (const subject of ['', ...file.parties.map(({ partyId }) => partyId)]) await mark(operator, { item: 'IDENTITY', subject, how: ['ID_CARD', 'FACE'] })
  await mark(operator, { item: 'DISCLOSURE' })
  await mark(operator, { item: 'TERMS_READ' })
  await act(scene, stage, lead, 'contract.sign', { params: { caseId }, body: { evidence: [await picture(scene, loan, lead)] } })
}

/** The supervisor asks the customer, the maker orders, the checker types it again, the customer sees the money. */
export async function disburse(scene: Scene, stage: Stage, loan: Loan): Promise<void> {
  const { one: { caseFile }, caseId } = loan
  const who = (step: Step, at?: number) => doer(scene, stage, loan, step, at)
  const [maker, checker, supervisor] = [await who('PAY_MAKE'), await who('PAY_CHECK', 1), await who('CONFIRM')]
  const administrator = stage.bank.people.find(({ posts }) => posts.includes('SYS_ADMIN'))!.login
  const { ask, terms } = await fileOf(scene, stage, loan)
  await act(scene, stage, supervisor, 'contract.confirm', { params: { caseId }, body: { how: 'CALL', spokeWith: caseFile.applicant.name, answers: ask.confirm.map((question) => ({ question, answer: '是，没有收过任何东西' })), passed: true, says: '流程合规' } })
  const { drawdownId } = await act<{ drawdownId: string }>(scene, stage, maker, 'contract.order', { params: { caseId }, body: { amountFen: terms.amountFen, firstDueOn: addMonths(scene.on, 1) } })
  const stepUp = await secondFactor(scene, stage, checker, caseId)
  await act(scene, stage, checker, 'contract.check', { params: { caseId, drawdownId }, body: { amountFen: terms.amountFen, accountEnd: '2018', stepUp } })
  await act(scene, stage, administrator, 'staff.reset-second-factor', { params: { staffId: scene.staff(checker).id }, body: { reason: '演示：请用自己的手机登记动态口令' } })
  await act(scene, stage, await who('ARRIVAL'), 'contract.confirm-arrival', { params: { caseId, drawdownId }, body: { how: 'PHONE_BANK', with: caseFile.applicant.name } })
}

/** A second factor for one act; whoever tries the demonstration enrols his own phone afterwards. */
async function secondFactor(scene: Scene, stage: Stage, login: string, caseId: string): Promise<string | null> {
  const { tx, clock, staff } = scene
  const now = clock()
  const { secret } = await beginEnrolment(tx, { staffId: staff(login).id, login, bank: stage.bank.name }, now)
  const { recoveryCodes } = await confirmEnrolment(tx, staff(login).id, generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) }), now)
  const { token } = await act<{ token: string | null }>(scene, stage, login, 'me.step-up', { body: { act: 'loan.check', subject: caseId, code: recoveryCodes[0] } })
  return token
}

const LARGEST_DRAWING = 200_000

async function picture({ tx, files, on, clock, staff }: Scene, { one: { caseFile }, caseId }: Loan, login: string): Promise<string> {
  const by = staff(login).id
  const title = `面签照片（${caseFile.business.name}）`
  const drawing = drawEvidence({ id: 'signing', class: 'SEEN', kind: 'PHOTO', title }, [])
  const { hash } = await storeFile(tx, files, { content: Buffer.from(drawing), mediaType: 'image/svg+xml', storedBy: by, mostBytes: LARGEST_DRAWING })
  const { evidenceId } = await attachFile(tx, { class: 'SEEN', kind: 'PHOTO', title, placeMissing: '演示材料，未记地点', takenAt: `${on}T06:00:00Z`, filename: 'signing.svg', sha256: hash }, { caseId, by, on, now: clock() })
  await record(tx, { caseId, act: 'contract.attach-evidence', who: by, businessDate: on, body: { evidenceId, title, sha256: hash } })
  return evidenceId
}

/** An ID number of the area 000000, which no person has. */
function idNumber(bornOn: string, seq: number): string {
  const first17 = `000000${bornOn}${String(500 + seq)}`
  return first17 + checkCharacter(first17)
}
