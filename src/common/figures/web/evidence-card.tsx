import { useEffect, useRef, useState } from 'react'
import { Icon, IconButton } from '#ui'
import { type EvidencePiece, useExplainer } from './explainer.ts'

/** A piece of evidence in a line; pressed, the photo opens large, a note opens its words, a file opens itself. */
export function EvidenceCard({ id }: { id: string }) {
  const piece = useExplainer().evidence(id)
  const [isOpen, setOpen] = useState(false)
  if (piece === undefined) return <span className="proof proof-missing"><Icon name="warning" size={16} />凭据 {id} 不在本案</span>
  return (
    <>
      <button type="button" className="proof" onClick={() => setOpen(true)}>
        <Thumbnail piece={piece} />
        <span><b>{piece.title}</b><small>{piece.says}</small></span>
      </button>
      {isOpen ? <EvidenceLarge piece={piece} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

export function Thumbnail({ piece }: { piece: EvidencePiece }) {
  if (piece.isPicture && piece.href !== undefined) return <img className="proof-thumb" src={piece.href} alt="" loading="lazy" width={48} height={48} />
  return <span className="proof-thumb"><Icon name={piece.kind === 'PHOTO' ? 'camera' : piece.kind === 'NOTE' ? 'cases' : 'evidence'} size={20} /></span>
}

/** The evidence itself, as large as the screen allows. */
export function EvidenceLarge({ piece, onClose }: { piece: EvidencePiece; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => { dialog.current?.showModal() }, [])
  return (
    <dialog ref={dialog} className="lightbox" aria-label={piece.title} onClose={onClose} onMouseDown={(event) => { if (event.target === dialog.current) onClose() }}>
      <figure>
        <figcaption><div><b>{piece.title}</b><p className="small muted">{piece.says}</p></div><IconButton icon="cross" label="关闭" onClick={onClose} /></figcaption>
        {piece.isPicture && piece.href !== undefined ? <img src={piece.href} alt={piece.title} /> : null}
        {piece.text === undefined ? null : <blockquote>{piece.text}</blockquote>}
        {piece.href === undefined ? null : <a className="button button-quiet" href={piece.href} target="_blank" rel="noreferrer"><Icon name="download" size={16} />打开原件</a>}
        {piece.href === undefined && piece.text === undefined ? <p className="lightbox-empty muted">只登记了标题，没有上传原件。</p> : null}
      </figure>
    </dialog>
  )
}
