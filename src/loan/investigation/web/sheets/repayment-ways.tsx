import './repayment-ways.css'
import { useMemo, useState } from 'react'
import { type CaseFile, proposalFor, withWay } from '#common/assessment/domain'
import { type CaseStore, Ledger, LedgerRow, Td, useAfterwards, useCase } from '#common/assessment/web'
import { FITTING, METHOD_NAMES, type Proposal, type ProposedRow, type Way, shapeInputsOf, shapeWords } from '#common/schedule/domain'
import { ExposureCurve, type Point, pointsOf } from '#common/schedule/web'
import { type Fen, fen, formatYuan } from '#kernel'
import { Banner, Button, Money, announce } from '#ui'

/** One way to repay as the table shows it; plain values, so that it can be compared cheaply. */
interface Shown {
  readonly id: string
  readonly name: string
  readonly says: string | null
  readonly firstFen: number
  readonly mostFen: number
  readonly lastFen: number
  readonly interestFen: number
  readonly lowestFen: number
  readonly lowestMonth: string
  readonly keeps: boolean
  readonly points: readonly Point[]
}
interface Seen { readonly ways: readonly Shown[]; readonly fits: boolean; readonly says: string; readonly rows: readonly ProposedRow[] }

const [ASKED, FITTED] = ['ASKED', 'FITTED']

/** 还款方式比选: the plan fitted to the forward cash flow beside the type asked for and the standard ones, to be taken over. */
export function RepaymentWays() {
  const store = useCase()
  const seen = useAfterwards(see)
  const [picked, pick] = useState(FITTED)
  const chosen = useMemo(() => seen?.ways.find(({ id }) => id === picked) ?? seen?.ways[0], [seen, picked])
  if (seen === null || chosen === undefined) return null
  const asked = seen.ways[0]!
  const off = !store.isOpen ? '已提交的版本不能改' : chosen.id === ASKED ? '这就是现在的还款方式' : null
  const take = (): void => {
    if (takeOver(store, chosen.id)) { pick(ASKED); announce(`还款方式已改为${chosen.name}，评分与额度已重算`) }
  }
  return (
    <section className="stack" aria-label="按现金流安排还款">
      {seen.fits ? null : <Banner tone="warning">排不出现金流匹配方案：{seen.says}。下列标准方式按最低月末现金从高到低排列。</Banner>}
      <Ledger title="还款方式比选" corner="方式" first={220} subtitle={seen.fits ? `${FITTING}：${seen.says}` : '按现金流预测比较'} columns={COLUMNS}>
        {seen.ways.map((way) => <WayRow key={way.id} way={way} isPicked={way.id === chosen.id} onPick={() => pick(way.id)} />)}
      </Ledger>
      <div className="ways-chosen">
        <ExposureCurve
          title="风险敞口随还款下降" says={`${chosen.name}的贷款余额由 ${chosen.points[0]?.on ?? ''} 降到 ${chosen.points.at(-1)?.on ?? ''} 为 0`} main={chosen.points}
          {...(chosen.id === ASKED ? {} : { beside: asked.points, names: [chosen.name, asked.name] as const })}
        />
        <section className="panel">
          <div className="panel-head"><h3>{chosen.name}</h3></div>
          <div className="panel-body stack">
            <p>{chosen.says ?? '还本方式由类型决定，不须另定。'}</p>
            <p className="muted">{comparedWith(chosen, asked)}</p>
            <div className="ways-act"><Button disabledReason={off} onClick={take}>采用{chosen.name}</Button></div>
          </div>
        </section>
      </div>
      {chosen.id === FITTED && seen.rows.length > 0 ? <Reasons rows={seen.rows} /> : null}
    </section>
  )
}

/** What the chosen way costs and leaves against the one asked for. */
function comparedWith(chosen: Shown, asked: Shown): string {
  if (chosen.id === ASKED) return `最低月末现金 ${formatYuan(chosen.lowestFen)} 元，在 ${chosen.lowestMonth}。`
  const more = chosen.interestFen - asked.interestFen
  return `比${asked.name}${more === 0 ? '利息相同' : `利息${more > 0 ? '多' : '少'} ${formatYuan(Math.abs(more))} 元`}；最低月末现金 ${formatYuan(chosen.lowestFen)} 元，在 ${chosen.lowestMonth}。`
}

