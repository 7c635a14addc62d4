import { useState } from 'react'
import type { z } from 'zod'
import type { Colleague } from '#common/staff/domain'
import { SEVERITIES, type Severity, type Worksheet } from '#desk/audit/domain'
import type { Day } from '#kernel'
import { Button, ChoiceField, DayField, Drawer, NoteField, RefusalText, api, refusalsIn, useRead, useWrite } from '#ui'

/** What is wrong, with which item, how bad, who must answer and by when. */
export function RaiseFinding({ address, item: first, items, onClose }: { address: string; item: number; items: Worksheet['items']; onClose: () => void }) {
  const colleagues = useRead<readonly z.output<typeof Colleague>[]>(api.colleagues())
  const write = useWrite({ changes: [api.auditSamples()] })
  const [item, setItem] = useState(String(first))
  const [severity, setSeverity] = useState<Severity>('MINOR')
  const [says, setSays] = useState('')
  const [answerBy, setAnswerBy] = useState<string | null>(null)
  const [dueOn, setDueOn] = useState<Day | null>(null)
  const why = says.trim().length < 8 ? '请写明问题，至少 8 个字' : answerBy === null ? '请选整改人' : dueOn === null ? '请填整改期限' : null
  const go = (): void => write.mutate({ path: `${address}/findings`, body: { item: Number(item), severity, says, answerBy, dueOn } }, { onSuccess: onClose })
  return (
    <Drawer title="提出发现" open onClose={onClose} foot={<><Button onClick={onClose}>再看看</Button><Button kind="act" busy={write.isPending} disabledReason={why} onClick={go}>提出</Button></>}>
      <div className="stack">
        <RefusalText refusals={refusalsIn(write.error)} />
        <ChoiceField label="案卷项" value={item} onChange={setItem} choices={items.map(({ no, name }) => ({ value: String(no), label: `${no} ${name}` }))} />
        <ChoiceField label="程度" value={severity} onChange={setSeverity} choices={(Object.keys(SEVERITIES) as Severity[]).map((value) => ({ value, label: SEVERITIES[value] }))} />
        <NoteField label="问题" value={says} onChange={setSays} required maxLength={1000} />
        <ChoiceField label="整改人" value={answerBy} onChange={setAnswerBy} choices={(colleagues.data ?? []).map(({ staffId, name }) => ({ value: staffId, label: name }))} />
        <DayField label="整改期限" value={dueOn} onChange={setDueOn} required />
      </div>
    </Drawer>
  )
}
