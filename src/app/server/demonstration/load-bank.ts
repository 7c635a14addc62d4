import { permissionsOf } from '#common/staff/domain'
import { createStaff, createUnit, setPassword } from '#common/staff/server'
import { type Day, addDays } from '#kernel'
import { sealDay } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId, openNextDay } from '#platform/db'
import type { FileStore } from '#platform/files'
import { type DemonstrationBank, PASSWORD } from './banks.ts'
import { type DemonstrationCase, demonstrationCases, furtherCustomers } from './cases.ts'
import { type Scene, decideAdmission, writeApplication, writeCustomer, writeInvestigation } from './write-case.ts'

const SHIPPED = 'default'
const MINUTES = 60_000

/** Fills an open, empty bank by the acts of its people, on the days they would do them: taken in on the first, admitted on the second, investigated on the third. */
export async function loadBank(tx: Tx, bank: DemonstrationBank, files: FileStore): Promise<void> {
  const people = await writePeople(tx, bank)
  const staff = (login: string): Staff => people.get(login) ?? unknownPerson(login)
  if (bank.policy !== SHIPPED) await choosePolicy(tx, bank, staff)
  const cases = demonstrationCases(bank.code)
  const reviewer = bank.people.find(({ posts }) => posts.includes('REVIEWER'))!.login

  const first = sceneOn(bank.firstDay, { tx, files, staff })
  const ids: { one: DemonstrationCase; caseId: string }[] = []
  let seq = 0
  for (const one of furtherCustomers(bank.code)) await writeCustomer(first, one, ++seq)
  for (const one of cases) {
    const { name, customerType, bornOn } = one.caseFile.applicant
    const customerId = await writeCustomer(first, { name, customerType, bornOn, manager: one.acceptor ?? one.lead }, ++seq)
    ids.push({ one, caseId: await writeApplication(first, one, customerId) })
  }
  const second = sceneOn(await closeDay(tx, bank.firstDay), { tx, files, staff })
  for (const { one, caseId } of ids) await decideAdmission(second, one, caseId)
  const third = sceneOn(await closeDay(tx, addDays(bank.firstDay, 1)), { tx, files, staff })
  for (const { one, caseId } of ids) await writeInvestigation(third, one, caseId, reviewer)
}

/** Opens the next day and seals what was done on the one before. */
async function closeDay(tx: Tx, closing: Day): Promise<Day> {
  const next = await openNextDay(tx, closing)
  await sealDay(tx, closing)
  return next
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
