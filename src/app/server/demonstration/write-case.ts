import { CaseFile, type Evidence } from '#common/assessment/domain'
import { checkCharacter } from '#common/customer/domain'
import { addCustomer } from '#common/customer/server'
import { attachFile, attachNote } from '#common/evidence/server'
import { policyFor } from '#common/policy/server'
import { read } from '#kernel'
import { FileApplication, documentList } from '#loan/application/domain'
import { admitApplication, assignCase, declineApplication, fileApplication, withdrawApplication } from '#loan/application/server'
import { readDraft, saveDraft, submitInvestigation } from '#loan/investigation/server'
import { record } from '#platform/audit'
import { storeFile } from '#platform/files'
import { tell } from '../../facts.ts'
import type { Course, DemonstrationCase, DemonstrationCustomer } from './shown-case.ts'
import { drawEvidence, rowsOf } from './draw-evidence.ts'
import type { Scene } from './scene.ts'
import { writeBureau, writeVisit } from './write-visit.ts'

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

/** Takes the application of a case in and names who handles it; returns the case's id. */
export async function writeApplication(scene: Scene, one: DemonstrationCase, customerId: string): Promise<string> {
  const { tx, on, clock, staff } = scene
  const { lead, assist, acceptor = lead, assigns } = one
  const work = (login: string) => ({ staff: staff(login), on, now: clock() })
  const intake = { ...intakeOf(one, customerId), assistId: assigns !== undefined || assist === null ? null : staff(assist).id, ...(await counterOf(scene, one)) }
  const { caseId } = await fileApplication(tx, read(FileApplication, intake), staff(acceptor), { ...work(acceptor), tell })
  if (assigns !== undefined) await assignCase(tx, { ...work(assigns), caseId }, { leadId: staff(lead).id, assistId: assist === null ? null : staff(assist).id }, tell)
  return caseId
}

/** What was done at the counter; a case that is only filed still waits for a document. */
async function counterOf({ tx, on, staff }: Scene, { caseFile, lead, course }: DemonstrationCase) {
  const { intake } = await policyFor(tx, { applicationOn: on, eventOn: on }, { unit: staff(lead).unitId, product: caseFile.request.product })
  const listed = documentList(intake.documents, { customerType: caseFile.applicant.customerType, guarantee: caseFile.request.guarantee }).filter(({ isRequired }) => isRequired).map(({ item }) => item)
  const parties = [
    ...(caseFile.spouse === null ? [] : [{ role: 'SPOUSE', name: caseFile.spouse.name, relation: '配偶' }]),
    ...(caseFile.guarantor === null ? [] : [{ role: 'GUARANTOR', name: caseFile.guarantor.name, relation: '亲属' }]),
  ]
  const signedOn = caseFile.application.bureauAuthorisedOn ?? on
  return {
    parties, identification: { how: 'ORIGINAL_SEEN' }, told: ['PROCESS_EXPLAINED', 'DOCUMENT_LIST', 'CONDUCT_CODE'], lists: { outcome: 'CLEAR', says: '本行名单与失信被执行人名单均无记录' },
    consents: [
      { kind: 'PERSONAL_DATA', signedOn: signedOn <= on ? signedOn : on, note: '签署件原件在案卷' },
      ...[null, ...parties.keys()].map((party) => ({ kind: 'BUREAU', signedOn: signedOn <= on ? signedOn : on, note: '授权书原件在案卷', party })),
    ],
    received: course === 'FILED' ? listed.slice(1) : listed, documentsComplete: course !== 'FILED',
  }
}

function intakeOf({ caseFile: { application, request, applicant, spouse, business, salary, farm } }: DemonstrationCase, customerId: string) {
  const { product, guarantee, amountFen, periods, method, purpose, ownContributionFen, purposeItems } = request
  const { phone, residence, marriage, children, property, staffRelated } = applicant
  const { name, trade, city, startedOn, licensed, premises, leaseEndsOn } = business
  return {
    customerId, source: application.source, loansRepaid: application.loansRepaid, spouseName: spouse?.name ?? null,
    request: { product, guarantee, amountFen, periods, method, purpose, ownContributionFen, purposeLabel: purposeItems[0]?.label ?? '', purposeFen: purposeItems.reduce((sum, item) => sum + item.amountFen, 0) },
    applicant: { phone, residence, marriage, children, property, staffRelated }, business: { name, trade, city, startedOn, licensed, premises, leaseEndsOn },
    job: salary === null ? null : { employerKind: salary.employerKind, postKind: salary.postKind, post: salary.post, monthlyWageFen: wageOf(salary) }, farm: applicant.customerType === 'FARMER' && farm !== null ? grownOf(farm) : null, referredBy: application.referredBy ?? null,
  }
}

function wageOf({ wages }: NonNullable<CaseFile['salary']>): number {
  return wages.reduce((sum, { monthlyFen }) => sum + (typeof monthlyFen === 'number' ? monthlyFen : monthlyFen.at(-1) ?? 0), 0)
}

function grownOf({ land, crops, animals }: NonNullable<CaseFile['farm']>) {
  const main = [...animals, ...crops][0]
  return { mainCrop: main?.label ?? '种养', landMu: Math.round(land.reduce((sum, { areaMu }) => sum + Number(areaMu), 0)), harvestMonth: main?.harvestMonths.at(-1) ?? 12 }
}

/** The decision on admission, or the end of an application that goes no further. */
export async function decideAdmission({ tx, on, clock, staff }: Scene, { course, lead, admits = lead, reason }: DemonstrationCase, caseId: string): Promise<void> {
  if (course === 'FILED') return
  const work = (login: string) => ({ staff: staff(login), caseId, on, now: clock() })
  const because = { reason: reason ?? '', tell }
  if (course === 'DECLINED') await declineApplication(tx, work(admits), because)
  else await admitApplication(tx, work(admits), { tell })
  if (course === 'WITHDRAWN') await withdrawApplication(tx, work(lead), because)
}

const NOT_VISITED: readonly Course[] = ['FILED', 'DECLINED', 'WITHDRAWN', 'OPENED']

/** Evidence, figures and submission, as far as the case has come. */
export async function writeInvestigation(scene: Scene, one: DemonstrationCase, caseId: string): Promise<void> {
  const { caseFile, lead, course } = one
  if (NOT_VISITED.includes(course)) return
  const { tx, on, clock, staff } = scene
  const ids = new Map<string, string>()
  for (const evidence of caseFile.evidence) ids.set(evidence.id, await writeEvidence(scene, caseFile, evidence, { caseId, by: staff(lead).id }))
  const work = (login: string) => ({ staff: staff(login), caseId, on, now: clock() })
  await saveDraft(tx, work(lead), { rowVersion: 1, caseFile: renamed(caseFile, ids) })
  await writeBureau(scene, one, caseId)
  await writeVisit(scene, one, caseId)
  if (course === 'DRAFT') return
  const { rowVersion } = await readDraft(tx, staff(lead), caseId)
  await submitInvestigation(tx, work(lead), rowVersion, tell)
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
