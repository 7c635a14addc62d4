import { useState } from 'react'
import { fen, isDay } from '#kernel'
import { type Block, type NewSite, type PlanVisit, type Visit, type Visits, BLOCKS, MODES, SITE_KINDS, keysOf } from '#loan/investigation/domain'
import { Button, ChoiceField, CountField, DayField, EmptyState, Facts, IconButton, Money, NoteField, RefusalText, TextField, announce, api, refusalsIn, useWrite } from '#ui'

interface Typed extends Omit<PlanVisit, 'minutes'> { readonly minutes: number | null }

/** 访前计划: when, how long, where to, what is known of the four blocks and what to ask [S2-52]. */
export function PlanStep({ caseId, visits, visit, onDone }: { caseId: string; visits: Visits; visit: Visit | undefined; onDone: () => void }) {
  const [plan, setPlan] = useState<Typed>(() => firstPlan(visits, visit))
  const write = useWrite({ changes: [api.case(caseId)] })
  if (visit !== undefined && (visit.state !== 'PLANNED' || visits.acts.plan !== null)) return <Kept visit={visit} />
  if (visits.acts.plan !== null) return <section className="panel"><EmptyState says={`还没有访前计划。${visits.acts.plan}`} /></section>
  const put = (change: Partial<Typed>): void => setPlan((now) => ({ ...now, ...change }))
  const save = (): void => write.mutate({ path: api.ofCase(caseId, 'visits'), body: { ...plan, offSiteReason: plan.mode === 'ON_SITE' ? null : plan.offSiteReason } }, { onSuccess: () => { announce('访前计划已存'); onDone() } })
  const lacking = keysOf(BLOCKS).filter((block) => plan.blocks[block].trim().length < 2)
  const why = lacking.length > 0 ? `还没写：${lacking.map((block) => BLOCKS[block]).join('、')}` : plan.sites.some(({ label, address }) => label.trim() === '' || address.trim() === '') ? '场所的名称和地址须写全' : null
  return (
    <div className="stack">
      <section className="panel"><div className="panel-head"><h3>时间与方式</h3></div><div className="panel-body form-grid">
        <DayField label="计划日期" value={isDay(plan.plannedOn) ? plan.plannedOn : null} onChange={(on) => put({ plannedOn: on ?? plan.plannedOn })} required />
        <TextField label="计划时刻" value={plan.plannedAt} onChange={(plannedAt) => put({ plannedAt })} placeholder="09:30" maxLength={5} required />
        <CountField label="计划用时" unit="分钟" value={plan.minutes} onChange={(minutes) => put({ minutes })} hint={`至少 ${visits.minutesLeast} 分钟`} />
        {visits.offSiteUpToFen > 0 ? <ChoiceField label="调查方式" value={plan.mode} onChange={(mode) => put({ mode })} choices={keysOf(MODES).map((value) => ({ value, label: MODES[value] }))} hint={<>非现场至多 <Money fen={fen(visits.offSiteUpToFen)} /></>} /> : null}
        {plan.mode === 'OFF_SITE' ? <NoteField label="不到现场的理由与核实手段" value={plan.offSiteReason ?? ''} onChange={(offSiteReason) => put({ offSiteReason })} required /> : null}
      </div></section>
      <Sites sites={plan.sites} onChange={(sites) => put({ sites })} />
      {keysOf(BLOCKS).map((block) => <BlockPart key={block} block={block} visits={visits} plan={plan} put={put} />)}
      <RefusalText refusals={refusalsIn(write.error)} />
      <Button kind="act" wide busy={write.isPending} disabledReason={why} onClick={save}>{visit === undefined ? '存为访前计划' : '改好计划'}</Button>
    </div>
  )
}

