import type { CasePage as CaseFacts } from '#desk/case/domain'
import { type ReactNode, Suspense, useEffect, useMemo } from 'react'
import { Banners, CaseFigures, FoldedRail, Rail, SHEETS, fetchSheets, sheetOf, useOpenCase, useSaving } from '#loan/investigation/web'
import type { Places } from '#common/assessment/web'
import { SaveState, SkeletonRows, api, paths } from '#ui'
import { PathColumn } from './path-column.tsx'
import { PrintHead } from './print-head.tsx'
import { SheetSteps } from './sheet-steps.tsx'

interface CaseScreenProps {
  facts: CaseFacts
  sheet: string
  head: ReactNode
  /** The one act of this state. */
  act: ReactNode
  /** What must be known before reading: returned, read-only. */
  notice: ReactNode
}

/** A case: its path at the left, the open sheet in the middle, the judgement at the right. */
export function CaseScreen({ facts, sheet, head, act, notice }: CaseScreenProps) {
  const { caseId, version } = useOpenCase()
  const open = SHEETS.find(({ id }) => id === sheet) ?? SHEETS[0]!
  const address = useMemo(() => (id: string) => `${paths.case(caseId, id)}${version === null ? '' : `?version=${version}`}`, [caseId, version])
  const places = useMemo((): Places => ({
    of: (pointer) => { const on = sheetOf(pointer); return on === undefined ? null : address(on.id) },
    file: (evidence) => (evidence.sha256 === undefined ? undefined : api.evidenceFile(caseId, evidence.id)),
  }), [caseId, address])
  useEffect(() => { scrollTo({ top: 0 }) }, [open.id])
  useEffect(() => {
    const leaving = new AbortController()
    void fetchSheets(leaving.signal)
    return () => leaving.abort()
  }, [])
  return (
    <CaseFigures places={places}>
      <div className="case" data-sheet={open.id}>
        <PathColumn facts={facts} sheet={open.id} address={address} />
        <div className="case-main">
          <PrintHead facts={facts} sheet={open.name} />
          <header className="case-head no-print">{head}<Saved /><span className="case-act">{act}</span></header>
          <SheetSteps sheet={open.id} address={address} />
          {notice === null ? null : <div className="case-banners">{notice}</div>}
          <Banners />
          <Suspense fallback={<div className="panel"><SkeletonRows rows={10} /></div>}><open.Body /></Suspense>
        </div>
        <div className="case-rail no-print"><Rail /></div>
        <div className="case-fold no-print"><FoldedRail act={act} /></div>
      </div>
    </CaseFigures>
  )
}

function Saved() {
  return <SaveState saving={useSaving()} />
}
