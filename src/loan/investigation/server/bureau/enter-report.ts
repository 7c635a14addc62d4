import { attachNote } from '#common/evidence/server'
import { Refusal, formatExact, divide } from '#kernel'
import { type BureauSubject, type CreditReportFile, type InvestigationState, type ReportContent, BUREAU_ROLES, bureauAnswers, bureauSubjects, countReport, isOpen, moveInvestigation } from '#loan/investigation/domain'
import { packOf } from '#loan/application/server'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { type AtWork, type CaseAtHand, readCase } from '../case-at-hand.ts'
import { takeTask } from '#common/task/server'
import { writeDraft } from '../save-draft.ts'
import { type Tell, told } from '../visit/plan.ts'
import { personsOf } from './authorisation.ts'

/** A report as typed, or as a file from which it is counted. */
export type Given = { readonly subject: string } & ({ readonly content: ReportContent } | { readonly file: CreditReportFile })

/**
 * Puts somebody's credit report on the case. Refused without his authorisation from before; the applicant's report fills the
 * bureau part of the case file. Whoever the process gives the step to does it: he need not investigate the case.
 */
export async function enterReport(tx: Tx, work: AtWork, given: Given, tell: Tell) {
  const held = await readCase(tx, work.staff, work.caseId, 'for update')
  refuseClosed(held.state)
  await takeTask(tx, work, 'BUREAU')
  const { pack } = await packOf(tx, held, held.draft.business.trade, work.on)
  const subject = bureauSubjects(held.draft, await personsOf(tx, work.caseId), pack.visit.bureauRoles).find((one) => one.subject === given.subject)
  if (subject === undefined) throw new Refusal({ code: 'bureau.unknown-subject', message: '此人不在本案须查询征信的人之列', at: '/subject', value: given.subject, expected: '借款人，或申请中登记的配偶、共同借款人、股东、保证人' }, 422)
  const content = 'file' in given ? countReport(given.file, pack) : given.content
  if ('file' in given && given.file.person.name !== subject.name) throw new Refusal({ code: 'bureau.other-person', message: '报告不是此人的', at: '/file/person/name', value: given.file.person.name, expected: subject.name }, 422)
  const authorisedOn = refuseUnauthorised(work, subject, content.queriedOn)
  const answers = bureauAnswers(content, pack)
  const { evidenceId } = await attachNote(tx, { class: 'SYSTEM_DATA', title: `征信报告：${subject.name} ${content.queriedOn}`.slice(0, 100), text: saysOf(subject, content, answers.map(({ asks, says }) => `${asks}：${says}`)) }, { caseId: work.caseId, by: work.staff.id, on: work.on, now: work.now })
  const reportId = newId()
  await tx.insertInto('credit_report').values({
    bank_id: tx.bankId, report_id: reportId, case_id: work.caseId, subject: subject.subject, role: subject.role, name: subject.name, queried_on: content.queriedOn, authorised_on: authorisedOn,
    entry: 'file' in given ? 'IMPORTED' : 'TYPED', content: JSON.stringify(content), source: 'file' in given ? JSON.stringify(given.file) : null, evidence_id: evidenceId, queried_by: work.staff.id, entered_on: work.on, entered_at: work.now.toISOString(),
  }).execute()
  const rowVersion = subject.role === 'BORROWER' ? await fillDraft(tx, work, held, content, evidenceId) : null
  await record(tx, { caseId: work.caseId, act: 'investigation.query-bureau', who: work.staff.id, businessDate: work.on, body: { reportId, subject: subject.subject, role: subject.role, name: subject.name, queriedOn: content.queriedOn, authorisedOn, concerns: answers.filter(({ isConcern }) => isConcern).map(({ id }) => id) } })
  await tell(tx, { fact: 'bureau.queried', subject: subject.subject, ...told(work) })
  return { reportId, answers, rowVersion }
}

async function fillDraft(tx: Tx, work: AtWork, held: CaseAtHand, { tightMonths: _tight, ...report }: ReportContent, evidenceId: string): Promise<number> {
  const { rowVersion } = await writeDraft(tx, work, held, { ...held.draft, creditReport: { ...report, evidence: [evidenceId] } })
  return rowVersion
}

function refuseClosed(state: InvestigationState): void {
  if (!isOpen(state)) moveInvestigation(state, 'attach')
}

function refuseUnauthorised(work: AtWork, { name, authorisedOn, isRegistered }: BureauSubject, queriedOn: string): string {
  if (authorisedOn === null) throw new Refusal({ code: 'bureau.not-authorised', message: `${name}没有书面授权，不得查询征信`, at: '/subject', expected: isRegistered ? '先在申请中登记授权' : '先在申请中登记此人并取得授权' }, 403)
  if (queriedOn < authorisedOn) throw new Refusal({ code: 'bureau.before-authorisation', message: '查询日早于授权日', at: '/content/queriedOn', value: queriedOn, expected: `${authorisedOn} 或之后` }, 422)
  if (queriedOn > work.on) throw new Refusal({ code: 'bureau.in-future', message: '查询日晚于营业日', at: '/content/queriedOn', value: queriedOn, expected: `${work.on} 或之前` }, 422)
  return authorisedOn
}

function saysOf({ role, name }: BureauSubject, content: ReportContent, answers: readonly string[]): string {
  const loans = content.loans.reduce((sum, loan) => sum + loan.balanceFen, 0)
  return [`${BUREAU_ROLES[role]} ${name}，贷款 ${content.loans.length} 笔，余额 ${formatExact(divide(loans, 100), 0)} 元`, ...answers].join('；')
}
