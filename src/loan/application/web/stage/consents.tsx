import { useState } from 'react'
import { type Day, day } from '#kernel'
import { type ApplicationPanel, CONSENT_KINDS, type ConsentKind, type ConsentRow } from '#loan/application/domain'
import { Button, ChoiceField, DayField, Drawer, EmptyState, NoteField, RefusalText, StateBadge, TextField, announce, api, refusalsIn } from '#ui'
import { PickPaper } from './pick-paper.tsx'
import { Section } from './section.tsx'
import { reasonOf, useAct } from './use-act.ts'

const KINDS = Object.entries(CONSENT_KINDS).map(([value, label]) => ({ value, label })) as { value: ConsentKind; label: string }[]

/** Consents and bureau authorisations: who signed what, when, and where the sheet lies. */
export function Consents({ panel, today }: { panel: ApplicationPanel; today: Day }) {
  const [isAdding, setAdding] = useState(false)
  const [revoking, setRevoking] = useState<ConsentRow | null>(null)
  const off = reasonOf(panel, 'counter')
  const act = off === undefined ? null : <Button disabledReason={off} onClick={() => setAdding(true)}>登记签署件</Button>
  return (
    <Section title="同意与授权" note="没有授权不得查征信" act={panel.consents.length === 0 ? undefined : act}>
      {panel.consents.length === 0 ? <EmptyState says="还没有签署件。" act={act} /> : (
        <ul className="application-list">
          {panel.consents.map((one) => (
            <li key={one.consentId} data-done={one.revoked === null}>
              <span className="application-says"><strong>{one.signer} · {CONSENT_KINDS[one.kind]}</strong><span className="muted small">{one.signedOn} 签署 · {one.by.name} 登记{one.note === null ? '' : ` · ${one.note}`}{one.revoked === null ? '' : ` · ${one.revoked.on} 撤回：${one.revoked.reason}`}</span></span>
              {one.evidenceId === null ? null : <a href={api.evidenceFile(panel.caseId, one.evidenceId)} target="_blank" rel="noreferrer">签署件</a>}
              {one.revoked === null ? <StateBadge tone="holds">有效</StateBadge> : <StateBadge tone="stop">已撤回</StateBadge>}
              {one.revoked === null && off !== undefined ? <Button kind="quiet" disabledReason={off} onClick={() => setRevoking(one)}>撤回</Button> : null}
            </li>
          ))}
        </ul>
      )}
      {isAdding ? <Sign panel={panel} today={today} onClose={() => setAdding(false)} /> : null}
      {revoking === null ? null : <Revoke panel={panel} consent={revoking} onClose={() => setRevoking(null)} />}
    </Section>
  )
}

function Sign({ panel, today, onClose }: { panel: ApplicationPanel; today: Day; onClose: () => void }) {
  const [kind, setKind] = useState<ConsentKind>('BUREAU')
  const [partyId, setParty] = useState('')
  const [signedOn, setSignedOn] = useState<Day | null>(today)
  const [note, setNote] = useState('')
  const [evidenceId, setEvidence] = useState<string | null>(null)
  const write = useAct(panel.caseId)
  const signers = [{ value: '', label: `${panel.customer.name}（申请人）` }, ...panel.parties.map((one) => ({ value: one.partyId, label: `${one.name}（${one.relation}）` }))]
  const lacking = signedOn === null ? '请填签署日' : evidenceId === null && note.trim().length < 2 ? '请拍签署件，或写明存放何处' : null
  const go = (): void => write.mutate({ path: api.application(panel.caseId, 'consents'), body: { kind, partyId: partyId === '' ? null : partyId, signedOn: day(signedOn ?? today), evidenceId, note: note.trim() === '' ? null : note } }, { onSuccess: () => { announce(`${CONSENT_KINDS[kind]}已登记`); onClose() } })
  return (
    <Drawer title="登记签署件" open onClose={onClose} foot={<><Button onClick={onClose}>不登记</Button><Button kind="act" busy={write.isPending} disabledReason={lacking} onClick={go}>登记</Button></>}>
      <div className="stack">
        <ChoiceField label="签署件" value={kind} onChange={setKind} choices={KINDS} />
        <ChoiceField label="签署人" value={partyId} onChange={setParty} choices={signers} />
        <DayField label="签署日" value={signedOn} onChange={setSignedOn} today={today} required />
        <div><PickPaper caseId={panel.caseId} title={`${CONSENT_KINDS[kind]} ${signers.find(({ value }) => value === partyId)?.label ?? ''}`} label={evidenceId === null ? '拍签署件' : '已拍，重拍'} onStored={setEvidence} /></div>
        <TextField label="存放何处" value={note} onChange={setNote} maxLength={300} hint="没有照片时必填，例如：原件在案卷第 3 页" />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}

function Revoke({ panel, consent, onClose }: { panel: ApplicationPanel; consent: ConsentRow; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const write = useAct(panel.caseId)
  const go = (): void => write.mutate({ path: api.application(panel.caseId, 'consents', consent.consentId, 'revocation'), body: { reason } }, { onSuccess: () => { announce(`${consent.signer}的${CONSENT_KINDS[consent.kind]}已撤回`); onClose() } })
  return (
    <Drawer title={`撤回${CONSENT_KINDS[consent.kind]}`} open onClose={onClose} foot={<><Button onClick={onClose}>不撤回</Button><Button kind="stop" busy={write.isPending} disabledReason={reason.trim().length < 4 ? '请写明原因，至少 4 个字' : null} onClick={go}>撤回</Button></>}>
      <div className="stack"><NoteField label="客户撤回的原因" value={reason} onChange={setReason} maxLength={200} required hint="撤回后不得再依据它查询或使用信息；已做的留存" /><RefusalText refusals={refusalsIn(write.error)} /></div>
    </Drawer>
  )
}
