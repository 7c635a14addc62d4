import './application.css'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { flushSync } from 'react-dom'
import { day } from '#kernel'
import type { CustomerPage } from '#common/customer/domain'
import { useOnOffer } from '#common/product/web'
import { POSTS, type Me, permissionsOf, type Post } from '#common/staff/domain'
import { useMe } from '#common/staff/web'
import { Banner, Button, Go, Icon, RefusalText, SaveState, SkeletonRows, announce, api, paths, refusalsIn, useGo, useRead, useWrite } from '#ui'
import { CounterSection, PartiesSection } from './counter-sections.tsx'
import { EMPTY_INTAKE, FIELD_AT, type Intake, hasGuarantor, kindOf, missingOf, requestOf } from './intake.ts'
import { type KeptIntake, useKeptIntake } from './kept-intake.ts'
import { EmployerSection, FarmSection } from './kind-sections.tsx'
import { ApplicantSection, BusinessSection, HandlingSection, RequestSection } from './sections.tsx'
import { followed, wishOf } from './follow.ts'
import { WatchHint } from './watch-hint.tsx'
import { useWords } from './words.ts'

/** Where a field stands on the page. */
const placeOf = (field: keyof Intake): string => `intake-${field}`

/** Missing fields named on the button; their count tells of the others. */
const NAMED = 4

interface Colleague { readonly staffId: string; readonly name: string; readonly posts: readonly Post[] }
interface Running { readonly caseId: string; readonly number: string; readonly product: string; readonly state: string }

/** Takes an application in for one customer: one page at the desk, one step at a time on the phone, kept while it is typed. */
export function ApplicationPage() {
  const { customerId = '' } = useParams({ strict: false })
  const me = useMe()
  const customer = useRead<CustomerPage>(api.customer(customerId))
  const kept = useKeptIntake(customerId)
  if (me.data && customer.data && kept) return <Form key={customerId} customer={customer.data} me={me.data} kept={kept} />
  return <div className="page">{customer.isError ? <RefusalText refusals={refusalsIn(customer.error)} /> : <div className="panel"><SkeletonRows rows={8} /></div>}</div>
}

