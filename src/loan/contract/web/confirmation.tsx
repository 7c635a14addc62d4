import { useState } from 'react'
import { CONFIRM_WAYS } from '#loan/contract/domain'
import { may, useMe } from '#common/staff/web'
import { Button, ChoiceField, EmptyState, NoteField, RefusalText, StateBadge, TextField, announce, api, refusalsIn, useWrite } from '#ui'
import type { PartProps } from './part-props.ts'

type Way = keyof typeof CONFIRM_WAYS
const WAYS = Object.entries(CONFIRM_WAYS).map(([value, label]) => ({ value: value as Way, label }))

/** 主管确认: the supervisor asks the customer himself whether everything was done as it should be. */
export function Confirmation({ caseId, file }: PartProps) {
  const { data: me } = useMe()
  return (
    <>
      {file.state === 'DRAFTING' || file.state === 'DRAWN_UP' ? <section className="panel"><EmptyState says="客户签约之后，由主管向客户本人确认。" /></section> : null}
      {file.confirmations.toReversed().map((one) => (
        <section key={`${one.confirmed.on}${one.version}${one.says}`} className="panel">
          <div className="panel-head"><h2>{one.confirmed.by.name} {CONFIRM_WAYS[one.how as Way]}确认</h2><span className="muted small">{one.confirmed.on} · 与{one.spokeWith}</span><StateBadge tone={one.passed ? 'holds' : 'stop'}>{one.passed ? '合规' : '不通过'}</StateBadge></div>
          <div className="panel-body stack"><p>{one.says}</p><ul className="contract-list">{one.answers.map(({ question, answer }) => <li key={question}><span /><span>{question}</span><span className="small muted">{answer}</span></li>)}</ul></div>
        </section>
      ))}
      {file.state !== 'SIGNED' ? null : may(me, 'contract.confirm') ? <Ask caseId={caseId} file={file} /> : <section className="panel"><EmptyState says="等待区域主管或部门负责人向客户本人确认。" /></section>}
    </>
  )
}

function Ask({ caseId, file }: PartProps) {
  const [how, setHow] = useState<Way>('CALL')
  const [spokeWith, setSpokeWith] = useState(file.customerName)
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const [says, setSays] = useState('')
  const write = useWrite({ changes: [api.case(caseId), api.inbox(), api.today()] })
  const unanswered = file.ask.confirm.filter((question) => (answers[question] ?? '').trim() === '').length
  const off = unanswered > 0 ? `还有 ${unanswered} 问没有回答` : says.trim() === '' ? '请写结论' : null
  const confirm = (passed: boolean): void => write.mutate({ path: api.contract(caseId, 'confirmation'), body: { how, spokeWith, answers: file.ask.confirm.map((question) => ({ question, answer: answers[question] ?? '' })), passed, says } }, { onSuccess: () => announce(passed ? '已确认，可以录入放款' : '已记下不通过，不得放款') })
  return (
    <section className="panel">
      <div className="panel-head"><h2>向客户确认</h2><span className="muted small">逐问记录客户的原话</span></div>
      <div className="panel-body stack">
        <div className="form-grid">
          <ChoiceField label="方式" value={how} choices={WAYS} onChange={setHow} />
          <TextField label="确认对象" value={spokeWith} onChange={setSpokeWith} maxLength={40} required />
        </div>
        {file.ask.confirm.map((question) => <NoteField key={question} label={question} value={answers[question] ?? ''} onChange={(answer) => setAnswers({ ...answers, [question]: answer })} rows={2} maxLength={400} required />)}
        <NoteField label="结论" value={says} onChange={setSays} rows={2} maxLength={400} required />
        <RefusalText refusals={refusalsIn(write.error)} />
        <div className="contract-foot"><Button kind="stop" busy={write.isPending} disabledReason={off} onClick={() => confirm(false)}>不通过</Button><Button kind="act" busy={write.isPending} disabledReason={off} onClick={() => confirm(true)}>流程合规</Button></div>
      </div>
    </section>
  )
}
