import './dialog.css'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './button.tsx'
import { useKitWords } from './kit-words.ts'

interface DialogProps {
  title: ReactNode
  open: boolean
  onClose: () => void
  children: ReactNode
  /** Acts at the foot, the main one last. */
  foot?: ReactNode
}

/** Slides in from the right; Escape and the backdrop close it, focus returns to where it was. */
export function Drawer(props: DialogProps) {
  return <Dialog {...props} className="drawer" />
}

/** A question in the middle of the screen. */
export function Modal(props: DialogProps) {
  return <Dialog {...props} className="modal" />
}

function Dialog({ title, open, onClose, children, foot, className }: DialogProps & { className: string }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const say = useKitWords()
  useEffect(() => {
    const element = dialog.current
    if (element === null) return
    if (open && !element.open) element.showModal()
    if (!open && element.open) element.close()
  }, [open])
  return (
    <dialog ref={dialog} className={className} aria-labelledby={titleId} onClose={onClose} onCancel={onClose} onMouseDown={(event) => { if (event.target === dialog.current) onClose() }}>
      {open ? (
        <div className="dialog-sheet">
          <header className="dialog-head"><h2 id={titleId}>{title}</h2><IconButton icon="cross" label={say('close')} onClick={onClose} /></header>
          <div className="dialog-body">{children}</div>
          {foot === undefined ? null : <footer className="dialog-foot">{foot}</footer>}
        </div>
      ) : null}
    </dialog>
  )
}
