import { useCallback, useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { PartId, PartSaved, SavePart, Visit } from '#loan/investigation/domain'
import { type Saving, api, clockTime, refusalsIn, send } from '#ui'

const PAUSE_MS = 700

interface Held<T> { readonly rowVersion: number; readonly content: T }

/** One part of the record as it is typed: kept here, saved by itself after a pause and when the step is left. */
export function usePart<P extends PartId, T extends Extract<SavePart, { part: P }>['content']>(caseId: string, visit: Visit, part: P, held: Held<T>): { content: T; change: (next: T) => void; saving: Saving } {
  const client = useQueryClient()
  const [content, setContent] = useState<T>(held.content)
  const [saving, setSaving] = useState<Saving>({ state: 'UNCHANGED' })
  const at = useRef({ rowVersion: held.rowVersion, content: held.content, dirty: false, busy: false, timer: 0 })
  const later = useRef<() => void>(() => undefined)
  const save = useCallback(async (): Promise<void> => {
    const now = at.current
    window.clearTimeout(now.timer)
    if (!now.dirty || now.busy) return
    now.busy = true
    now.dirty = false
    setSaving({ state: 'SAVING' })
    try {
      const saved = await send<z.output<typeof PartSaved>>('PUT', api.visit(caseId, visit.visitId, 'parts'), { body: { part, rowVersion: now.rowVersion, content: now.content } })
      now.rowVersion = saved.rowVersion
      setSaving({ state: 'SAVED', at: clockTime(saved.savedAt) })
      await client.invalidateQueries({ queryKey: [api.ofCase(caseId, 'visits')] })
    } catch (error) {
      now.dirty = true
      setSaving({ state: 'FAILED', says: refusalsIn(error)[0]?.message ?? '' })
    } finally {
      now.busy = false
    }
    if (now.dirty && now.rowVersion > 0) now.timer = window.setTimeout(() => later.current(), PAUSE_MS)
  }, [caseId, client, part, visit.visitId])
  useEffect(() => {
    later.current = () => void save()
    return () => void save()
  }, [save])
  const change = useCallback((next: T): void => {
    const now = at.current
    now.content = next
    now.dirty = true
    setContent(next)
    window.clearTimeout(now.timer)
    now.timer = window.setTimeout(() => later.current(), PAUSE_MS)
  }, [])
  return { content, change, saving: saving.state === 'FAILED' ? { ...saving, onRetry: () => void save() } : saving }
}
