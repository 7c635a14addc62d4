import type { CasePage as CaseFacts } from '#desk/case/domain'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { wordOf } from '#common/assessment/web'
import { fen } from '#kernel'
import type { RefusalDetail } from '#kernel'
import { monthsAsked } from '#loan/application/domain'
import { Banner, Button, Facts, Modal, Money, NoteField, RefusalText, announce, api, paths, refusalsIn, send } from '#ui'
import { CaseHead } from './case-head.tsx'
import { PathColumn } from './path-column.tsx'

type Act = 'admit' | 'decline' | 'withdraw' | 'reopen'
const SAID: Readonly<Record<Act, string>> = { admit: '已准入，调查开始', decline: '不予准入，理由已留存', withdraw: '申请已撤回，材料留存', reopen: '已重新受理' }

/** A case before its investigation: what was asked for, and yes or no. */
export function AppliedCase({ facts }: { facts: CaseFacts }) {
  const { intake } = facts
  return (
    <div className="case case-applied">
      <PathColumn facts={facts} sheet={null} address={(sheet) => paths.case(facts.caseId, sheet)} />
      <div className="case-main">
        <header className="case-head"><CaseHead facts={facts} /><Acts facts={facts} /></header>
        {facts.reason === null ? null : <div className="case-banners"><Banner tone="warning">{facts.reason}</Banner></div>}
        <section className="part" aria-label="申请">
          <header><h3>申请</h3></header>
          <div className="part-body">
            <Facts facts={[
              ['申请金额', <Money key="amount" fen={fen(intake.request.amountFen)} unit />], ['期限', `${monthsAsked(intake.request)} 个月`], ['还款方式', wordOf('method', intake.request.method)], ['担保方式', wordOf('guarantee', intake.request.guarantee)],
              ['用途', `${wordOf('purpose', intake.request.purpose)}：${intake.request.purposeLabel}`], ['用途总额', <Money key="purpose" fen={fen(intake.request.purposeFen)} unit />], ['自有资金', <Money key="own" fen={fen(intake.request.ownContributionFen)} unit />], ['来源', wordOf('source', intake.source)],
              ['征信授权日', intake.bureauAuthorisedOn], ['申请日', facts.appliedOn], ['经营主体', intake.business.name], ['开业日期', intake.business.startedOn], ['经营场所', wordOf('premises', intake.business.premises)], ['营业执照', intake.business.licensed ? '有' : '没有'],
              ['婚姻状况', wordOf('marriage', intake.applicant.marriage)], ['居住', `${intake.applicant.residence.city}，${intake.applicant.residence.local ? '本地人' : `${intake.applicant.residence.years} 年`}`],
            ]} />
          </div>
        </section>
      </div>
    </div>
  )
}

/** The acts the state of the application allows; those that need a reason ask for it. */
function Acts({ facts }: { facts: CaseFacts }) {
  const [asking, setAsking] = useState<Act | null>(null)
  const acts = facts.acts.flatMap((one) => (one.act.startsWith('application.') ? [{ ...one, id: one.act.slice('application.'.length) as Act }] : []))
  return (
    <div className="row">
      {acts.map((one) => <Button key={one.id} kind={one.id === 'admit' ? 'act' : 'plain'} disabledReason={one.allowed ? null : one.why} onClick={() => setAsking(one.id)}>{one.name}</Button>)}
      {asking === null ? null : <Asking key={asking} caseId={facts.caseId} act={asking} name={acts.find(({ id }) => id === asking)?.name ?? ''} onClose={() => setAsking(null)} />}
    </div>
  )
}

function Asking({ caseId, act, name, onClose }: { caseId: string; act: Act; name: string; onClose: () => void }) {
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const needsReason = act !== 'admit'
  const go = async (): Promise<void> => {
    setBusy(true)
    try {
      await send('POST', api.ofCase(caseId, act), needsReason ? { body: { reason } } : {})
      announce(SAID[act])
      await client.invalidateQueries()
      onClose()
    } catch (error) {
      setRefusals(refusalsIn(error))
      setBusy(false)
    }
  }
  return (
    <Modal title={name} open onClose={onClose} foot={<><Button onClick={onClose}>再看看</Button><Button kind="act" busy={busy} disabledReason={needsReason && reason.trim().length < 4 ? '请写明理由，至少 4 个字' : null} onClick={() => void go()}>{name}</Button></>}>
      <div className="stack">
        {needsReason ? <NoteField label="理由" value={reason} onChange={setReason} required maxLength={500} /> : <p>准入后调查随即开始，由主办编写。</p>}
        <RefusalText refusals={refusals} />
      </div>
    </Modal>
  )
}
