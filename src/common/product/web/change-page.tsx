import './product.css'
import type { z } from 'zod'
import { type FormEvent, type ReactNode, useState } from 'react'
import { wordOf } from '#common/assessment/web'
import { CUSTOMER_TYPES } from '#common/customer/domain'
import type { PolicyAnswer } from '#common/policy/domain'
import { OwnRules } from '#common/policy/web'
import { FORMS, type ProductPageAnswer, TAGS, type Tag, type VersionAnswer } from '#common/product/domain'
import type { Me, Unit } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { type Day, addDays } from '#kernel'
import { Button, CheckField, ChoiceField, DayField, EmptyState, Go, Icon, NoteField, RefusalText, SkeletonRows, TextField, announce, api, paths, refusalsIn, useAddressState, useGo, useRead, useWrite } from '#ui'
import { GUARANTEES, PURPOSES, type ProductForm, TYPES, emptyForm, formOf, missingOf, proposalOf } from './form.ts'
import { productIn } from './texts.ts'
import { Waiting } from './waiting.tsx'
import { useWords } from './words.ts'

/** A draft of a product: a new one, a change, a pilot, or its closing. */
export function ChangeProductPage() {
  const say = useWords()
  const me = useMe()
  const [address] = useAddressState()
  const code = address['code']
  const page = useRead<ProductPageAnswer>(code === undefined ? null : api.catalogueProduct(code))
  if (me.data === undefined || (code !== undefined && page.isPending)) return <div className="page"><div className="panel"><SkeletonRows rows={8} /></div></div>
  if (!may(me.data, 'policy.draft')) return <div className="page"><div className="panel"><EmptyState says={say('mayNotDraft')} act={<Go className="button" to={paths.products()}>{say('title')}</Go>} /></div></div>
  if (page.isError) return <div className="page"><RefusalText refusals={refusalsIn(page.error)} /></div>
  return <Draft key={code ?? ''} me={me.data} page={page.data} />
}

function Draft({ me, page }: { me: Me; page: ProductPageAnswer | undefined }) {
  const say = useWords()
  const go = useGo()
  const today = me.businessDate as Day
  const [form, setForm] = useState<ProductForm>(() => (page === undefined ? emptyForm(addDays(today, 1)) : formOf(page, addDays(today, 1))))
  const write = useWrite<VersionAnswer>({ changes: [api.catalogue(), api.catalogueProduct(form.code)] })
  const before = page === undefined ? undefined : productIn(page)
  const kind = before?.kind ?? 'LOAN'
  const missing = missingOf(form, kind, today)
  const refusals = refusalsIn(write.error)
  const set = (change: Partial<ProductForm>): void => setForm((old) => ({ ...old, ...change }))
  const part = { form, set, isNew: page === undefined, errorAt: (at: string) => refusals.find((one) => one.at === at || one.at === `/content${at}`) }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (missing === null) write.mutate({ path: api.productVersions(), body: proposalOf(form, before) }, { onSuccess: ({ code, version }) => { announce(say('drafted', { version })); go(paths.product(code)) } })
  }
  return (
    <form className="page stack" onSubmit={submit} noValidate>
      <div className="page-head"><div><Go to={page === undefined ? paths.products() : paths.product(form.code)} className="small product-back"><Icon name="left" size={12} /> {page === undefined ? say('title') : form.name}</Go><h1>{page === undefined ? say('add') : say('changeOf', { name: form.name })}</h1><p>{say('changeSays')}</p></div></div>
      {page === undefined ? null : <Waiting page={page} />}
      <Part title={say('what')}><What {...part} /></Part>
      <Part title={say('whom')}><Whom {...part} isLoan={kind === 'LOAN'} /></Part>
      {kind === 'LOAN' ? <Part title={say('rules')}><Rules {...part} /></Part> : null}
      {kind === 'LOAN' ? <section className="panel"><div className="panel-head"><h2>{say('ownRules')}</h2><span className="small muted">{say('ownRulesSay')}</span></div><div className="panel-body"><OwnRules on={form.effectiveOn} code={page?.isInForce === true ? form.code : null} form={form.form} draft={form.rules} onChange={(rules, written) => set({ rules, written })} /></div></section> : null}
      <Part title={say('where')}><Where {...part} today={today} isLoan={kind === 'LOAN'} /></Part>
      <RefusalText refusals={refusals} />
      <div className="product-foot"><Button kind="act" type="submit" busy={write.isPending} disabledReason={missing === null ? null : say('missing', { field: say(missing as 'name') })}>{say('draft')}</Button>{missing === null ? null : <span className="small muted">{say('missing', { field: say(missing as 'name') })}</span>}</div>
    </form>
  )
}

interface PartProps {
  readonly form: ProductForm
  readonly set: (change: Partial<ProductForm>) => void
  readonly isNew: boolean
  readonly errorAt: (at: string) => ReturnType<typeof refusalsIn>[number] | undefined
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return <section className="panel"><div className="panel-head"><h2>{title}</h2></div><div className="panel-body form-grid">{children}</div></section>
}

function What({ form, set, isNew, errorAt }: PartProps) {
  const say = useWords()
  return (
    <>
      {isNew ? <TextField label={say('name')} required value={form.name} onChange={(name) => set({ name })} maxLength={30} error={errorAt('/name')} hint={say('nameHint')} /> : null}
      {isNew ? <TextField label={say('code')} required value={form.code} onChange={(code) => set({ code: code.toUpperCase() })} maxLength={40} error={errorAt('/code')} hint={say('codeHint')} /> : null}
      <TextField label={say('brand')} required value={form.brand} onChange={(brand) => set({ brand })} maxLength={20} error={errorAt('/brand')} />
      <TextField label={say('series')} required value={form.series} onChange={(series) => set({ series })} maxLength={20} error={errorAt('/series')} />
      <div className="product-wide"><TextField label={say('oneSentence')} required value={form.says} onChange={(says) => set({ says })} maxLength={300} error={errorAt('/says')} /></div>
      <Checks title={say('scene')} values={Object.keys(TAGS) as Tag[]} chosen={form.tags} label={(tag) => TAGS[tag]} onChange={(tags) => set({ tags })} />
    </>
  )
}

