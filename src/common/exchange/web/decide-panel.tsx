import { useState } from 'react'
import type { FileKind, Mappings, MappingVersion } from '#common/exchange/domain'
import type { Me } from '#common/staff/domain'
import { may } from '#common/staff/web'
import { Button, NoteField, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'

/** A second person releases a mapping or sends it back. */
export function DecidePanel({ kind, version, me }: { kind: FileKind; version: MappingVersion; me: Me }) {
  const write = useWrite<Mappings>({ changes: [api.fileMappings()] })
  const [isRejecting, setRejecting] = useState(false)
  const [reason, setReason] = useState('')
  const why = !may(me, 'exchange.release') ? '须有「放行文件映射」权限' : version.proposedBy?.staffId === me.staffId ? '起草的人不能自己放行' : null
  const decide = (decision: 'RELEASED' | 'REJECTED'): void => write.mutate({ path: api.fileMappingDecision(kind, version.version), body: { decision, ...(decision === 'REJECTED' ? { reason } : {}) } }, { onSuccess: () => announce(decision === 'RELEASED' ? `第 ${version.version} 版自此使用` : '已退回起草人') })
  return (
    <section className="panel" aria-label="放行">
      <header className="panel-head"><h2>{`第 ${version.version} 版等待放行`}</h2><span className="row"><Button kind="act" busy={write.isPending} disabledReason={why} onClick={() => decide('RELEASED')}>放行</Button><Button disabledReason={why} onClick={() => setRejecting(true)}>退回</Button></span></header>
      <div className="panel-body stack">
        <p>{version.note}</p>
        <RefusalText refusals={refusalsIn(write.error)} />
        {isRejecting ? <><NoteField label="退回理由" value={reason} onChange={setReason} required maxLength={200} /><div className="row"><Button onClick={() => setRejecting(false)}>再看看</Button><Button kind="stop" busy={write.isPending} disabledReason={reason.trim().length < 4 ? '请写明理由，至少四个字' : null} onClick={() => decide('REJECTED')}>退回</Button></div></> : null}
      </div>
    </section>
  )
}
