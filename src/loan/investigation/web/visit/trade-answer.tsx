import { useRef, useState } from 'react'
import { type Question, type Visit, NO, YES, readAnswer } from '#loan/investigation/domain'
import { Refusal, fen, formatYuan } from '#kernel'
import { Button, DecimalField, Icon, MoneyField, NoteField, RateField, RefusalText, TextField } from '#ui'
import { usePhoto } from './use-photo.ts'

type TradeQuestion = Question & { readonly trade: NonNullable<Question['trade']> }
interface Props {
  readonly caseId: string
  readonly visit: Visit
  readonly question: TradeQuestion
  readonly whyNot: string | null
  readonly value: string
  readonly onChange: (text: string) => void
  readonly excuse: string | undefined
  readonly onExcuse: (reason: string | null) => void
}

const LEAST = 4

/** One question with the control that fits its answer; one that does not apply says why [S1-66]. */
export function TradeAnswer(props: Props) {
  const { question, whyNot, value, excuse, onExcuse } = props
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  if (excuse !== undefined && value === '') {
    return <div className="trade-item-head"><span>{question.asks}<small className="muted">　不适用：{excuse}</small></span>{whyNot === null ? <Button kind="quiet" onClick={() => onExcuse(null)}>改为要答</Button> : null}</div>
  }
  return (
    <>
      <div className="trade-item-head"><Control {...props} />{whyNot !== null || value !== '' || !question.trade.must ? null : <Button kind="quiet" onClick={() => setAsking(!isAsking)}>不适用</Button>}</div>
      {isAsking && value === '' ? <div className="visit-add"><TextField label="为什么不适用" value={reason} onChange={setReason} maxLength={300} autoFocus /><Button disabledReason={reason.trim().length < LEAST ? `至少 ${LEAST} 个字` : null} onClick={() => { onExcuse(reason.trim()); setAsking(false) }}>记下</Button></div> : null}
    </>
  )
}

function Control({ caseId, visit, question, whyNot, value, onChange }: Props) {
  const label = `${question.asks}${question.trade.must ? '' : '（选答）'}`
  const known = valueOf(question, value)
  switch (question.trade.answer) {
    case 'YES_NO': return <YesNo label={label} value={value} onChange={onChange} />
    case 'AMOUNT': return <MoneyField label={label} echo={false} fen={typeof known === 'number' ? fen(known) : null} onChange={(typed) => onChange(typed === null ? '' : formatYuan(typed))} />
    case 'SHARE': return <RateField label={label} value={typeof known === 'string' ? known : null} onChange={(share) => onChange(share ?? '')} />
    case 'NUMBER': return <DecimalField label={label} value={typeof known === 'string' ? known : null} onChange={(number) => onChange(number ?? '')} />
    case 'PHOTO': return <PhotoAnswer label={label} caseId={caseId} visit={visit} whyNot={whyNot} value={value} onChange={onChange} />
    default: return <NoteField label={label} value={value} onChange={onChange} rows={1} maxLength={1000} />
  }
}

/** What was answered before in another form (a visit before the trade's pack changed) is shown as not answered. */
function valueOf(question: TradeQuestion, value: string) {
  try {
    return readAnswer({ id: question.id, asks: question.asks, answer: question.trade.answer }, value)
  } catch (cause) {
    if (cause instanceof Refusal) return null
    throw cause
  }
}

function YesNo({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  const says = value.startsWith(NO) ? value.slice(NO.length).replace(/^：/, '') : ''
  return (
    <div className="stack">
      <span className="field-label">{label}</span>
      <div className="trade-yes-no" role="group" aria-label={label}>
        <button type="button" aria-pressed={value.startsWith(YES)} onClick={() => onChange(YES)}>{YES}</button>
        <button type="button" aria-pressed={value.startsWith(NO)} onClick={() => onChange(says === '' ? NO : `${NO}：${says}`)}>{NO}</button>
      </div>
      {value.startsWith(NO) ? <NoteField label="情况" value={says} onChange={(text) => onChange(text === '' ? NO : `${NO}：${text}`)} rows={1} maxLength={300} /> : null}
    </div>
  )
}

function PhotoAnswer({ label, caseId, visit, whyNot, value, onChange }: { label: string; caseId: string; visit: Visit; whyNot: string | null; value: string; onChange: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const here = visit.sites.find(({ arrivedAt, leftAt }) => arrivedAt !== null && leftAt === null) ?? visit.sites.find(({ arrivedAt }) => arrivedAt !== null)
  const { busy, refusals, take } = usePhoto(caseId, visit, here?.siteId ?? null)
  const taken = value === '' ? [] : value.split(',')
  const add = async (file: File): Promise<void> => {
    const id = await take(file, 'OTHER', label)
    if (id !== undefined && !taken.includes(id)) onChange([...taken, id].join(','))
  }
  return (
    <div className="stack trade-shot">
      <span className="field-label">{label}</span>
      <button type="button" className={`visit-shot${taken.length > 0 ? ' visit-shot-done' : ''}`} disabled={whyNot !== null || busy !== null} aria-busy={busy !== null} onClick={() => input.current?.click()}>
        <Icon name={taken.length > 0 ? 'check' : 'camera'} size={20} />{busy !== null ? '存入中' : taken.length > 0 ? `已拍 ${taken.length} 张，再拍一张` : '拍一张'}
      </button>
      <input ref={input} hidden type="file" accept="image/*" capture="environment" onChange={(event) => { const file = event.target.files?.[0]; if (file !== undefined) void add(file); event.target.value = '' }} />
      <RefusalText refusals={refusals} />
    </div>
  )
}
