import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ApplicationPanel, CorrectionRow, FactCorrectionRow } from '#loan/application/domain'
import type { CaseFile } from '#common/assessment/domain'
import { buildBook } from '#common/workbook/domain'
import { writeXlsx } from '#common/workbook/server'
import { day } from '#kernel'
import { loadIndustry, loadShippedPack } from '#platform/packs'
import { newId } from '#platform/db'
import { type TestStaff, testStaff } from '#platform/http'
import { draftOf, giveBack, intake, newCustomer, openCase, submitGc01 } from '../../../loan/investigation/server/testing/branch.ts'
import { setOut, visitsOf } from '../../../loan/investigation/server/testing/visit-shop.ts'
import { BEFORE, TERMS, approve, done, enrol, fileOf, idNumber, photo } from '../../../loan/contract/server/testing/approved.ts'
import { tell } from '../../facts.ts'
import { type Bank, type Carried, carry, must, pass } from './carry.ts'
import { ofCore } from './core-rows.ts'
import { filesOf } from './examples/exchange.ts'

export const PHOTO = { filename: '门店.png', mediaType: 'image/png', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }
export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const OVERLAY = { level: 'BANK', basePack: 'default', content: { servicing: { remindBeforeDays: [5] } }, reason: '提前五天提醒', effectiveOn: '2025-04-01' }

/** A bank's own product, as an object. */
export const PRODUCT = {
  content: {
    kind: 'LOAN', code: 'NIGHT_MARKET', name: '夜市贷', brand: '微贷', series: '经营', source: 'P', says: '夜市摊主的周转贷款', form: 'BUSINESS', customerTypes: ['SELF_EMPLOYED'], guarantees: ['CREDIT'], purposes: ['WORKING_CAPITAL'],
    needs: ['进货周转'], riskStrategy: ['看收款码流水'], monitoringPlan: ['每月看一次摊位'], policy: { monitoring: { firstCheckDays: 5 } },
  },
  reason: '夜市商户多', effectiveOn: '2025-04-01',
}

/** Which guide is printed. */
export const GUIDE = { kind: 'DUE_DILIGENCE_GUIDE', trade: 'catering', product: 'MICRO_LOAN', guarantee: 'PERSONAL_GUARANTEE' }

/** An export nobody has seen, and what its columns are. */
export const UNKNOWN_BILL = { filename: '明细.csv', mediaType: 'text/csv', bytes: Buffer.from('日子,进出,多少,剩下,谁\n2025-01-02,进,100.00,600.00,甲\n2025-01-03,出,50.00,550.00,乙\n') }
export const TAUGHT = { name: '镇农商行手工明细', titles: ['日子', '进出', '多少', '剩下', '谁'], columns: { at: 0, flow: 1, amount: 2, balance: 3, counterparty: 4 }, day: 'AUTO', words: { in: ['进'], out: ['出'] } }

/** Above what the committee may decide alone. */
const LARGE = 120_000_000

/** Rows of every kind in one bank, and the people whose they are. */
export type Rows = Awaited<ReturnType<typeof fillBank>>

/** Fills a bank: a loan carried to its first repayment, a case of each other kind, and what stands beside cases. */
export async function fillBank(bank: Bank) {
  const hire = (post: Parameters<typeof testStaff>[2]['posts'][number]): Promise<TestStaff> => testStaff(bank.db.database, bank.banks[0], { posts: [post] })
  const people = { admin: await hire('SYS_ADMIN'), drafter: await hire('RISK_MANAGER'), auditor: await hire('INTERNAL_AUDIT'), deputy: await hire('OFFICER'), vicePresident: await hire('VICE_PRESIDENT'), accountant: await hire('FINANCE') }
  const loan = await carry(bank)
  return { bank, ...people, loan, ...(await casesOf(bank, people.vicePresident)), ...(await ofLoan(bank, loan)), ...(await ofLedger(bank, loan)), ...(await ofNoteActs(bank, loan)), ...(await ofApplication(bank, loan)), ...(await ofHouse(bank, people)), ...(await ofAudit(bank, people.auditor, loan)), ...(await filesOf(bank)), ...(await ofCore(bank, loan)), ...(await ofGuides(bank)) }
}

