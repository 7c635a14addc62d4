import { useState } from 'react'
import { type Day } from '#kernel'
import { type ApplicationPanel, CORRECTION_ACTS, CORRECTION_STATES, type CorrectionAct, type CorrectionRow } from '#loan/application/domain'
import { STAGES } from '#path'
import { Button, ChoiceField, DayField, Drawer, EmptyState, NoteField, RefusalText, StateBadge, announce, api, refusalsIn, useRead } from '#ui'
import { PickPaper } from './pick-paper.tsx'
import { Section } from './section.tsx'
import { reasonOf, useAct } from './use-act.ts'

const TONES = { OPEN: 'warning', ANSWERED: 'going', SETTLED: 'holds', CANCELLED: 'quiet' } as const
const EVENTS = { ANSWERED: '答复', SETTLED: '确认收到', REOPENED: '再要', CANCELLED: '撤销' } as const
const stageName = (id: string): string => STAGES.find((one) => one.id === id)?.name ?? id

/** 补件: what any stage asked for on this case, of whom, by when, and what came. */
export function Corrections({ panel, today }: { panel: ApplicationPanel; today: Day }) {
  const [isAsking, setAsking] = useState(false)
  const rows = useRead<{ corrections: readonly CorrectionRow[] }>(api.application(panel.caseId, 'corrections')).data?.corrections ?? []
  const off = reasonOf(panel, 'ask')
  const act = off === undefined ? null : <Button disabledReason={off} onClick={() => setAsking(true)}>要求补件</Button>
  return (
    <Section title="补件" act={rows.length === 0 ? undefined : act}>
      {rows.length === 0 ? <EmptyState says="没有要补的材料。" act={act} /> : rows.map((row) => <CorrectionCard key={row.requestId} row={row} today={today} />)}
      {isAsking ? <AskFor panel={panel} today={today} onClose={() => setAsking(false)} /> : null}
    </Section>
  )
}

/** One request with its course and the acts open to the reader. */
export function CorrectionCard({ row, today }: { row: CorrectionRow; today: Day }) {
  const [acting, setActing] = useState<CorrectionAct | null>(null)
  const late = row.state === 'OPEN' && row.dueOn < today
  return (
    <article className="application-correction">
      <div className="row">
        <StateBadge tone={late ? 'stop' : TONES[row.state]}>{late ? '已过期限' : CORRECTION_STATES[row.state]}</StateBadge>
        <strong>{stageName(row.stage)}要求{row.askedOf.name}补</strong><span className="muted small">{row.dueOn} 前 · {row.by.name} {row.on} 提出</span>
        <span className="application-acts">{row.acts.map((act) => <Button key={act} kind={act === 'answer' || act === 'settle' ? 'plain' : 'quiet'} onClick={() => setActing(act)}>{CORRECTION_ACTS[act]}</Button>)}</span>
      </div>
      <ol>{row.asks.map((text) => <li key={text}>{text}</li>)}</ol>
      {row.events.map((event) => (
        <p key={event.at} className="small"><span className="muted">{event.by.name} {EVENTS[event.kind]}：</span>{event.says} {event.evidenceIds.map((id, at) => <a key={id} href={api.evidenceFile(row.caseId, id)} target="_blank" rel="noreferrer"> 材料{at + 1}</a>)}</p>
      ))}
      {acting === null ? null : <Acting key={acting} row={row} act={acting} onClose={() => setActing(null)} />}
    </article>
  )
}

function Acting({ row, act, onClose }: { row: CorrectionRow; act: CorrectionAct; onClose: () => void }) {
  const [says, setSays] = useState(act === 'settle' ? '已收齐' : '')
  const [evidenceIds, setEvidence] = useState<readonly string[]>([])
  const write = useAct(row.caseId)
  const go = (): void => write.mutate({ path: api.application(row.caseId, 'corrections', row.requestId, act), body: { says, ...(act === 'answer' ? { evidenceIds } : {}) } }, { onSuccess: () => { announce(`补件：已${CORRECTION_ACTS[act]}`); onClose() } })
  return (
    <Drawer title={`补件：${CORRECTION_ACTS[act]}`} open onClose={onClose} foot={<><Button onClick={onClose}>返回</Button><Button kind={act === 'cancel' ? 'stop' : 'act'} busy={write.isPending} disabledReason={says.trim().length < 2 ? '请写一句说明' : null} onClick={go}>{CORRECTION_ACTS[act]}</Button></>}>
      <div className="stack">
        <ol className="application-asks">{row.asks.map((text) => <li key={text}>{text}</li>)}</ol>
        {act === 'answer' ? <div className="row"><PickPaper caseId={row.caseId} title={`补件：${row.asks[0] ?? ''}`} label={evidenceIds.length === 0 ? '拍材料' : `已附 ${evidenceIds.length} 件，再拍`} onStored={(id) => setEvidence((before) => [...before.filter((one) => one !== id), id])} /></div> : null}
        <NoteField label={act === 'answer' ? '答复' : '说明'} value={says} onChange={setSays} maxLength={500} required />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}

function AskFor({ panel, today, onClose }: { panel: ApplicationPanel; today: Day; onClose: () => void }) {
  const [asks, setAsks] = useState('')
  const [dueOn, setDueOn] = useState<Day | null>(null)
  const [askedOf, setAskedOf] = useState(panel.lead.staffId)
  const write = useAct(panel.caseId)
  const people = [panel.lead, ...(panel.assist === null ? [] : [panel.assist]), ...(panel.acceptor.staffId === panel.lead.staffId ? [] : [panel.acceptor])]
  const lines = asks.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const lacking = lines.length === 0 ? '请写要补什么，一行一项' : dueOn === null ? '请填期限' : dueOn < today ? '期限不能在今天之前' : null
  const go = (): void => write.mutate({ path: api.application(panel.caseId, 'corrections'), body: { asks: lines, dueOn, askedOf } }, { onSuccess: () => { announce(`已要求补 ${lines.length} 项`); onClose() } })
  return (
    <Drawer title="要求补件" open onClose={onClose} foot={<><Button onClick={onClose}>不要求</Button><Button kind="act" busy={write.isPending} disabledReason={lacking} onClick={go}>发出</Button></>}>
      <div className="stack">
        <NoteField label="要补什么" value={asks} onChange={setAsks} rows={5} maxLength={2000} required hint="一行一项，例如：仓库外景照片" />
        <ChoiceField label="由谁补" value={askedOf} onChange={setAskedOf} choices={people.map(({ staffId, name }) => ({ value: staffId, label: name }))} />
        <DayField label="期限" value={dueOn} onChange={setDueOn} today={today} required />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}
