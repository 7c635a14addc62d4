import '../evidence.css'
import { useMemo, useState } from 'react'
import type { Evidence } from '#common/assessment/domain'
import { useCase, usePlace, wordOf } from '#common/assessment/web'
import { EvidenceLarge, Thumbnail, useExplainer } from '#common/figures/web'
import { EmptyState, Icon, clockDay } from '#ui'
import { AddEvidence } from '../add-evidence.tsx'
import { BillDrop } from '../bill-drop.tsx'
import { DetachAct } from '../detach-act.tsx'
import { usesOf } from '../uses.ts'

/** 资料: everything the figures rest on, and the place where a bill is dropped. */
export function EvidenceSheet() {
  const store = useCase()
  const evidence = usePlace<readonly Evidence[]>('/evidence')
  const [shown, setShown] = useState<string | null>(null)
  const uses = useMemo(() => usesOf({ ...store.caseFile, evidence: [...evidence] }), [store, evidence])
  const photos = evidence.filter(({ kind }) => kind === 'PHOTO')
  const others = evidence.filter(({ kind }) => kind !== 'PHOTO')
  const explainer = useExplainer()
  const piece = shown === null ? undefined : explainer.evidence(shown)
  return (
    <div className="stack">
      {store.isOpen ? <><BillDrop /><AddEvidence /></> : null}
      <section className="part" aria-label="照片">
        <header><h3>照片</h3><span className="small muted">{photos.length} 张，现场至少 {store.pack.soft.photosAtLeast} 张</span></header>
        {photos.length === 0 ? <EmptyState says="还没有照片。店面、货物、账本、电表、与客户合影各拍一张。" /> : (
          <ul className="photos">{photos.map((one) => <li key={one.id}><Photo evidence={one} uses={uses.get(one.id) ?? 0} onOpen={() => setShown(one.id)} /></li>)}</ul>
        )}
      </section>
      <section className="part" aria-label="文件、记录与流水">
        <header><h3>文件、记录与流水</h3><span className="small muted">{others.length} 件</span></header>
        {others.length === 0 ? <EmptyState says="还没有文件或记录。" /> : <ul className="papers">{others.map((one) => <li key={one.id}><Paper evidence={one} uses={uses.get(one.id) ?? 0} onOpen={() => setShown(one.id)} /></li>)}</ul>}
      </section>
      {piece === undefined ? null : <EvidenceLarge piece={piece} onClose={() => setShown(null)} />}
    </div>
  )
}

interface PieceProps { evidence: Evidence; uses: number; onOpen: () => void }

function Photo({ evidence, uses, onOpen }: PieceProps) {
  const piece = useExplainer().evidence(evidence.id)
  return (
    <figure className="photo">
      <button type="button" onClick={onOpen} aria-label={`放大 ${evidence.title}`}>{piece?.href === undefined ? <Icon name="camera" size={28} /> : <img src={piece.href} alt={evidence.title} loading="lazy" />}</button>
      <figcaption><b>{evidence.title}</b><span className="small muted">{piece?.says}</span><Foot evidence={evidence} uses={uses} /></figcaption>
    </figure>
  )
}

const KINDS = { PHOTO: '照片', FILE: '文件', NOTE: '记录', BILL: '流水', INVOICES: '发票' } as const

function Paper({ evidence, uses, onOpen }: PieceProps) {
  const piece = useExplainer().evidence(evidence.id)
  return (
    <div className="paper-row">
      {piece === undefined ? null : <Thumbnail piece={piece} />}
      <button type="button" className="paper-title" onClick={onOpen}><b>{evidence.title}</b><span className="small muted">{KINDS[evidence.kind]} · {wordOf('class', evidence.class)}{evidence.takenAt === undefined ? '' : ` · ${clockDay(evidence.takenAt)}`}{evidence.by === undefined ? '' : ` · ${evidence.by}`}</span></button>
      <Foot evidence={evidence} uses={uses} />
    </div>
  )
}

function Foot({ evidence, uses }: { evidence: Evidence; uses: number }) {
  const { isOpen } = useCase()
  return <span className="piece-foot"><span className={uses === 0 ? 'piece-unused' : 'small muted'}>{uses === 0 ? '未引用' : `支持 ${uses} 处`}</span>{isOpen ? <DetachAct evidence={evidence} uses={uses} /> : null}</span>
}
