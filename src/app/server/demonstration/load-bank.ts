import { permissionsOf } from '#common/staff/domain'
import { createStaff, createUnit, setPassword } from '#common/staff/server'
import { type Day, day, daysBetween, fen } from '#kernel'
import { keepProduct, runDayEndWithin, takeOverLoan } from '#loan/servicing/server'
import type { Staff } from '#platform/auth'
import { type Database, type Tx, newId } from '#platform/db'
import type { FileStore } from '#platform/files'
import type { Route } from '#platform/http'
import { tell } from '../../facts.ts'
import { type Stage, act } from './act.ts'
import { CORE_OF, type DemonstrationBank, PASSWORD } from './banks.ts'
import { demonstrationCases, furtherCustomers } from './cases.ts'
import { type DemonstrationCase, EARLIER } from './shown-case.ts'
import { type EarlierLoan, earlierLoans } from './loans.ts'
import { writeProducts } from './products.ts'
import type { Scene } from './scene.ts'
import { writeServices } from './services.ts'
import { decideAdmission, writeApplication, writeCustomer, writeInvestigation } from './write-case.ts'
import { convene, foundCommittees, holdMeeting, passReview, returnReview } from './write-decision.ts'
import { type Loan, disburse, doer, drawUp, sign } from './write-loan.ts'
import { lookAfterLoans } from './write-servicing.ts'

const SHIPPED = 'default'
const MINUTES = 60_000
const FEN_A_YUAN = 100

/** What the acts of the demonstration are done with. */
export interface Means {
  readonly files: FileStore
  readonly database: Database
  readonly routes: readonly Route[]
}

/**
 * Fills an open, empty bank by the acts of its people, on the days they would do them. In the first week some cases go all
 * the way, from the counter on Monday to the money on Friday; in the second the others come as far as Wednesday.
 */
export async function loadBank(tx: Tx, bank: DemonstrationBank, { files, database, routes }: Means): Promise<void> {
  const people = await writePeople(tx, bank)
  const staff = (login: string): Staff => people.get(login) ?? unknownPerson(login)
  if (bank.policy !== SHIPPED) await choosePolicy(tx, bank, staff)
  await writeProducts(tx, bank, staff, await unitsOf(tx))
  const core = CORE_OF[bank.code]
  if (core !== undefined) await keepProduct(tx, core.productCode, { book: core.book, coreChannel: 'FILE', name: core.name })
  const stage: Stage = { routes, database, bank }
  let on = bank.firstDay
  const scene = (): Scene => sceneOn(on, { tx, files, staff })
  const nextDay = async (): Promise<void> => {
    on = await runDayEndWithin(tx, on, { tell })
    await lookAfterLoans(scene(), stage, LAST_DAY)
  }
  const nextMonday = async (): Promise<void> => { while (daysBetween(bank.firstDay, on) < WEEK) await nextDay() }

  await foundCommittees(scene(), stage)
  let seq = 0
  for (const one of furtherCustomers(bank.code)) await writeCustomer(scene(), one, ++seq)
  for (const [at, one] of earlierLoans(bank.code).entries()) await bringLoan(scene(), bank, one, { at, seq: ++seq })
  const cases = demonstrationCases(bank.code)
  const takeIn = async (chosen: readonly DemonstrationCase[]): Promise<Loan[]> => {
    const loans: Loan[] = []
    for (const one of chosen) loans.push({ one, seq: ++seq, caseId: await counter(scene(), one, seq) })
    return loans
  }
  const earlier = await takeIn(cases.filter(({ course }) => EARLIER.includes(course)))
  await nextDay()
  for (const { one, caseId } of earlier) await decideAdmission(scene(), one, caseId)
  await nextDay()
  for (const { one, caseId } of earlier) await investigateAndReview(scene(), stage, one, caseId)
  await nextDay()
  for (const loan of earlier) await holdMeeting(scene(), stage, { caseId: loan.caseId, lead: loan.one.lead, answers: await doer(scene(), stage, loan, 'ANSWER'), agrees: loan.one.course !== 'REJECTED' })
  await nextDay()
  for (const loan of earlier) await toTheMoney(scene(), stage, loan)
  await nextMonday()
  const loans = await takeIn(cases.filter(({ course }) => !EARLIER.includes(course)))
  await formGroups(scene(), stage, loans)
  await writeServices(scene(), stage)
  await nextDay()
  for (const { one, caseId } of loans) await decideAdmission(scene(), one, caseId)
  await nextDay()
  for (const { one, caseId } of loans) await investigateAndReview(scene(), stage, one, caseId)
}

