import { nextNumber, openWatchEntries, refuseMerged } from '#common/customer/server'
import type { CustomerType, WatchEntry } from '#common/customer/domain'
import { refuseUnoffered } from '#common/product/server'
import { type AtWork, takeRole } from '#common/task/server'
import { type Day, Refusal } from '#kernel'
import { type Assign, type FileApplication, type Filed, type FiledConsent, IntakeIncomplete, type SharedAttribute, lackingForCompleteness, monthsAsked, refuseAssignment } from '#loan/application/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { organisationOf, supervises, writeAssignment } from './assign.ts'
import { type Tell, tellOf } from './at-work.ts'
import { readShared, writeAttributes } from './attributes.ts'
import { writeConsent } from './consents.ts'
import { writeDocument, writeDocumentList } from './documents.ts'
import { refuseWrongProduct } from './further-product.ts'
import { mayInvestigate, refuseNoInvestigator } from './investigators.ts'
import { refuseUnknownTrade } from './known-trade.ts'
import { standInGroup } from './joint-parties.ts'
import { writeParties } from './parties.ts'
import { readStanding } from './standing.ts'
import { toldAt, writeStep } from './steps.ts'

export interface Filing {
  readonly on: Day
  readonly now: Date
  readonly tell: Tell
}

/** Takes an application in: gives the case its number, its people and its unit, and records what was done at the counter. */
export async function fileApplication(tx: Tx, intake: FileApplication, staff: Staff, { on, now, tell }: Filing): Promise<Filed> {
  refuseUnknownTrade(intake.business.trade, '/business/trade')
  const customer = await customerOf(tx, intake.customerId)
  refuseOtherKind(intake, customer.customer_type as CustomerType)
  await refuseMerged(tx, intake.customerId)
  const { product, guarantee, purpose, method, periods } = intake.request
  await refuseUnoffered(tx, { unitId: staff.unitId, on, customerId: intake.customerId }, product, { guarantee, purpose, method, months: monthsAsked({ method, periods }) })
  await refuseWrongProduct(tx, intake, on)
  const authorisedOn = bureauAuthorisedOn(intake)
  const assigned = await assignmentAtFiling(tx, intake, staff, { on, managerId: customer.manager_id })
  const work: AtWork = { staff, caseId: newId(), on, now }
  const number = await writeApplication(tx, work, { ...intake, bureauAuthorisedOn: authorisedOn }, assigned)
  await writeCounter(tx, work, intake, customer.customer_type as CustomerType)
  await writeAttributes(tx, work.caseId, intake.customerId, intake)
  await standInGroup(tx, work, intake)
  const [watched, shared] = [await openWatchEntries(tx, intake.customerId), await readShared(tx, work.caseId)]
  await recordFiling(tx, work, intake, { number, watched, shared })
  await tellOf(tx, tell, work, { fact: 'application.filed' })
  await takeRole(tx, work, 'ACCEPTOR')
  if (assigned !== null) {
    await writeAssignment(tx, work, assigned)
    await tellOf(tx, tell, work, { fact: 'application.assigned', leadId: assigned.leadId, assistId: assigned.assistId })
  }
  if (intake.documentsComplete) await tellOf(tx, tell, work, { fact: 'application.documents-complete' })
  return { caseId: work.caseId, number, watched, shared }
}

/** The row itself. Whoever filed stands in for the lead until one is named. */
async function writeApplication(tx: Tx, { staff, caseId, on, now }: AtWork, intake: FileApplication, assigned: Assign | null): Promise<string> {
  const year = on.slice(0, 4)
  const number = await nextNumber(tx, 'application', year, (count) => `SQ${year}${String(count).padStart(6, '0')}`)
  const leadId = assigned?.leadId ?? intake.leadId ?? staff.id
  const { unit_id: unitId } = await tx.selectFrom('staff').select('unit_id').where('bank_id', '=', tx.bankId).where('staff_id', '=', leadId).executeTakeFirstOrThrow()
  const at = now.toISOString()
  await tx.insertInto('application').values({
    bank_id: tx.bankId, case_id: caseId, number, customer_id: intake.customerId, product: intake.request.product, amount_fen: intake.request.amountFen, periods: intake.request.periods,
    applied_on: on, source: intake.source, intake: JSON.stringify(formOf(intake)), unit_id: unitId, lead_id: leadId, assist_id: intake.assistId, filed_by: staff.id, filed_at: at, state: 'FILED', changed_at: at,
    line_id: intake.lineId, beside_case_id: intake.besideCaseId, ...(intake.documentsComplete ? { documents_complete_on: on, documents_complete_at: at, documents_complete_by: staff.id } : {}),
  }).execute()
  return number
}

/** The form without what has a register of its own: people's identifiers never lie in clear beside it. */
function formOf(intake: FileApplication): FileApplication {
  return { ...intake, parties: [], consents: [], identification: null, lists: null, told: [], received: [], documentsComplete: false }
}

