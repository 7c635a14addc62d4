import type { CaseFile } from '#common/assessment/domain'
import type { z } from 'zod'
import type { ContractAnswer, ContractShown } from '#loan/contract/domain'
import type { Person } from '../people.ts'
import { idNumber, mobile } from './counter.ts'
import { photo } from './shop.ts'

export const ACCOUNT = '6230000000000002018'

export async function contractOf(who: Person, caseId: string): Promise<ContractShown> {
  const { file } = await who.get<z.output<typeof ContractAnswer>>(`/api/cases/${caseId}/contract`)
  if (file === null) throw new Error('the case has no contract file')
  return file
}

/** A picture for the contract file. */
export async function picture(who: Person, caseId: string, title = '面签照片'): Promise<string> {
  const { evidence } = await who.post<{ evidence: { evidenceId: string } }>(`/api/cases/${caseId}/contract/evidence`, { class: 'SEEN', kind: 'PHOTO', title, placeMissing: '网点内拍摄' }, photo(title))
  return evidence.evidenceId
}

/** Everyone who signs beside the borrower, as the case file has them. */
export async function addSigners(clerk: Person, caseId: string, file: CaseFile): Promise<void> {
  const { terms } = await contractOf(clerk, caseId)
  const add = (body: object) => clerk.post(`/api/cases/${caseId}/contract/parties`, { idNumber: idNumber(), phone: mobile(), address: '新城路 8 号', ...body })
  if (file.spouse !== null) await add({ role: 'SPOUSE', name: file.spouse.name, relation: '配偶' })
  if (terms.guarantee === 'PERSONAL_GUARANTEE' && file.guarantor !== null) await add({ role: 'GUARANTOR', name: file.guarantor.name, relation: '妻弟', monthlyDisposableFen: file.guarantor.monthlyDisposableFen, guaranteedFen: terms.amountFen })
}

/** Sees to the conditions that stand before the money, each with a picture. */
export async function meetConditions(people: (ownerPost: string) => Person, caseId: string): Promise<void> {
  for (const { conditionId, timing, ownerPost, met } of (await contractOf(people(''), caseId)).conditions) {
    if (timing !== 'BEFORE' || met !== null) continue
    const owner = people(ownerPost)
    await owner.post(`/api/cases/${caseId}/contract/conditions/${conditionId}`, { note: '已核对原件', evidence: [await picture(owner, caseId, '条件落实')] })
  }
}

/** When the contract begins and its first instalment falls due. */
export interface Days { readonly startsOn: string; readonly firstDueOn: string }
export const AT_ONCE: Days = { startsOn: '2025-03-12', firstDueOn: '2025-04-12' }

export function drawUp(clerk: Person, caseId: string, { applicant, business }: CaseFile, days: Days = AT_ONCE): Promise<unknown> {
  const address = `${business.city}市新城路 8 号`
  return clerk.post(`/api/cases/${caseId}/contract/draw-up`, { ...days, residence: address, premises: `${address}一层`, deliveryAddress: address, accountName: applicant.name, accountBank: '本行营业部', account: ACCOUNT, payment: 'SELF' })
}

/** Interview, explanations, identities and disclosure with two people at the table; the pen is another act. */
export async function explain([first, second]: readonly [Person, Person], caseId: string, { business }: CaseFile): Promise<void> {
  const { ask, parties } = await contractOf(first, caseId)
  const mark = (who: Person, body: object) => who.post(`/api/cases/${caseId}/contract/marks`, { says: '已办', ...body })
  await mark(first, { item: 'EXPLAINED', says: '按计划表逐期讲解还款日、金额和方式' })
  await mark(second, { item: 'EXPLAINED', says: '客户自己复述每月还款日与金额' })
  await mark(first, { item: 'CONDUCT', says: '已告知行为准则并给出监督电话' })
  await mark(first, { item: 'INTERVIEW', place: business.name, answers: ask.interview.map((question) => ({ question, answer: '清楚，本人用于进货' })) })
  await first.post(`/api/cases/${caseId}/contract/signing`, { placeKind: 'ON_SITE', place: business.name })
  await second.post(`/api/cases/${caseId}/contract/signing/join`)
  for (const subject of ['', ...parties.map(({ partyId }) => partyId)]) await mark(second, { item: 'IDENTITY', subject, how: ['ID_CARD', 'FACE'] })
  await mark(second, { item: 'DISCLOSURE' })
  await mark(second, { item: 'TERMS_READ' })
}

export async function sign(first: Person, caseId: string): Promise<void> {
  await first.post(`/api/cases/${caseId}/contract/signing/complete`, { evidence: [await picture(first, caseId)] })
}

/** The supervisor has the customer on the phone. */
export async function confirm(supervisor: Person, caseId: string, { applicant }: CaseFile): Promise<void> {
  const { ask } = await contractOf(supervisor, caseId)
  await supervisor.post(`/api/cases/${caseId}/contract/confirmation`, { how: 'CALL', spokeWith: applicant.name, answers: ask.confirm.map((question) => ({ question, answer: '是，没有收过任何东西' })), passed: true, says: '流程合规' })
}

/** Orders the whole amount; returns the drawdown. */
export async function order(maker: Person, caseId: string, { firstDueOn }: Days = AT_ONCE): Promise<string> {
  const { terms: { amountFen } } = await contractOf(maker, caseId)
  return (await maker.post<{ drawdownId: string }>(`/api/cases/${caseId}/contract/drawdowns`, { amountFen, firstDueOn })).drawdownId
}

/** The checker types it again and proves who he is. */
export async function check(checker: Person, caseId: string, drawdownId: string): Promise<void> {
  const { terms: { amountFen } } = await contractOf(checker, caseId)
  const { token } = await checker.post<{ token: string | null }>('/api/me/step-up', { act: 'loan.check', subject: caseId, code: await checker.code() })
  await checker.post(`/api/cases/${caseId}/contract/drawdowns/${drawdownId}/check`, { amountFen, accountEnd: ACCOUNT.slice(-4), stepUp: token })
}