const WEEK = 7
const LAST_DAY = day('2025-03-12')

/** A loan from before Weidai, looked after by the client managers in turn. */
async function bringLoan(scene: Scene, bank: DemonstrationBank, one: EarlierLoan, { at, seq }: { at: number; seq: number }): Promise<void> {
  const managers = bank.people.filter(({ posts }) => posts.some((post) => post === 'OFFICER' || post === 'RELATIONSHIP'))
  const manager = scene.staff(managers[at % managers.length]!.login)
  const customerId = await writeCustomer(scene, { name: one.name, customerType: one.customerType, bornOn: one.bornOn, manager: manager.login }, seq)
  const number = String(at + 1).padStart(6, '0')
  await takeOverLoan(scene.tx, {
    customerId, unitId: manager.unitId, productCode: CORE_OF[bank.code]?.productCode ?? '小微贷款', amountFen: fen(one.yuan * FEN_A_YUAN), annualRate: one.annualRate, method: one.method, every: 'MONTH', periods: one.periods, firstDueOn: one.firstDueOn,
    number: `JQ2024${number}`, contractNumber: `HQ2024${number}`, disbursedOn: one.disbursedOn, guarantee: one.guarantee, purpose: '进货周转', account: one.account ?? `6230000000${String(seq).padStart(9, '0')}`, paidInstalments: one.paidInstalments, ...(one.followsRate === true ? { followsRate: true } : {}),
  }, { staff: manager, on: scene.on, now: scene.clock() })
}

/** Who answers for each other says so at the counter, before anyone is admitted. */
async function formGroups(scene: Scene, stage: Stage, loans: readonly Loan[]): Promise<void> {
  const { tx } = scene
  for (const name of new Set(loans.flatMap(({ one: { group } }) => group ?? []))) {
    const [first, ...others] = loans.filter(({ one }) => one.group === name)
    const rows = await tx.selectFrom('application').select('customer_id').where('bank_id', '=', tx.bankId).where('case_id', 'in', others.map(({ caseId }) => caseId)).execute()
    await act(scene, stage, first!.one.lead, 'application.form-group', { params: { caseId: first!.caseId }, body: { name, customerIds: rows.map((row) => row.customer_id) } })
    for (const { one, caseId } of loans.filter((each) => each.one.group === name)) await consentOfGuarantors(scene, stage, one, caseId)
  }
}

/** Every other member signs that the bureau may be asked about him. */
async function consentOfGuarantors(scene: Scene, stage: Stage, { lead }: DemonstrationCase, caseId: string): Promise<void> {
  const { tx, on } = scene
  const parties = await tx.selectFrom('application_party').select('party_id').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('role', '=', 'GUARANTOR').execute()
  for (const { party_id: partyId } of parties) await act(scene, stage, lead, 'application.consent', { params: { caseId }, body: { kind: 'BUREAU', signedOn: on, note: '授权书原件在案卷', partyId } })
}

/** An application, of a new customer or of one the bank knows. */
async function counter(scene: Scene, one: DemonstrationCase, seq: number): Promise<string> {
  const { tx } = scene
  const { name, customerType, bornOn } = one.caseFile.applicant
  const known = one.isKnown === true ? await tx.selectFrom('customer').select('customer_id').where('bank_id', '=', tx.bankId).where('name', '=', name).executeTakeFirstOrThrow() : undefined
  const customerId = known?.customer_id ?? await writeCustomer(scene, { name, customerType, bornOn, manager: one.acceptor ?? one.lead }, seq)
  return writeApplication(scene, one, customerId)
}

