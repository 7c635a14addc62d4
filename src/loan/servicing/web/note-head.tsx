import { type ReactNode, useState } from 'react'
import { fen } from '#kernel'
import { NOTE_STATES, type NotePage, overdueDays, possibleOn } from '#loan/servicing/domain'
import { may, useMe } from '#common/staff/web'
import { Banner, Button, Facts, Money, Rate, RiskMark, StateBadge, type Tone } from '#ui'
import { ActDrawer } from './acts/act-drawer.tsx'
import { atHand } from './at-hand.ts'
import { RecordDrawer } from './record-drawer.tsx'
import { SchedulePaper } from './schedule-paper.tsx'

/** What a reader must know beside the plan: marks kept for the statistics, what is owed or held beside it. */
function marksOf(page: NotePage): [string, ReactNode][] {
  const stands = (kind: string) => page.events.some((one) => one.kind === kind && one.reversedBySeq === null)
  const marks = [stands('EXTENDED') ? '展期贷款' : '', stands('RESCHEDULED') ? '调整过计划' : '', stands('ACCELERATED') ? '已宣布提前到期' : '', page.beside?.misuse ? '挪用计罚中' : ''].filter((text) => text !== '')
  const costs = page.beside === null ? 0 : page.beside.costsFen - page.beside.costsPaidFen
  return [
    ...(marks.length === 0 ? [] : [['标识', marks.join('、')] as [string, ReactNode]]), ...(costs === 0 ? [] : [['代垫费用未还', <Money key="k" fen={fen(costs)} />] as [string, ReactNode]]),
    ...(page.suspenseFen === 0 ? [] : [['暂收款', <Money key="s" fen={fen(page.suspenseFen)} />] as [string, ReactNode]]), ...(page.refundFen === 0 ? [] : [['待付退款', <Money key="f" fen={fen(page.refundFen)} />] as [string, ReactNode]]), ...(page.writtenOff === null ? [] : [['核销本金', <Money key="w" fen={fen(page.writtenOff.principalFen)} />] as [string, ReactNode], ['核销后收回', <Money key="v" fen={fen(page.writtenOff.recoveredFen)} />] as [string, ReactNode]]),
  ]
}

const TONES: Readonly<Record<NotePage['state'], Tone>> = { RUNNING: 'going', SETTLED: 'holds', WRITTEN_OFF: 'stop', REVERSED: 'quiet' }

/** What a glance must answer: how much is left, what is due, whether it is late. */
export function NoteHead({ page }: { page: NotePage }) {
  const me = useMe()
  const [isPaying, setPaying] = useState(false)
  const [isActing, setActing] = useState(false)
  const { note, calendar } = atHand(page)
  const on = page.on as typeof note.disbursedOn
  const isRunning = page.state === 'RUNNING'
  const possible = possibleOn(note, on, calendar)
  const late = isRunning ? overdueDays(note, on) : 0
  const off = !may(me.data, 'repayment.record') ? '您的岗位不记还款，由内勤、后台放款或集中作业岗办理' : isRunning ? null : `借据${NOTE_STATES[page.state]}，不再入账`
  return (
    <section className="panel" aria-label="借据">
      <div className="panel-head">
        <h2>借据 {page.number} <StateBadge tone={late > 0 ? 'stop' : TONES[page.state]}>{late > 0 ? `逾期 ${late} 天` : NOTE_STATES[page.state]}</StateBadge></h2>
        <SchedulePaper page={page} />
        <Button onClick={() => setActing(true)}>办理变更</Button>
        <Button kind="act" disabledReason={off} onClick={() => setPaying(true)}>记还款</Button>
      </div>
      <div className="panel-body stack">
        {isRunning ? (
          <div className="servicing-figures">
            <div><span className="muted small">剩余本金</span><Money fen={fen(page.balanceFen)} strong /></div>
            <div className={late > 0 ? 'servicing-late' : ''}><span className="muted small">今日应还{late > 0 ? '（含罚息）' : ''}</span><Money fen={possible.dueFen} strong /></div>
            <div><span className="muted small">{possible.next === null ? '下期' : `${possible.next.name} ${possible.next.dueOn}`}</span><Money fen={possible.next?.amountFen ?? null} strong /></div>
            <div><span className="muted small">今日结清</span><Money fen={possible.fullFen} strong /></div>
          </div>
        ) : null}
        {page.onTime.mayIncrease ? <Banner tone="info">已连续 {page.onTime.inARow} 期按时还款，可申请提额（满 {page.onTime.needed} 期即可）。</Banner> : null}
        <Facts facts={[
          ['放款金额', <Money key="a" fen={fen(page.amountFen)} />], ['年利率', <Rate key="r" value={page.annualRate} />], ['罚息年利率', <Rate key="p" value={page.rule.penaltyRate} />],
          ['放款日', page.disbursedOn], [page.settledOn === null ? '到期日' : '结清日', page.settledOn ?? page.maturesOn], ['还款账户', page.accountMasked], ['合同', page.contractNumber], ['授信', page.lineNumber],
          ['按时还款', `连续 ${page.onTime.inARow} 期`], ['风险分类', <RiskMark key="c" of={page.riskClass} />], ['分类下限（逾期天数）', <RiskMark key="f" of={page.classFloor} />], ['计息', page.nonAccrualOn === null ? '应计' : `${page.nonAccrualOn} 起非应计`],
          ...marksOf(page),
        ]} />
      </div>
      {isActing ? <ActDrawer page={page} onClose={() => setActing(false)} /> : null}
      {isPaying ? <RecordDrawer page={page} onClose={() => setPaying(false)} /> : null}
    </section>
  )
}
