import { useState } from 'react'
import type { z } from 'zod'
import { PERIOD_STATES, type PeriodRow, type Periods } from '#common/ledger/domain'
import type { Me } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { fen } from '#kernel'
import { Button, Facts, Modal, Money, NoteField, RefusalText, SkeletonRows, StateBadge, announce, api, percentText, refusalsIn, useRead, useWrite } from '#ui'

const TONES = { OPEN: 'going', CLOSED: 'warning', CONFIRMED: 'holds' } as const
const LEAST = 4

/** 月结: each month with what stands in the way, the figures it was closed on, who closed and who confirmed it. */
export function PeriodsView() {
  const read = useRead<z.output<typeof Periods>>(api.periods())
  const me = useMe()
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  if (read.data === undefined) return <div className="panel"><SkeletonRows rows={6} /></div>
  return <section className="panel" aria-label="月结">{read.data.months.map((month) => <Month key={month.month} row={month} me={me.data} />)}</section>
}

function Month({ row, me }: { row: PeriodRow; me: Me | undefined }) {
  const write = useWrite({ changes: [api.periods()] })
  const [asking, ask] = useState(false)
  const mine = row.closed !== null && row.closed.staffId === me?.staffId
  const act = (what: 'closing' | 'confirmation', says: string): void => write.mutate({ path: api.period(row.month, what) }, { onSuccess: () => announce(says) })
  return (
    <article className="ledger-month">
      <header>
        <h2>{row.month}</h2><StateBadge tone={TONES[row.state]}>{PERIOD_STATES[row.state]}</StateBadge>
        {row.state === 'OPEN' ? <Button kind="plain" busy={write.isPending} disabledReason={!may(me, 'ledger.close') ? '由财务会计结账' : row.hindrances[0] ?? null} onClick={() => act('closing', `${row.month} 已结账，待他人确认`)}>结账</Button> : null}
        {row.state === 'CLOSED' ? <><Button disabledReason={may(me, 'ledger.close', 'ledger.confirm') ? null : '由财务会计或主管副行长退回'} onClick={() => ask(true)}>退回</Button><Button kind="act" busy={write.isPending} disabledReason={!may(me, 'ledger.confirm') ? '由财务会计或主管副行长确认' : mine ? '由您结账，须由他人确认' : null} onClick={() => act('confirmation', `${row.month} 已确认`)}>确认</Button></> : null}
      </header>
      {row.hindrances.map((says) => <p key={says} className="muted">{says}</p>)}
      {row.closed === null ? null : <p className="muted">结账 {row.closed.by} {row.closed.on}{row.confirmed === null ? '' : `；确认 ${row.confirmed.by} ${row.confirmed.on}`}</p>}
      {row.withdrawn.map((one) => <p key={`${one.staffId} ${one.on}`} className="muted">{one.on} {one.by} 退回：{one.reason}</p>)}
      {row.report === null ? null : <Figures row={row} />}
      <RefusalText refusals={refusalsIn(write.error)} />
      <Withdraw month={row.month} open={asking} onClose={() => ask(false)} />
    </article>
  )
}

function Figures({ row: { report, hash } }: { row: PeriodRow }) {
  if (report === null) return null
  const shown = Object.entries(report.figures).map(([name, value]) => [name, value === null ? '—' : typeof value === 'string' ? `${percentText(value)}%` : name.endsWith('笔数') ? String(value) : <Money key={name} fen={fen(value)} />] as const)
  return <Facts facts={[['借方发生', <Money key="d" fen={fen(report.debitFen)} />], ['贷方发生', <Money key="c" fen={fen(report.creditFen)} />], ['机构与日数', `${report.units} 个机构，${report.days} 天`], ['已说明的差异', `${report.explainedDifferences} 笔`], ...shown, ['报表指纹', <span key="h" className="ledger-hash">{hash?.slice(0, 16)}</span>]]} />
}

function Withdraw({ month, open, onClose }: { month: string; open: boolean; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const write = useWrite({ changes: [api.periods()] })
  const act = (): void => write.mutate({ path: api.period(month, 'withdrawal'), body: { reason } }, { onSuccess: () => { announce(`${month} 的结账已退回`); onClose() } })
  return (
    <Modal title={`退回 ${month} 的结账`} open={open} onClose={onClose} foot={<><Button onClick={onClose}>不退回</Button><Button kind="stop" busy={write.isPending} disabledReason={reason.trim().length < LEAST ? `请写明原因，至少 ${LEAST} 个字` : null} onClick={act}>退回</Button></>}>
      <div className="stack"><NoteField label="退回原因" value={reason} onChange={setReason} maxLength={400} required /><RefusalText refusals={refusalsIn(write.error)} /></div>
    </Modal>
  )
}
