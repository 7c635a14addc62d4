import { useState } from 'react'
import { type CheckItem, VISIT_STEPS, keysOf } from '#loan/investigation/domain'
import { Banner, Button, Go, Icon, RefusalText, SaveState, TextField, announce, api, clockTime, paths, refusalsIn, useAddressState, useWrite } from '#ui'
import { usePart } from './use-part.ts'
import { VisitCoach } from './visit-coach.tsx'
import type { StepProps } from './step-props.ts'

/** 检查并结束: what is missing, where it is filled, and what is said not to apply and why [S1-65]. */
export function CheckStep({ caseId, visits, visit, whyNot }: StepProps) {
  const { content, change, saving } = usePart(caseId, visit, 'EXCUSES', visit.excuses)
  const write = useWrite({ changes: [api.case(caseId)] })
  const missing = visit.check.filter(({ state }) => state === 'MISSING')
  const close = (): void => write.mutate({ path: api.visit(caseId, visit.visitId, 'close'), body: undefined }, { onSuccess: () => announce('实地调查已结束') })
  return (
    <div className="stack">
      {visit.closedAt === null ? null : <Banner tone="info">{visit.closedBy?.name} {clockTime(visit.closedAt)} 结束，记录不再改变。</Banner>}
      <VisitCoach caseId={caseId} coach={visits.coach} visit={visit} />
      <div className="row"><p className={missing.length === 0 ? 'visit-whole' : 'visit-lacking'}>{missing.length === 0 ? `逐项齐全${visit.closedAt === null ? '，可以结束' : ''}。` : `还缺 ${missing.length} 项`}</p><SaveState saving={saving} /></div>
      {keysOf(VISIT_STEPS).map((step) => {
        const items = visit.check.filter((item) => item.step === step)
        return items.length === 0 ? null : (
          <section key={step} className="panel">
            <div className="panel-head"><h3>{VISIT_STEPS[step]}</h3>{shown(items).length < items.length ? <span className="muted small">齐全的 {items.length - shown(items).length} 项不再列出</span> : null}</div>
            <ul className="visit-check">{shown(items).map((item) => <Item key={item.code} item={item} whyNot={whyNot} excuse={content[item.code]} onExcuse={(reason) => change(excused(content, item.code, reason))} />)}</ul>
          </section>
        )
      })}
      <RefusalText refusals={refusalsIn(write.error)} />
      {visit.closedAt === null ? <Button kind="act" wide busy={write.isPending} disabledReason={visits.acts.close ?? (missing.length > 0 ? `还缺 ${missing.length} 项` : null)} onClick={close}>结束实地调查</Button> : <Go className="button button-wide" to={paths.case(caseId, 'basics')}>去编表与检验</Go>}
    </div>
  )
}

/** A long list shows what is open and what was excused; what is there needs no line of its own. */
function shown(items: readonly CheckItem[]): readonly CheckItem[] {
  return items.length > MANY ? items.filter(({ state }) => state !== 'DONE') : items
}

const MANY = 24

function excused(content: Readonly<Record<string, string>>, code: string, reason: string | null): Record<string, string> {
  const { [code]: _before, ...others } = content
  return reason === null ? others : { ...others, [code]: reason }
}

const LEAST = 4

function Item({ item, whyNot, excuse, onExcuse }: { item: CheckItem; whyNot: string | null; excuse: string | undefined; onExcuse: (reason: string | null) => void }) {
  const [, change] = useAddressState()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const says = item.state === 'DONE' ? 'check' : item.state === 'EXCUSED' ? 'minus' : 'cross'
  return (
    <li className={`visit-check-${item.state.toLowerCase()}`}>
      <Icon name={says} size={16} label={item.state === 'DONE' ? '齐' : item.state === 'EXCUSED' ? '不适用' : '缺'} />
      <span>{item.says}{excuse === undefined || item.state === 'DONE' ? null : <small className="muted">不适用：{excuse}</small>}</span>
      {whyNot !== null || item.state === 'DONE' ? null : item.state === 'EXCUSED' ? <Button kind="quiet" onClick={() => onExcuse(null)}>改为要填</Button> : (
        <span className="visit-check-acts"><Button kind="quiet" onClick={() => change({ step: item.step })}>去填</Button>{item.excusable ? <Button kind="quiet" onClick={() => setAsking(!isAsking)}>不适用</Button> : null}</span>
      )}
      {isAsking && item.state === 'MISSING' ? <div className="visit-add"><TextField label="为什么不适用" value={reason} onChange={setReason} maxLength={300} autoFocus /><Button disabledReason={reason.trim().length < LEAST ? `至少 ${LEAST} 个字` : null} onClick={() => { onExcuse(reason.trim()); setAsking(false) }}>记下</Button></div> : null}
    </li>
  )
}
