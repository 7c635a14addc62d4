import { useMemo } from 'react'
import { type Assessment, scheduleOf, termsOf } from '#common/assessment/domain'
import { Ledger, LedgerRow, Td, useAssessed, useCase, usePlace, wordOf } from '#common/assessment/web'
import { isNumber } from '#common/figures/domain'
import { useFigure } from '#common/figures/web'
import { ratesOfSchedule } from '#common/schedule/domain'
import { type Day, formatExact, multiply, roundFen, weekday } from '#kernel'
import { EmptyState, Facts, Money } from '#ui'
import { RepaymentWays } from './repayment-ways.tsx'
import { ShapeFields } from './shape-fields.tsx'

const DAY_COUNTS = { M30: '每月按 30 天计息', ACT_360: '按实际天数 ÷ 360 计息', ACT_365: '按实际天数 ÷ 365 计息' } as const

function hasLimit({ limit }: Assessment): boolean {
  return limit !== null
}

/** 还款计划: every instalment of the proposed loan, and what it costs a year. */
export function ScheduleSheet() {
  const { caseFile, pack } = useCase()
  const request = usePlace<typeof caseFile.request>('/request')
  const isOffered = useAssessed(hasLimit)
  const [limit, rate] = [useFigure('limit'), useFigure('annualRate')]
  const offer = useMemo(() => {
    if (limit === null || rate === null || !isNumber(limit) || !isNumber(rate) || roundFen(limit) <= 0) return null
    const schedule = scheduleOf(request, roundFen(limit), rate, pack.repayment)
    return { schedule, rates: ratesOfSchedule(termsOf(request, roundFen(limit), rate, pack.repayment), schedule), rate }
  }, [request, limit, rate, pack])
  if (offer === null || !isOffered) return <div className="panel"><EmptyState says="额度为 0 或不核额度，没有还款计划。" /></div>
  const { schedule, rates } = offer
  const percent = (value: Parameters<typeof multiply>[0]): string => `${formatExact(multiply(value, 100), 2)} %`
  return (
    <div className="stack">
      <RepaymentWays />
      <ShapeFields />
      <Ledger title="还款计划" corner="期次" subtitle={`${wordOf('method', request.method) ?? ''}${request.every === undefined ? '' : `，${wordOf('every', request.every) ?? ''}`}，${request.disbursedOn} 放款，年利率 ${percent(offer.rate)}，${DAY_COUNTS[pack.repayment.dayCount]}`} columns={[{ id: 'due', label: '还款日', align: 'left' }, { id: 'total', label: '应还' }, { id: 'principal', label: '本金' }, { id: 'interest', label: '利息' }, { id: 'balance', label: '余额' }]}>
        {schedule.rows.map((row) => (
          <LedgerRow key={row.seq} label={`第 ${row.seq} 期`}>
            <Td left>{row.dueOn}{weekday(row.dueOn as Day) > 5 ? <span className="sheet-hint">周末</span> : null}</Td>
            <Td><Money fen={row.totalFen} /></Td><Td><Money fen={row.principalFen} /></Td><Td><Money fen={row.interestFen} /></Td><Td><Money fen={row.balanceFen} /></Td>
          </LedgerRow>
        ))}
        <LedgerRow kind="grand" label="合计"><Td left /><Td><Money fen={schedule.totals.totalFen} strong /></Td><Td><Money fen={schedule.totals.principalFen} strong /></Td><Td><Money fen={schedule.totals.interestFen} strong /></Td><Td /></LedgerRow>
      </Ledger>
      <section className="part" aria-label="综合融资成本明示">
        <header><h3>综合融资成本明示</h3><span className="small muted">签约前由借款人当面签字确认</span></header>
        <div className="part-body">
          <Facts facts={[
            ['贷款本金', <Money key="p" fen={schedule.totals.principalFen} unit />], ['正常履约利息合计', <Money key="i" fen={schedule.totals.interestFen} unit />], ['其他息费', '无'], ['年化利率（单利，月利率 × 12）', percent(rates.simple)],
            ['年化利率（内部收益率，复利）', percent(rates.effective)], ['综合年化融资成本', percent(rates.effective)],
          ]} />
          <p className="small muted workbook-note">除上列息费外不收取其他费用，不预先扣息；提前还款按实际用款期间计息。逾期罚息按合同约定，仅在违约时发生，不计入上列年化。</p>
        </div>
      </section>
    </div>
  )
}
