import { CaseField, Ledger, LedgerRow, ListLedger, Part, Td, useCase, usePlace } from '#common/assessment/web'
import { LiveFigure, useFigure } from '#common/figures/web'
import { type Day, addMonths } from '#kernel'
import { Button } from '#ui'
import { Reading } from './equity-reading.tsx'

const amount = [{ field: 'amountFen', kind: 'money', width: 160 }] as const
const line = { label: '新项目', amountFen: 0, evidence: [] }
const SUMS = [['householdInitial', ''], ['householdIncomes', '＋'], ['householdAppreciation', '＋'], ['householdWithdrawals', '－'], ['householdDepreciation', '－']] as const

/** 家庭权益检验: for what is consumed the wealth of the household must follow from its income [F-02]. */
export function HouseholdEquity() {
  const store = useCase()
  const isThere = usePlace<object | null>('/householdEquity') !== null
  const purpose = usePlace<string>('/request/purpose')
  const customerType = usePlace<string>('/applicant/customerType')
  if (!isThere && purpose !== 'CONSUMPTION' && customerType !== 'SALARIED') return null
  const begin = (): void => store.set('/householdEquity', { startOn: addMonths(store.caseFile.cutOffOn as Day, -36), initial: [], incomes: [], appreciation: [], withdrawals: [], depreciation: [] })
  if (!isThere) {
    return <Part title="家庭权益检验"><p className="small muted">消费贷款与工薪客户按家庭检验：初始 ＋ 期间收入 ＋ 升值 － 期间提取 － 折旧。</p>{store.isOpen ? <Button kind="act" onClick={begin}>开始家庭权益检验</Button> : null}</Part>
  }
  return (
    <div className="stack">
      <Statement />
      <ListLedger title="家庭初始权益" list="/householdEquity/initial" total="householdInitial" blank={{ ...line, side: 'ASSET' }} columns={[{ field: 'side', kind: 'choice', width: 96 }, ...amount]} most={200} />
      <ListLedger title="期间收入" list="/householdEquity/incomes" total="householdIncomes" blank={line} columns={amount} hint="工资、租金等，逐年；亏损填负数" most={60} />
      <ListLedger title="升值" list="/householdEquity/appreciation" total="householdAppreciation" blank={line} columns={amount} />
      <ListLedger title="期间提取" list="/householdEquity/withdrawals" total="householdWithdrawals" blank={line} columns={amount} hint="生活、婚嫁、就学、医疗" />
      <ListLedger title="折旧/贬值" list="/householdEquity/depreciation" total="householdDepreciation" blank={line} columns={amount} />
    </div>
  )
}

function Statement() {
  const { figures } = useCase()
  const decides = useFigure('householdForm') === true
  return (
    <>
      <Ledger title="家庭权益检验表" corner="项目" columns={[{ id: 'amount', label: '金额' }]} tools={<span className="workbook-start"><CaseField at="/householdEquity/startOn" kind="day" label="起始日" /></span>}>
        {SUMS.map(([id, sign]) => <LedgerRow key={id} label={<><span className="equity-sign">{sign}</span>{figures.definition(id).name}</>}><Td><LiveFigure id={id} /></Td></LedgerRow>)}
        <LedgerRow kind="total" label="家庭应有权益"><Td><LiveFigure id="householdExpected" strong /></Td></LedgerRow>
        <LedgerRow label="家庭实际权益"><Td><LiveFigure id="householdActual" /></Td></LedgerRow>
        <LedgerRow kind="grand" label="差额"><Td><LiveFigure id="householdEquityGap" strong /></Td></LedgerRow>
        <LedgerRow label={<>偏差{decides ? <span className="origin-decides equity-decides">判定口径</span> : null}</>}><Td><LiveFigure id="householdEquityDeviation" strong /></Td></LedgerRow>
      </Ledger>
      {decides ? <Reading /> : null}
    </>
  )
}