/** The visit, the figures and what the reviewer makes of them, as far as the case comes. */
async function investigateAndReview(scene: Scene, stage: Stage, one: DemonstrationCase, caseId: string): Promise<void> {
  await writeInvestigation(scene, one, caseId)
  if (one.carriesOver === true) await act(scene, stage, one.lead, 'investigation.carry-over', { params: { caseId }, body: { rowVersion: 1 } })
  switch (one.course) {
    case 'RETURNED': return returnReview(scene, stage, caseId, one.reason ?? '')
    case 'CONVENED':
      await passReview(scene, stage, caseId)
      await convene(scene, stage, caseId)
      return
    case 'REVIEWED': case 'REJECTED': case 'APPROVED': case 'SIGNED': case 'DISBURSED': return passReview(scene, stage, caseId)
    case 'FILED': case 'DECLINED': case 'WITHDRAWN': case 'OPENED': case 'DRAFT': case 'SUBMITTED': return
  }
}

/** Papers, pen and money of an approved case, as far as it comes. */
async function toTheMoney(scene: Scene, stage: Stage, loan: Loan): Promise<void> {
  const { course } = loan.one
  if (course !== 'SIGNED' && course !== 'DISBURSED') return
  await drawUp(scene, stage, loan)
  await sign(scene, stage, loan)
  if (course === 'DISBURSED') await disburse(scene, stage, loan)
}

function sceneOn(on: Day, around: Pick<Scene, 'tx' | 'files' | 'staff'>): Scene {
  let at = Date.parse(`${on}T00:30:00Z`) // half past eight in the morning
  return { ...around, on, clock: () => new Date(at += MINUTES / 2) }
}

function unknownPerson(login: string): never {
  throw new Error(`the demonstration has no ${login}`)
}

async function writePeople(tx: Tx, bank: DemonstrationBank): Promise<ReadonlyMap<string, Staff>> {
  const units = new Map<string, string>()
  for (const { code, name, under } of bank.units) units.set(code, await createUnit(tx, { parentId: under === null ? null : units.get(under) ?? null, code, name }))
  const people = new Map<string, Staff>()
  for (const { login, name, unit, posts } of bank.people) {
    const unitId = units.get(unit)!
    const id = await createStaff(tx, { login, name, unitId, posts: posts.map((post) => ({ post, unitId })) }, bank.firstDay)
    await setPassword(tx, id, { password: PASSWORD, mustChange: false, now: new Date(`${bank.firstDay}T00:00:00Z`) })
    people.set(login, { id, bankId: tx.bankId, login, name, unitId, posts: posts.map((post) => ({ post, unitId })), permissions: permissionsOf(posts) })
  }
  return people
}

async function unitsOf(tx: Tx): Promise<(code: string) => string> {
  const rows = await tx.selectFrom('unit').select(['unit_id', 'code']).where('bank_id', '=', tx.bankId).execute()
  return (code) => rows.find((row) => row.code === code)!.unit_id
}

/** The bank works by a shipped policy other than the base: its first version, written by the risk manager, signed by two. */
async function choosePolicy(tx: Tx, bank: DemonstrationBank, staff: Scene['staff']): Promise<void> {
  const holder = (post: string): string => staff(bank.people.find(({ posts }) => posts.some((one) => one === post))!.login).id
  const at = `${bank.firstDay}T00:00:00Z`
  const overlayId = newId()
  await tx.insertInto('policy_overlay').values({
    bank_id: tx.bankId, overlay_id: overlayId, level: 'BANK', subject: '', version: 1, base_pack: bank.policy, content: '{}', reason: `采用随附政策包 ${bank.policy}`,
    effective_on: bank.firstDay, status: 'IN_FORCE', in_force_since: at, author_id: holder('RISK_MANAGER'), written_at: at,
  }).execute()
  await tx.insertInto('counter').values({ bank_id: tx.bankId, name: 'policy-overlay', period: 'BANK:', last_number: 1 }).execute()
  for (const post of ['UNIT_HEAD', 'VICE_PRESIDENT']) {
    await tx.insertInto('policy_signature').values({ bank_id: tx.bankId, overlay_id: overlayId, staff_id: holder(post), business_date: bank.firstDay, signed_at: at }).execute()
  }
}