/** A guide issued under a number. */
async function ofGuides(bank: Bank) {
  const { paperId: guideId } = await must<{ paperId: string }>(bank, bank.officer, 'POST', '/api/guides', GUIDE)
  return { guideId }
}

/** A case on visit, one that review gave back, one the rules rejected, one whose approval waits for conditions and collateral. */
async function casesOf(bank: Bank, vicePresident: TestStaff) {
  const visiting = await openCase(bank)
  const visitId = await setOut(bank, visiting, { lead: bank.officer, second: bank.assistant })
  const siteId = (await visitsOf(bank, visiting)).visits.find((visit) => visit.visitId === visitId)?.sites[0]?.siteId ?? ''
  const sitePhoto = (await photoOf(bank, visiting)).evidence.evidenceId
  const returned = await openCase(bank)
  await submitGc01(bank, returned, (file) => ({
    ...file, findings: [{ flag: 'FR04', confirmedBy: 'OFFICER', says: '进货渠道起初不愿说', evidence: [] }],
    soft: { ...file.soft, creditRecord: 'NOT_WILFUL', explanations: [{ cell: 'creditRecord', text: '住院期间漏还信用卡，出院当日还清', source: '出院小结', accepted: true, evidence: [] }] },
  }))
  await giveBack(bank, bank.reviewer, returned, '请补充存货盘点')
  const draft = await draftOf(bank, returned)
  const { evidence } = await photoOf(bank, returned)
  const billId = await billOf(bank, returned, draft.rowVersion)
  const rejected = await openCase(bank)
  await submitGc01(bank, rejected, (file) => ({ ...file, findings: [{ flag: 'FR07', confirmedBy: 'OFFICER', says: '未见货物', evidence: [] }] }))
  const watchedId = await customerOf(bank, rejected)
  const { entries } = await must<{ entries: { watchEntryId: string }[] }>(bank, bank.officer, 'GET', `/api/customers/${watchedId}/watch-list`)
  return { visiting, visitId, siteId, sitePhoto, returned, rowVersion: draft.rowVersion, caseFile: draft.caseFile as unknown, evidenceId: evidence.evidenceId, billId, layoutId: await layoutOf(bank), workbook: await workbookOf(draft.caseFile), rejected, watched: { customerId: watchedId, watchEntryId: entries[0]?.watchEntryId ?? '' }, ...(await signingCase(bank, vicePresident)), ...(await approvedCase(bank)) }
}

/** The workbook of a case as its officer would send it back. */
async function workbookOf(caseFile: CaseFile): Promise<Buffer> {
  const pack = { ...loadShippedPack('default'), industry: loadIndustry(caseFile.business.trade) }
  return Buffer.from(await writeXlsx(buildBook({ pack, policy: 'default' }, caseFile)))
}

/** The committee let 1.2 million pass; the signatures above it are missing. */
async function signingCase(bank: Bank, vicePresident: TestStaff) {
  const signing = await openCase(bank)
  await submitGc01(bank, signing, (file) => ({ ...file, request: { ...file.request, amountFen: LARGE, purposeItems: file.request.purposeItems.map((item) => ({ ...item, amountFen: LARGE })) } }))
  await pass(bank, signing)
  const terms = { ...TERMS, amountFen: 110_000_000 }
  await bank.db.database.inBank(bank.banks[0], (tx) => tell(tx, { fact: 'committee.resolved', caseId: signing, by: bank.reviewer.staffId, on: day('2025-03-12'), at: new Date().toISOString(), resolutionId: newId(), outcome: 'APPROVED', terms, reasons: [] }))
  const { decision } = await must<{ decision: { termsHash: string } }>(bank, bank.president, 'GET', `/api/cases/${signing}/decision/signature`)
  const [code] = await enrol(bank, vicePresident)
  const { token } = await must<{ token: string | null }>(bank, vicePresident, 'POST', '/api/me/step-up', { act: 'decision.sign', subject: signing, code })
  return { signing, termsHash: decision.termsHash, stepUp: token }
}

