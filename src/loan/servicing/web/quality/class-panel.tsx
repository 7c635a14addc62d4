import './quality.css'
import { type ReactNode, useState } from 'react'
import { CLASS_NAMES, CLASS_REASONS, type NoteClass, PROPOSAL_STATES, type ProposalShown } from '#loan/servicing/domain'
import type { Me } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { Button, Facts, RefusalText, RiskMark, SkeletonRows, StateBadge, api, refusalsIn, useRead } from '#ui'
import { JudgeDrawer } from './judge-drawer.tsx'
import { ProposeDrawer } from './propose-drawer.tsx'

type Judging = 'confirmation' | 'approval' | 'return'

/** 风险分类 of a note: where it stands, the opinion that is open, how it came there. */
export function ClassPanel({ noteId }: { noteId: string }) {
  const read = useRead<NoteClass>(api.noteClass(noteId))
  const me = useMe()
  const [proposing, propose] = useState(false)
  const [judging, judge] = useState<Judging | null>(null)
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  if (read.data === undefined) return <div className="panel"><SkeletonRows rows={4} /></div>
  const { data } = read
  const offToPropose = !data.running ? '借据不在还款中，不再分类' : !may(me.data, 'class.propose') ? '由客户经理、区域主管或风险经理初分' : data.open !== null ? `已有分类意见，${PROPOSAL_STATES[data.open.state]}` : null
  return (
    <section className="panel" aria-label="风险分类">
      <div className="panel-head"><h2>风险分类</h2><Button disabledReason={offToPropose} onClick={() => propose(true)}>初分</Button></div>
      <div className="panel-body stack">
        <Facts facts={[['现在', <RiskMark key="now" of={data.riskClass} />], ...(data.running ? standing(data) : [])]} />
        {data.open === null ? null : <Opinion proposal={data.open} me={me.data} onJudge={judge} />}
        <History data={data} />
      </div>
      {proposing ? <ProposeDrawer data={data} onClose={() => propose(false)} /> : null}
      {judging !== null && data.open !== null ? <JudgeDrawer noteId={noteId} proposal={data.open} act={judging} onClose={() => judge(null)} /> : null}
    </section>
  )
}

/** What days overdue allow, and when it may go up; of a loan that has ended neither is asked any more. */
function standing(data: NoteClass): [string, ReactNode][] {
  const upgrade = data.riskClass === 'NORMAL' ? '—' : data.overdueDays > 0 ? '还清欠款之后' : data.upgradeFrom === null ? '随时' : data.upgradeFrom <= data.on ? '观察期已满' : `${data.upgradeFrom} 起`
  return [['按逾期天数至少', <RiskMark key="floor" of={data.floor} />], ['逾期', data.overdueDays === 0 ? '没有' : `${data.overdueDays} 天`], ['可上调', upgrade]]
}

/** The opinion that waits, and for whom. */
function Opinion({ proposal, me, onJudge }: { proposal: ProposalShown; me: Me | undefined; onJudge: (act: Judging) => void }) {
  const isProposer = proposal.proposed.staffId === me?.staffId
  const isConfirmer = proposal.confirmed?.staffId === me?.staffId
  const waits = proposal.state === 'PROPOSED' ? 'class.confirm' : 'class.approve'
  const same = isProposer ? '由您初分，须由另一人办理' : isConfirmer ? '由您认定，须由另一人审批' : null
  const off = !may(me, waits) ? (waits === 'class.confirm' ? '由区域主管、部门负责人或审查认定' : '由风险经理或主管副行长审批') : same
  return (
    <div className="class-opinion">
      <div className="row"><RiskMark of={proposal.classBefore} /> → <RiskMark of={proposal.riskClass} /><StateBadge tone="warning">{PROPOSAL_STATES[proposal.state]}</StateBadge></div>
      <p>{proposal.reasons.map((reason) => CLASS_REASONS[reason]).join('、')}：{proposal.proposed.says}</p>
      <p className="muted small">初分 {proposal.proposed.by} {proposal.proposed.on}{proposal.confirmed === null ? '' : `；认定 ${proposal.confirmed.by} ${proposal.confirmed.on}：${proposal.confirmed.says}`}</p>
      <div className="row">
        <Button disabledReason={isProposer || may(me, waits) ? null : '由认定人、审批人或初分人退回'} onClick={() => onJudge('return')}>退回</Button>
        <Button kind="act" disabledReason={off} onClick={() => onJudge(proposal.state === 'PROPOSED' ? 'confirmation' : 'approval')}>{proposal.state === 'PROPOSED' ? '认定' : '审批'}</Button>
      </div>
    </div>
  )
}

const SOURCES = { FLOOR: '按逾期天数', EVENT: '因还款困难改计划', JUDGED: '三人认定' } as const

function History({ data }: { data: NoteClass }) {
  const sentBack = data.proposals.filter(({ state }) => state === 'SENT_BACK')
  if (data.history.length === 0 && sentBack.length === 0) return <p className="muted">入账以来一直是{CLASS_NAMES[data.riskClass]}。</p>
  return (
    <ul className="class-moves">
      {data.history.map((one) => <li key={one.seq}><RiskMark of={one.classBefore} short /> → <RiskMark of={one.riskClass} /><span>{SOURCES[one.source]}{one.overdueDays > 0 ? `，逾期 ${one.overdueDays} 天` : ''}</span><span className="muted">{one.on}</span></li>)}
      {sentBack.map((one) => <li key={one.proposalId}><span>{one.proposed.by}拟为{CLASS_NAMES[one.riskClass]}，{one.sentBack?.by}退回：{one.sentBack?.says}</span><span className="muted">{one.sentBack?.on}</span></li>)}
    </ul>
  )
}
