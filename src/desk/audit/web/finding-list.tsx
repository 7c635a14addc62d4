import { useState } from 'react'
import { useMe } from '#common/staff/web'
import { FINDING_STATES, type Finding, type FindingState, SEVERITIES } from '#desk/audit/domain'
import { Button, EmptyState, Go, Modal, NoteField, RefusalText, StateBadge, type Tone, api, paths, refusalsIn, useWrite } from '#ui'

const TONES: Readonly<Record<FindingState, Tone>> = { OPEN: 'warning', ANSWERED: 'info', CLOSED: 'holds' }
type Move = { readonly finding: Finding; readonly name: string; readonly path: string }

/** Findings with what was said since, and the next word of whoever may say it. */
export function FindingList({ findings, changes, empty = '本案没有稽核发现。' }: { findings: readonly Finding[]; changes: readonly string[]; empty?: string }) {
  const me = useMe().data
  const [move, setMove] = useState<Move | null>(null)
  const audits = me?.permissions.includes('audit.sample') === true
  return (
    <section className="panel" aria-label="稽核发现">
      <header className="panel-head"><h2>稽核发现</h2></header>
      <div className="panel-body">
        {findings.length === 0 ? <EmptyState says={empty} /> : (
          <ul className="audit-findings">
            {findings.map((one) => (
              <li key={one.findingId}>
                <p className="row"><b>{one.number}</b><StateBadge tone={TONES[one.state]}>{FINDING_STATES[one.state]}</StateBadge><span>{SEVERITIES[one.severity]}</span><span className="muted small"><Go to={paths.case(one.caseId, 'dossier')}>{one.caseNumber}</Go> 第 {one.item} 项　{one.answerBy.name}于 {one.dueOn} 前整改</span></p>
                <p>{one.says}</p>
                {one.followUps.map((said, at) => <p key={at} className="small muted">{said.on} {said.by}{said.kind === 'ANSWER' ? '答复' : said.kind === 'CLOSE' ? '了结' : '退回'}：{said.says}</p>)}
                <p className="row">
                  {one.state === 'OPEN' && one.answerBy.staffId === me?.staffId ? <Button onClick={() => setMove({ finding: one, name: '答复', path: api.answerFinding(one.findingId) })}>答复</Button> : null}
                  {audits && one.state !== 'CLOSED' && one.answerBy.staffId !== me?.staffId ? <Button onClick={() => setMove({ finding: one, name: '了结', path: api.auditFinding(one.findingId, 'close') })}>了结</Button> : null}
                  {audits && one.state !== 'OPEN' ? <Button kind="quiet" onClick={() => setMove({ finding: one, name: '退回整改', path: api.auditFinding(one.findingId, 'reopen') })}>退回整改</Button> : null}
                </p>
              </li>
            ))}
          </ul>
        )}
      </div>
      {move === null ? null : <Say key={move.path} move={move} changes={changes} onClose={() => setMove(null)} />}
    </section>
  )
}

function Say({ move, changes, onClose }: { move: Move; changes: readonly string[]; onClose: () => void }) {
  const write = useWrite({ changes: [...changes, api.myFindings(), api.auditSamples()] })
  const [says, setSays] = useState('')
  return (
    <Modal title={`${move.finding.number} ${move.name}`} open onClose={onClose} foot={<><Button onClick={onClose}>再看看</Button><Button kind="act" busy={write.isPending} disabledReason={says.trim().length < 4 ? '至少 4 个字' : null} onClick={() => write.mutate({ path: move.path, body: { says } }, { onSuccess: onClose })}>{move.name}</Button></>}>
      <div className="stack"><p>{move.finding.says}</p><NoteField label="内容" value={says} onChange={setSays} required maxLength={1000} /><RefusalText refusals={refusalsIn(write.error)} /></div>
    </Modal>
  )
}
