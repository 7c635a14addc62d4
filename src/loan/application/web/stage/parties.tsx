import { useState } from 'react'
import type { CustomerRow } from '#common/customer/domain'
import { type ApplicationPanel, PARTY_ROLES, type Party, type PartyRole } from '#loan/application/domain'
import { Button, ChoiceField, Drawer, EmptyState, Go, NoteField, RefusalText, StateBadge, TextField, announce, api, paths, refusalsIn, useRead } from '#ui'
import { Section } from './section.tsx'
import { reasonOf, useAct } from './use-act.ts'

const ROLES = Object.entries(PARTY_ROLES).map(([value, label]) => ({ value, label })) as { value: PartyRole; label: string }[]

/** Spouse, guarantors and others beside the applicant, each linked to his own file where the bank knows him. */
export function Parties({ panel }: { panel: ApplicationPanel }) {
  const [isAdding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Party | null>(null)
  const off = reasonOf(panel, 'counter')
  const act = off === undefined ? null : <Button disabledReason={off} onClick={() => setAdding(true)}>登记关系人</Button>
  return (
    <Section title="关系人" act={panel.parties.length === 0 ? undefined : act}>
      {panel.parties.length === 0 ? <EmptyState says="没有登记配偶、保证人或其他关系人。" act={act} /> : (
        <ul className="application-list">
          {panel.parties.map((one) => (
            <li key={one.partyId}>
              <span className="application-says"><strong>{one.name} · {one.relation}</strong><span className="muted small">{[one.idNumberMasked, one.phoneMasked].filter((text) => text !== null).join(' · ') || '证件与电话未登记'}</span></span>
              {one.customer === null ? null : <Go to={paths.customer(one.customer.customerId)}>{one.customer.number}</Go>}
              <StateBadge tone="quiet">{PARTY_ROLES[one.role]}</StateBadge>
              {off === undefined ? null : <Button kind="quiet" disabledReason={off} onClick={() => setRemoving(one)}>移出</Button>}
            </li>
          ))}
        </ul>
      )}
      {isAdding ? <Add panel={panel} onClose={() => setAdding(false)} /> : null}
      {removing === null ? null : <Remove panel={panel} party={removing} onClose={() => setRemoving(null)} />}
    </Section>
  )
}

function Add({ panel, onClose }: { panel: ApplicationPanel; onClose: () => void }) {
  const [role, setRole] = useState<PartyRole>('GUARANTOR')
  const [name, setName] = useState('')
  const [relation, setRelation] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const [phone, setPhone] = useState('')
  const [customerId, setCustomer] = useState('')
  const known = useRead<{ customers: readonly CustomerRow[] }>(name.trim().length < 2 ? null : api.customers(name.trim())).data?.customers ?? []
  const write = useAct(panel.caseId)
  const none = (text: string): string | null => (text.trim() === '' ? null : text.trim())
  const lacking = name.trim() === '' ? '请填姓名' : relation.trim() === '' ? '请填与申请人的关系' : null
  const go = (): void => write.mutate({ path: api.application(panel.caseId, 'parties'), body: { role, name, relation, customerId: customerId === '' ? null : customerId, idNumber: none(idNumber), phone: none(phone) } }, { onSuccess: () => { announce(`已登记${PARTY_ROLES[role]}${name}`); onClose() } })
  return (
    <Drawer title="登记关系人" open onClose={onClose} foot={<><Button onClick={onClose}>不登记</Button><Button kind="act" busy={write.isPending} disabledReason={lacking} onClick={go}>登记</Button></>}>
      <div className="stack">
        <ChoiceField label="角色" value={role} onChange={setRole} choices={ROLES} />
        <TextField label="姓名" value={name} onChange={setName} required maxLength={40} />
        <TextField label="与申请人的关系" value={relation} onChange={setRelation} required maxLength={40} placeholder="如：妻弟、合伙人" />
        <TextField label="身份证号" value={idNumber} onChange={setIdNumber} maxLength={20} hint="保证人须填，签合同时要用" />
        <TextField label="手机号" type="tel" value={phone} onChange={setPhone} maxLength={20} />
        <ChoiceField label="本行客户" value={customerId} onChange={setCustomer} choices={[{ value: '', label: known.length === 0 ? '不是本行客户' : '不是下列客户' }, ...known.map((one) => ({ value: one.customerId, label: `${one.name} ${one.number} ${one.idNumberMasked}` }))]} />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}

function Remove({ panel, party, onClose }: { panel: ApplicationPanel; party: Party; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const write = useAct(panel.caseId)
  const go = (): void => write.mutate({ path: api.application(panel.caseId, 'parties', party.partyId, 'removal'), body: { reason } }, { onSuccess: () => { announce(`${party.name}已移出`); onClose() } })
  return (
    <Drawer title={`移出${PARTY_ROLES[party.role]}${party.name}`} open onClose={onClose} foot={<><Button onClick={onClose}>不移出</Button><Button kind="stop" busy={write.isPending} disabledReason={reason.trim().length < 4 ? '请写明理由，至少 4 个字' : null} onClick={go}>移出</Button></>}>
      <div className="stack"><NoteField label="理由" value={reason} onChange={setReason} maxLength={200} required /><RefusalText refusals={refusalsIn(write.error)} /></div>
    </Drawer>
  )
}
