import { Ledger, LedgerRow, ListLedger, Td, useCase } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'
import { HouseholdEquity } from './household-equity.tsx'

const amount = [{ field: 'amountFen', kind: 'money', width: 160 }] as const
const blank = { label: '新项目', amountFen: 0, evidence: [] }

/** 家庭: kept apart from the business, added only where a rule says so. */
export function HouseholdSheet() {
  const { figures } = useCase()
  return (
    <div className="stack">
      <HouseholdEquity />
      <Ledger title="家庭净资产" corner="项目" columns={[{ id: 'now', label: '金额' }]}>
        {['householdAssets', 'householdDebts'].map((id) => <LedgerRow key={id} label={figures.definition(id).name}><Td><LiveFigure id={id} /></Td></LedgerRow>)}
        <LedgerRow kind="grand" label={<><span className="ledger-code">H07</span>家庭净资产</>}><Td><LiveFigure id="householdNetWorth" strong /></Td></LedgerRow>
      </Ledger>
      <ListLedger code="H01" title="房产" list="/household/houses" blank={{ ...blank, sharedWithSpouseFile: false }} columns={[{ field: 'address', kind: 'text', width: 176 }, { field: 'squareMetres', kind: 'decimal', label: '面积(㎡)', width: 88 }, { ...amount[0], label: '市值' }, { field: 'sharedWithSpouseFile', kind: 'check', width: 112 }]} most={50} />
      <ListLedger code="H02" title="车辆" list="/household/vehicles" blank={blank} columns={amount} />
      <ListLedger code="H03" title="家庭存款/理财" list="/household/savings" blank={blank} columns={amount} />
      <ListLedger code="H04" title="保险现金价值" list="/household/insurance" blank={blank} columns={amount} />
      <ListLedger code="H05" title="按揭" list="/household/mortgages" blank={{ label: '房贷', amountFen: 0, annualRate: '0', monthlyPaymentFen: 0, evidence: [] }} columns={[{ field: 'amountFen', kind: 'money', label: '余额', width: 160 }, { field: 'annualRate', kind: 'rate', width: 96 }, { field: 'monthlyPaymentFen', kind: 'money', width: 140 }]} most={50} />
      <ListLedger code="H06" title="家庭其他负债" list="/household/otherDebts" blank={blank} columns={amount} />
    </div>
  )
}
