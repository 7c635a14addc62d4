import { useState } from 'react'
import type { RefusalDetail } from '#kernel'
import { type NewSite, type SiteRow, type Visit, SITE_KINDS, keysOf } from '#loan/investigation/domain'
import { Banner, Button, ChoiceField, EmptyState, Icon, Modal, NoteField, RefusalText, TextField, announce, api, clockTime, refusalsIn, send, useWrite } from '#ui'
import type { StepProps } from './step-props.ts'
import { placeText, whereNow } from './whereabouts.ts'
import { useQueryClient } from '@tanstack/react-query'

/** Sends an act that carries the place of this phone. */
function useOnTheSpot(caseId: string) {
  const client = useQueryClient()
  const [busy, setBusy] = useState('')
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const act = async (path: string, says: string, more: Record<string, unknown> = {}, carriesPlace = true): Promise<void> => {
    setBusy(path)
    setRefusals([])
    try {
      await send('POST', path, { body: carriesPlace ? { place: await whereNow(), ...more } : Object.keys(more).length === 0 ? undefined : more })
      announce(says)
    } catch (error) {
      setRefusals(refusalsIn(error))
    } finally {
      setBusy('')
      await client.invalidateQueries({ predicate: ({ queryKey: [path_] }) => typeof path_ === 'string' && path_.startsWith(api.case(caseId)) })
    }
  }
  return { busy, refusals, act }
}

/** 出发、在场、场所: times come from the server, places from the phone. */
export function SitesStep({ caseId, visits, visit, whyNot }: StepProps) {
  const { busy, refusals, act } = useOnTheSpot(caseId)
  const [companion, setCompanion] = useState('')
  const start = api.visit(caseId, visit.visitId, 'start')
  if (visit.state === 'PLANNED') {
    return (
      <section className="panel"><div className="panel-body stack">
        <p>{visits.dual ? `双人调查：${visits.lead.name}与${visits.assist?.name ?? '（未指派协办）'}一同前往，到场后两人各自在本人手机上确认。` : '单人调查。'}{visits.companionHours.from} 至次日 {visits.companionHours.to} 单独外出须有人陪同。</p>
        <TextField label="陪同人（晚间单独外出时必填）" value={companion} onChange={setCompanion} maxLength={60} placeholder="如：村主任 老周" />
        <RefusalText refusals={refusals} />
        <Button kind="act" wide busy={busy === start} disabledReason={visits.acts.start} onClick={() => void act(start, '已出发，实地调查开始', { companion: companion.trim() === '' ? null : companion.trim() })}>出发，开始调查</Button>
      </div></section>
    )
  }
  return (
    <div className="stack">
      <Presence visit={visit} visits={visits} busy={busy} onConfirm={() => void act(api.visit(caseId, visit.visitId, 'presence'), '已确认在场')} />
      <Companion visit={visit} whyNot={whyNot} onName={(name) => void act(api.visit(caseId, visit.visitId, 'companion'), `陪同人：${name}`, { companion: name }, false)} />
      <RefusalText refusals={refusals} />
      {visit.mode === 'OFF_SITE' ? <Banner tone="info">非现场调查：{visit.offSiteReason}</Banner> : visit.sites.length === 0 ? <EmptyState says="还没有场所。" /> : visit.sites.map((site) => <Site key={site.siteId} caseId={caseId} visit={visit} site={site} whyNot={whyNot} busy={busy} act={act} />)}
      {visit.mode === 'OFF_SITE' ? null : <AddSite caseId={caseId} visit={visit} whyNot={whyNot} />}
    </div>
  )
}

function Presence({ visit, visits, busy, onConfirm }: Pick<StepProps, 'visit' | 'visits'> & { busy: string; onConfirm: () => void }) {
  return (
    <section className="panel">
      <div className="panel-head"><h3>在场的调查人</h3></div>
      <div className="panel-body stack">
        <ul className="visit-rows">{visit.presence.map(({ by, at, onBehalfOf, ...where }) => <li key={by.staffId}><Icon name="check" size={16} /><b>{by.name}</b>{onBehalfOf === null ? null : <span className="muted">代 {onBehalfOf.name}</span>}<span>{clockTime(at)}</span><small className="muted">{placeText(where)}</small></li>)}</ul>
        {visits.dual && visit.presence.length < 2 ? <p className="visit-lacking">另一名调查人须从本人手机确认在场，一个人不能结束调查。</p> : null}
        {visits.acts.presence === null ? <Button kind="act" wide busy={busy.endsWith('/presence')} onClick={onConfirm}>我在现场</Button> : null}
      </div>
    </section>
  )
}