const COLUMNS = [{ id: 'lowest', label: '最低月末现金', width: 164 }, { id: 'most', label: '最高一期', width: 116 }, { id: 'first', label: '首期', width: 112 }, { id: 'last', label: '末期', width: 116 }, { id: 'interest', label: '利息合计', width: 112 }]

function WayRow({ way, isPicked, onPick }: { way: Shown; isPicked: boolean; onPick: () => void }) {
  return (
    <LedgerRow label={<button type="button" className="way-name" aria-pressed={isPicked} onClick={onPick}>{way.name}{way.id === ASKED ? <span className="sheet-hint">申请</span> : null}</button>}>
      <Td><span className={way.keeps ? undefined : 'way-below'}><span className="sheet-hint">{way.lowestMonth.slice(2)}{way.keeps ? '' : ' 低于保留'}</span> <Money fen={fen(way.lowestFen)} /></span></Td>
      {[way.mostFen, way.firstFen, way.lastFen, way.interestFen].map((amount, k) => <Td key={COLUMNS[k + 1]!.id}><Money fen={fen(amount)} /></Td>)}
    </LedgerRow>
  )
}

/** Row by row why the fitted plan repays what it does. */
function Reasons({ rows }: { rows: readonly ProposedRow[] }) {
  const columns = [{ id: 'due', label: '还款日', align: 'left' as const, width: 104 }, { id: 'principal', label: '本金', width: 104 }, { id: 'interest', label: '利息', width: 96 }, { id: 'total', label: '应还', width: 104 }, { id: 'closing', label: '月末现金', width: 112 }, { id: 'why', label: '依据', align: 'left' as const, width: 380 }]
  return (
    <Ledger title="匹配方案逐期依据" corner="期次" first={88} columns={columns}>
      {rows.map((row) => (
        <LedgerRow key={row.seq} label={`第 ${row.seq} 期`}>
          <Td left>{row.dueOn}</Td><Td><Money fen={row.principalFen} /></Td><Td><Money fen={row.interestFen} /></Td><Td><Money fen={row.totalFen} /></Td><Td><Money fen={fen(row.closingFen)} /></Td><Td left><span className="small">{row.says}</span></Td>
        </LedgerRow>
      ))}
    </Ledger>
  )
}

function proposalOf({ environment, caseFile, pack }: CaseStore): Proposal | null {
  return proposalFor(environment, caseFile, pack)
}

function see(store: CaseStore): Seen | null {
  const proposal = proposalOf(store)
  if (proposal === null) return null
  const { fitted, asked, ranked } = proposal
  const standard = ranked.filter(({ method }) => method !== asked.method)
  const own = fitted.fits ? [shown(FITTED, '现金流匹配方案', { terms: fitted.terms, schedule: fitted.schedule, lowest: fitted.lowest, keepsReserve: true })] : []
  return { ways: [shown(ASKED, METHOD_NAMES[asked.method], asked), ...own, ...standard.map((way) => shown(way.method, METHOD_NAMES[way.method], way))], fits: fitted.fits, says: fitted.says, rows: fitted.fits ? fitted.rows : [] }
}

function shown(id: string, name: string, { terms, schedule, lowest, keepsReserve }: Pick<Way, 'terms' | 'schedule' | 'lowest' | 'keepsReserve'>): Shown {
  const totals = schedule.rows.map((row) => row.totalFen as number)
  return {
    id, name, says: shapeWords(shapeInputsOf(terms)), firstFen: totals[0] ?? 0, mostFen: Math.max(...totals), lastFen: totals.at(-1) ?? 0, interestFen: schedule.totals.interestFen,
    lowestFen: lowest.closingFen, lowestMonth: lowest.month, keeps: keepsReserve, points: pointsOf(terms.principalFen as Fen, terms.disbursedOn, schedule.rows),
  }
}

/** Puts a way into the request; one step back takes it out again. */
function takeOver(store: CaseStore, id: string): boolean {
  const proposal = proposalOf(store)
  const terms = proposal === null ? undefined : id === FITTED ? (proposal.fitted.fits ? proposal.fitted.terms : undefined) : proposal.ranked.find(({ method }) => method === id)?.terms
  if (terms === undefined) return false
  const request = store.at('/request') as CaseFile['request']
  store.set('/request', withWay(request, terms))
  return true
}
