import { useState } from 'react'
import { wordOf } from '#common/assessment/web'
import { useMe } from '#common/staff/web'
import { type Fen, formatYuan } from '#kernel'
import { type ApplicationPanel, CORRECTABLE, type CorrectablePlace, FileApplication, type FactCorrectionRow, valueAt } from '#loan/application/domain'
import { Button, CheckField, ChoiceField, CountField, DayField, Drawer, EmptyState, MoneyField, NoteField, RefusalText, StateBadge, TextField, announce, api, refusalsIn, useRead } from '#ui'
import { Section } from './section.tsx'
import { reasonOf, useAct } from './use-act.ts'

type Value = string | number | boolean | null
const TONES = { PROPOSED: 'warning', CONFIRMED: 'holds', REFUSED: 'stop' } as const
const WORDS = { PROPOSED: '待另一人确认', CONFIRMED: '已更正', REFUSED: '未同意' } as const
const PLACES = (Object.entries(CORRECTABLE) as [CorrectablePlace, string][]).map(([value, label]) => ({ value, label }))
const { request, applicant, business, source } = FileApplication.shape
const LISTS: Readonly<Partial<Record<CorrectablePlace, readonly string[]>>> = {
  '/request/method': request.shape.method.unwrap().options, '/request/guarantee': request.shape.guarantee.options, '/request/purpose': request.shape.purpose.options, '/applicant/marriage': applicant.shape.marriage.options,
  '/applicant/children': applicant.shape.children.options, '/applicant/property': applicant.shape.property.options, '/business/premises': business.shape.premises.options, '/source': source.unwrap().options,
}
const field = (place: CorrectablePlace): string => place.split('/').at(-1) ?? ''

/** 更正: what was filed is changed by two people; the old value stays in sight. */
export function FactCorrections({ panel }: { panel: ApplicationPanel }) {
  const [isOpen, setOpen] = useState(false)
  const rows = useRead<{ corrections: readonly FactCorrectionRow[] }>(api.application(panel.caseId, 'fact-corrections')).data?.corrections ?? []
  const off = reasonOf(panel, 'correct')
  const act = off === undefined ? null : <Button disabledReason={off} onClick={() => setOpen(true)}>提出更正</Button>
  return (
    <Section title="更正" act={rows.length === 0 ? undefined : act}>
      {rows.length === 0 ? <EmptyState says="受理信息没有更正过。" act={act} /> : rows.map((row) => <Row key={row.correctionId} panel={panel} row={row} off={off} />)}
      {isOpen ? <Propose panel={panel} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}

function Row({ panel, row, off }: { panel: ApplicationPanel; row: FactCorrectionRow; off: string | null | undefined }) {
  const me = useMe().data
  const [isRefusing, setRefusing] = useState(false)
  const [reason, setReason] = useState('')
  const write = useAct(panel.caseId)
  const own = row.proposed.by.staffId === me?.staffId ? '更正须由提出人以外的人确认' : off
  return (
    <article className="application-correction">
      <div className="row">
        <StateBadge tone={TONES[row.state]}>{WORDS[row.state]}</StateBadge>
        <strong>{row.title}：<s>{shown(row.place, row.oldValue)}</s> → {shown(row.place, row.newValue)}</strong>
        {row.state === 'PROPOSED' && off !== undefined ? (
          <span className="application-acts">
            <Button kind="plain" busy={write.isPending} disabledReason={own} onClick={() => write.mutate({ path: api.application(panel.caseId, 'fact-corrections', row.correctionId, 'confirmation') }, { onSuccess: () => announce(`${row.title}已更正`) })}>确认更正</Button>
            <Button kind="quiet" disabledReason={own} onClick={() => setRefusing(true)}>不同意</Button>
          </span>
        ) : null}
      </div>
      <p className="small"><span className="muted">{row.proposed.by.name} {row.proposed.on} 提出：</span>{row.reason}</p>
      {row.decided === null ? null : <p className="small"><span className="muted">{row.decided.by.name} {row.decided.on}：</span>{row.decided.reason ?? '确认'}</p>}
      <RefusalText refusals={refusalsIn(write.error)} />
      {isRefusing ? (
        <Drawer title={`不同意更正${row.title}`} open onClose={() => setRefusing(false)} foot={<><Button onClick={() => setRefusing(false)}>返回</Button><Button kind="stop" busy={write.isPending} disabledReason={reason.trim().length < 4 ? '请写明理由，至少 4 个字' : null} onClick={() => write.mutate({ path: api.application(panel.caseId, 'fact-corrections', row.correctionId, 'refusal'), body: { reason } }, { onSuccess: () => { announce('未同意，原值不变'); setRefusing(false) } })}>不同意</Button></>}>
          <div className="stack"><NoteField label="理由" value={reason} onChange={setReason} maxLength={300} required /></div>
        </Drawer>
      ) : null}
    </article>
  )
}

function Propose({ panel, onClose }: { panel: ApplicationPanel; onClose: () => void }) {
  const [place, setPlace] = useState<CorrectablePlace>('/request/amountFen')
  const now = valueAt(panel.intake, place) as Value
  const [value, setValue] = useState<Value>(now)
  const [reason, setReason] = useState('')
  const write = useAct(panel.caseId)
  const lacking = value === now || value === '' ? '请填更正后的值' : reason.trim().length < 4 ? '请写理由，至少 4 个字' : null
  const go = (): void => write.mutate({ path: api.application(panel.caseId, 'fact-corrections'), body: { place, value, reason } }, { onSuccess: () => { announce(`已提出更正${CORRECTABLE[place]}，待另一人确认`); onClose() } })
  return (
    <Drawer title="提出更正" open onClose={onClose} foot={<><Button onClick={onClose}>不更正</Button><Button kind="act" busy={write.isPending} disabledReason={lacking} onClick={go}>提出</Button></>}>
      <div className="stack">
        <ChoiceField label="更正哪一项" value={place} onChange={(next) => { setPlace(next); setValue(valueAt(panel.intake, next) as Value) }} choices={PLACES} />
        <p className="muted">现值：{shown(place, now)}</p>
        <ValueField key={place} place={place} value={value} onChange={setValue} />
        <NoteField label="理由" value={reason} onChange={setReason} maxLength={300} required />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}

function ValueField({ place, value, onChange }: { place: CorrectablePlace; value: Value; onChange: (value: Value) => void }) {
  const list = LISTS[place]
  if (list !== undefined) return <ChoiceField label="更正为" value={String(value)} onChange={onChange} choices={list.map((one) => ({ value: one, label: wordOf(field(place), one) ?? one }))} />
  if (place.endsWith('Fen')) return <MoneyField label="更正为" fen={value as Fen | null} onChange={onChange} required />
  if (place.endsWith('On')) return <DayField label="更正为" value={value as never} onChange={onChange} required />
  if (typeof value === 'boolean') return <CheckField label={CORRECTABLE[place]} checked={value} onChange={onChange} />
  if (typeof value === 'number') return <CountField label="更正为" value={value} onChange={onChange} required />
  return <TextField label="更正为" value={value ?? ''} onChange={onChange} maxLength={400} required />
}

function shown(place: CorrectablePlace, value: unknown): string {
  if (value === null || value === undefined) return '未填'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number' && place.endsWith('Fen')) return `${formatYuan(value as Fen)} 元`
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return wordOf(field(place), text) ?? text
}
