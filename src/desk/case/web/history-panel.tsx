import type { z } from 'zod'
import { CASE_ROLES } from '#common/task/domain'
import type { CaseHistory } from '#desk/case/domain'
import { OUTCOMES } from '#loan/committee/domain'
import { PARTY_ROLES } from '#loan/contract/domain'
import { DECISION_STATES } from '#loan/decision/domain'
import { DECISIONS } from '#loan/investigation/web'
import { act, stage } from '#path'
import { EmptyState, RefusalText, SkeletonRows, api, clockTime, refusalsIn, useRead } from '#ui'

type Acts = z.output<typeof CaseHistory>

/** Acts that belong to no stage of the path. */
const OTHERS: Readonly<Record<string, string>> = {
  'task.take-role': '承担职责', 'task.stand-in': '代岗办理', 'task.claim': '认领', 'task.release': '退回岗位池', 'task.assign': '改派', 'task.hand-back': '交回', 'task.escalate': '提级', 'document.issue': '出具文书', 'document.void': '作废文书',
  'dossier.export': '导出案卷', 'investigation.start': '调查开始', 'investigation.return': '退回调查', 'decision.refuse': '签批不同意', 'decision.approve': '批准', 'committee.open': '开票', 'committee.list': '列入议程', 'decision.route': '确定由谁决策', 'servicing.start': '生成借据与还款计划', 'servicing.reverse': '冲正借据',
}

/** Everything done on a case, as its chain keeps it: who, when, what; the last first. */
export function HistoryPanel({ caseId }: { caseId: string }) {
  const read = useRead<Acts>(api.ofCase(caseId, 'history'))
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  if (read.data === undefined) return <div className="panel"><SkeletonRows rows={10} /></div>
  const { acts } = read.data
  return (
    <section className="panel" aria-label="办理经过">
      <header className="panel-head"><h2>办理经过</h2><span className="muted small">{acts.length} 条，逐条相扣，改动一条即可查出</span></header>
      {acts.length === 0 ? <EmptyState says="本案还没有办理记录。" /> : (
        <ol className="case-history">
          {acts.map(({ seq, act: name, who, inPlaceOf, at, businessDate, body }) => (
            <li key={seq}>
              <span className="case-history-seq">{seq}</span>
              <span className="case-history-when">{businessDate}<small>{clockTime(at)}</small></span>
              <span className="case-history-what"><b>{nameOf(name)}</b><small>{saysOf(body)}</small></span>
              <span>{who}{inPlaceOf === null ? '' : `（代${inPlaceOf}）`}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function nameOf(name: string): string {
  const known = act(name)
  if (known !== undefined) return known.name
  const other = OTHERS[name]
  if (other !== undefined) return other
  const [of = ''] = name.split('.')
  return PART_NAMES[of] ?? name
}

const PART_NAMES: Readonly<Record<string, string>> = {
  application: stage('application').name, investigation: stage('investigation').name, review: stage('review').name, decision: stage('decision').name, committee: stage('committee').name, contract: stage('contract').name,
  servicing: stage('servicing').name, loan: stage('contract').name, task: '任务', document: '文书',
}

/** What of an act's record people read at a glance: its reason, words or title. */
function saysOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return ''
  const record = body as Readonly<Record<string, unknown>>
  const said = ['reason', 'says', 'title', 'number', 'decision', 'outcome', 'role'].map((key) => record[key]).find((value) => typeof value === 'string' && value !== '')
  return typeof said === 'string' ? WORDS[said] ?? said : ''
}

/** Words that an act's record keeps as codes. */
const WORDS: Readonly<Record<string, string>> = {
  BORROWER: '借款人', ...PARTY_ROLES, ...CASE_ROLES, ...DECISION_STATES, ...OUTCOMES, ...Object.fromEntries(Object.entries(DECISIONS).map(([code, { says }]) => [code, says])),
}
