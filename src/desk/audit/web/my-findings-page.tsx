import './audit.css'
import type { z } from 'zod'
import type { Findings } from '#desk/audit/domain'
import { RefusalText, SkeletonRows, api, refusalsIn, useRead } from '#ui'
import { FindingList } from './finding-list.tsx'

/** What internal audit asks of me. */
export function MyFindingsPage() {
  const read = useRead<z.output<typeof Findings>>(api.myFindings())
  return (
    <div className="page stack">
      <header className="page-head"><h1>稽核整改</h1></header>
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.data === undefined ? <div className="panel"><SkeletonRows rows={5} /></div> : <FindingList findings={read.data.findings} changes={[]} empty="没有须由您整改的问题。" />}
    </div>
  )
}
