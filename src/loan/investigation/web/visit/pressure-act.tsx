import { useState } from 'react'
import type { z } from 'zod'
import type { Day } from '#kernel'
import { type NewPressure, type PressureRegister, PRESSURE_CHANNELS, PRESSURE_KINDS, keysOf } from '#loan/investigation/domain'
import { Button, ChoiceField, DayField, Drawer, NoteField, RefusalText, StateBadge, TextField, announce, api, refusalsIn, useRead, useWrite } from '#ui'

/** 说情与威胁登记簿: written down, without any effect on the rules [S2-35]. */
export function PressureAct({ caseId, today, whyNot }: { caseId: string; today: Day; whyNot: string | null }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>说情与威胁</Button>
      <Drawer title="说情与威胁登记簿" open={isOpen} onClose={() => setOpen(false)}><Register caseId={caseId} today={today} whyNot={whyNot} /></Drawer>
    </>
  )
}

const blank = (today: Day): NewPressure => ({ kind: 'INTERCESSION', who: '', relation: '', happenedOn: today, channel: 'PHONE', says: '' })

function Register({ caseId, today, whyNot }: { caseId: string; today: Day; whyNot: string | null }) {
  const read = useRead<z.output<typeof PressureRegister>>(api.ofCase(caseId, 'pressure'))
  const [typed, setTyped] = useState(() => blank(today))
  const write = useWrite({ changes: [api.ofCase(caseId, 'pressure')] })
  const lacking = whyNot ?? (typed.who.trim() === '' || typed.relation.trim() === '' || typed.says.trim().length < 4 ? '何人、什么关系、说了什么，都要写' : null)
  const add = (): void => write.mutate({ path: api.ofCase(caseId, 'pressure'), body: typed }, { onSuccess: () => { announce('已登记，不影响本案任何规则'); setTyped(blank(today)) } })
  const entries = read.data?.entries ?? []
  return (
    <div className="stack">
      {entries.length === 0 ? <p>没有人说情或威胁。</p> : <ul className="visit-rows">{entries.map((one) => <li key={one.pressureId}><StateBadge tone={one.kind === 'THREAT' ? 'stop' : 'warning'}>{PRESSURE_KINDS[one.kind]}</StateBadge><b>{one.who}</b><span className="muted">{one.relation}，{one.happenedOn} {PRESSURE_CHANNELS[one.channel]}</span><span>{one.says}</span><small className="muted">{one.by.name} 登记</small></li>)}</ul>}
      <p className="muted">登记只作留痕；评分、额度、审批规则不因此改变。</p>
      <div className="form-grid">
        <ChoiceField label="类别" value={typed.kind} onChange={(kind) => setTyped({ ...typed, kind })} choices={keysOf(PRESSURE_KINDS).map((value) => ({ value, label: PRESSURE_KINDS[value] }))} />
        <ChoiceField label="方式" value={typed.channel} onChange={(channel) => setTyped({ ...typed, channel })} choices={keysOf(PRESSURE_CHANNELS).map((value) => ({ value, label: PRESSURE_CHANNELS[value] }))} />
        <TextField label="何人" value={typed.who} onChange={(who) => setTyped({ ...typed, who })} maxLength={60} /><TextField label="与客户的关系" value={typed.relation} onChange={(relation) => setTyped({ ...typed, relation })} maxLength={60} />
        <DayField label="日期" value={typed.happenedOn} onChange={(on) => setTyped({ ...typed, happenedOn: on ?? typed.happenedOn })} />
      </div>
      <NoteField label="说了什么" value={typed.says} onChange={(says) => setTyped({ ...typed, says })} maxLength={1000} />
      <RefusalText refusals={refusalsIn(write.error)} />
      <Button kind="act" wide busy={write.isPending} disabledReason={lacking} onClick={add}>登记</Button>
    </div>
  )
}
