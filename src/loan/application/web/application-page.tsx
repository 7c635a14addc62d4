import './application.css'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { day } from '#kernel'
import type { CustomerPage } from '#common/customer/domain'
import { POSTS, type Me, permissionsOf, type Post } from '#common/staff/domain'
import { useMe } from '#common/staff/web'
import { Banner, Button, Go, Icon, RefusalText, SkeletonRows, announce, api, paths, refusalsIn, useGo, useRead, useWrite } from '#ui'
import { EMPTY_INTAKE, FIELD_AT, type Intake, missingOf, requestOf } from './intake.ts'
import { keep, readKept } from './kept-intake.ts'
import { ApplicantSection, BusinessSection, HandlingSection, RequestSection } from './sections.tsx'
import { WatchHint } from './watch-hint.tsx'
import { useWords } from './words.ts'

/** Missing fields named on the button; their count tells of the others. */
const NAMED = 4

interface Colleague { readonly staffId: string; readonly name: string; readonly posts: readonly Post[] }

/** Takes an application in for one customer: one page, as on the paper form. */
export function ApplicationPage() {
  const { customerId = '' } = useParams({ strict: false })
  const me = useMe()
  const customer = useRead<CustomerPage>(api.customer(customerId))
  if (me.data && customer.data) return <Form key={customerId} customer={customer.data} me={me.data} />
  return <div className="page">{customer.isError ? <RefusalText refusals={refusalsIn(customer.error)} /> : <div className="panel"><SkeletonRows rows={8} /></div>}</div>
}

function Form({ customer, me }: { customer: CustomerPage; me: Me }) {
  const say = useWords()
  const go = useGo()
  const { intake, setIntake, takenUp } = useIntake(me.staffId, customer.customerId)
  const trades = useRead<{ trades: readonly { code: string; name: string }[] }>(api.trades()).data?.trades ?? []
  const colleagues = useAssistants(me)
  const write = useWrite<{ caseId: string; number: string }>({ changes: [api.cases(), api.today(), api.inbox()] })
  const missing = missingOf(intake)
  const refusals = refusalsIn(write.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const body = requestOf(intake, customer.customerId)
    if (body !== null) write.mutate({ path: api.cases(), body }, { onSuccess: ({ caseId, number }) => { keep(me.staffId, customer.customerId, EMPTY_INTAKE); announce(say('filed', { number })); go(paths.case(caseId)) } })
  }
  const section = { intake, today: day(me.businessDate), set: (change: Partial<Intake>) => setIntake((before) => ({ ...before, ...change })), errorAt: (field: keyof Intake) => refusals.find(({ at }) => at !== undefined && FIELD_AT[at] === field) }
  return (
    <form className="page stack application" onSubmit={submit} noValidate>
      <div className="page-head"><div><Go to={paths.customer(customer.customerId)} className="small muted"><Icon name="left" size={12} /> {customer.name}</Go><h1>{say('title')}</h1><p>{say('says')}</p></div></div>
      <RefusalText refusals={refusals.filter(({ at }) => at === undefined || FIELD_AT[at] === undefined)} />
      <WatchHint customerId={customer.customerId} />
      {takenUp && intake !== EMPTY_INTAKE ? <Banner tone="info">{say('takenUp')} <button type="button" className="figure-link" onClick={() => setIntake(EMPTY_INTAKE)}>{say('anew')}</button></Banner> : null}
      <Part title={say('request')}><RequestSection {...section} /></Part>
      <Part title={say('applicant')}><ApplicantSection {...section} /></Part>
      <Part title={say('business')}><BusinessSection {...section} trades={trades} /></Part>
      <Part title={say('handling')}><HandlingSection {...section} colleagues={colleagues} /></Part>
      <div className="application-foot"><Button kind="act" type="submit" wide busy={write.isPending} disabledReason={missing.length === 0 ? null : say('missing', { count: missing.length, fields: missing.slice(0, NAMED).map((field) => say(field)).join('、') })}>{say('file')}</Button></div>
    </form>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return <section className="panel"><div className="panel-head"><h2>{title}</h2></div><div className="panel-body form-grid">{children}</div></section>
}

/** The form of this customer, kept in this tab until it is filed; `takenUp` when it goes on from what was typed before. */
function useIntake(staffId: string, customerId: string) {
  const [before] = useState(() => readKept(staffId, customerId))
  const [intake, setIntake] = useState<Intake>(before ?? EMPTY_INTAKE)
  useEffect(() => keep(staffId, customerId, intake), [staffId, customerId, intake])
  return { intake, setIntake, takenUp: before !== null }
}

/** Colleagues whose posts let them investigate. */
function useAssistants(me: Me): readonly { staffId: string; name: string }[] {
  const colleagues = useRead<readonly Colleague[]>(api.colleagues()).data ?? []
  return colleagues.filter(({ staffId, posts }) => staffId !== me.staffId && permissionsOf(posts).has('case.investigate')).map(({ staffId, name, posts }) => ({ staffId, name: `${name} · ${posts.map((post) => POSTS[post]).join('、')}` }))
}