function Companion({ visit, whyNot, onName }: { visit: Visit; whyNot: string | null; onName: (name: string) => void }) {
  const [name, setName] = useState('')
  if (visit.companion !== null) return <p className="muted">陪同人：{visit.companion}</p>
  if (whyNot !== null || visit.presence.length > 1) return null
  return <div className="visit-add"><TextField label="陪同人（晚间单独外出时）" value={name} onChange={setName} maxLength={60} /><Button disabledReason={name.trim().length < 2 ? '先写姓名' : null} onClick={() => onName(name.trim())}>登记</Button></div>
}

function Site({ caseId, visit, site, whyNot, busy, act }: { caseId: string; visit: Visit; site: SiteRow; whyNot: string | null; busy: string; act: ReturnType<typeof useOnTheSpot>['act'] }) {
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const path = (what: 'arrive' | 'leave' | 'not-visited'): string => api.visitSite(caseId, visit.visitId, site.siteId, what)
  const isOpen = site.arrivedAt === null && site.notVisited === null
  return (
    <section className={`panel visit-site${site.arrivedAt !== null && site.leftAt === null ? ' visit-site-here' : ''}`}>
      <div className="panel-head"><h3>{SITE_KINDS[site.kind]} · {site.label}</h3>{site.leftAt !== null || site.notVisited !== null ? <Icon name="check" size={18} label="已完成" /> : null}</div>
      <div className="panel-body stack">
        <p className="muted">{site.address}</p>
        {site.arrivedAt === null ? null : <p><b>{clockTime(site.arrivedAt)}</b> 到{site.leftAt === null ? '，还在这里' : <>，<b>{clockTime(site.leftAt)}</b> 离开</>}　<small className="muted">{placeText(site)}</small></p>}
        {site.notVisited === null ? null : <p>没有到场：{site.notVisited}</p>}
        {isOpen ? <div className="visit-two"><Button kind="act" wide busy={busy === path('arrive')} disabledReason={whyNot} onClick={() => void act(path('arrive'), `已到${site.label}`)}>到达</Button><Button wide disabledReason={whyNot} onClick={() => setAsking(true)}>到不了</Button></div> : null}
        {site.arrivedAt !== null && site.leftAt === null ? <Button kind="act" wide busy={busy === path('leave')} disabledReason={whyNot} onClick={() => void act(path('leave'), `已离开${site.label}`, {}, false)}>离开</Button> : null}
      </div>
      <Modal title={`到不了「${site.label}」`} open={isAsking} onClose={() => setAsking(false)} foot={<Button kind="act" disabledReason={reason.trim().length < 4 ? '请写明理由，至少 4 个字' : null} onClick={() => { setAsking(false); void act(path('not-visited'), '已记下理由', { reason: reason.trim() }, false) }}>记下</Button>}>
        <NoteField label="理由与替代核实" value={reason} onChange={setReason} maxLength={300} required />
      </Modal>
    </section>
  )
}

function AddSite({ caseId, visit, whyNot }: { caseId: string; visit: Visit; whyNot: string | null }) {
  const [site, setSite] = useState<NewSite | null>(null)
  const write = useWrite({ changes: [api.case(caseId)] })
  if (site === null) return <Button wide icon="plus" disabledReason={whyNot} onClick={() => setSite({ kind: 'WAREHOUSE', label: '', address: '' })}>又得知一处场所</Button>
  const lacking = site.label.trim() === '' || site.address.trim() === '' ? '名称和地址须写全' : null
  return (
    <section className="panel"><div className="panel-body stack">
      <ChoiceField label="类别" value={site.kind} onChange={(kind) => setSite({ ...site, kind })} choices={keysOf(SITE_KINDS).map((value) => ({ value, label: SITE_KINDS[value] }))} />
      <TextField label="名称" value={site.label} onChange={(label) => setSite({ ...site, label })} maxLength={60} />
      <TextField label="地址" value={site.address} onChange={(address) => setSite({ ...site, address })} maxLength={200} />
      <RefusalText refusals={refusalsIn(write.error)} />
      <div className="visit-two"><Button kind="act" wide busy={write.isPending} disabledReason={lacking} onClick={() => write.mutate({ path: api.visit(caseId, visit.visitId, 'sites'), body: site }, { onSuccess: () => setSite(null) })}>添上</Button><Button wide onClick={() => setSite(null)}>不添了</Button></div>
    </div></section>
  )
}
