import { useState } from 'react'
import { type ApplicationPanel, DOCUMENT_STATES, type DocumentRow } from '#loan/application/domain'
import { Button, Drawer, NoteField, RefusalText, StateBadge, announce, api, refusalsIn } from '#ui'
import { PickPaper } from './pick-paper.tsx'
import { Section } from './section.tsx'
import { reasonOf, useAct } from './use-act.ts'

const TONES = { PENDING: 'warning', RECEIVED: 'holds', WAIVED: 'quiet' } as const

/** The document list handed to the customer: what came, what is waived, what is still to come, and the act that starts the clock. */
export function Documents({ panel }: { panel: ApplicationPanel }) {
  const [waiving, setWaiving] = useState<DocumentRow | null>(null)
  const write = useAct(panel.caseId)
  const off = reasonOf(panel, 'documents')
  const complete = reasonOf(panel, 'documents-complete')
  const mark = (row: DocumentRow, state: DocumentRow['state'], evidenceId: string | null = null): void => write.mutate({ path: api.application(panel.caseId, 'documents-list'), body: { item: row.item, state, evidenceId } }, { onSuccess: () => announce(`${row.name}：${DOCUMENT_STATES[state]}`) })
  const came = panel.documents.filter(({ state }) => state !== 'PENDING').length
  return (
    <Section title="资料清单" note={panel.documentsComplete === null ? `${came}/${panel.documents.length}` : `${panel.documentsComplete.on} ${panel.documentsComplete.by.name}登记齐备`}
      act={complete === undefined ? undefined : <Button kind="act" busy={write.isPending} disabledReason={complete} onClick={() => write.mutate({ path: api.application(panel.caseId, 'documents-complete') }, { onSuccess: () => announce('资料已齐备，准入答复时限开始计算') })}>资料齐备</Button>}>
      <ul className="application-list">
        {panel.documents.map((row) => (
          <li key={row.item} data-done={row.state !== 'PENDING'}>
            <span className="application-says"><strong>{row.name}{row.isRequired ? '' : '（有则交）'}</strong><span className="muted small">{row.changed === null ? '' : `${row.changed.by.name} · ${row.changed.on}`}{row.note === null ? '' : ` · ${row.note}`}</span></span>
            {row.evidenceId === null ? null : <a href={api.evidenceFile(panel.caseId, row.evidenceId)} target="_blank" rel="noreferrer">查看</a>}
            <StateBadge tone={TONES[row.state]}>{DOCUMENT_STATES[row.state]}</StateBadge>
            {off === undefined || panel.documentsComplete !== null ? null : row.state === 'PENDING' ? (
              <span className="row">
                <PickPaper caseId={panel.caseId} title={row.name} label="拍照收" disabledReason={off} onStored={(evidenceId) => mark(row, 'RECEIVED', evidenceId)} />
                <Button disabledReason={off} onClick={() => mark(row, 'RECEIVED')}>已收</Button>
                <Button kind="quiet" disabledReason={off} onClick={() => setWaiving(row)}>免交</Button>
              </span>
            ) : <Button kind="quiet" disabledReason={off} onClick={() => mark(row, 'PENDING')}>改回待交</Button>}
          </li>
        ))}
      </ul>
      <RefusalText refusals={refusalsIn(write.error)} />
      {waiving === null ? null : <Waive panel={panel} row={waiving} onClose={() => setWaiving(null)} />}
    </Section>
  )
}

function Waive({ panel, row, onClose }: { panel: ApplicationPanel; row: DocumentRow; onClose: () => void }) {
  const [note, setNote] = useState('')
  const write = useAct(panel.caseId)
  const go = (): void => write.mutate({ path: api.application(panel.caseId, 'documents-list'), body: { item: row.item, state: 'WAIVED', note } }, { onSuccess: () => { announce(`${row.name}：免交`); onClose() } })
  return (
    <Drawer title={`免交：${row.name}`} open onClose={onClose} foot={<><Button onClick={onClose}>仍要交</Button><Button kind="act" busy={write.isPending} disabledReason={note.trim().length < 2 ? '请写明为什么免交' : null} onClick={go}>免交</Button></>}>
      <div className="stack"><NoteField label="免交的理由" value={note} onChange={setNote} maxLength={300} required /><RefusalText refusals={refusalsIn(write.error)} /></div>
    </Drawer>
  )
}
