import './day-end.css'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMe } from '#common/staff/web'
import { DAY_END_STATES, type DayEndDetail, type DayEndPage as Page, type DayEndRow } from '#loan/servicing/domain'
import { Banner, type Column, DataTable, EmptyState, Go, RefusalText, SkeletonRows, StateBadge, api, clockTime, paths, queryClient, refusalsIn, useGo, useRead } from '#ui'
import { RunDayEndButton } from './run-button.tsx'
import { TONES, durationText } from './shown.ts'
import { FailedJobs } from './failed-jobs.tsx'
import { Steps } from './steps.tsx'

const EVERY_MS = 2_000

/** 日终: how far the bank's day has come, what it did step by step, and how the last ones went. */
export function DayEndPage() {
  const { day: asked } = useParams({ strict: false })
  const read = useRead<Page>(api.dayEnds())
  const me = useMe().data
  const { data } = read
  const shown = asked ?? data?.runs[0]?.day
  const isRunning = data?.runs.some(({ state }) => state === 'RUNNING') ?? false
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => void queryClient.invalidateQueries({ predicate: ({ queryKey: [path] }) => typeof path === 'string' && path.startsWith(api.dayEnds()) }), EVERY_MS)
    return () => clearInterval(timer)
  }, [isRunning])
  return (
    <div className="page stack">
      <div className="page-head">
        <div><h1>日终</h1><p>{data === undefined ? '' : `当前营业日 ${data.today}；${data.unfinished === data.today ? '此前各日均已日终' : `${data.unfinished} 的日终尚未完成`}。${data.automatic.says}`}</p></div>
        {data === undefined ? null : <RunDayEndButton page={data} mayRun={me?.permissions.includes('day-end.run') === true} />}
      </div>
      <RefusalText refusals={refusalsIn(read.error)} />
      {data !== undefined && !data.worker && isRunning ? <Banner tone="warning">没有后台进程在工作，日终暂时停着：请系统管理员启动后台进程，启动后自动继续。</Banner> : null}
      <FailedJobs mayRun={me?.permissions.includes('day-end.run') === true} />
      {read.isPending ? <section className="panel"><SkeletonRows rows={6} /></section> : null}
      {shown === undefined ? (data === undefined ? null : <section className="panel"><EmptyState says="还没有做过日终。" act={<Go className="button" to={paths.notes('due')}>看今日到期</Go>} /></section>) : <OneDay day={shown} />}
      {data === undefined || data.runs.length === 0 ? null : <Runs runs={data.runs} shown={shown} />}
    </div>
  )
}

function OneDay({ day }: { day: string }) {
  const read = useRead<DayEndDetail>(api.dayEnd(day))
  const { data } = read
  if (data === undefined) return <section className="panel">{read.isPending ? <SkeletonRows rows={6} /> : <RefusalText refusals={refusalsIn(read.error)} />}</section>
  const { run } = data
  return (
    <section className="panel" aria-label={`${day} 日终`}>
      <div className="panel-head"><h2>{day}</h2><StateBadge tone={TONES[run.state]}>{DAY_END_STATES[run.state]}</StateBadge>
        <span className="muted small">{run.partsDone} / {run.parts} 项，{clockTime(run.startedAt)} 开始{run.seconds === null ? '' : `，用时 ${durationText(run.seconds)}`}{run.askedBy === null ? '' : `，由 ${run.askedBy} 发起`}</span>
      </div>
      <div className="panel-body stack">
        <div className="day-end-progress" role="progressbar" aria-valuemin={0} aria-valuemax={run.parts} aria-valuenow={run.partsDone} aria-label="已完成的项"><span className={`day-end-${run.state.toLowerCase()}`} style={{ width: `${(run.partsDone / Math.max(run.parts, 1)) * 100}%` }} /></div>
        {run.failed === null ? null : <Banner tone="stop">停在「{run.failed.step}」（{run.failed.part}）：{run.failed.says}。此前完成的不受影响，处理后点「继续日终」。</Banner>}
        {run.differences > 0 ? <Banner tone="warning">总账与借据有 {run.differences} 处不一致，请财务说明原因。<Go to={paths.ledger({ view: 'differences', day })}>去说明</Go></Banner> : null}
        <Steps steps={data.steps} day={day} />
      </div>
    </section>
  )
}

const INSTANT = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })

function Runs({ runs, shown }: { runs: readonly DayEndRow[]; shown: string | undefined }) {
  const go = useGo()
  const columns: readonly Column<DayEndRow>[] = [
    { id: 'day', label: '营业日', kind: 'day', of: (row) => row.day, render: (row) => (row.day === shown ? <b>{row.day}</b> : row.day) },
    { id: 'state', label: '状态', kind: 'text', of: (row) => DAY_END_STATES[row.state], render: (row) => <StateBadge tone={TONES[row.state]}>{DAY_END_STATES[row.state]}</StateBadge> },
    { id: 'seconds', label: '用时', kind: 'text', of: (row) => (row.seconds === null ? '' : durationText(row.seconds)) },
    { id: 'rows', label: '写入行数', kind: 'count', of: (row) => row.rows },
    { id: 'differences', label: '账务差异', kind: 'count', of: (row) => row.differences },
    { id: 'startedAt', label: '开始', kind: 'text', of: (row) => INSTANT.format(new Date(row.startedAt)) },
    { id: 'askedBy', label: '发起', kind: 'text', of: (row) => row.askedBy ?? '系统' },
  ]
  return <DataTable<DayEndRow> title="近期日终" rows={runs} rowKey={(row) => row.day} onOpen={(row) => go(paths.dayEnd(row.day))} columns={columns} empty={{ says: '还没有做过日终。' }} />
}
