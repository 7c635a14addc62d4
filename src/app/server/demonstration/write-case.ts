import { CaseFile, type Evidence } from '#common/assessment/domain'
import { checkCharacter } from '#common/customer/domain'
import { addCustomer } from '#common/customer/server'
import { attachFile, attachNote } from '#common/evidence/server'
import { type Day, read } from '#kernel'
import { FileApplication } from '#loan/application/domain'
import { admitApplication, fileApplication, moveApplicationOf } from '#loan/application/server'
import { returnInvestigation, saveDraft, submitInvestigation } from '#loan/investigation/server'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { type FileStore, storeFile } from '#platform/files'
import { tell } from '../../facts.ts'
import type { DemonstrationCase, DemonstrationCustomer } from './cases.ts'
import { drawEvidence, rowsOf } from './draw-evidence.ts'

/** Where and when the acts of the demonstration take place. */
export interface Scene {
  readonly tx: Tx
  readonly files: FileStore
  readonly on: Day
  /** The next instant of the day; each act is a few minutes after the one before. */
  readonly clock: () => Date
  readonly staff: (login: string) => Staff
}

const LARGEST_DRAWING = 200_000

/** Puts an invented customer on file: an ID number of the area 000000, which no person has. */
export async function writeCustomer({ tx, on, staff }: Scene, customer: DemonstrationCustomer, seq: number): Promise<string> {
  const first17 = `000000${customer.bornOn.replaceAll('-', '')}${String(seq).padStart(3, '0')}`
  const manager = staff(customer.manager)
  const phone = `1380000${String(tx.bankId * 100 + seq).padStart(4, '0')}`
  const { customerId, number } = await addCustomer(tx, { name: customer.name, customerType: customer.customerType, idNumber: first17 + checkCharacter(first17), phone }, { staffId: manager.id, unitId: manager.unitId, on })
  await record(tx, { caseId: customerId, act: 'customer.add', who: manager.id, businessDate: on, body: { number, customerType: customer.customerType } })
  return customerId
}

/** Takes the application of a case in; returns the case's id. */
export async function writeApplication({ tx, on, clock, staff }: Scene, { caseFile, lead, assist }: DemonstrationCase, customerId: string): Promise<string> {
  const { caseId } = await fileApplication(tx, read(FileApplication, intakeOf(caseFile, customerId, assist === null ? null : staff(assist).id)), staff(lead), on, clock())
  return caseId
}

function intakeOf({ application, request, applicant, spouse, business }: CaseFile, customerId: string, assistId: string | null) {
  const { product, guarantee, amountFen, periods, method, purpose, ownContributionFen, purposeItems } = request
  const { phone, residence, marriage, children, property, staffRelated } = applicant
  const { name, trade, city, startedOn, licensed, premises, leaseEndsOn } = business
  return {
    customerId, source: application.source, bureauAuthorisedOn: application.bureauAuthorisedOn, loansRepaid: application.loansRepaid, assistId, spouseName: spouse?.name ?? null,
    request: { product, guarantee, amountFen, periods, method, purpose, ownContributionFen, purposeLabel: purposeItems[0]?.label ?? '', purposeFen: purposeItems.reduce((sum, item) => sum + item.amountFen, 0) },
    applicant: { phone, residence, marriage, children, property, staffRelated }, business: { name, trade, city, startedOn, licensed, premises, leaseEndsOn },
  }
}

/** The decision on admission, or the end of an application that goes no further. */
export async function decideAdmission({ tx, on, clock, staff }: Scene, { course, lead, reason }: DemonstrationCase, caseId: string): Promise<void> {
  if (course === 'FILED') return
  if (course === 'DECLINED') await moveApplicationOf(tx, staff(lead), { caseId, act: 'decline', reason: reason ?? null }, on, clock())
  else await admitApplication(tx, staff(lead), caseId, { on, now: clock(), tell })
  if (course === 'WITHDRAWN') await moveApplicationOf(tx, staff(lead), { caseId, act: 'withdraw', reason: reason ?? null }, on, clock())
}

/** Evidence, figures, submission and return, as far as the case has come. */
export async function writeInvestigation(scene: Scene, { caseFile, lead, course, reason }: DemonstrationCase, caseId: string, reviewer: string): Promise<void> {
  if (course !== 'DRAFT' && course !== 'SUBMITTED' && course !== 'RETURNED') return
  const { tx, on, clock, staff } = scene
  const ids = new Map<string, string>()
  for (const evidence of caseFile.evidence) ids.set(evidence.id, await writeEvidence(scene, caseFile, evidence, { caseId, by: staff(lead).id }))
  const work = (login: string) => ({ staff: staff(login), caseId, on, now: clock() })
  const { rowVersion } = await saveDraft(tx, work(lead), { rowVersion: 1, caseFile: renamed(caseFile, ids) })
  if (course === 'DRAFT') return
  await submitInvestigation(tx, work(lead), rowVersion)
  if (course === 'RETURNED') await returnInvestigation(tx, work(reviewer), reason ?? '')
}

async function writeEvidence({ tx, files, on, clock }: Scene, caseFile: CaseFile, evidence: Evidence, { caseId, by }: { caseId: string; by: string }): Promise<string> {
  const adding = { caseId, by, on, now: clock() }
  const rows = rowsOf(caseFile, evidence.id)
  const common = { class: evidence.class, title: evidence.title, placeMissing: `演示材料，${evidence.place ?? '未记地点'}`, takenAt: `${evidence.takenAt?.slice(0, 10) ?? on}T02:00:00Z` }
  if (evidence.kind === 'NOTE') {
    const text = evidence.text ?? (rows.length === 0 ? evidence.title : rows.map(({ label, amount }) => (amount === '' ? label : `${label} ${amount}`)).join('；'))
    const { evidenceId } = await attachNote(tx, { ...common, text }, adding)
    await record(tx, { caseId, act: 'investigation.attach-note', who: by, businessDate: on, body: { evidenceId, title: evidence.title } })
    return evidenceId
  }
  const { hash } = await storeFile(tx, files, { content: Buffer.from(drawEvidence({ ...evidence, title: `${evidence.title}（${caseFile.business.name}）` }, rows)), mediaType: 'image/svg+xml', storedBy: by, mostBytes: LARGEST_DRAWING })
  const { evidenceId } = await attachFile(tx, { ...common, kind: evidence.kind === 'PHOTO' ? 'PHOTO' : 'FILE', filename: `${evidence.id}.svg`, sha256: hash }, adding)
  await record(tx, { caseId, act: 'investigation.attach-evidence', who: by, businessDate: on, body: { evidenceId, title: evidence.title, sha256: hash } })
  return evidenceId
}

/** The case file with the ids the evidence store gave. */
function renamed(caseFile: CaseFile, ids: ReadonlyMap<string, string>): CaseFile {
  return CaseFile.parse(JSON.parse(JSON.stringify({ ...caseFile, evidence: [] }, (key, value: unknown) => (key === 'evidence' && Array.isArray(value) ? value.map((id: unknown) => ids.get(String(id)) ?? id) : value))))
}
