import { useState } from 'react'
import { type Item, OUTCOMES, REJECT_REASONS, type RejectReason, RISK_CLASSES, type RiskClass, namesOf } from '#loan/committee/domain'
import { Button, CheckField, ChoiceField, Drawer, NoteField, RefusalText, TextField, api } from '#ui'
import { useAct } from './use-live.ts'

/** What chair or recorder adds to what the votes came to; then it never changes. */
export function ResolveDrawer({ item, onClose }: { item: Item; onClose: () => void }) {
  const outcome = item.result?.outcome ?? 'REJECTED'
  const approves = item.result?.terms !== null
  const [says, setSays] = useState('')
  const [reasons, setReasons] = useState<readonly RejectReason[]>((item.result?.codes ?? []) as RejectReason[])
  const [riskClass, setRisk] = useState<RiskClass | null>(approves ? 'NORMAL' : null)
  const [riskReason, setRiskReason] = useState('')
  const [monitoring, setMonitoring] = useState('')
  const act = useAct()
  const needsReasons = outcome === 'REJECTED' || outcome === 'RE_INVESTIGATE'
  const off = says.trim().length < 4 ? '写明决议理由，至少 4 个字' : approves && riskReason.trim().length < 2 ? '写明风险分类的理由' : needsReasons && reasons.length === 0 ? '至少选一项原因' : null
  const go = async (): Promise<void> => {
    const body = { says, reasons: approves ? [] : reasons, riskClass: approves ? riskClass : null, riskReason: approves ? riskReason : '', monitoring: approves ? monitoring.split('\n').map((line) => line.trim()).filter((line) => line !== '') : [] }
    if (await act.run(api.committeeItem(item.itemId, 'resolution'), { body, said: '决议已编号，决议表、会议记录与表决附表已出具' })) onClose()
  }
  return (
    <Drawer title={`形成决议：${OUTCOMES[outcome]}`} open onClose={onClose} foot={<><Button onClick={onClose}>再看看</Button><Button kind="act" busy={act.busy} disabledReason={off} onClick={() => void go()}>形成决议</Button></>}>
      <div className="stack">
        <NoteField label="决议理由" value={says} onChange={setSays} rows={3} maxLength={2000} required />
        {approves ? (
          <>
            <ChoiceField label="风险分类" value={riskClass} onChange={setRisk} choices={namesOf(RISK_CLASSES).map((value) => ({ value, label: RISK_CLASSES[value] }))} />
            <TextField label="分类理由" value={riskReason} onChange={setRiskReason} maxLength={400} required />
            <NoteField label="贷后监控要求" value={monitoring} onChange={setMonitoring} rows={3} hint="一行一条" />
          </>
        ) : (
          <fieldset className="committee-reasons"><legend className="small muted">原因</legend><div className="committee-checks">{namesOf(REJECT_REASONS).map((name) => <CheckField key={name} label={REJECT_REASONS[name]} checked={reasons.includes(name)} onChange={(on) => setReasons(on ? [...reasons, name] : reasons.filter((one) => one !== name))} />)}</div></fieldset>
        )}
        <RefusalText refusals={act.refusals} />
      </div>
    </Drawer>
  )
}
