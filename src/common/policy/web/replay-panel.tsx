import { useEffect } from 'react'
import type { Outcome, ReplayAnswer, ReplayChange, ReplaySummary, ReplayedCase } from '#common/policy/domain'
import type { Me } from '#common/staff/domain'
import { may } from '#common/staff/web'
import { fen } from '#kernel'
import { Banner, Button, type Column, DataTable, Facts, Go, Money, RefusalText, SkeletonRows, paths, percentText, refusalsIn, useRead, useWrite } from '#ui'

const DECISIONS: Readonly<Record<Outcome['decision'], string>> = { PROPOSE: '建议', REFER: '提交复议', REJECT: '拒绝', INCOMPLETE: '未完成' }
const CHANGES: Readonly<Record<ReplayChange, string>> = { SIDE: '结论', AMOUNT: '金额', GRADE: '等级', PRICE: '价格' }
const POLL_MS = 2000

/** What a draft does to the cases of the bank and to the worked examples; who signs it, signs this. */
export function ReplayPanel({ at, start, read, mayStart }: { at: string; start: string; read: ReturnType<typeof useReplay>; mayStart: boolean }) {
  const write = useWrite<ReplayAnswer>({ changes: [at] })
  const answer = read.data
  if (answer === undefined) return <section className="panel">{read.isError ? <RefusalText refusals={refusalsIn(read.error)} /> : <SkeletonRows rows={3} />}</section>
  const { needed, replay, rows } = answer
  const again = (word: string) => mayStart ? <Button busy={write.isPending} onClick={() => write.mutate({ path: start })}>{word}</Button> : null
  return (
    <section className="panel" aria-label="复算">
      <div className="panel-head"><h2>在存量案件上复算</h2>{replay?.state === 'DONE' ? <span className="small muted">{replay.startedBy} 发起，第 {replay.seq} 次</span> : null}</div>
      <RefusalText refusals={refusalsIn(write.error)} />
      {!needed ? <p className="panel-body small muted">所改的项目不参与评分、额度、价格与准入，不需复算。</p> : replay === null ? <div className="panel-body row"><span>尚未复算，不能签署。</span>{again('开始复算')}</div> : replay.state === 'RUNNING' ? <p className="panel-body" role="status">正在复算，已算 {replay.done} 案…</p>
        : replay.state === 'FAILED' ? <div className="panel-body stack"><Banner tone="stop">复算未成：{replay.error}</Banner>{again('重新复算')}</div> : (
          <>
            {replay.current ? null : <div className="panel-body stack"><Banner tone="warning">复算之后另有变更签署或公式更新，须重新复算才能签署。</Banner>{again('重新复算')}</div>}
            {replay.summary === null ? null : <Summary summary={replay.summary} />}
            <DataTable<ReplayedCase> title="结果有变的案件" rows={rows} rowKey={(row) => String(row.seq)} columns={COLUMNS} empty={{ says: '没有一案的结论、金额、等级或价格因此改变。' }} />
            <p className="panel-body small muted replay-hash">复算指纹 {replay.hash?.slice(0, 16)}，签署即签这一次复算</p>
          </>
        )}
    </section>
  )
}

/** Its rows are cases of the whole bank: for those who draft, sign or measure the policy. */
export function mayReadReplay(me: Me): boolean {
  return may(me, 'policy.draft') || may(me, 'policy.sign') || may(me, 'calibration.read')
}

/** The replay of a draft, asked again while it runs. */
export function useReplay(at: string | null, isOpen: boolean) {
  const read = useRead<ReplayAnswer>(at)
  const isRunning = isOpen && read.data?.replay?.state === 'RUNNING'
  const { refetch } = read
  useEffect(() => {
    if (!isRunning) return undefined
    const timer = setInterval(() => { void refetch() }, POLL_MS)
    return () => clearInterval(timer)
  }, [isRunning, refetch])
  return read
}

/** Why nobody can sign yet: what is signed is what was replayed. */
export function unreplayed(answer: ReplayAnswer | undefined): string | null {
  if (answer === undefined) return '正在读取复算结果'
  if (!answer.needed || (answer.replay?.state === 'DONE' && answer.replay.current)) return null
  return answer.replay?.state === 'RUNNING' ? '正在复算，完成后可签署' : '须先在存量案件上复算'
}

function Summary({ summary }: { summary: ReplaySummary }) {
  const sides = Object.entries(summary.sides).map(([key, count]) => { const [from, to] = key.split('>') as [Outcome['decision'], Outcome['decision']]; return `${DECISIONS[from]} → ${DECISIONS[to]} ${count} 案` })
  const grades = Object.entries(summary.grades).map(([key, count]) => `${key.replace('>', ' → ')} ${count} 案`)
  const updown = ({ up, down }: { up: number; down: number }): string => (up + down === 0 ? '不变' : `升 ${up} 案，降 ${down} 案`)
  return (
    <div className="panel-body"><Facts facts={[
      ['复算', `${summary.cases} 案与 ${summary.examples} 个示例${summary.unreadable > 0 ? `，另有 ${summary.unreadable} 案的旧格式读不了` : ''}`], ['有变', `${summary.changed} 案`],
      ['换边', sides.length === 0 ? '没有' : sides.join('；')], ['等级', grades.length === 0 ? '不变' : grades.join('；')], ['金额', updown(summary.amount)], ['价格', updown(summary.price)],
      ['存量案件额度合计', <span key="sum"><Money fen={fen(summary.beforeFen)} /> → <Money fen={fen(summary.afterFen)} unit /></span>],
    ]} /></div>
  )
}

const rate = (text: string | null): string => (text === null ? '—' : `${percentText(text)}%`)
const pair = (before: unknown, after: unknown) => (before === after ? String(before) : <span className="replay-pair"><span className="muted">{String(before)}</span> → <b>{String(after)}</b></span>)

const COLUMNS: readonly Column<ReplayedCase>[] = [
  { id: 'name', label: '案件', kind: 'text', of: (row) => row.name, render: (row) => (row.caseId === null ? `示例 ${row.name}` : <Go to={paths.case(row.caseId)}>{row.name}</Go>) },
  { id: 'changes', label: '何处变', kind: 'text', of: (row) => row.changes.map((each) => CHANGES[each]).join('、') },
  { id: 'side', label: '结论', kind: 'text', of: (row) => `${DECISIONS[row.before.decision]} ${DECISIONS[row.after.decision]}`, render: (row) => pair(DECISIONS[row.before.decision], DECISIONS[row.after.decision]) },
  { id: 'beforeFen', label: '原额度', kind: 'money', of: (row) => fen(row.before.amountFen) },
  { id: 'afterFen', label: '新额度', kind: 'money', of: (row) => fen(row.after.amountFen) },
  { id: 'grade', label: '等级', kind: 'text', of: (row) => `${row.before.grade ?? '—'} ${row.after.grade ?? '—'}`, render: (row) => pair(row.before.grade ?? '—', row.after.grade ?? '—') },
  { id: 'score', label: '评分', kind: 'text', of: (row) => `${row.before.score ?? '—'} ${row.after.score ?? '—'}`, render: (row) => pair(row.before.score ?? '—', row.after.score ?? '—') },
  { id: 'rate', label: '年利率', kind: 'text', of: (row) => `${rate(row.before.annualRate)} ${rate(row.after.annualRate)}`, render: (row) => pair(rate(row.before.annualRate), rate(row.after.annualRate)) },
]
