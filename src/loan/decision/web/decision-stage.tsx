import './decision.css'
import { DECIDING_BODIES, DECISION_STATES, type DecisionRow, type Decisions, SIGNATORIES } from '#loan/decision/domain'
import { fen } from '#kernel'
import { EmptyState, Facts, Go, Money, RefusalText, SkeletonRows, StateBadge, type Tone, api, paths, refusalsIn, useRead } from '#ui'
import { Answer } from './answer.tsx'
import { BasisList } from './basis.tsx'
import { LowerAct } from './lower-act.tsx'
import { ReconsiderAct } from './reconsider-act.tsx'
import { RenewAct } from './renew-act.tsx'
import { Signatures } from './signatures.tsx'
import { SnapshotPanel } from './snapshot-panel.tsx'
import { TermsShown } from './terms-shown.tsx'

export const TONE: Readonly<Record<DecisionRow['state'], Tone>> = { ROUTED: 'going', DEFERRED: 'warning', SIGNING: 'going', APPROVED: 'holds', USED: 'holds', LAPSED: 'stop', REJECTED: 'stop', RE_INVESTIGATE: 'warning' }

/** 决策: who decides and why, who signed, what was approved until when, what the customer was told. */
export function DecisionStage({ caseId }: { caseId: string }) {
  const read = useRead<Decisions>(api.decision(caseId))
  if (read.data === undefined) return read.error === null ? <div className="panel"><SkeletonRows rows={8} /></div> : <RefusalText refusals={refusalsIn(read.error)} />
  const [last, ...before] = read.data.decisions
  // What a rule rejected has no decision of people, and a snapshot all the same.
  if (last === undefined) return <div className="stack"><div className="panel"><EmptyState says="审查通过后，按权限表确定由谁决策。" act={<Go to={paths.case(caseId, 'review')}>打开审查</Go>} /></div><SnapshotPanel caseId={caseId} /></div>
  return (
    <div className="stack">
      <div className="decision-columns">
        <div className="stack">
          <Authority decision={last} />
          {last.signatures.length === 0 ? null : (
            <section className="panel">
              <div className="panel-head"><h2>有权人签批</h2>{last.state === 'SIGNING' ? <Go to={paths.sign(caseId)}>打开签批页</Go> : null}</div>
              <div className="panel-body"><Signatures decision={last} /></div>
            </section>
          )}
        </div>
        <div className="stack">
          <Outcome caseId={caseId} decision={last} noReconsideration={read.data.noReconsideration} />
          <Answer caseId={caseId} decisions={read.data} />
        </div>
      </div>
      {before.length === 0 ? null : <Earlier decisions={before} />}
      <SnapshotPanel caseId={caseId} />
    </div>
  )
}

function Authority({ decision }: { decision: DecisionRow }) {
  return (
    <section className="panel">
      <div className="panel-head"><h2>由谁决策</h2><span className="muted small">{decision.reconsiders === null ? `第 ${decision.version} 版 · ${decision.routedOn} 确定` : `复议 · ${decision.routedOn} 确定`}</span></div>
      <div className="panel-body stack">
        <Facts facts={[
          ['审议', `${DECIDING_BODIES[decision.authority]}，${decision.seats} 席`],
          ['签批', decision.signatures.length === 0 ? '无须签批' : decision.signatures.map(({ post }) => SIGNATORIES[post]).join(' → ')],
          ['本次申请', <Money key="own" fen={fen(decision.amountFen)} unit />], ['单户合计', <Money key="total" fen={fen(decision.totalFen)} unit />],
        ]} />
        {decision.newFacts === null ? null : <p><strong>新事实：</strong>{decision.newFacts}</p>}
        <BasisList basis={decision.basis} />
      </div>
    </section>
  )
}

function Outcome({ caseId, decision, noReconsideration }: { caseId: string; decision: DecisionRow; noReconsideration: string | null }) {
  const last = decision.terms.at(-1)
  return (
    <section className="panel">
      <div className="panel-head"><h2>结果</h2><StateBadge tone={TONE[decision.state]}>{DECISION_STATES[decision.state]}</StateBadge></div>
      <div className="panel-body stack">
        {last === undefined ? null : <TermsShown terms={last.terms} on={last.on} />}
        {decision.validUntil === null ? null : <p className={decision.state === 'LAPSED' ? 'muted' : ''}>批复有效期至 {decision.validUntil}{decision.state === 'USED' ? '，已签约' : '，逾期未签约即失效'}</p>}
        {decision.reasons.length === 0 ? null : <ul>{decision.reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>}
        {last === undefined && decision.reasons.length === 0 ? <p className="muted">还没有决议。</p> : null}
        {decision.terms.length < 2 ? null : <ul className="decision-conditions" aria-label="条件的历次收紧">{decision.terms.slice(1).map(({ seq, reason, by, on }) => <li key={seq}>第 {seq} 次：{reason}<span className="muted small">　{by.name} {on}</span></li>)}</ul>}
        <div className="decision-foot">
          {decision.state === 'APPROVED' && last !== undefined ? <LowerAct caseId={caseId} terms={last.terms} /> : null}
          {decision.state === 'LAPSED' ? <RenewAct caseId={caseId} /> : null}
          {decision.state === 'REJECTED' ? <ReconsiderAct caseId={caseId} why={noReconsideration} /> : null}
        </div>
      </div>
    </section>
  )
}

function Earlier({ decisions }: { decisions: readonly DecisionRow[] }) {
  return (
    <section className="panel">
      <div className="panel-head"><h2>此前的决策</h2></div>
      <div className="panel-body">
        <ul className="decision-conditions">
          {decisions.map((decision) => <li key={decision.decisionId}><StateBadge tone={TONE[decision.state]}>{DECISION_STATES[decision.state]}</StateBadge> 第 {decision.version} 版，{DECIDING_BODIES[decision.authority]}，{decision.routedOn}{decision.reasons.length === 0 ? '' : `：${decision.reasons.join('；')}`}</li>)}
        </ul>
      </div>
    </section>
  )
}