async function approvedCase(bank: Bank) {
  const { officer, operator } = bank
  const approved = await openCase(bank)
  await approve(bank, approved, { conditions: [BEFORE], guarantee: 'MORTGAGE' })
  const { partyId = '' } = await done(bank, officer, approved, 'parties', { role: 'SPOUSE', relation: '配偶', name: '李梅', idNumber: idNumber(), phone: '13800000002', address: '示范县新城路 8 号' })
  const { collateralId = '' } = await done(bank, officer, approved, 'collateral', { kind: 'HOUSE', item: '住房', ownerName: '王建国', place: '衡川市解放路 3 栋 502', titleNumber: '湘(2019)0012345', pledgedFen: 11_800_000, valueFen: 60_000_000, source: '评估公司', valuedOn: '2025-03-10' })
  await must(bank, operator, 'POST', `/api/collateral/${collateralId}/custody`, { paper: '不动产权证', direction: 'IN', reason: '办理抵押', counterpart: '王建国' })
  const conditionId = (await fileOf(bank, approved)).conditions[0]?.conditionId ?? ''
  const [movement] = await bank.db.asOwner('select movement_id from custody_movement where collateral_id = $1', [collateralId])
  const approvedCustomer = await customerOf(bank, approved)
  return { approved, approvedCustomer, contractParty: partyId, collateralId, conditionId, movementId: String(movement?.['movement_id']), contractPhoto: await photo(bank, officer, approved) }
}

/** What hangs on the loan: papers, a link, an export of its file. */
async function ofLoan(bank: Bank, { caseId, noteId }: Carried) {
  const { documents } = await must<{ documents: { documentId: string; number: string }[] }>(bank, bank.officer, 'GET', `/api/cases/${caseId}/documents`)
  const link = () => must<{ linkId: string }>(bank, bank.cashier, 'POST', `/api/notes/${noteId}/links`)
  const [{ linkId }, { linkId: shownLink }] = [await link(), await link()]
  const { exportId } = await must<{ exportId: string }>(bank, bank.head, 'POST', `/api/cases/${caseId}/dossier/exports`)
  const { documentId: paperId } = await must<{ documentId: string }>(bank, bank.cashier, 'POST', `/api/notes/${noteId}/papers/quote`, { on: '2025-03-21' })
  const { snapshots } = await must<{ snapshots: { snapshotId: string }[] }>(bank, bank.officer, 'GET', `/api/cases/${caseId}/decision/snapshots`)
  return { snapshotId: snapshots[0]?.snapshotId ?? '', documentId: documents[0]?.documentId ?? '', documentNumber: documents[0]?.number ?? '', linkId, shownLink, exportId, paperId, reminderId: await failedMessage(bank, noteId) }
}

/** A reminder the gateway would not take. */
async function failedMessage(bank: Bank, noteId: string): Promise<string> {
  const messageId = randomUUID()
  await bank.db.asOwner("insert into customer_message (bank_id, message_id, note_id, kind, day, says, created_at, due_at, attempts, error) values ($1, $2, $3, 'DUE_SOON', '2025-03-12', '请提前存入还款账户', now(), now(), 5, '短信网关返回 503')", [bank.banks[0], messageId, noteId])
  return messageId
}

/** An opinion on the note's class that waits for a second person, a difference of yesterday, a month whose days are closed. */
async function ofLedger(bank: Bank, { noteId }: Carried) {
  const { open } = await must<{ open: { proposalId: string } | null }>(bank, bank.officer, 'POST', `/api/notes/${noteId}/class-proposals`, { riskClass: 'SPECIAL_MENTION', reasons: ['LAWSUIT'], says: '账户被法院冻结' })
  const { unitId } = bank.officer
  await bank.db.asOwner("insert into ledger_difference (bank_id, day, unit_id, product_code, account_code, ledger_fen, notes_fen) values ($1, '2025-03-11', $2, 'MICRO', '130301', 1, 2)", [bank.banks[0], unitId])
  await bank.db.asOwner("insert into ledger_day (bank_id, day, unit_id, transfer_count, turnover_fen, closed_at) values ($1, '2025-02-28', $2, 0, 0, now())", [bank.banks[0], unitId])
  return { proposalId: open?.proposalId ?? '' }
}