function Whom({ form, set, isNew, isLoan }: PartProps & { isLoan: boolean }) {
  const say = useWords()
  const rules = useRead<z.output<typeof PolicyAnswer>>(isLoan ? api.policyOfForm(form.effectiveOn, form.form) : null)
  const prohibited = rules.data?.keys.find(({ key }) => key === 'admission.prohibitedPurposes')?.value
  // What the policy forbids is no choice; a product that has it already shows it, so that it can be taken away.
  const purposes = PURPOSES.filter((purpose) => form.purposes.includes(purpose) || !(Array.isArray(prohibited) && prohibited.includes(purpose)))
  return (
    <>
      <Checks title={say('customerTypes')} values={TYPES} chosen={form.customerTypes} label={(type) => CUSTOMER_TYPES[type]} onChange={(customerTypes) => set({ customerTypes })} />
      {isLoan ? (
        <>
          <Checks title={say('guarantees')} values={GUARANTEES} chosen={form.guarantees} label={(value) => wordOf('guarantee', value) ?? value} onChange={(guarantees) => set({ guarantees })} />
          <Checks title={say('purposes')} values={purposes} chosen={form.purposes} label={(value) => wordOf('purpose', value) ?? value} onChange={(purposes) => set({ purposes })} />
          {isNew ? <ChoiceField label={say('form')} value={form.form} onChange={(chosen) => set({ form: chosen })} choices={(Object.keys(FORMS) as (keyof typeof FORMS)[]).map((value) => ({ value, label: FORMS[value] }))} /> : null}
          <CheckField label={say('ownOnly')} checked={form.clientele === 'OWN'} onChange={(checked) => set({ clientele: checked ? 'OWN' : 'ANY' })} />
        </>
      ) : null}
    </>
  )
}

const SENTENCES = ['needs', 'riskStrategy', 'monitoringPlan'] as const

function Rules({ form, set, errorAt }: PartProps) {
  const say = useWords()
  return (
    <>
      {SENTENCES.map((field) => <NoteField key={field} label={say(field)} required value={form[field]} onChange={(text) => set({ [field]: text })} rows={3} hint={say('aLine')} error={errorAt(`/${field}`)} />)}
    </>
  )
}

function Where({ form, set, errorAt, today, isLoan }: PartProps & { today: Day; isLoan: boolean }) {
  const say = useWords()
  const units = useRead<readonly Unit[]>(api.units()).data ?? []
  const { pilot, effectiveOn } = form
  const toggle = (unitId: string): void => set({ pilot: pilot?.some((each) => each.unitId === unitId) ? pilot.filter((each) => each.unitId !== unitId) : [...pilot ?? [], { unitId, from: effectiveOn, until: null }] })
  const change = (unitId: string, days: { from?: Day; until?: Day | null }): void => set({ pilot: (pilot ?? []).map((each) => (each.unitId === unitId ? { ...each, ...days } : each)) })
  return (
    <>
      <ChoiceField label={say('state')} value={form.state} onChange={(state) => set({ state })} choices={[{ value: 'OFFERED', label: say('offered') }, { value: 'CLOSED', label: say('closed') }]} />
      {isLoan ? <ChoiceField label={say('reach')} value={pilot === null ? 'ALL' : 'PILOT'} onChange={(reach) => set({ pilot: reach === 'ALL' ? null : [] })} choices={[{ value: 'ALL', label: say('wholeBank') }, { value: 'PILOT', label: say('pilotOnly') }]} /> : null}
      {pilot === null ? null : (
        <div className="product-wide product-pilot">
          {units.map(({ unitId, name }) => {
            const chosen = pilot.find((each) => each.unitId === unitId)
            return (
              <div key={unitId}>
                <CheckField label={name} checked={chosen !== undefined} onChange={() => toggle(unitId)} />
                {chosen === undefined ? null : <><DayField label={say('pilotFrom')} value={chosen.from} onChange={(from) => { if (from !== null) change(unitId, { from }) }} today={today} /><DayField label={say('pilotUntil')} value={chosen.until} onChange={(until) => change(unitId, { until })} today={today} error={errorAt(`/pilot/${pilot.indexOf(chosen)}/until`)} /></>}
              </div>
            )
          })}
        </div>
      )}
      <DayField label={say('effectiveOn')} required value={effectiveOn} onChange={(on) => { if (on !== null) set({ effectiveOn: on }) }} today={today} error={errorAt('/effectiveOn')} hint={say('effectiveHint')} />
      <div className="product-wide"><NoteField label={say('reason')} required value={form.reason} onChange={(reason) => set({ reason })} maxLength={500} rows={2} error={errorAt('/reason')} /></div>
    </>
  )
}

/** A choice of several out of a short list. */
function Checks<V extends string>({ title, values, chosen, label, onChange }: { title: string; values: readonly V[]; chosen: readonly V[]; label: (value: V) => string; onChange: (chosen: V[]) => void }) {
  return (
    <fieldset className="product-checks product-wide"><legend className="field-label">{title}</legend>
      {values.map((value) => <CheckField key={value} label={label(value)} checked={chosen.includes(value)} onChange={(checked) => onChange(values.filter((each) => (each === value ? checked : chosen.includes(each))))} />)}
    </fieldset>
  )
}