function Form({ customer, me, kept }: { customer: CustomerPage; me: Me; kept: KeptIntake }) {
  const say = useWords()
  const go = useGo()
  const { intake: typed, setIntake } = kept
  const [at, setAt] = useState(0)
  const trades = useRead<{ trades: readonly { code: string; name: string }[] }>(api.trades()).data?.trades ?? []
  const colleagues = useAssistants(me)
  const under = useUnder(customer)
  const write = useWrite<{ caseId: string; number: string }>({ changes: [api.cases(), api.today(), api.inbox()] })
  const kind = kindOf(customer.customerType)
  const onOffer = useOnOffer({ customerId: customer.customerId, ...wishOf(typed, kind) })
  const intake = followed(typed, kind, onOffer.choices)
  const missing = missingOf(intake, kind)
  const turnTo = (step: number): void => { setAt(step); scrollTo({ top: 0 }) }
  const leadTo = (field: keyof Intake): void => {
    const place = document.getElementById(placeOf(field))
    flushSync(() => setAt((now) => [...document.querySelectorAll('.application-part')].reduce((found, part, i) => (part.contains(place) ? i : found), now)))
    place?.scrollIntoView({ block: 'center' })
    place?.focus({ preventScroll: true })
  }
  const refusals = refusalsIn(write.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const body = requestOf(intake, customer.customerId, kind)
    if (body !== null) write.mutate({ path: api.cases(), body }, { onSuccess: ({ caseId, number }) => void kept.forget().then(() => { announce(say('filed', { number })); go(paths.case(caseId, 'application')) }) })
  }
  const section = { intake, today: day(me.businessDate), set: (change: Partial<Intake>) => setIntake((before) => ({ ...before, ...change })), at: (field: keyof Intake) => ({ id: placeOf(field), error: refusals.find(({ at: place }) => place !== undefined && FIELD_AT[place] === field) }) }
  const parts: readonly (readonly [title: string, body: ReactNode])[] = [
    [say('request'), <RequestSection key="request" {...section} onOffer={onOffer} />], [say('applicant'), <ApplicantSection key="applicant" {...section} />], kind === 'SALARIED' ? [say('work'), <EmployerSection key="work" {...section} />] : [say('business'), <BusinessSection key="business" {...section} trades={trades} />],
    ...(kind === 'FARMER' ? [[say('farm'), <FarmSection key="farm" {...section} />] as const] : []),
    ...(hasGuarantor(intake) ? [[say('parties'), <PartiesSection key="parties" {...section} />] as const] : []), [say('counter'), <CounterSection key="counter" {...section} phone={kept.conductPhone} />], [say('handling'), <HandlingSection key="handling" {...section} colleagues={colleagues} under={under} />],
  ]
  const off = missing.length === 0 ? null : say('missing', { count: missing.length, fields: missing.slice(0, NAMED).map((field) => say(field)).join('、') })
  return (
    <form className="page stack application" onSubmit={submit} noValidate>
      <div className="page-head"><div><Go to={paths.customer(customer.customerId)} className="small muted"><Icon name="left" size={12} /> {customer.name}</Go><h1>{say('title')}</h1><p>{say('says')}</p></div><SaveState saving={kept.saving} /></div>
      <RefusalText refusals={refusals.filter(({ at: place }) => place === undefined || FIELD_AT[place] === undefined)} />
      <WatchHint customerId={customer.customerId} />
      {kept.takenUp ? <Banner tone="info">{say('takenUp')} <button type="button" className="figure-link" onClick={() => setIntake(() => EMPTY_INTAKE)}>{say('anew')}</button></Banner> : null}
      <p className="application-step-of muted small">{say('step', { at: at + 1, of: parts.length })}</p>
      {parts.map(([title, body], i) => <section key={title} className="panel application-part" data-now={i === at}><div className="panel-head"><h2>{title}</h2></div><div className="panel-body form-grid">{body}</div></section>)}
      <div className="application-foot" data-last={at === parts.length - 1}>
        <span className="application-steps row"><Button disabledReason={at === 0 ? say('step', { at: 1, of: parts.length }) : null} onClick={() => turnTo(at - 1)}>{say('previous')}</Button>{at === parts.length - 1 ? null : <Button kind="act" onClick={() => turnTo(at + 1)}>{say('next')}</Button>}</span>
        <span className="application-file">{missing[0] === undefined ? null : <button type="button" className="figure-link application-missing" onClick={() => leadTo(missing[0]!)}>{say('leadTo', { count: missing.length, field: say(missing[0]) })}</button>}<Button kind="act" type="submit" wide busy={write.isPending} disabledReason={off}>{say('file')}</Button></span>
      </div>
    </form>
  )
}

/** Colleagues whose posts let them investigate. */
function useAssistants(me: Me): readonly { staffId: string; name: string }[] {
  const colleagues = useRead<readonly Colleague[]>(api.colleagues()).data ?? []
  return colleagues.filter(({ staffId, posts }) => staffId !== me.staffId && permissionsOf(posts).has('case.investigate')).map(({ staffId, name, posts }) => ({ staffId, name: `${name} · ${posts.map((post) => POSTS[post]).join('、')}` }))
}

/** The open lines and running cases of this customer, under or beside which a further product may be asked for. */
function useUnder(customer: CustomerPage): readonly { value: string; label: string }[] {
  const say = useWords()
  const cases = useRead<{ cases: readonly Running[] }>(api.cases({ customerId: customer.customerId })).data?.cases ?? []
  return [
    ...customer.lines.filter(({ state }) => state === 'OPEN').map(({ lineId, number }) => ({ value: `line:${lineId}`, label: say('underLine', { number }) })),
    ...cases.filter(({ state }) => state !== 'DECLINED' && state !== 'WITHDRAWN' && state !== 'REJECTED_BY_RULE').map(({ caseId, number, product }) => ({ value: `case:${caseId}`, label: say('underCase', { number, product }) })),
  ]
}
