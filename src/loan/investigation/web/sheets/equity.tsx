import { CaseField, Ledger, LedgerRow, LedgerSection, ListLedger, Td, useCase, usePlace } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'
import { type Day, addMonths } from '#kernel'
import { Button, EmptyState } from '#ui'
import { Beginnings } from './beginnings.tsx'
import { Reading } from './equity-reading.tsx'

const amount = [{ field: 'amountFen', kind: 'money', width: 160 }] as const
const line = { label: '新项目', amountFen: 0, evidence: [] }
const BASES = { EQUITY: 'equityDeviationRaw', PERIOD_DISPOSABLE: 'disposableEquityDeviation', EXPECTED: 'expectedEquityDeviation' } as const

/** 权益检验: does the claimed history explain today's wealth. */
export function EquitySheet() {
  const store = useCase()
  const isThere = usePlace<object | null>('/equity') !== null
  const begin = (): void => store.set('/equity', { startOn: addMonths(store.caseFile.cutOffOn as Day, -36), initial: [], profits: [], injections: [], appreciation: [], household: [], withdrawals: [], depreciation: [] })
  if (!isThere) {
    return (
      <div className="stack">
        <div className="panel"><EmptyState says="还没有权益检验。从客户财产可以证实的最近一天算起。" act={store.isOpen ? <Button kind="act" onClick={begin}>开始权益检验</Button> : null} /></div>
        <Beginnings />
      </div>
    )
  }
  return (
    <div className="stack">
      <Reconciliation />
      <Reading />
      <Beginnings />
      <ListLedger title="初始权益" list="/equity/initial" total="initialEquity" blank={{ ...line, side: 'ASSET' }} columns={[{ field: 'side', kind: 'choice', width: 96 }, ...amount]} most={200} />
      <ListLedger title="期间利润" list="/equity/profits" total="equityProfits" blank={line} columns={amount} hint="逐年，未扣折旧" most={60} />
      <ListLedger title="期间注资" list="/equity/injections" total="injections" blank={line} columns={amount} hint="外来的钱：赠与、拆迁款、合伙入股" />
      <ListLedger title="升值" list="/equity/appreciation" total="appreciation" blank={line} columns={amount} />
      <ListLedger title="期间家庭提取" list="/equity/household" total="equityHousehold" blank={line} columns={amount} />
      <ListLedger title="期间其他提取" list="/equity/withdrawals" total="withdrawals" blank={line} columns={amount} hint="购房、购车、婚嫁、另投生意、借出" />
      <ListLedger title="折旧/贬值" list="/equity/depreciation" total="depreciation" blank={line} columns={amount} />
    </div>
  )
}

function Reconciliation() {
  const { pack } = useCase()
  const basis = BASES[pack.checks.equityDeviationBasis]
  return (
    <Ledger title="权益检验表" corner="项目" columns={[{ id: 'amount', label: '金额' }, { id: 'says', label: '说明', align: 'left' }]} tools={<span className="workbook-start"><CaseField at="/equity/startOn" kind="day" label="起始日" /></span>} subtitle={<>历时 <LiveFigure id="equityMonths" /></>}>
      <LedgerSection label="应有权益" span={2} />
      <Sum id="initialEquity" sign="" says="起始日可证实的净资产" />
      <Sum id="equityProfits" sign="＋" says="" /><Sum id="injections" sign="＋" says="" /><Sum id="appreciation" sign="＋" says="" />
      <Sum id="equityHousehold" sign="－" says="" /><Sum id="withdrawals" sign="－" says="" /><Sum id="depreciation" sign="－" says="" />
      <LedgerRow kind="total" label="应有权益"><Td><LiveFigure id="expectedEquity" strong /></Td><Td left /></LedgerRow>
      <LedgerRow label="实际权益（资产负债表）"><Td><LiveFigure id="actualEquity" /></Td><Td left /></LedgerRow>
      <LedgerRow kind="grand" label="差额"><Td><LiveFigure id="equityGap" strong /></Td><Td left><span className="small muted">正：钱去向不明；负：有未报的负债或收入</span></Td></LedgerRow>
      <LedgerSection label="偏差，各种口径" span={2} />
      <Basis id="equityDeviationRaw" decides={basis} says="差额 ÷ 实际权益" />
      <Basis id="adjustedEquityDeviation" decides={basis} says="调整表外后的差额 ÷ 实际权益" />
      <Basis id="disposableEquityDeviation" decides={basis} says="调整表外后的差额 ÷ 月可支配 ÷ 月数" />
      <Basis id="expectedEquityDeviation" decides={basis} says="差额 ÷ 应有权益" />
    </Ledger>
  )
}

function Sum({ id, sign, says }: { id: string; sign: string; says: string }) {
  const { figures } = useCase()
  return <LedgerRow label={<><span className="equity-sign">{sign}</span>{figures.definition(id).name}</>}><Td><LiveFigure id={id} /></Td><Td left><span className="small muted">{says}</span></Td></LedgerRow>
}

function Basis({ id, decides, says }: { id: string; decides: string; says: string }) {
  const { figures } = useCase()
  return <LedgerRow label={<>{figures.definition(id).name}{id === decides ? <span className="origin-decides equity-decides">判定口径</span> : null}</>}><Td><LiveFigure id={id} strong={id === decides} /></Td><Td left><span className="small muted">{says}</span></Td></LedgerRow>
}
