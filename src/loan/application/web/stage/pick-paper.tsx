import { useRef } from 'react'
import { Button, RefusalText } from '#ui'
import { useAttach } from './use-act.ts'

/** Takes a photo or a scan of a paper and stores it on the case. */
export function PickPaper({ caseId, title, label, onStored, disabledReason }: { caseId: string; title: string; label: string; onStored: (evidenceId: string) => void; disabledReason?: string | null | undefined }) {
  const input = useRef<HTMLInputElement>(null)
  const { attach, busy, refusals } = useAttach(caseId, onStored)
  return (
    <>
      <Button icon="camera" busy={busy} disabledReason={disabledReason} onClick={() => input.current?.click()}>{label}</Button>
      <input ref={input} hidden type="file" accept="image/*,application/pdf" onChange={(event) => { const file = event.target.files?.[0]; if (file !== undefined) void attach(file, title); event.target.value = '' }} />
      <RefusalText refusals={refusals} />
    </>
  )
}
