import { useState } from 'react'
import { type Item, OUTCOMES, type Outcome, REJECT_REASONS, type RejectReason, type ResolutionRow } from '#loan/committee/domain'
import { TermsShown } from '#loan/decision/web'
import { Banner, Button, Facts, NoteField, RefusalText, RiskMark, StateBadge, type Tone, api } from '#ui'
import { ResolveDrawer } from './resolve-drawer.tsx'
import { SettleDrawer } from './settle-drawer.tsx'
import { useAct } from './use-live.ts'
import { VotesList } from './votes-list.tsx'

export const OUTCOME_TONE: Readonly<Record<Outcome, Tone>> = { APPROVED: 'holds', APPROVED_WITH_CHANGE: 'holds', REJECTED: 'stop', DEFERRED: 'warning', RE_INVESTIGATE: 'warning' }

/** After the opening: what the votes came to, what the chair settled, the resolution. */
export function ResultPanel({ item, me }: { item: Item; me: string }) {
  if (item.votes === null || item.result === null) return null
  const { result } = item
  return (
    <>
      {item.resolution === null ? (
        <section className="panel">
          <div className="panel-head"><h2>表决结果</h2><StateBadge tone={OUTCOME_TONE[result.outcome]}>{OUTCOMES[result.outcome]}</StateBadge></div>
          <div className="panel-body stack">
            {result.terms === null ? null : <><p className="muted small">同意票中取最审慎：</p><TermsShown terms={result.terms} /></>}
            {result.codes.length === 0 ? null : <p>原因：{result.codes.map((code) => REJECT_REASONS[code as RejectReason]).join('、')}</p>}
            <SettlementShown item={item} me={me} />
            <OwnWords item={item} me={me} />
          </div>
          <LeadingActs item={item} />
        </section>
      ) : <Resolution resolution={item.resolution} />}
      <section className="panel"><div className="panel-head"><h2>各票与理由</h2></div><VotesList votes={item.votes} /></section>
    </>
  )
}

/** The resolution as it will always be. */
export function Resolution({ resolution }: { resolution: ResolutionRow }) {
  return (
    <section className="panel">
      <div className="panel-head"><h2>决议 {resolution.number}</h2><span className="small muted">{resolution.resolvedOn} {resolution.resolvedBy}</span><StateBadge tone={OUTCOME_TONE[resolution.outcome]}>{OUTCOMES[resolution.outcome]}</StateBadge></div>
      <div className="panel-body stack">
        {resolution.terms === null ? null : <TermsShown terms={resolution.terms} />}
        <p>{resolution.says}</p>
        {resolution.reasons.length === 0 ? null : <p>原因：{resolution.reasons.map((code) => REJECT_REASONS[code as RejectReason]).join('、')}</p>}
        <Facts facts={[...(resolution.riskClass === null ? [] : [['风险分类', <span key="risk"><RiskMark of={resolution.riskClass} /> {resolution.riskReason}</span>] as const]), ...(resolution.terms === null ? [] : [['条款来源', resolution.settled ? '组长核定，同意的委员逐一认可' : '同意票中取最审慎'] as const]), ['监控要求', resolution.monitoring.join('；') || '无'], ['决议摘要', <span key="hash" className="committee-commitment">{resolution.hash.slice(0, 24)}…</span>]]} />
      </div>
    </section>
  )
}

function LeadingActs({ item }: { item: Item }) {
  const [open, setOpen] = useState<'resolve' | 'settle' | null>(null)
  const { isChair, isRecorder } = item.mine
  if (!isChair && !isRecorder) return <p className="panel-body muted">等组长或记录人形成决议。</p>
  const waits = item.votes?.filter(({ copied, ownWords }) => copied && ownWords === null).map(({ name }) => name) ?? []
  return (
    <div className="committee-acts">
      {isChair && item.result?.terms !== null ? <Button onClick={() => setOpen('settle')}>核定条款…</Button> : null}
      <Button kind="act" disabledReason={waits.length > 0 ? `等补述理由：${waits.join('、')}` : null} onClick={() => setOpen('resolve')}>形成决议</Button>
      {open === 'resolve' ? <ResolveDrawer item={item} onClose={() => setOpen(null)} /> : null}
      {open === 'settle' ? <SettleDrawer item={item} onClose={() => setOpen(null)} /> : null}
    </div>
  )
}

function SettlementShown({ item, me }: { item: Item; me: string }) {
  const act = useAct()
  const { settlement } = item
  if (settlement === null) return null
  const mine = settlement.consents.find(({ staffId }) => staffId === me)
  const say = (agrees: boolean): void => void act.run(api.committeeItem(item.itemId, 'settlement/consent'), { body: { agrees }, said: agrees ? '已认可核定的条款' : '不认可；仍取最审慎的条款' })
  return (
    <div className="stack">
      <Banner tone={settlement.consents.some(({ agrees }) => agrees === false) ? 'warning' : 'info'}>{settlement.by.name}核定：{settlement.reason}　{settlement.consents.map(({ name, agrees }) => `${name}${agrees === null ? '未答' : agrees ? '认可' : '不认可'}`).join('，')}</Banner>
      <TermsShown terms={settlement.terms} />
      {mine?.agrees === null ? <div className="row"><Button busy={act.busy} onClick={() => say(false)}>不认可</Button><Button kind="act" busy={act.busy} onClick={() => say(true)}>认可</Button></div> : null}
      <RefusalText refusals={act.refusals} />
    </div>
  )
}

/** A member whose reason was another's writes his own. */
function OwnWords({ item, me }: { item: Item; me: string }) {
  const [reason, setReason] = useState('')
  const act = useAct()
  const mine = item.votes?.find(({ staffId }) => staffId === me)
  if (mine?.copied !== true || mine.ownWords !== null) return null
  return (
    <div className="stack">
      <Banner tone="warning">您的理由与另一位委员相同，请用自己的话补述；原话留存。</Banner>
      <NoteField label="补述理由" value={reason} onChange={setReason} maxLength={1000} required />
      <div><Button kind="act" busy={act.busy} disabledReason={reason.trim().length < 4 ? '至少 4 个字' : null} onClick={() => void act.run(api.committeeItem(item.itemId, 'own-words'), { body: { reason }, said: '已补述' })}>补述</Button></div>
      <RefusalText refusals={act.refusals} />
    </div>
  )
}
