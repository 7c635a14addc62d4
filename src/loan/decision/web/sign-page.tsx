import './decision.css'
import { type ComponentType, Suspense, useState } from 'react'
import { DECIDING_BODIES, DECISION_STATES, type SignPage as Page, SIGNATORIES } from '#loan/decision/domain'
import { useMe, useStepUp } from '#common/staff/web'
import { type Fen, fen } from '#kernel'
import { Button, Facts, Go, Money, NoteField, RefusalText, SkeletonRows, StateBadge, announce, api, paths, refusalsIn, useRead, useWrite } from '#ui'
import { BasisList } from './basis.tsx'
import { TONE } from './decision-stage.tsx'
import { Signatures } from './signatures.tsx'
import { TermsShown } from './terms-shown.tsx'

/** What the committee stage, which comes later on the path, shows of its votes here. */
export type Votes = ComponentType<{ caseId: string }>

/** The signature above the committee, readable on a phone: summary, terms, votes, the chain, then the code and the act. */
export function SignPage({ caseId, votes: VotesOf }: { caseId: string; votes: Votes }) {
  const read = useRead<Page>(api.decision(caseId, 'signature'))
  const me = useMe()
  if (read.data === undefined) return <div className="page sign">{read.error === null ? <div className="panel"><SkeletonRows rows={8} /></div> : <RefusalText refusals={refusalsIn(read.error)} />}</div>
  const page = read.data
  const hasSigned = page.decision.signatures.some(({ by }) => by !== null && by.staffId === me.data?.staffId)
  const { decision } = page
  const last = decision.terms.at(-1)
  return (
    <div className="page sign stack">
      <div className="page-head"><div><h1>{page.customer} · {page.number}</h1><p>{page.unit} · {page.officer} · {page.product}</p></div><StateBadge tone={TONE[decision.state]}>{DECISION_STATES[decision.state]}</StateBadge></div>
      {last === undefined ? null : <section className="panel"><div className="panel-head"><h2>{DECIDING_BODIES[decision.authority]}决议</h2><span className="muted small">{last.reason}</span></div><div className="panel-body"><TermsShown terms={last.terms} on={last.on} /></div></section>}
      <section className="panel">
        <div className="panel-head"><h2>摘要</h2><Go to={paths.case(caseId, 'basics')}>打开案卷</Go></div>
        <div className="panel-body stack">
          <Facts facts={[['申请金额', <Money key="asked" fen={fen(page.requestedFen)} unit />], ['测算额度', <Money key="limit" fen={page.limitFen as Fen | null} unit />], ['单户合计', <Money key="total" fen={fen(decision.totalFen)} unit />], ['评分', page.score === null ? '—' : `${page.score} 分，${page.grade ?? ''} 级`], ['风险标志', page.flags.length === 0 ? '无' : page.flags.join('、')], ['用途', page.purpose]]} />
        </div>
      </section>
      <Suspense fallback={<div className="panel"><SkeletonRows rows={4} /></div>}><VotesOf caseId={caseId} /></Suspense>
      <section className="panel"><div className="panel-head"><h2>为何须签批</h2></div><div className="panel-body"><BasisList basis={decision.basis} /></div></section>
      <section className="panel"><div className="panel-head"><h2>签批</h2></div><div className="panel-body stack"><Signatures decision={decision} /></div></section>
      {page.asked === null || decision.termsHash === null ? null : hasSigned ? <p className="muted">您已签批，等待{SIGNATORIES[page.asked]}签批。</p> : <Act key={page.asked} caseId={caseId} page={page} asked={page.asked} termsHash={decision.termsHash} />}
    </div>
  )
}

function Act({ caseId, page, asked, termsHash }: { caseId: string; page: Page; asked: keyof typeof SIGNATORIES; termsHash: string }) {
  const [reason, setReason] = useState('')
  const stepUp = useStepUp('decision.sign', caseId)
  const write = useWrite({ changes: [api.case(caseId), api.inbox(), api.today()] })
  const act = async (outcome: 'SIGNED' | 'REFUSED'): Promise<void> => {
    const token = await stepUp.prove()
    if (token === null) return
    write.mutate({ path: api.decision(caseId, 'signature'), body: { outcome, reason, termsHash, stepUp: token } }, { onSuccess: () => announce(outcome === 'SIGNED' ? '已签批' : '已签批不同意，案件否决') })
  }
  const why = page.whyNot ?? stepUp.whyNot
  const busy = stepUp.isPending || write.isPending
  return (
    <>
      {page.whyNot !== null ? <p className="muted">{page.whyNot}</p> : (
        <section className="panel">
          <div className="panel-head"><h2>{SIGNATORIES[asked]}意见</h2></div>
          <div className="panel-body stack">
            <NoteField label="意见" value={reason} onChange={setReason} rows={3} maxLength={1000} hint="不同意时必填" />
            {stepUp.field}
            <RefusalText refusals={refusalsIn(write.error)} />
          </div>
        </section>
      )}
      <div className="sign-foot">
        <Button kind="stop" busy={busy} disabledReason={why ?? (reason.trim().length < 4 ? '不同意须写明理由' : null)} onClick={() => void act('REFUSED')}>不同意</Button>
        <Button kind="act" busy={busy} disabledReason={why} onClick={() => void act('SIGNED')}>同意签批</Button>
      </div>
    </>
  )
}