/** A cost that was charged to the note, and a rate that one person asked for. */
async function ofNoteActs(bank: Bank, { noteId }: Carried) {
  await must(bank, bank.cashier, 'POST', `/api/notes/${noteId}/events/charge-cost`, { rowVersion: 2, body: { amountFen: 10_000, reason: '代垫公证费' } })
  const { requestId } = await must<{ requestId: string }>(bank, bank.officer, 'POST', `/api/notes/${noteId}/requests/change-rate`, { rowVersion: 3, body: { annualRate: '0.069', penaltyRate: '0.1035', reason: '客户议价' }, grounds: {} })
  // It is due for a new rate today, and the day-end of two days ago is on record.
  await bank.db.asOwner("update note set repricing = 'ANNIVERSARY', lpr_tenor = 'ONE_YEAR', lpr_spread = '0.04', reprice_on = '2025-03-12' where note_id = $1", [noteId])
  await bank.db.asOwner("insert into day_end_run (bank_id, day, state, started_at, finished_at) values ($1, '2025-03-10', 'DONE', now(), now())", [bank.banks[0]])
  const { publicationId } = await must<{ publicationId: string }>(bank, bank.maker, 'POST', '/api/rates', { publishedOn: '2025-02-20', oneYear: '0.031', fiveYears: '0.036', source: '同业拆借中心公告' })
  return { noteRequestId: requestId, publicationId }
}

/** What was asked, corrected, consented and who else is on a case that is still at the counter. */
async function ofApplication(bank: Bank, loan: Carried) {
  const { officer, assistant, reviewer, operator } = bank
  const { caseId: filed, customerId } = await carry(bank, 'FILED')
  const url = `/api/cases/${filed}`
  await must(bank, reviewer, 'POST', `${url}/corrections`, { stage: 'review', asks: ['仓库外景照片'], dueOn: '2025-03-14' })
  await must(bank, officer, 'POST', `${url}/fact-corrections`, { place: '/request/amountFen', value: 16_000_000, reason: '客户当日改口' })
  const { corrections } = await must<{ corrections: CorrectionRow[] }>(bank, officer, 'GET', `${url}/corrections`)
  const facts = await must<{ corrections: FactCorrectionRow[] }>(bank, officer, 'GET', `${url}/fact-corrections`)
  const panel = await must<ApplicationPanel>(bank, officer, 'GET', `${url}/application`)
  const merging = await must<{ merges: { mergeId: string }[] }>(bank, operator, 'POST', `/api/customers/${customerId}/merges`, { intoId: loan.customerId, reason: '同一人重复建档' })
  const [task] = await bank.db.asOwner("select task_id from task where case_id = $1 and state = 'OPEN' and step = 'ADMISSION'", [filed])
  const { caseId: declined } = await carry(bank, 'FILED')
  await must(bank, officer, 'POST', `/api/cases/${declined}/decline`, { reason: '经营不满一年，不符合准入' })
  // Taken in by the inside desk, so that its officer is still to be named this evening.
  const { customerId: unnamed } = await must<{ customerId: string }>(bank, operator, 'POST', '/api/customers', newCustomer())
  await must(bank, operator, 'POST', '/api/cases', intake(unnamed))
  const accountabilityId = randomUUID()
  await bank.db.asOwner(
    `insert into accountability (bank_id, accountability_id, task_id, case_id, step, staff_id, head_id, unit_id, due_on, opened_on, opened_at, state) select bank_id, $1, task_id, case_id, step, $2, $3, unit_id, '2025-03-11', '2025-03-12', now(), 'OPEN' from task where task_id = $4`,
    [accountabilityId, officer.staffId, bank.head.staffId, task?.['task_id']],
  )
  return {
    filed, declined, filedCustomer: customerId, requestId: corrections[0]?.requestId ?? '', correctionId: facts.corrections[0]?.correctionId ?? '', partyId: panel.parties[0]?.partyId ?? '', guarantorId: panel.parties[1]?.partyId ?? '', consentId: panel.consents[0]?.consentId ?? '',
    mergeId: merging.merges[0]?.mergeId ?? '', taskId: String(task?.['task_id']), accountabilityId, assistId: assistant.staffId,
  }
}

