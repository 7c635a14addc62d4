import { fen } from '#kernel'
import { DRAWDOWN_ORDER_STATES, type DebitDay, type DebitOrderShown, type DrawdownOrderState, ORDER_STATES, type OrderState } from '#loan/servicing/domain'
import { Button, Chips, type Column, DataTable, EmptyState, Go, Money, RefusalText, SkeletonRows, StateBadge, type Tone, api, clockTime, paths, refusalsIn, useAddressState, useGo, useRead } from '#ui'
import { ShareBar } from './share-bar.tsx'

const TONES: Readonly<Record<OrderState, Tone>> = { FULL: 'holds', PARTIAL: 'warning', INSUFFICIENT: 'stop', REFUSED: 'stop', SENT: 'quiet' }
const STATES: readonly OrderState[] = ['FULL', 'PARTIAL', 'INSUFFICIENT', 'REFUSED', 'SENT']
const isState = (text: string | undefined): text is OrderState => text !== undefined && Object.hasOwn(ORDER_STATES, text)

/** 扣划: what was asked of the core bank today, what came back, and what is still not answered. */
export function DebitsPage() {
  const [address, change] = useAddressState()
  const state = isState(address['state']) ? address['state'] : undefined
  const read = useRead<DebitDay>(api.debits({ on: address['on'], state }))
  const { data } = read
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>扣划</h1><p>{data === undefined ? '' : `扣款日 ${data.on}${data.on === data.today ? '（今日）' : ''}；日终生成次日指令，按借据的还款账户扣收到期与逾期款`}</p></div>
        <div className="row"><Go className="button" to={paths.suspense()}>暂收款</Go></div>
      </div>
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.isPending ? <section className="panel"><SkeletonRows rows={4} /></section> : null}
      {data === undefined ? null : (
        <>
          {data.days.length > 1 ? <Chips label="扣款日" value={data.on} onChange={(on) => change({ on, state: null })} choices={data.days.slice(0, DAYS_SHOWN).map((value) => ({ value, label: value === data.today ? `${value} 今日` : value }))} /> : null}
          <Outcome day={data} />
          <Batches day={data} />
          <Drawdowns day={data} />
          <Orders day={data} state={state} onState={(next) => change({ state: next })} />
        </>
      )}
    </div>
  )
}

const DAYS_SHOWN = 7

function Outcome({ day }: { day: DebitDay }) {
  const asked = STATES.reduce((sum, one) => sum + day.counts[one].amountFen, 0)
  if (asked === 0) return <section className="panel"><EmptyState says={`${day.on} 没有扣款指令。核心通道为文件的产品，日终后这里列出次日的指令。`} act={<Go className="button" to={paths.notes('due')}>看今日到期</Go>} /></section>
  const debited = STATES.reduce((sum, one) => sum + day.counts[one].debitedFen, 0)
  return (
    <section className="panel" aria-label="扣收结果">
      <div className="panel-head"><h2>扣收结果</h2><span className="muted small">应扣 <Money fen={fen(asked)} unit />，已扣 <Money fen={fen(debited)} unit />{day.waiting > 0 ? `；${day.waiting} 笔回盘待入账` : ''}</span></div>
      <div className="panel-body"><ShareBar label="按结果的应扣金额" shares={STATES.map((one) => ({ id: one, label: `${ORDER_STATES[one]} ${day.counts[one].count} 笔`, tone: TONES[one], weight: day.counts[one].amountFen, shown: <Money fen={fen(day.counts[one].amountFen)} strong /> }))} /></div>
    </section>
  )
}

type Batch = DebitDay['batches'][number]

function Batches({ day }: { day: DebitDay }) {
  const columns: readonly Column<Batch>[] = [
    { id: 'number', label: '批次', kind: 'text', of: (row) => row.number },
    { id: 'product', label: '产品', kind: 'text', of: (row) => row.productName },
    { id: 'answered', label: '回盘', kind: 'text', of: (row) => `${row.answered} / ${row.orders}`, render: (row) => <StateBadge tone={row.orders === 0 ? 'quiet' : row.answered === row.orders ? 'holds' : row.answered === 0 ? 'quiet' : 'warning'}>{row.orders === 0 ? '无需扣款' : `${row.answered} / ${row.orders} 笔`}</StateBadge> },
    { id: 'amount', label: '应扣', kind: 'money', sum: true, of: (row) => fen(row.amountFen) },
    { id: 'debited', label: '已扣', kind: 'money', sum: true, of: (row) => fen(row.debitedFen) },
    { id: 'settled', label: '已入账', kind: 'money', sum: true, of: (row) => fen(row.settledFen) },
    { id: 'suspense', label: '转暂收款', kind: 'money', sum: true, of: (row) => fen(row.suspenseFen) },
    { id: 'madeAt', label: '生成', kind: 'text', of: (row) => clockTime(row.madeAt) },
  ]
  return day.batches.length === 0 ? null : <DataTable<Batch> title="扣款文件" rows={day.batches} rowKey={(row) => row.batchId} columns={columns} empty={{ says: '当日没有扣款文件。' }} />
}

