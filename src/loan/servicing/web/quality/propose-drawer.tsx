import { useState } from 'react'
import { CLASS_NAMES, CLASS_REASONS, type ClassReason, type NoteClass, RISK_CLASSES, type RiskClass, classRank } from '#loan/servicing/domain'
import { Button, CheckField, ChoiceField, Drawer, NoteField, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'

const LEAST = 4

/** 初分: which class, for what, in words. Classes better than the days overdue allow are not offered. */
export function ProposeDrawer({ data, onClose }: { data: NoteClass; onClose: () => void }) {
  const [riskClass, setClass] = useState<RiskClass>(data.riskClass)
  const [reasons, setReasons] = useState<readonly ClassReason[]>([])
  const [says, setSays] = useState('')
  const write = useWrite<NoteClass>({ changes: [api.noteClass(data.noteId), api.classes()] })
  const off = reasons.length === 0 ? '请至少选一项理由' : says.trim().length < LEAST ? `请写说明，至少 ${LEAST} 个字` : null
  const act = (): void => write.mutate({ path: api.classProposals(data.noteId), body: { riskClass, reasons, says } }, { onSuccess: () => { announce('已提出分类意见，待另一人认定'); onClose() } })
  return (
    <Drawer title={`风险分类初分 ${data.number}`} open onClose={onClose} foot={<><Button onClick={onClose}>不提</Button><Button kind="act" busy={write.isPending} disabledReason={off} onClick={act}>提出</Button></>}>
      <div className="stack">
        <ChoiceField label="分类" value={riskClass} onChange={setClass} choices={RISK_CLASSES.filter((one) => classRank(one) >= classRank(data.floor)).map((one) => ({ value: one, label: one === data.riskClass ? `${CLASS_NAMES[one]}（现在）` : CLASS_NAMES[one] }))} hint={data.overdueDays > 0 ? `逾期 ${data.overdueDays} 天，至少为${CLASS_NAMES[data.floor]}` : undefined} />
        <div role="group" aria-label="理由" className="class-reasons">
          {(Object.keys(CLASS_REASONS) as ClassReason[]).map((one) => <CheckField key={one} label={CLASS_REASONS[one]} checked={reasons.includes(one)} onChange={(checked) => setReasons(checked ? [...reasons, one] : reasons.filter((each) => each !== one))} />)}
        </div>
        <NoteField label="说明" value={says} onChange={setSays} rows={4} maxLength={1000} required hint="见到、查到了什么，何时" />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}
