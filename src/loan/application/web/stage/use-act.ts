import { useState } from 'react'
import type { RefusalDetail } from '#kernel'
import type { ApplicationPanel, PanelAct } from '#loan/application/domain'
import { announce, api, refusalsIn, send, useWrite } from '#ui'

/** One write on this case; afterwards everything read of it is read again. */
export function useAct<Answer = unknown>(caseId: string) {
  return useWrite<Answer>({ changes: [api.case(caseId), api.cases(), api.today(), api.inbox(), api.myCorrections()] })
}

/** Why this act is off, null when it is not; `undefined` when the state of the application does not know it. */
export function reasonOf(panel: ApplicationPanel, act: PanelAct['act']): string | null | undefined {
  const found = panel.acts.find((one) => one.act === act)
  return found === undefined ? undefined : found.why
}

/** Stores a photo or scan on the case and hands its id on. */
export function useAttach(caseId: string, onStored: (evidenceId: string) => void) {
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const attach = async (file: File, title: string): Promise<void> => {
    setBusy(true)
    setRefusals([])
    const form = new FormData()
    for (const [name, value] of Object.entries({ class: 'DOCUMENT', kind: 'FILE', title: title.slice(0, 100) })) form.append(name, value)
    form.append('file', file)
    try {
      const { evidence } = await send<{ evidence: { evidenceId: string } }>('POST', api.application(caseId, 'papers'), { body: form })
      announce(`已存入「${title}」`)
      onStored(evidence.evidenceId)
    } catch (error) {
      setRefusals(refusalsIn(error))
    }
    setBusy(false)
  }
  return { attach, busy, refusals }
}
