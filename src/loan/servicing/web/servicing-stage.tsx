import './servicing.css'
import { useState } from 'react'
import type { z } from 'zod'
import { NOTE_STATES, type NotePage, type NotesOfCase } from '#loan/servicing/domain'
import { Chips, EmptyState, RefusalText, SkeletonRows, api, refusalsIn, useRead } from '#ui'
import { NoteHead } from './note-head.tsx'
import { NoteExposure } from './exposure-curve.tsx'
import { PlanTable } from './plan-table.tsx'
import { Links } from './links.tsx'
import { NoteHistory, RequestsPanel } from './acts/index.ts'
import { MonitoringPanel } from './monitoring/index.ts'
import { CoreFigures } from './mirror/index.ts'
import { ClassPanel } from './quality/index.ts'
import { PapersPanel } from './customer/index.ts'

/** The notes of a case: what is owed, what was paid and where it went, the next payment. */
export function ServicingStage({ caseId }: { caseId: string }) {
  const notes = useRead<z.output<typeof NotesOfCase>>(api.notesOfCase(caseId))
  const [chosen, choose] = useState<string | null>(null)
  if (notes.isError) return <RefusalText refusals={refusalsIn(notes.error)} />
  if (notes.data === undefined) return <div className="panel"><SkeletonRows rows={8} /></div>
  const all = notes.data.notes
  const open = chosen ?? all.find((one) => one.state === 'RUNNING')?.noteId ?? all.at(-1)?.noteId
  if (open === undefined) return <div className="panel"><EmptyState says="还没有借据。放款复核之后，借据和还款计划就在这里。" /></div>
  return (
    <div className="stack">
      {all.length < 2 ? null : <Chips label="借据" value={open} onChange={choose} choices={all.map((one) => ({ value: one.noteId, label: `${one.number} ${NOTE_STATES[one.state]}` }))} />}
      <Note key={open} noteId={open} />
    </div>
  )
}

/** One note with all that belongs to it. */
export function Note({ noteId }: { noteId: string }) {
  const read = useRead<NotePage>(api.note(noteId))
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  if (read.data === undefined) return <div className="panel"><SkeletonRows rows={10} /></div>
  return (
    <div className="stack">
      <NoteHead page={read.data} />
      <RequestsPanel page={read.data} />
      <div className="servicing-two">
        <PlanTable page={read.data} />
        <div className="stack"><NoteExposure page={read.data} /><Links page={read.data} /><PapersPanel noteId={noteId} /></div>
      </div>
      <NoteHistory page={read.data} />
      <CoreFigures noteId={noteId} />
      <ClassPanel noteId={noteId} />
      {read.data.state === 'RUNNING' ? <MonitoringPanel noteId={noteId} /> : null}
    </div>
  )
}