/** What was done at the counter: people, consents, steps, documents. */
async function writeCounter(tx: Tx, work: AtWork, intake: FileApplication, customerType: CustomerType): Promise<void> {
  const { unitId, product } = { unitId: work.staff.unitId, product: intake.request.product }
  const spouse = intake.spouseName !== null && !intake.parties.some(({ role }) => role === 'SPOUSE') ? [{ role: 'SPOUSE' as const, name: intake.spouseName, relation: '配偶', customerId: null, idNumber: null, phone: null }] : []
  const partyIds = await writeParties(tx, work, [...intake.parties, ...spouse])
  for (const { party, ...consent } of intake.consents) {
    const partyId = party === null ? null : partyIds[party]
    if (partyId === undefined) throw new Refusal({ code: 'application.no-such-party', message: '签署人不在关系人之列', at: '/consents', value: party, expected: '申请人，或关系人的序号' }, 422)
    await writeConsent(tx, work, { ...consent, evidenceId: null, partyId })
  }
  if (intake.identification !== null) await writeStep(tx, work, { step: 'IDENTIFIED', ...intake.identification }, {})
  if (intake.lists !== null) await writeStep(tx, work, { step: 'LIST_CHECK', ...intake.lists }, {})
  for (const step of new Set(intake.told)) await writeStep(tx, work, { step }, await toldAt(tx, step, { unitId, product }, work.on))
  await writeDocumentList(tx, { caseId: work.caseId, unitId, appliedOn: work.on, request: intake.request, customerType }, work.on)
  for (const item of new Set(intake.received)) await writeDocument(tx, work, { item, state: 'RECEIVED', evidenceId: null, note: null })
  if (!intake.documentsComplete) return
  const lacking = lackingForCompleteness(await readStanding(tx, work.caseId, false))
  if (lacking.length > 0) throw new IntakeIncomplete(lacking)
}

/** Who handles the case from the start: the filer himself where one officer goes end to end, or whom a supervisor names at once. Null while a supervisor has to name them. */
async function assignmentAtFiling(tx: Tx, intake: FileApplication, staff: Staff, { on, managerId }: { on: Day; managerId: string }): Promise<Assign | null> {
  const organisation = await organisationOf(tx, { unitId: staff.unitId, product: intake.request.product }, on)
  const { postModel, dualInvestigation } = organisation
  for (const [staffId, at] of [[intake.leadId, '/leadId'], [intake.assistId, '/assistId']] as const) if (staffId !== undefined && staffId !== null) await refuseNoInvestigator(tx, staffId, on, at)
  const himself = postModel === 'SINGLE' && (await mayInvestigate(tx, staff.id, on)) ? staff.id : undefined
  const leadId = intake.leadId ?? himself
  if (leadId === undefined) return null
  const wanted: Assign = { leadId, assistId: intake.assistId }
  const rules = { wanted, byId: staff.id, supervises: supervises(staff, organisation), isFirst: true, managerId, postModel }
  refuseAssignment({ ...rules, dualInvestigation: false })
  return dualInvestigation && wanted.assistId === null ? null : wanted
}

/** The day of the applicant's bureau authorisation; one without a recorded consent is no authorisation. */
function bureauAuthorisedOn({ bureauAuthorisedOn: claimed, consents }: FileApplication): FileApplication['bureauAuthorisedOn'] {
  const signed = consents.find((one: FiledConsent) => one.kind === 'BUREAU' && one.party === null)?.signedOn ?? null
  if (claimed !== null && claimed !== signed) throw new Refusal({ code: 'application.authorisation-unproven', message: '征信授权须登记签署件', at: '/bureauAuthorisedOn', value: claimed, expected: '在「同意与授权」中登记授权书的签署日与存放' }, 422)
  return signed as FileApplication['bureauAuthorisedOn']
}

/** A salaried customer says where he works and what he earns, a farmer what he grows; nobody else is asked. */
function refuseOtherKind({ job, farm }: FileApplication, customerType: CustomerType): void {
  if (customerType === 'SALARIED' && job === null) throw new Refusal({ code: 'application.job-missing', message: '工薪客户须填单位性质、用工性质、职务与月工资', at: '/job', expected: '工作与工资' }, 422)
  if (customerType !== 'SALARIED' && job !== null) throw new Refusal({ code: 'application.not-salaried', message: '此客户不是工薪客户，不填工作与工资', at: '/job', value: customerType, expected: '工薪客户，或不填' }, 422)
  if (customerType !== 'FARMER' && farm !== null) throw new Refusal({ code: 'application.not-farmer', message: '此客户不是农户，不填种养', at: '/farm', value: customerType, expected: '农户，或不填' }, 422)
}

async function recordFiling(tx: Tx, { staff, caseId, on }: AtWork, intake: FileApplication, { number, watched, shared }: { number: string; watched: readonly WatchEntry[]; shared: readonly SharedAttribute[] }): Promise<void> {
  await record(tx, {
    caseId, act: 'application.file', who: staff.id, businessDate: on,
    body: {
      number, ...intake, parties: intake.parties.map(({ role, name, relation }) => ({ role, name, relation })),
      ...(watched.length === 0 ? {} : { watched: watched.map(({ watchEntryId }) => watchEntryId) }), ...(shared.length === 0 ? {} : { shared: shared.map(({ kind, others }) => ({ kind, others })) }),
    },
  })
}

async function customerOf(tx: Tx, customerId: string) {
  const row = await tx.selectFrom('customer').select(['customer_type', 'manager_id']).where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).executeTakeFirst()
  if (row === undefined) throw missing('客户')
  return row
}
