import { useState } from 'react'
import { type Fen } from '#kernel'
import { type ApplicationPanel, DECLINE_GROUNDS, type DeclineLetter } from '#loan/application/domain'
import { Button, Drawer, Money, SkeletonRows, StateBadge, api, useRead } from '#ui'
import { Section } from './section.tsx'

/** Every answer given on admission, the last first, with the rules as they stood. */
export function Admissions({ panel }: { panel: ApplicationPanel }) {
  const [isReading, setReading] = useState(false)
  if (panel.admission.length === 0) return null
  return (
    <Section title="准入结论" act={panel.state === 'DECLINED' ? <Button onClick={() => setReading(true)}>给客户的答复</Button> : undefined}>
      {panel.admission.map((one) => (
        <article key={one.at} className="panel-body stack">
          <div className="row">
            <StateBadge tone={one.outcome === 'ADMITTED' ? 'holds' : 'stop'}>{one.outcome === 'ADMITTED' ? '准入' : '不予准入'}</StateBadge>
            <span>{one.by.name} · {one.on}</span>
            <span className="muted small">按当时的准入规则{one.dueOn === null ? '' : ` · 时限 ${one.dueOn}`}</span>
          </div>
          {one.grounds.length === 0 ? null : <p>{one.grounds.map((code) => DECLINE_GROUNDS[code]).join('、')}</p>}
          {one.reason === null ? null : <p>{one.reason}</p>}
          <ul className="application-rules">{one.rules.map(({ rule, name, holds, says }) => <li key={rule}><StateBadge tone={holds ? 'holds' : 'stop'}>{holds ? '符合' : '不符合'}</StateBadge> {name}（{rule}）{says === null ? '' : `：${says}`}</li>)}</ul>
        </article>
      ))}
      <Letter caseId={panel.caseId} open={isReading} onClose={() => setReading(false)} />
    </Section>
  )
}

function Letter({ caseId, open, onClose }: { caseId: string; open: boolean; onClose: () => void }) {
  const letter = useRead<DeclineLetter>(open ? api.application(caseId, 'decline-letter') : null).data
  return (
    <Drawer title="给客户的答复" open={open} onClose={onClose} foot={<Button icon="print" onClick={() => print()}>打印</Button>}>
      {letter === undefined ? <SkeletonRows rows={6} /> : (
        <div className="print-page stack application-letter">
          <h2>关于您贷款申请的答复</h2>
          <p>{letter.customer}：</p>
          <p>您于 {letter.appliedOn} 申请{letter.product} <Money fen={letter.amountFen as Fen} unit />（{letter.number}），现答复如下。</p>
          {letter.paragraphs.map((text) => <p key={text}>{text}</p>)}
          <p>{letter.bank}　客户经理 {letter.manager}<br />{letter.decidedOn}</p>
        </div>
      )}
    </Drawer>
  )
}