type Drawdown = DebitDay['drawdowns'][number]
const DRAWDOWN_TONES: Readonly<Record<DrawdownOrderState, Tone>> = { WAITING: 'quiet', SENT: 'going', PAID: 'holds', REFUSED: 'stop', WITHDRAWN: 'quiet' }

function Drawdowns({ day }: { day: DebitDay }) {
  return day.drawdowns.length === 0 ? null : (
    <DataTable<Drawdown>
      title="放款指令" rows={day.drawdowns} rowKey={(row) => row.noteId} empty={{ says: '没有放款指令。' }}
      columns={[
        { id: 'note', label: '借据', kind: 'text', of: (row) => row.noteNumber },
        { id: 'customer', label: '借款人', kind: 'text', of: (row) => row.customerName },
        { id: 'state', label: '状态', kind: 'text', of: (row) => DRAWDOWN_ORDER_STATES[row.state], render: (row) => <StateBadge tone={DRAWDOWN_TONES[row.state]}>{DRAWDOWN_ORDER_STATES[row.state]}</StateBadge> },
        { id: 'amount', label: '金额', kind: 'money', sum: true, of: (row) => fen(row.amountFen) },
        { id: 'core', label: '核心借据号', kind: 'text', of: (row) => row.coreNumber },
        { id: 'reason', label: '核心说明', kind: 'text', of: (row) => row.reason },
        { id: 'day', label: '放款日', kind: 'day', of: (row) => row.day },
      ]}
    />
  )
}

function Orders({ day, state, onState }: { day: DebitDay; state: OrderState | undefined; onState: (state: OrderState | null) => void }) {
  const go = useGo()
  const all = STATES.reduce((sum, one) => sum + day.counts[one].count, 0)
  if (all === 0) return null
  return (
    <DataTable<DebitOrderShown>
      title="扣款指令" rows={day.orders} rowKey={(row) => row.orderNo} onOpen={(row) => go(row.caseId === null ? paths.note(row.noteId) : paths.case(row.caseId, 'servicing'))}
      total={{ count: day.count, sums: state === undefined ? { amount: STATES.reduce((sum, one) => sum + day.counts[one].amountFen, 0), debited: STATES.reduce((sum, one) => sum + day.counts[one].debitedFen, 0) } : { amount: day.counts[state].amountFen, debited: day.counts[state].debitedFen } }}
      empty={{ says: `没有${state === undefined ? '' : `「${ORDER_STATES[state]}」的`}指令。`, act: <Button onClick={() => onState(null)}>看全部指令</Button> }}
      filters={<Chips label="状态" value={state ?? 'ALL'} onChange={(next) => onState(next === 'ALL' ? null : next)} choices={[{ value: 'ALL' as const, label: '全部', count: all }, ...STATES.map((value) => ({ value, label: ORDER_STATES[value], count: day.counts[value].count }))]} />}
      columns={[
        { id: 'note', label: '借据', kind: 'text', of: (row) => row.noteNumber },
        { id: 'customer', label: '借款人', kind: 'text', of: (row) => row.customerName },
        { id: 'state', label: '结果', kind: 'text', of: (row) => ORDER_STATES[row.state], render: (row) => <StateBadge tone={TONES[row.state]}>{ORDER_STATES[row.state]}</StateBadge> },
        { id: 'amount', label: '应扣', kind: 'money', sum: true, of: (row) => fen(row.amountFen) },
        { id: 'debited', label: '已扣', kind: 'money', sum: true, of: (row) => fen(row.debitedFen) },
        { id: 'overdue', label: '其中逾期', kind: 'money', of: (row) => fen(row.overdueFen) },
        { id: 'reason', label: '核心说明', kind: 'text', of: (row) => row.reason },
        { id: 'account', label: '还款账户', kind: 'text', of: (row) => row.accountMasked },
        { id: 'unit', label: '机构', kind: 'text', optional: true, of: (row) => row.unitName },
        { id: 'order', label: '指令号', kind: 'text', optional: true, of: (row) => row.orderNo },
        { id: 'answered', label: '回盘日', kind: 'day', optional: true, of: (row) => row.answeredOn },
      ]}
    />
  )
}
