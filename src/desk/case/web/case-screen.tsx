import './case.css'
import { type ReactNode, Suspense, useEffect } from 'react'
import { CaseFigures, Banners, Rail, SHEETS, useOpenCase, useSaving } from '#loan/investigation/web'
import type { Places } from '#common/assessment/web'
import type { StageId } from '#path'
import { SaveState, SkeletonRows } from '#ui'
import { PathColumn, type StageState } from './path-column.tsx'

interface CaseScreenProps {
  title: ReactNode
  subtitle: ReactNode
  sheet: string
  places: Places
  stateOf: (stage: StageId) => StageState
  acts: ReactNode
}

/** A case: its path at the left, the open sheet in the middle, the judgement at the right. */
export function CaseScreen({ title, subtitle, sheet, places, stateOf, acts }: CaseScreenProps) {
  const { caseId, session } = useOpenCase()
  const open = SHEETS.find(({ id }) => id === sheet) ?? SHEETS[0]!
  useEffect(() => {
    document.documentElement.dataset['place'] = 'case'
    return () => { delete document.documentElement.dataset['place'] }
  }, [])
  useEffect(() => { scrollTo({ top: 0 }) }, [open.id])
  return (
    <CaseFigures store={session.store} places={places}>
      <div className="case">
        <PathColumn caseId={caseId} sheet={open.id} stateOf={stateOf} />
        <div className="case-main">
          <header className="case-head">
            <div><div className="case-title">{title}</div><p>{subtitle}</p></div>
            <Saved />
            {acts}
          </header>
          <Banners />
          <Suspense fallback={<div className="panel"><SkeletonRows rows={10} /></div>}><open.Body /></Suspense>
        </div>
        <div className="case-rail no-print"><Rail /></div>
      </div>
    </CaseFigures>
  )
}

function Saved() {
  return <SaveState saving={useSaving()} />
}
