import { useMemo } from 'react'
import { CaseField, Ledger, LedgerRow, LedgerSection, ListLedger, OptionalPart, PartGrid, Td, useCase, usePlace } from '#common/assessment/web'
import { planMonths } from '#common/assessment/domain'
import { LiveFigure, useFigure } from '#common/figures/web'
import { StateBadge } from '#ui'
import { CashChart } from '../cash-chart.tsx'

/** 现金流: what happened between the two balance sheets, and the plan over the term month by month. */
export function CashFlowSheet() {
  const { caseFile } = useCase()
  const request = usePlace<typeof caseFile.request>('/request')
  const months = useMemo(() => planMonths({ request }), [request])
  const item = { month: months[0] ?? caseFile.cutOffOn.slice(0, 7), label: '新项目', amountFen: 0, evidence: [] }
  const columns = [{ field: 'month', kind: 'month', width: 112 }, { field: 'amountFen', kind: 'money', width: 160 }] as const
  return (
    <div className="stack">
      <CashChart months={months} />
      <Forward months={months} />
      <section className="panel panel-body part-grid">
        <CaseField at="/plan/useFen" kind="money" /><CaseField at="/plan/growthRate" kind="rate" label="预测增长率" hint={<>采用 <LiveFigure id="planGrowth" /></>} />
      </section>
      <ListLedger title="租金支付" list="/plan/rentPayments" blank={{ ...item, label: '租金' }} columns={columns} hint="按实际支付的月份；不填则逐月" most={120} />
      <ListLedger title="备货回笼" list="/plan/stockRelease" blank={{ ...item, label: '备货售出' }} columns={columns} most={120} />
      <ListLedger title="其他收支" list="/plan/otherItems" blank={item} columns={columns} hint="支出填负数" most={120} />
      <Historical />
    </div>
  )
}

interface PlanRow { readonly id: string; readonly sign: string; readonly kind?: 'total' | 'grand' }
const row = (id: string, sign: string, kind?: 'total' | 'grand'): PlanRow => ({ id, sign, ...(kind === undefined ? {} : { kind }) })
const ROWS: readonly PlanRow[] = [
  row('planSales', ''), row('planOperating', '＋'), row('planRent', '－'), row('planStockRelease', '＋'), row('planOther', '＋'), row('planHousehold', '－'), row('oldPrincipal', '－'), row('oldInterest', '－'), row('planBeforeLoan', '', 'total'), row('newInstalment', '－'), row('planNet', '', 'total'), row('closingCash', '', 'grand'),
]

function Forward({ months }: { months: readonly string[] }) {
  const { figures } = useCase()
  return (
    <Ledger
      title="现金流预测" wide first={188} corner="项目" columns={months.map((month) => ({ id: month, label: month.slice(2), width: 112 }))} subtitle={<>放款后现金 <LiveFigure id="openingCash" />　最低月末现金 <LiveFigure id="minClosing" />　为月供的 <LiveFigure id="minClosingToInstalment" /> 倍　净现金为负 <LiveFigure id="negativeMonths" /> 个月</>}
    >
      {ROWS.map(({ id, sign, kind }) => (
        <LedgerRow key={id} kind={kind ?? 'line'} label={<><span className="equity-sign">{sign}</span>{figures.definition(id).name}</>}>
          {months.map((month, index) => <Td key={month}><LiveFigure id={id} index={index} strong={kind !== undefined} /></Td>)}
        </LedgerRow>
      ))}
    </Ledger>
  )
}

const HISTORY = ['purchasesFen', 'creditSalesFen', 'collectionsFen', 'creditPurchasesFen', 'supplierPaymentsFen', 'fixedAssetPurchasesFen', 'fixedAssetSalesFen', 'depreciationFen', 'newLoansFen', 'principalRepaidFen', 'injectionsFen', 'otherWithdrawalsFen'] as const

function Historical() {
  const isThere = usePlace<object | null>('/history') !== null
  const hasPrevious = usePlace<object | null>('/previousBalance') !== null
  return (
    <>
      <OptionalPart title="历史现金流：期间发生额" at="/history" none="没有登记两期资产负债表之间的发生额" add="登记发生额" blank={() => ({ ...Object.fromEntries(HISTORY.map((field) => [field, 0])), evidence: [] })}>
        <PartGrid>{HISTORY.map((field) => <CaseField key={field} at={`/history/${field}`} kind="money" />)}</PartGrid>
      </OptionalPart>
      {isThere && hasPrevious ? <HistoricalStatement /> : isThere ? <p className="small muted">登记上期资产负债表后即可推算历史现金流。</p> : null}
    </>
  )
}

const FLOWS: readonly (readonly [title: string, total: string, lines: readonly string[]])[] = [
  ['经营活动', 'historicalOperating', ['flowProfit', 'flowHouseholdIncome', 'flowReceivables', 'flowPrepayments', 'flowInventory', 'flowPayables', 'flowAdvances']],
  ['投资活动', 'historicalInvesting', ['flowAssetsSold', 'flowAssetsBought']],
  ['筹资活动', 'historicalFinancing', ['flowNewLoans', 'flowInjections', 'flowPrincipal', 'flowHousehold', 'flowWithdrawals']],
]

/** The statement line by line; opening cash and the flow must lead to the cash that was counted (I09). */
function HistoricalStatement() {
  const { figures } = useCase()
  const holds = useFigure('I09')
  const line = (id: string, kind: 'line' | 'total' | 'grand' = 'line') => <LedgerRow key={id} kind={kind} label={figures.definition(id).name}><Td><LiveFigure id={id} strong={kind !== 'line'} /></Td></LedgerRow>
  return (
    <Ledger title="历史现金流量表（间接法，12 个月）" corner="项目" columns={[{ id: 'now', label: '金额' }]} tools={holds === null ? null : <StateBadge tone={holds === true ? 'holds' : 'warning'}>{holds === true ? 'I09 相符' : 'I09 不符，须说明'}</StateBadge>}>
      {FLOWS.flatMap(([title, total, lines]) => [<LedgerSection key={title} label={title} span={1} />, ...lines.map((id) => line(id)), line(total, 'total')])}
      {line('historicalCashFlow', 'grand')}
      <LedgerSection label="勾稽" span={1} />
      {line('historicalOpening')}{line('historicalClosing', 'total')}{line('historicalGap')}
    </Ledger>
  )
}
