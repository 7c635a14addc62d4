import { useState } from 'react'
import type { CustomerRow } from '#common/customer/domain'
import type { Fen } from '#kernel'
import type { ApplicationPanel, GroupMember, GroupOfCase } from '#loan/application/domain'
import { Button, ChoiceField, Drawer, EmptyState, Go, Money, NoteField, RefusalText, SkeletonRows, StateBadge, TextField, announce, api, paths, refusalsIn, useRead } from '#ui'
import { Section } from './section.tsx'
import { reasonOf, useAct } from './use-act.ts'

/** 联保小组: who answers with the applicant, what each can answer for and what the group has lent already. */
export function JointGroup({ panel }: { panel: ApplicationPanel }) {
  const isAsked = panel.intake.request.guarantee === 'JOINT_LIABILITY'
  const read = useRead<GroupOfCase>(isAsked ? api.application(panel.caseId, 'joint-group') : null)
  const [open, setOpen] = useState<'FORM' | 'JOIN' | GroupMember | null>(null)
  if (!isAsked) return null
  const off = reasonOf(panel, 'counter')
  const { data } = read
  if (data === undefined) return <Section title="联保小组">{read.isError ? <RefusalText refusals={refusalsIn(read.error)} /> : <SkeletonRows rows={3} />}</Section>
  const { group, from, to } = data
  const close = (): void => setOpen(null)
  const form = off === undefined ? null : <Button disabledReason={off} onClick={() => setOpen('FORM')}>组成小组</Button>
  const join = off === undefined || group === null ? undefined : <Button disabledReason={off ?? (group.members.length >= to ? `小组至多 ${to} 户` : null)} onClick={() => setOpen('JOIN')}>增加成员</Button>
  return (
    <Section title={group === null ? '联保小组' : `联保小组 ${group.name}`} act={join}>
      {group === null ? <EmptyState says={`联保贷款须组成 ${from} 至 ${to} 户的小组，成员互相担保。`} act={form} /> : (
        <>
          <p className="panel-body small muted">{group.number} · {group.formedOn} 组成 · 小组限额 <Money fen={group.capFen as Fen} unit /></p>
          <ul className="application-list">
            {group.members.map((one) => (
              <li key={one.customerId}>
                <span className="application-says"><strong>{one.name}{one.isApplicant ? '（本案）' : ''}</strong><span className="muted small">{sayings(one)}</span></span>
                <Go to={paths.customer(one.customerId)}>{one.number}</Go>
                {one.overdueDays > 0 ? <StateBadge tone="stop">{`逾期 ${one.overdueDays} 天`}</StateBadge> : <StateBadge tone="quiet">{one.groupLoanFen > 0 ? '组内有贷款' : '未用信'}</StateBadge>}
                {off === undefined || one.isApplicant ? null : <Button kind="quiet" disabledReason={off} onClick={() => setOpen(one)}>退出</Button>}
              </li>
            ))}
          </ul>
        </>
      )}
      {open === 'FORM' ? <Form panel={panel} from={from} to={to} onClose={close} /> : null}
      {open === 'JOIN' ? <Join panel={panel} onClose={close} /> : null}
      {open === null || typeof open === 'string' ? null : <Leave panel={panel} member={open} onClose={close} />}
    </Section>
  )
}

function sayings({ basis, caseNumber, monthlyDisposableFen, debtsFen, groupLoanFen }: GroupMember): React.ReactNode {
  if (monthlyDisposableFen === null) return '尚未开始调查，代偿能力按 0 计'
  return <>月可支配 <Money fen={monthlyDisposableFen as Fen} />　自身负债 <Money fen={debtsFen as Fen} />　组内贷款 <Money fen={groupLoanFen as Fen} />{caseNumber === null ? null : `　据 ${caseNumber}${basis === 'DRAFT' ? '（调查未提交，签约前须提交）' : ''}`}</>
}

interface Chosen { readonly customerId: string; readonly name: string; readonly number: string }

