import { type Bureau, type BureauSubject, type ReportRow, ReportContent, bureauAnswers, bureauSubjects, isOpen, INVESTIGATION_STATES } from '#loan/investigation/domain'
import { POSTS } from '#common/staff/domain'
import { packOf } from '#loan/application/server'
import type { Day } from '#kernel'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { type CaseAtHand, readCase } from '../case-at-hand.ts'
import { personsOf } from './authorisation.ts'

/** Whose reports a case needs, which are there, and why one cannot be asked for now. */
export async function readBureau(tx: Tx, staff: Staff, caseId: string, on: Day): Promise<Bureau> {
  const held = await readCase(tx, staff, caseId)
  const { pack } = await packOf(tx, held, held.draft.business.trade, on)
  const rows = await tx.selectFrom('credit_report as r')
    .innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'r.bank_id').onRef('s.staff_id', '=', 'r.queried_by'))
    .selectAll('r').select('s.name as by_name').where('r.bank_id', '=', tx.bankId).where('r.case_id', '=', caseId).orderBy('r.entered_at', 'desc').limit(500).execute()
  const subjects = bureauSubjects(held.draft, await personsOf(tx, caseId), pack.visit.bureauRoles)
  const reports = (subject: string): ReportRow[] => rows.filter((row) => row.subject === subject).map((row) => {
    const content = ReportContent.parse(row.content)
    return { reportId: row.report_id, queriedOn: row.queried_on, authorisedOn: row.authorised_on, entry: row.entry as ReportRow['entry'], content, answers: bureauAnswers(content, pack), evidenceId: row.evidence_id, by: { staffId: row.queried_by, name: row.by_name }, at: row.entered_at }
  })
  const { posts } = pack.organisation.process.BUREAU
  const isOthers = !staff.posts.some(({ post }) => posts.includes(post))
  const off = !staff.permissions.has('bureau.query') ? '您的岗位不查询征信' : isOthers ? `征信由${posts.map((post) => POSTS[post]).join('、')}查询` : isOpen(held.state) ? null : `调查${INVESTIGATION_STATES[held.state]}，征信不再查询`
  return {
    whyNot: off, today: on,
    subjects: subjects.map(({ subject, role, name, authorisedOn, isRegistered }) => {
      const lacking = authorisedOn !== null ? null : isRegistered ? '先在申请中登记授权，才可查询' : '先在申请中登记此人并取得授权'
      return { subject, role, name, authorisedOn, whyNot: off ?? lacking, reports: reports(subject) }
    }),
  }
}

/** Those whose report is still to come. */
export async function withoutReport(tx: Tx, held: CaseAtHand, caseId: string, roles: readonly BureauSubject['role'][]): Promise<string[]> {
  const rows = await tx.selectFrom('credit_report').select('subject').distinct().where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).execute()
  const there = new Set(rows.map(({ subject }) => subject))
  return bureauSubjects(held.draft, await personsOf(tx, caseId), roles).filter(({ subject }) => !there.has(subject)).map(({ name }) => name)
}
