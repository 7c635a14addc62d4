import './case.css'
import { useLayoutEffect } from 'react'
import { Navigate, useParams } from '@tanstack/react-router'
import { type CasePage as CaseFacts, placeOf } from '#desk/case/domain'
import { Guarded } from '#desk/frame/web'
import { READS_CASES } from '#common/staff/domain'
import { RefusalText, api, paths, refusalsIn, useAddressState, useRead } from '#ui'
import { AppliedCase } from './applied-case.tsx'
import { PanelCase } from './panel-case.tsx'
import { PANELS, panelOf } from './panels.ts'
import { DraftCase } from './draft-case.tsx'
import { VersionCase } from './version-case.tsx'
import { Waiting } from './waiting.tsx'

/** A case as one page: not yet admitted, being investigated, or as it once was submitted. */
export function CasePage() {
  // The path of the case stands where the menu stands elsewhere.
  useLayoutEffect(() => {
    document.documentElement.dataset['place'] = 'case'
    return () => { delete document.documentElement.dataset['place'] }
  }, [])
  return <Guarded needs={READS_CASES}><Read /></Guarded>
}

function Read() {
  const { caseId = '', sheet = '' } = useParams({ strict: false })
  const [{ version }] = useAddressState()
  const read = useRead<CaseFacts>(api.case(caseId))
  if (read.isError) return <div className="page"><RefusalText refusals={refusalsIn(read.error)} /></div>
  if (read.data === undefined) return <Waiting />
  if (sheet === '') return <Navigate to={paths.case(caseId, home(read.data))} replace />
  const panel = PANELS.find(({ id }) => id === sheet)
  if (panel !== undefined) return <PanelCase facts={read.data} panel={panel} />
  if (read.data.version === null) return <AppliedCase facts={read.data} />
  return version === undefined ? <DraftCase facts={read.data} sheet={sheet} /> : <VersionCase facts={read.data} sheet={sheet} version={version} />
}

/** What opens first: the screen of the stage the case stands at. */
function home({ life, version }: CaseFacts): string {
  const { stage } = placeOf(life)
  if (stage === 'investigation' && version !== null) return 'basics'
  return panelOf(stage)?.id ?? 'basics'
}
