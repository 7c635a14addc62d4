import '../versions.css'
import type { z } from 'zod'
import type { VersionRow, Versions } from '#loan/investigation/domain'
import { EmptyState, Facts, Go, Money, RefusalText, SkeletonRows, StateBadge, api, clockTime, refusalsIn, useRead } from '#ui'
import { fen } from '#kernel'
import { useSheetAddress } from '../places.ts'
import { DECISIONS } from '../rail.tsx'
import { useOpenCase } from '../session-context.ts'

/** 历次版本: what was submitted and never changes, and why it came back. */
export function VersionsSheet() {
  const { caseId, version } = useOpenCase()
  const read = useRead<z.output<typeof Versions>>(api.ofCase(caseId, 'versions'))
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  if (read.data === undefined) return <div className="panel"><SkeletonRows rows={4} /></div>
  const { versions } = read.data
  if (versions.length === 0) return <div className="panel"><EmptyState says="还没有提交过。提交后成为第 1 版，不再改变。" /></div>
  return <div className="stack">{[...versions].sort((a, b) => b.version - a.version).map((one) => <OneVersion key={one.version} row={one} isShown={version === one.version} />)}</div>
}

function OneVersion({ row, isShown }: { row: VersionRow; isShown: boolean }) {
  const address = useSheetAddress()
  const { says, tone } = DECISIONS[row.decision]
  return (
    <section className="part" aria-label={`第 ${row.version} 版`}>
      <header>
        <h3>第 {row.version} 版</h3><StateBadge tone={tone}>{says}</StateBadge>
        {isShown ? <span className="small muted">正在查看</span> : <Go className="button button-plain" to={`${address('basics')}?version=${row.version}`}>查看这一版</Go>}
      </header>
      <div className="part-body stack">
        <Facts facts={[
          ['额度', row.limitFen === null ? '不核额度' : <Money key="limit" fen={fen(row.limitFen)} unit />], ['评分', row.score === null ? null : `${row.score} ${row.grade ?? ''}`], ['提交', `${row.submittedBy.name}，${row.submittedOn} ${clockTime(row.submittedAt)}`],
          ['政策', row.policy], ['公式版本', row.formulas], ['内容指纹', <code key="hash" className="version-hash">{row.hash.slice(0, 16)}</code>],
        ]} />
        {row.returned === null ? null : <blockquote className="returned"><p>{row.returned.reason}</p><footer className="small muted">{row.returned.by.name} 退回，{row.returned.on} {clockTime(row.returned.at)}</footer></blockquote>}
      </div>
    </section>
  )
}
