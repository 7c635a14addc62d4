import { useState } from 'react'
import { POSTS, type Post, permissionsOf } from '#common/staff/domain'
import { useMe } from '#common/staff/web'
import type { ApplicationPanel } from '#loan/application/domain'
import { Button, ChoiceField, Drawer, EmptyState, RefusalText, StateBadge, TextField, announce, api, refusalsIn, useRead } from '#ui'
import { Section } from './section.tsx'
import { reasonOf, useAct } from './use-act.ts'

interface Colleague { readonly staffId: string; readonly name: string; readonly posts: readonly Post[] }

/** 派单: who handles the case, and who did before. */
export function Assignments({ panel }: { panel: ApplicationPanel }) {
  const [isOpen, setOpen] = useState(false)
  const off = reasonOf(panel, 'assign')
  const act = off === undefined ? null : <Button kind={panel.assigned ? 'plain' : 'act'} disabledReason={off} onClick={() => setOpen(true)}>{panel.assigned ? '改派' : '派单'}</Button>
  return (
    <Section title="派单" note={panel.assigned ? undefined : '尚未派单'} act={act}>
      {panel.assignments.length === 0 ? <EmptyState says={`${panel.acceptor.name}受理，还没有指定主办。`} /> : (
        <ul className="application-list">
          {panel.assignments.map((one, at) => (
            <li key={one.at}>
              <span className="application-says"><strong>主办 {one.lead.name}{one.assist === null ? '' : ` · 协办 ${one.assist.name}`}</strong><span className="muted small">{one.by.name} {one.on} 指定{one.reason === null ? '' : ` · ${one.reason}`}</span></span>
              {at === 0 ? <StateBadge tone="going">现任</StateBadge> : <StateBadge tone="quiet">前任</StateBadge>}
            </li>
          ))}
        </ul>
      )}
      {isOpen ? <Naming panel={panel} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}

function Naming({ panel, onClose }: { panel: ApplicationPanel; onClose: () => void }) {
  const me = useMe().data
  const colleagues = (useRead<readonly Colleague[]>(api.colleagues()).data ?? []).filter(({ posts }) => permissionsOf(posts).has('case.investigate'))
  const [leadId, setLead] = useState<string | null>(panel.assigned ? panel.lead.staffId : colleagues.some(({ staffId }) => staffId === me?.staffId) ? me?.staffId ?? null : null)
  const [assistId, setAssist] = useState(panel.assist?.staffId ?? '')
  const [reason, setReason] = useState('')
  const write = useAct(panel.caseId)
  const choices = colleagues.map(({ staffId, name, posts }) => ({ value: staffId, label: `${name} · ${posts.map((post) => POSTS[post]).join('、')}` }))
  const lacking = leadId === null ? '请选主办' : panel.dualInvestigation && assistId === '' ? '双人调查须指定协办' : panel.assigned && reason.trim().length < 4 ? '改派须写理由，至少 4 个字' : null
  const go = (): void => write.mutate({ path: api.application(panel.caseId, 'assignment'), body: { leadId, assistId: assistId === '' ? null : assistId, ...(panel.assigned ? { reason } : {}) } }, { onSuccess: () => { announce('已派单，主办、协办的待办已更新'); onClose() } })
  return (
    <Drawer title={panel.assigned ? '改派' : '派单'} open onClose={onClose} foot={<><Button onClick={onClose}>不派</Button><Button kind="act" busy={write.isPending} disabledReason={lacking} onClick={go}>{panel.assigned ? '改派' : '派单'}</Button></>}>
      <div className="stack">
        <ChoiceField label="主办" value={leadId} onChange={setLead} choices={choices} required />
        <ChoiceField label="协办" value={assistId} onChange={setAssist} choices={[{ value: '', label: '不指定' }, ...choices.filter(({ value }) => value !== leadId)]} hint={panel.dualInvestigation ? '本行政策须两人调查' : undefined} />
        {panel.assigned ? <TextField label="改派理由" value={reason} onChange={setReason} maxLength={300} required /> : null}
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}
