import { windowMonths } from '#common/assessment/domain'
import { CaseField, Ledger, LedgerRow, ListLedger, OptionalPart, Part, PartGrid, Td, useCase, usePlace } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'
import type { Day } from '#kernel'
import { Button, EmptyState } from '#ui'
import { MonthlyLines } from './income-lines.tsx'

const MONTHS = Array.from({ length: 12 }, (_, at) => at)
const amount = [{ field: 'amountFen', kind: 'money', width: 160 }] as const

/** 工薪收入: where a household on wages has its income from, twelve months, and what it spends. */
export function SalarySheet() {
  const store = useCase()
  const isThere = usePlace<object | null>('/salary') !== null
  const begin = (): void => store.set('/salary', { employerKind: 'GOVERNMENT', postKind: 'ESTABLISHED', post: '职务', since: store.caseFile.business.startedOn, wages: [{ label: '工资(实发)', monthlyFen: 0, evidence: [] }], bonuses: [], spouseWages: [], fund: null, evidence: [] })
  if (!isThere) return <div className="panel"><EmptyState says="还没有登记工薪收入。" act={store.isOpen ? <Button kind="act" onClick={begin}>登记工薪收入</Button> : null} /></div>
  return (
    <div className="stack">
      <Job />
      <Months />
      <ListLedger title="年度奖金" list="/salary/bonuses" blank={{ label: '年终奖', amountFen: 0, evidence: [] }} columns={amount} hint="只计有发放凭据的，按政策比例折入月收入" />
      <Fund />
      <Burden />
    </div>
  )
}

function Job() {
  return (
    <Part title="工作单位" at="/salary">
      <PartGrid>
        <CaseField at="/business/name" label="单位" required /><CaseField at="/salary/employerKind" kind="choice" /><CaseField at="/salary/postKind" kind="choice" /><CaseField at="/salary/post" required />
        <CaseField at="/salary/since" kind="day" hint={<>在职 <LiveFigure id="employmentMonths" /></>} /><CaseField at="/business/city" label="单位所在城市" /><CaseField at="/oral/monthlyWageFen" kind="money" label="客户口述月工资" />
      </PartGrid>
    </Part>
  )
}

function Months() {
  const store = useCase()
  const months = windowMonths(usePlace<string>('/cutOffOn') as Day)
  const columns = [...months.map((month) => ({ id: month, label: `${Number(month.slice(5))}月`, width: 100 })), { id: 'sum', label: '合计', width: 116 }, { id: 'average', label: '月均', width: 108 }, { id: 'backing', label: '凭据', align: 'left' as const, width: 168 }]
  const add = (list: string, name: string, blank: object) => (store.isOpen ? <Button key={list} kind="quiet" icon="plus" onClick={() => store.append(list, blank)}>{name}</Button> : null)
  return (
    <Ledger title="家庭收支" wide first={220} subtitle={`${months[0]} 至 ${months[11]}，截止月之前 12 个整月，实发金额`} corner="项目" columns={columns} tools={<span className="income-adds">
      {add('/salary/wages', '工资', { label: '工资(实发)', monthlyFen: 0, evidence: [] })}{add('/salary/spouseWages', '配偶工资', { label: '配偶工资', monthlyFen: 0, evidence: [] })}
      {add('/income/householdIncome', '其他收入', { label: '房租收入', source: 'OUTSIDE', monthlyFen: 0, evidence: [] })}{add('/income/householdExpense', '家庭开支', { label: '生活', monthlyFen: 0, evidence: [] })}
    </span>}>
      <MonthlyLines list="/salary/wages" />
      <MonthlyLines list="/salary/spouseWages" />
      <Computed id="salaryIncome" year="annualSalary" hint="工资 ＋ 折入奖金 ＋ 配偶工资" />
      <MonthlyLines list="/income/householdIncome" choice="source" />
      <MonthlyLines list="/income/householdExpense" />
      <Computed id="monthlyDisposable" year="annualDisposable" average="disposableMonthly" grand />
    </Ledger>
  )
}

function Computed({ id, year, average, hint, grand = false }: { id: string; year: string; average?: string; hint?: string; grand?: boolean }) {
  const { name } = useCase().figures.definition(id)
  return (
    <LedgerRow kind={grand ? 'grand' : 'total'} label={name} hint={hint}>
      {MONTHS.map((index) => <Td key={index}><LiveFigure id={id} index={index} strong /></Td>)}
      <Td><LiveFigure id={year} strong /></Td><Td>{average === undefined ? null : <LiveFigure id={average} strong />}</Td><Td />
    </LedgerRow>
  )
}

function Fund() {
  return (
    <OptionalPart title="公积金" at="/salary/fund" none="没有公积金" add="登记公积金" blank={() => ({ monthlyDepositFen: 0, months: 0, balanceFen: 0, evidence: [] })}>
      <PartGrid><CaseField at="/salary/fund/monthlyDepositFen" kind="money" label="月缴存额（单位+个人）" hint={<>占工资 <LiveFigure id="fundToWage" /></>} /><CaseField at="/salary/fund/months" kind="count" unit="个月" label="连续缴存" /><CaseField at="/salary/fund/balanceFen" kind="money" label="账户余额" /></PartGrid>
    </OptionalPart>
  )
}

const BURDEN = ['incomeMonthly', 'debtServiceAll', 'dti', 'expenseShare', 'lowestWageShare', 'reserveMonths', 'debtToWages'] as const

/** What the household carries, held against its income. */
function Burden() {
  const { figures } = useCase()
  return (
    <Ledger title="负担" unit={null} corner="指标" columns={[{ id: 'value', label: '本期' }]}>
      {BURDEN.map((id) => <LedgerRow key={id} label={figures.definition(id).name}><Td><LiveFigure id={id} /></Td></LedgerRow>)}
    </Ledger>
  )
}
