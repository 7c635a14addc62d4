import './customer.css'
import { useParams } from '@tanstack/react-router'
import { CUSTOMER_TYPES, type CustomerPage as Page } from '#common/customer/domain'
import { CustomerLines } from '#common/line/web'
import { CustomerServices } from '#common/product/web'
import { may, useMe } from '#common/staff/web'
import { Guarded } from '#desk/frame/web'
import type { CaseRow } from '#desk/worklist/domain'
import { CaseTable } from '#desk/worklist/web'
import { Banner, Facts, Go, Icon, RefusalText, SkeletonRows, StateBadge, api, paths, refusalsIn, useRead } from '#ui'
import { Lines } from './lines.tsx'
import { Masked } from './masked.tsx'
import { WatchList } from './watch-list.tsx'
import { useWords } from './words.ts'

export function CustomerPage() {
  return <Guarded needs={['customer.read']}><Customer /></Guarded>
}

function Customer() {
  const { customerId = '' } = useParams({ strict: false })
  const customer = useRead<Page>(api.customer(customerId))
  if (customer.data) return <Shown customer={customer.data} />
  return <div className="page">{customer.isError ? <RefusalText refusals={refusalsIn(customer.error)} /> : <div className="panel"><SkeletonRows rows={6} /></div>}</div>
}

function Shown({ customer }: { customer: Page }) {
  const say = useWords()
  const me = useMe()
  return (
    <div className="page stack">
      <div className="page-head">
        <div><Go to={paths.customers()} className="small customer-back"><Icon name="left" size={12} /> {say('title')}</Go><h1>{customer.name} <span className="customer-number">{customer.number}</span></h1></div>
        <StateBadge tone="quiet">{CUSTOMER_TYPES[customer.customerType]}</StateBadge>
        {may(me.data, 'customer.merge') ? <Go className="button" to={paths.duplicates(customer.customerId)}>{say('duplicates')}</Go> : null}
        {may(me.data, 'case.open') && customer.mergedInto === null ? <Go className="button button-act" to={paths.newCase(customer.customerId)}>{say('open')}</Go> : null}
      </div>
      {customer.mergedInto === null ? null : <Banner tone="warning">{say('mergedInto')} <Go to={paths.customer(customer.mergedInto.customerId)}>{customer.mergedInto.name} {customer.mergedInto.number}</Go></Banner>}
      {customer.mergedFrom.length === 0 ? null : <Banner tone="info">{say('mergedFrom')} {customer.mergedFrom.map((one) => <Go key={one.customerId} to={paths.customer(one.customerId)}>{one.name} {one.number} </Go>)}</Banner>}
      <section className="panel panel-body">
        <Facts facts={[
          [say('idNumber'), <Masked key="id" customerId={customer.customerId} field="ID_NUMBER" name={say('idNumber')} masked={customer.idNumberMasked} />],
          [say('phone'), <Masked key="phone" customerId={customer.customerId} field="PHONE" name={say('phone')} masked={customer.phoneMasked} />],
          [say('bornOn'), customer.bornOn], [say('sex'), say(customer.sex)], [say('manager'), customer.manager.name], [say('unit'), customer.unitName], [say('createdOn'), customer.createdOn],
        ]} />
      </section>
      <WatchList customerId={customer.customerId} />
      <CustomerCases customerId={customer.customerId} />
      <CustomerLines customerId={customer.customerId} />
      <CustomerServices customerId={customer.customerId} />
      {customer.lines.length === 0 ? null : (
        <section>
          <h2 className="customer-heading">{say('lines')}</h2>
          <Lines lines={customer.lines} />
        </section>
      )}
    </div>
  )
}

/** The cases of this customer that the reader may see. */
function CustomerCases({ customerId }: { customerId: string }) {
  const say = useWords()
  const me = useMe()
  const cases = useRead<{ cases: readonly CaseRow[] }>(api.cases({ customerId }))
  const act = may(me.data, 'case.open') ? <Go className="button" to={paths.newCase(customerId)}>{say('open')}</Go> : null
  if (cases.isError) return <RefusalText refusals={refusalsIn(cases.error)} />
  return <CaseTable title={say('cases')} filters={<h2>{say('cases')}</h2>} cases={cases.data?.cases ?? null} empty={{ says: say('noCases'), act }} />
}
