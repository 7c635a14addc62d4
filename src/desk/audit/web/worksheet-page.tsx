import './audit.css'
import { useState } from 'react'
import { useParams } from '@tanstack/react-router'
import { Guarded } from '#desk/frame/web'
import { CONCLUSIONS, type Conclusion, VERDICTS, type Verdict, type Worksheet } from '#desk/audit/domain'
import { ITEM_STATES, type ItemState } from '#desk/dossier/domain'
import { Button, Go, Modal, NoteField, RefusalText, SkeletonRows, StateBadge, type Tone, announce, api, paths, refusalsIn, useRead, useWrite } from '#ui'
import { FindingList } from './finding-list.tsx'
import { RaiseFinding } from './raise-finding.tsx'

const TONES: Readonly<Record<ItemState, Tone>> = { PRESENT: 'holds', LATE: 'warning', MISSING: 'stop', NOT_YET: 'quiet', NONE: 'quiet' }
const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = { OK: 'holds', FINDING: 'warning', NOT_APPLICABLE: 'quiet' }

/** The worksheet of one drawn case: each of the 25 items beside what the system finds. */
export function WorksheetPage() {
  return <Guarded needs={['audit.sample']}><Sheet /></Guarded>
}

function Sheet() {
  const { sampleId = '', caseId = '' } = useParams({ strict: false })
  const address = api.auditWorksheet(sampleId, caseId)
  const read = useRead<Worksheet>(address)
  const write = useWrite({ changes: [api.auditSamples()] })
  const [asking, setAsking] = useState<{ item: number; verdict: Verdict } | null>(null)
  const [raising, setRaising] = useState<number | null>(null)
  if (read.isError) return <div className="page"><RefusalText refusals={refusalsIn(read.error)} /></div>
  if (read.data === undefined) return <div className="page"><div className="panel"><SkeletonRows rows={12} /></div></div>
  const { number, customer, items, conclusion, findings } = read.data
  const tick = (item: number, verdict: Verdict, remark: string | null): void => write.mutate({ path: `${address}/ticks`, body: { item, verdict, remark } }, { onSuccess: () => setAsking(null) })
  const conclude = (wanted: Conclusion): void => write.mutate({ path: `${address}/conclusion`, body: { conclusion: wanted } }, { onSuccess: () => announce(`本案结论：${CONCLUSIONS[wanted]}`) })
  const left = items.filter((one) => one.tick === null).length
  return (
    <div className="page stack">
      <header className="page-head">
        <div><Go to={paths.auditSample(sampleId)}>抽样</Go><h1>{number}　{customer}</h1><p><Go to={paths.case(caseId, 'dossier')}>打开案卷</Go>　{left === 0 ? '25 项已全部核对' : `还有 ${left} 项未核`}{conclusion === null ? '' : `　结论：${CONCLUSIONS[conclusion]}`}</p></div>
        <span className="row">
          <Button onClick={() => setRaising(items.find(({ state }) => state === 'MISSING')?.no ?? 1)}>提出发现</Button>
          <Button kind="act" disabledReason={left > 0 ? `还有 ${left} 项未核` : null} onClick={() => conclude(findings.length === 0 ? 'IN_ORDER' : 'FINDINGS')}>{findings.length === 0 ? '结论：未见问题' : '结论：有问题'}</Button>
        </span>
      </header>
      <RefusalText refusals={refusalsIn(write.error)} />
      <section className="panel" aria-label="稽核底稿">
        <ol className="audit-items">
          {items.map(({ no, name, state, why, tick: ticked }) => (
            <li key={no}>
              <span className="audit-no">{no}</span>
              <span className="audit-name">{name}<span className="small muted">{why}{ticked?.remark ? `　稽核：${ticked.remark}` : ''}</span></span>
              <StateBadge tone={TONES[state]}>{ITEM_STATES[state]}</StateBadge>
              <span className="row audit-verdicts">
                {ticked === null ? null : <StateBadge tone={VERDICT_TONES[ticked.verdict]}>{VERDICTS[ticked.verdict]}</StateBadge>}
                {(Object.keys(VERDICTS) as Verdict[]).filter((verdict) => verdict !== ticked?.verdict).map((verdict) => (
                  <Button key={verdict} kind="quiet" onClick={() => (verdict === 'OK' ? tick(no, verdict, null) : setAsking({ item: no, verdict }))}>{VERDICTS[verdict]}</Button>
                ))}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <FindingList findings={findings} changes={[address]} />
      {asking === null ? null : <Remark {...asking} busy={write.isPending} onClose={() => setAsking(null)} onSay={(remark) => tick(asking.item, asking.verdict, remark)} />}
      {raising === null ? null : <RaiseFinding address={address} item={raising} items={items} onClose={() => setRaising(null)} />}
    </div>
  )
}

function Remark({ item, verdict, busy, onClose, onSay }: { item: number; verdict: Verdict; busy: boolean; onClose: () => void; onSay: (remark: string) => void }) {
  const [remark, setRemark] = useState('')
  return (
    <Modal title={`第 ${item} 项：${VERDICTS[verdict]}`} open onClose={onClose} foot={<><Button onClick={onClose}>再看看</Button><Button kind="act" busy={busy} disabledReason={remark.trim() === '' ? '请说明' : null} onClick={() => onSay(remark)}>记下</Button></>}>
      <NoteField label="说明" value={remark} onChange={setRemark} required maxLength={1000} />
    </Modal>
  )
}
