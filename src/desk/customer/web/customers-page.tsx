import { CUSTOMER_TYPES, type CustomerRow } from '#common/customer/domain'
import { may, useMe } from '#common/staff/web'
import { Guarded } from '#desk/frame/web'
import { Banner, Button, type Column, DataTable, Icon, RefusalText, api, paths, refusalsIn, useAddressState, useGo, useRead } from '#ui'
import { NewCustomerForm } from './new-customer-form.tsx'
import { useWords } from './words.ts'

export function CustomersPage() {
  return <Guarded needs={['customer.read']}><Customers /></Guarded>
}

function Customers() {
  const say = useWords()
  const go = useGo()
  const me = useMe()
  const [{ search = '', add }, changeAddress] = useAddressState()
  const found = useRead<{ customers: readonly CustomerRow[]; more: boolean }>(api.customers(search))
  const mayAdd = may(me.data, 'customer.write')
  const columns: readonly Column<CustomerRow>[] = [
    { id: 'name', label: say('name'), kind: 'text', of: (row) => row.name, render: (row) => <b>{row.name}</b> },
    { id: 'type', label: say('type'), kind: 'text', of: (row) => CUSTOMER_TYPES[row.customerType] },
    { id: 'number', label: say('number'), kind: 'text', of: (row) => row.number },
    { id: 'phone', label: say('phone'), kind: 'text', of: (row) => row.phoneMasked },
    { id: 'idNumber', label: say('idNumber'), kind: 'text', of: (row) => row.idNumberMasked },
    { id: 'bornOn', label: say('bornOn'), kind: 'day', of: (row) => row.bornOn, optional: true },
  ]
  const addButton = mayAdd ? <Button kind="act" icon="plus" onClick={() => changeAddress({ add: '1' })}>{say('add')}</Button> : null
  return (
    <div className="page stack">
      <div className="page-head"><h1>{say('title')}</h1>{addButton}</div>
      <RefusalText refusals={refusalsIn(found.error)} />
      {found.data?.more ? <Banner tone="info">{say('more', { count: found.data.customers.length })}</Banner> : null}
      <DataTable
        title={say('title')} rows={found.data?.customers ?? (found.isError ? [] : null)} rowKey={(row) => row.customerId} columns={columns} onOpen={(row) => go(paths.customer(row.customerId))}
        filters={search === '' ? <span className="muted small">{say('findHint')}</span> : <button type="button" className="chip" aria-pressed onClick={() => changeAddress({ search: null })}>{say('found', { search })}<Icon name="cross" size={12} /></button>}
        empty={search === '' ? { says: say('empty'), act: addButton } : { says: say('noneFound', { search }), act: <Button onClick={() => changeAddress({ search: null })}>{say('all')}</Button> }}
      />
      {mayAdd ? <NewCustomerForm open={add !== undefined} onClose={() => changeAddress({ add: null })} /> : null}
    </div>
  )
}