function firstPlan(visits: Visits, visit: Visit | undefined): Typed {
  const before = visit?.plan ?? visits.visits.at(-1)?.plan
  const blank = { OPERATION: '', MANAGEMENT: '', ORGANISATION: '', HISTORY: '' }
  return {
    mode: visit?.mode ?? 'ON_SITE', offSiteReason: visit?.offSiteReason ?? null, plannedOn: visit?.plan.plannedOn ?? visits.today, plannedAt: before?.plannedAt ?? '09:30', minutes: visit?.plan.minutes ?? visits.minutesLeast,
    sites: before?.sites ?? visits.suggested, blocks: visit?.plan.blocks ?? blank, questions: visit?.plan.questions ?? [],
  }
}

function Sites({ sites, onChange }: { sites: readonly NewSite[]; onChange: (sites: NewSite[]) => void }) {
  const put = (at: number, change: Partial<NewSite>): void => onChange(sites.map((site, index) => (index === at ? { ...site, ...change } : site)))
  return (
    <section className="panel">
      <div className="panel-head"><h3>要去的场所</h3><Button kind="quiet" icon="plus" onClick={() => onChange([...sites, { kind: 'WAREHOUSE', label: '', address: '' }])}>添一处</Button></div>
      <ul className="panel-body visit-rows">
        {sites.map((site, at) => (
          <li key={at} className="visit-row-form">
            <ChoiceField label="类别" value={site.kind} onChange={(kind) => put(at, { kind })} choices={keysOf(SITE_KINDS).map((value) => ({ value, label: SITE_KINDS[value] }))} />
            <TextField label="名称" value={site.label} onChange={(label) => put(at, { label })} maxLength={60} />
            <TextField label="地址" value={site.address} onChange={(address) => put(at, { address })} maxLength={200} />
            {sites.length > 1 ? <IconButton icon="cross" label={`去掉${site.label}`} onClick={() => onChange(sites.filter((_, index) => index !== at))} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function BlockPart({ block, visits, plan, put }: { block: Block; visits: Visits; plan: Typed; put: (change: Partial<Typed>) => void }) {
  const [asks, setAsks] = useState('')
  const own = plan.questions.filter((one) => one.block === block)
  const add = (): void => {
    put({ questions: [...plan.questions, { block, asks: asks.trim() }] })
    setAsks('')
  }
  return (
    <section className="panel">
      <div className="panel-head"><h3>{BLOCKS[block]}</h3></div>
      <div className="panel-body stack">
        <NoteField label="已知什么，去看什么" value={plan.blocks[block]} onChange={(text) => put({ blocks: { ...plan.blocks, [block]: text } })} rows={2} maxLength={1000} required />
        <ol className="visit-questions">
          {visits.questions.filter((one) => one.block === block).map((one) => <li key={one.id}>{one.asks}</li>)}
          {own.map((one) => <li key={one.asks}>{one.asks}<IconButton icon="cross" label={`去掉「${one.asks}」`} onClick={() => put({ questions: plan.questions.filter((each) => each !== one) })} /></li>)}
        </ol>
        <div className="visit-add"><TextField label="另要问的问题" value={asks} onChange={setAsks} maxLength={200} /><Button disabledReason={asks.trim().length < 2 ? '先写问题' : null} onClick={add}>加上</Button></div>
      </div>
    </section>
  )
}

function Kept({ visit: { plan, plannedBy, mode, offSiteReason } }: { visit: Visit }) {
  return (
    <section className="panel"><div className="panel-body stack">
      <Facts facts={[['计划人', plannedBy.name], ['时间', `${plan.plannedOn} ${plan.plannedAt}`], ['用时', `${plan.minutes} 分钟`], ['方式', MODES[mode]], ...(offSiteReason === null ? [] : [['理由与手段', offSiteReason] as const])]} />
      <dl className="visit-blocks">{keysOf(BLOCKS).map((block) => <div key={block}><dt>{BLOCKS[block]}</dt><dd>{plan.blocks[block]}</dd></div>)}</dl>
      <ul className="visit-questions">{plan.sites.map((site) => <li key={`${site.kind} ${site.label}`}>{SITE_KINDS[site.kind]} {site.label}，{site.address}</li>)}</ul>
    </div></section>
  )
}
