import type { CasePage as CaseFacts } from '#desk/case/domain'
import { Suspense } from 'react'
import { SHEETS } from '#loan/investigation/web'
import { stageOrder } from '#path'
import { SkeletonRows, paths, useGo } from '#ui'
import { CaseHead } from './case-head.tsx'
import { PANELS, type Panel } from './panels.ts'
import { PathColumn } from './path-column.tsx'

/** A case at one of its stages: the path at the left, the stage's own screen beside it. */
export function PanelCase({ facts, panel }: { facts: CaseFacts; panel: Panel }) {
  const { caseId } = facts
  const address = (sheet: string): string => paths.case(caseId, sheet)
  return (
    <div className="case case-applied" data-sheet={panel.id}>
      <PathColumn facts={facts} sheet={panel.id} address={address} />
      <div className="case-main">
        <header className="case-head no-print"><CaseHead facts={facts} /></header>
        <PanelSteps open={panel.id} hasWorkbook={facts.version !== null} address={address} />
        <Suspense fallback={<div className="panel"><SkeletonRows rows={10} /></div>}><panel.Body caseId={caseId} /></Suspense>
      </div>
    </div>
  )
}

const isBeforeWorkbook = ({ stage }: Panel): boolean => stage !== null && stageOrder(stage) <= stageOrder('investigation')

/** On the phone the path is a list to choose from. */
export function PanelSteps({ open, hasWorkbook, address }: { open: string; hasWorkbook: boolean; address: (sheet: string) => string }) {
  const go = useGo()
  return (
    <nav className="case-step case-stage-step no-print" aria-label="环节">
      <label><span className="unseen">环节</span><select value={open} onChange={(event) => go(address(event.target.value))}>
        {PANELS.filter(isBeforeWorkbook).map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        {hasWorkbook ? <option value={SHEETS[0]?.id}>调查工作簿</option> : null}
        {PANELS.filter((panel) => !isBeforeWorkbook(panel)).map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select></label>
    </nav>
  )
}