/** Looks a customer up by name, one at a time. */
function Pick({ taken, onPick }: { taken: readonly string[]; onPick: (customer: Chosen) => void }) {
  const [name, setName] = useState('')
  const found = (useRead<{ customers: readonly CustomerRow[] }>(name.trim().length < 2 ? null : api.customers(name.trim())).data?.customers ?? []).filter(({ customerId }) => !taken.includes(customerId))
  return (
    <>
      <TextField label="找客户" value={name} onChange={setName} maxLength={40} placeholder="姓名或客户号，至少两个字" />
      {found.length === 0 ? null : <ChoiceField label="选入" value={null} onChange={(customerId) => { const one = found.find((each) => each.customerId === customerId); if (one !== undefined) { onPick(one); setName('') } }} choices={found.map((one) => ({ value: one.customerId, label: `${one.name} ${one.number} ${one.idNumberMasked}` }))} />}
    </>
  )
}

function Form({ panel, from, to, onClose }: { panel: ApplicationPanel; from: number; to: number; onClose: () => void }) {
  const [name, setName] = useState('')
  const [members, setMembers] = useState<readonly Chosen[]>([])
  const write = useAct(panel.caseId)
  const size = members.length + 1
  const lacking = name.trim().length < 2 ? '请填小组名称' : size < from ? `还差 ${from - size} 户` : size > to ? `至多 ${to} 户` : null
  const go = (): void => write.mutate({ path: api.application(panel.caseId, 'joint-group'), body: { name, customerIds: members.map(({ customerId }) => customerId) } }, { onSuccess: () => { announce(`联保小组「${name}」已组成，${size} 户`); onClose() } })
  return (
    <Drawer title="组成联保小组" open onClose={onClose} foot={<><Button onClick={onClose}>不组成</Button><Button kind="act" busy={write.isPending} disabledReason={lacking} onClick={go}>组成小组</Button></>}>
      <div className="stack">
        <TextField label="小组名称" value={name} onChange={setName} required maxLength={40} placeholder="如：东岭村瓜菜组" />
        <Pick taken={[panel.customer.customerId, ...members.map(({ customerId }) => customerId)]} onPick={(one) => setMembers([...members, one])} />
        <ul className="application-list">
          <li><span className="application-says"><strong>{panel.customer.name}</strong><span className="muted small">{panel.customer.number}，本案申请人</span></span></li>
          {members.map((one) => <li key={one.customerId}><span className="application-says"><strong>{one.name}</strong><span className="muted small">{one.number}</span></span><Button kind="quiet" onClick={() => setMembers(members.filter((each) => each !== one))}>去掉</Button></li>)}
        </ul>
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}

function Join({ panel, onClose }: { panel: ApplicationPanel; onClose: () => void }) {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const write = useAct(panel.caseId)
  const go = (): void => write.mutate({ path: api.application(panel.caseId, 'joint-group', 'members'), body: { customerId: chosen?.customerId } }, { onSuccess: () => { announce(`${chosen?.name ?? ''}已入组`); onClose() } })
  return (
    <Drawer title="增加联保成员" open onClose={onClose} foot={<><Button onClick={onClose}>不增加</Button><Button kind="act" busy={write.isPending} disabledReason={chosen === null ? '请选一位客户' : null} onClick={go}>入组</Button></>}>
      <div className="stack"><Pick taken={[panel.customer.customerId]} onPick={setChosen} />{chosen === null ? null : <p>{chosen.name} {chosen.number}</p>}<RefusalText refusals={refusalsIn(write.error)} /></div>
    </Drawer>
  )
}

function Leave({ panel, member, onClose }: { panel: ApplicationPanel; member: GroupMember; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const write = useAct(panel.caseId)
  const go = (): void => write.mutate({ path: api.application(panel.caseId, 'joint-group', 'leaving'), body: { customerId: member.customerId, reason } }, { onSuccess: () => { announce(`${member.name}已退出小组`); onClose() } })
  return (
    <Drawer title={`${member.name}退出小组`} open onClose={onClose} foot={<><Button onClick={onClose}>不退出</Button><Button kind="stop" busy={write.isPending} disabledReason={reason.trim().length < 4 ? '请写明原因，至少 4 个字' : null} onClick={go}>退出</Button></>}>
      <div className="stack"><NoteField label="原因" value={reason} onChange={setReason} maxLength={200} required /><RefusalText refusals={refusalsIn(write.error)} /></div>
    </Drawer>
  )
}