/** Units, people, policy, templates, stand-ins and messages. */
async function ofHouse(bank: Bank, { admin, drafter, deputy }: Record<'admin' | 'drafter' | 'deputy', TestStaff>) {
  const { unitId } = await must<{ unitId: string }>(bank, admin, 'POST', '/api/units', { code: 'X1', name: '东街支行', parentId: admin.unitId })
  const { staffId } = await must<{ staffId: string }>(bank, admin, 'POST', '/api/staff', { login: 'foreign', name: '他行员工', unitId })
  const { staffPostId } = await must<{ staffPostId: string }>(bank, admin, 'POST', `/api/staff/${staffId}/posts`, { post: 'LEGAL', unitId })
  const { overlayId } = await must<{ overlayId: string }>(bank, drafter, 'POST', '/api/policy/overlays', OVERLAY)
  const { versionId: productVersionId } = await must<{ versionId: string }>(bank, drafter, 'POST', '/api/catalogue/versions', PRODUCT)
  const { standInId } = await must<{ standInId: string }>(bank, bank.supervisor, 'POST', '/api/stand-ins', { absentId: bank.assistant.staffId, deputyId: deputy.staffId, post: 'OFFICER', fromDay: '2025-04-01', untilDay: '2025-04-08', reason: '年假一周' })
  await must(bank, bank.officer, 'PUT', '/api/me/contacts', { contacts: [{ channel: 'MAIL', address: 'wanglei@example.com' }] })
  const messageId = randomUUID()
  const body = { channel: 'MAIL', to: 'wanglei@example.com', subject: '待办', text: '您有一项待办' }
  await bank.db.asOwner("insert into outbox (bank_id, message_id, topic, body, attempts, error) values ($1, $2, 'notify', $3, 5, '对方拒收')", [bank.banks[0], messageId, JSON.stringify(body)])
  const template = readFileSync(new URL('../../../../templates/借款合同.docx', import.meta.url))
  return { unitId, staffId, staffPostId, overlayId, productVersionId, standInId, messageId, template: { filename: '借款合同.docx', mediaType: WORD, bytes: template } }
}

async function ofAudit(bank: Bank, auditor: TestStaff, { caseId }: Carried) {
  const { sampleId } = await must<{ sampleId: string }>(bank, auditor, 'POST', '/api/audit/samples', { purpose: '季度抽查', size: 50, filter: {} })
  const { findingId } = await must<{ findingId: string }>(bank, auditor, 'POST', `/api/audit/samples/${sampleId}/cases/${caseId}/findings`, { item: 1, severity: 'MINOR', says: '授权书日期填写不清楚', answerBy: bank.officer.staffId, dueOn: '2025-03-20' })
  return { sampleId, findingId }
}

/** A bill of other days: it changes nothing in the draft. */
async function billOf(bank: Bank, caseId: string, rowVersion: number): Promise<string> {
  const bytes = readFileSync(new URL('../../../../examples/bills/wechat_2019_utf8.csv', import.meta.url))
  const answer = await bank.as(bank.officer, 'POST', `/api/cases/${caseId}/bills`, { body: { rowVersion: String(rowVersion) }, file: { filename: 'wechat.csv', mediaType: 'text/csv', bytes } })
  return answer.json<{ evidence: { evidenceId: string } }>().evidence.evidenceId
}

async function layoutOf(bank: Bank): Promise<string> {
  const answer = await bank.as(bank.officer, 'POST', '/api/bill-layouts', { body: { layout: JSON.stringify(TAUGHT) }, file: UNKNOWN_BILL })
  return answer.json<{ layout: { layoutId: string } }>().layout.layoutId
}

async function photoOf(bank: Bank, caseId: string) {
  const answer = await bank.as(bank.officer, 'POST', `/api/cases/${caseId}/evidence`, { body: { class: 'SEEN', kind: 'PHOTO', title: '门店', placeMissing: '室内无信号' }, file: PHOTO })
  return answer.json<{ evidence: { evidenceId: string } }>()
}

async function customerOf(bank: Bank, caseId: string): Promise<string> {
  return (await must<{ customer: { customerId: string } }>(bank, bank.officer, 'GET', `/api/cases/${caseId}`)).customer.customerId
}
