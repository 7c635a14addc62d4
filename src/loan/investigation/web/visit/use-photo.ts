import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { EvidenceAdded } from '#common/evidence/domain'
import type { RefusalDetail } from '#kernel'
import { type PhotoShows, type Visit, PHOTO_SHOWS } from '#loan/investigation/domain'
import { announce, api, refusalsIn, send } from '#ui'
import { whereTaken } from '../acts.ts'

/** Takes a photo as evidence of the case and says what it shows; gives back its id, or nothing where it was refused. */
export function usePhoto(caseId: string, visit: Visit, siteId: string | null) {
  const client = useQueryClient()
  const [busy, setBusy] = useState<PhotoShows | null>(null)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const take = async (file: File, shows: PhotoShows, of?: string): Promise<string | undefined> => {
    setBusy(shows)
    setRefusals([])
    try {
      const label = visit.sites.find((site) => site.siteId === siteId)?.label ?? '现场'
      const form = new FormData()
      for (const [field, value] of Object.entries({ class: 'SEEN', kind: 'PHOTO', title: `${label}：${of ?? PHOTO_SHOWS[shows]}`.slice(0, 100), takenAt: new Date(file.lastModified).toISOString(), ...(await whereTaken()) })) form.set(field, value)
      form.set('file', file)
      const { evidence, known } = await send<z.output<typeof EvidenceAdded>>('POST', api.ofCase(caseId, 'evidence'), { body: form })
      await send('POST', api.visit(caseId, visit.visitId, 'photos'), { body: { evidenceId: evidence.evidenceId, siteId, shows } })
      announce(known ? '这张照片已在案' : `已存「${evidence.title}」`)
      return evidence.evidenceId
    } catch (error) {
      setRefusals(refusalsIn(error))
      return undefined
    } finally {
      setBusy(null)
      await client.invalidateQueries({ queryKey: [api.ofCase(caseId, 'visits')] })
    }
  }
  return { busy, refusals, take }
}
