import { type ReactNode, useState } from 'react'
import { Button, Drawer, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'

interface ActDrawerProps {
  readonly caseId: string
  /** The button that opens it. */
  readonly label: string
  readonly title: string
  readonly path: string
  readonly body: unknown
  /** What is said when it is done. */
  readonly done: string
  readonly act: string
  readonly kind?: 'act' | 'plain' | 'stop'
  /** Why the button is off. */
  readonly why?: string | null
  /** Why the form cannot be sent yet. */
  readonly lacking?: string | null
  /** Reads that change besides the case's own. */
  readonly changes?: readonly string[]
  readonly onDone?: () => void
  readonly children: ReactNode
}

/** One act with its form in a drawer: opened by a button that says why it is off, sent once, refusals beside the form. */
export function ActDrawer({ caseId, label, title, path, body, done, act, kind = 'plain', why = null, lacking = null, changes = [], onDone, children }: ActDrawerProps) {
  const [isOpen, setOpen] = useState(false)
  const write = useWrite({ changes: [api.case(caseId), api.inbox(), api.today(), ...changes] })
  const send = (): void => write.mutate({ path, body }, { onSuccess: () => { setOpen(false); announce(done); onDone?.() } })
  return (
    <>
      <Button kind={kind} disabledReason={why} onClick={() => { write.reset(); setOpen(true) }}>{label}</Button>
      <Drawer title={title} open={isOpen} onClose={() => setOpen(false)} foot={<><Button onClick={() => setOpen(false)}>不办</Button><Button kind={kind === 'stop' ? 'stop' : 'act'} busy={write.isPending} disabledReason={lacking} onClick={send}>{act}</Button></>}>
        <div className="stack">{children}<RefusalText refusals={refusalsIn(write.error)} /></div>
      </Drawer>
    </>
  )
}
