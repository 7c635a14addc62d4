import './contract.css'
import { useState } from 'react'
import type { z } from 'zod'
import type { CollateralList, CollateralShown, GuarantorList, GuarantorShown } from '#loan/contract/domain'
import { Chips, DataTable, RefusalText, TextField, api, paths, refusalsIn, useAddressState, useGo, useRead } from '#ui'
import { fen } from '#kernel'
import { CollateralState, collateralStateOf } from './collateral-facts.tsx'
import { CustodyDrawer } from './custody-drawer.tsx'

const VIEWS = [{ value: 'collateral', label: '抵押物' }, { value: 'expiring', label: '将到期' }, { value: 'guarantors', label: '保证人' }] as const
type View = (typeof VIEWS)[number]['value']

/** 担保登记簿: collateral with its papers, what runs out soon, and the guarantors with all they stand for. */
export function RegistersPage() {
  const [address, setAddress] = useAddressState()
  const [q, setQ] = useState('')
  const view = VIEWS.find(({ value }) => value === address['view'])?.value ?? 'collateral'
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>担保登记簿</h1><p>抵押物、估值、登记、保险与权证保管；保证人与其全部保证</p></div></div>
      <div className="row"><Chips label="看什么" value={view} onChange={(chosen: View) => setAddress({ view: chosen === 'collateral' ? null : chosen })} choices={VIEWS} /><TextField label="查找借款人" type="search" value={q} onChange={setQ} placeholder="姓名、拼音首字母、证件末四位" /></div>
      {view === 'guarantors' ? <Guarantors q={q} /> : <Collateral key={view} q={q} expiring={view === 'expiring'} />}
    </div>
  )
}

function Collateral({ q, expiring }: { q: string; expiring: boolean }) {
  const read = useRead<z.output<typeof CollateralList>>(api.register('collateral', { q: q === '' ? undefined : q, expiring: expiring ? 'true' : undefined }))
  const [open, setOpen] = useState<string | null>(null)
  const rows = read.data?.collateral ?? null
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  return (
    <>
      <DataTable title={expiring ? '保险与估值将到期' : '抵押物'} rows={rows} rowKey={(row: CollateralShown) => row.collateralId} onOpen={(row) => setOpen(row.collateralId)}
        empty={{ says: expiring ? '没有将到期的保险或估值。' : '还没有抵押物登记；有抵押的业务在签约环节登记。' }}
        columns={[
          { id: 'item', label: '抵押物', kind: 'text', of: (row) => row.item }, { id: 'customer', label: '借款人', kind: 'text', of: (row) => row.customerName }, { id: 'owner', label: '所有人', kind: 'text', of: (row) => row.ownerName },
          { id: 'value', label: '评估价值', kind: 'money', of: (row) => fen(row.valuations[0]?.valueFen ?? 0) }, { id: 'pledged', label: '担保金额', kind: 'money', of: (row) => fen(row.pledgedFen) },
          { id: 'valued', label: '估值到期', kind: 'day', of: (row) => row.valuations[0]?.endsOn ?? null }, { id: 'insured', label: '保险到期', kind: 'day', of: (row) => row.insurances[0]?.until ?? null },
          { id: 'registered', label: '登记编号', kind: 'text', of: (row) => row.registration?.number ?? '未登记' }, { id: 'held', label: '在库权证', kind: 'text', of: (row) => row.held.join('、') || '无' },
          { id: 'state', label: '状态', kind: 'text', of: collateralStateOf, render: (row) => <CollateralState item={row} /> },
        ]} />
      <CustodyDrawer item={rows?.find(({ collateralId }) => collateralId === open) ?? null} onClose={() => setOpen(null)} />
    </>
  )
}

function Guarantors({ q }: { q: string }) {
  const go = useGo()
  const read = useRead<z.output<typeof GuarantorList>>(api.register('guarantors', { q: q === '' ? undefined : q }))
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  return (
    <DataTable title="保证人" rows={read.data?.guarantors ?? null} rowKey={(row: GuarantorShown) => row.partyId} onOpen={(row) => go(paths.case(row.caseId, 'contract'))} empty={{ says: '还没有保证人登记。' }}
      columns={[
        { id: 'name', label: '保证人', kind: 'text', of: (row) => row.name }, { id: 'relation', label: '关系', kind: 'text', of: (row) => row.relation }, { id: 'customer', label: '借款人', kind: 'text', of: (row) => row.customerName },
        { id: 'amount', label: '保证金额', kind: 'money', of: (row) => fen(row.guaranteedFen ?? 0) }, { id: 'others', label: '另保证他人', kind: 'money', of: (row) => fen(row.otherGuaranteesFen) },
        { id: 'disposable', label: '月可支配', kind: 'money', of: (row) => (row.monthlyDisposableFen === null ? null : fen(row.monthlyDisposableFen)) }, { id: 'contract', label: '合同', kind: 'text', of: (row) => row.contractNumber ?? '未制作' },
        { id: 'signed', label: '签字日', kind: 'day', of: (row) => row.signedOn }, { id: 'state', label: '合同状态', kind: 'text', of: (row) => row.contractState },
      ]} />
  )
}
