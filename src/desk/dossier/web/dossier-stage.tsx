import './dossier.css'
import { useState } from 'react'
import { type Dossier, type Exported, ITEM_STATES, type ItemState } from '#desk/dossier/domain'
import { may, useMe } from '#common/staff/web'
import { Button, EmptyState, RefusalText, SkeletonRows, StateBadge, type Tone, announce, api, clockTime, refusalsIn, useRead, useWrite } from '#ui'

const TONES: Readonly<Record<ItemState, Tone>> = { PRESENT: 'holds', LATE: 'warning', MISSING: 'stop', NOT_YET: 'quiet', NONE: 'quiet' }
const ORDER: readonly ItemState[] = ['MISSING', 'LATE', 'PRESENT', 'NOT_YET', 'NONE']

/** The due-diligence file of a case: what is there, what came late, what is missing, and the archive to take away. */
export function DossierStage({ caseId }: { caseId: string }) {
  const read = useRead<Dossier>(api.dossier(caseId))
  const [only, setOnly] = useState<ItemState | null>(null)
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  if (read.data === undefined) return <div className="panel"><SkeletonRows rows={12} /></div>
  const { items } = read.data
  const shown = items.filter(({ state }) => only === null || state === only)
  return (
    <div className="stack">
      <section className="panel" aria-label="尽职案卷">
        <header className="panel-head"><h2>尽职案卷</h2><span className="muted small">25 项，来自办理链 {read.data.chain.acts} 条记录{read.data.chain.sealedUntil === null ? '，尚未封账' : `，已封账至 ${read.data.chain.sealedUntil}`}</span></header>
        <div className="panel-body">
          <p className="row dossier-counts" role="group" aria-label="按状态筛选">
            {ORDER.map((state) => {
              const count = items.filter((one) => one.state === state).length
              return <button key={state} type="button" className="dossier-count" aria-pressed={only === state} onClick={() => setOnly(only === state ? null : state)}><StateBadge tone={TONES[state]}>{ITEM_STATES[state]}</StateBadge><b>{count}</b></button>
            })}
          </p>
          <ol className="dossier-items">
            {shown.map(({ no, name, state, why, acts }) => (
              <li key={no} className={`dossier-${state.toLowerCase().replace('_', '-')}`}>
                <span className="dossier-no">{no}</span>
                <span className="dossier-name">{name}<span className="small muted">{why}{acts.length === 0 ? '' : `：第 ${spans(acts)} 条`}</span></span>
                <StateBadge tone={TONES[state]}>{ITEM_STATES[state]}</StateBadge>
              </li>
            ))}
          </ol>
        </div>
      </section>
      <Exports caseId={caseId} exports={read.data.exports} signedBy={read.data.signedBy} />
    </div>
  )
}

function Exports({ caseId, exports, signedBy }: { caseId: string; exports: readonly Exported[]; signedBy: string }) {
  const me = useMe()
  const write = useWrite<Exported>({ changes: [api.dossier(caseId)] })
  const mayExport = may(me.data, 'dossier.export')
  const go = (): void => write.mutate({ path: api.dossierExports(caseId) }, { onSuccess: ({ root }) => announce(`已导出，根 ${root.slice(0, 16)}…`) })
  return (
    <section className="panel" aria-label="导出">
      <header className="panel-head"><h2>导出</h2><Button kind="plain" busy={write.isPending} disabledReason={mayExport ? null : '您的岗位没有「导出案卷」权限'} onClick={go}>导出案卷</Button></header>
      <div className="stack dossier-export">
        <RefusalText refusals={refusalsIn(write.error)} />
        {exports.length === 0 ? <EmptyState says="还没有导出过。导出的压缩包含全部证据、表单、文书与办理链，由银行签名，任何人可用命令 weidai dossier verify 核对。" /> : (
          <ul className="dossier-exports">
            {exports.map((one) => (
              <li key={one.exportId}>
                <span>{one.exportedOn} {clockTime(one.exportedAt)}　{one.exportedBy}　{(one.bytes / 1024).toFixed(0)} KB{one.isWhole ? '' : '　导出时办理链核对不符'}</span>
                <code className="small">根 {one.root}</code>
                {mayExport ? <a href={api.dossierFile(caseId, one.exportId)} download>下载</a> : null}
              </li>
            ))}
          </ul>
        )}
        <p className="small muted">本行签名密钥指纹　<code>{signedBy}</code></p>
      </div>
    </section>
  )
}

/** 1, 2, 3, 7 → 1–3、7. */
function spans(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const one of numbers) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === one - 1) last[1] = one
    else runs.push([one, one])
  }
  return runs.map(([from, until]) => (from === until ? `${from}` : `${from}–${until}`)).join('、')
}
