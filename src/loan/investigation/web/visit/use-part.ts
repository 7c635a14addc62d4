import { useCallback, useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { assert } from '#kernel'
import type { PartId, PartSaved, SavePart, Visit } from '#loan/investigation/domain'
import { type Saving, api, clockTime, refusalsIn, send } from '#ui'

const PAUSE_MS = 700

interface Held<T> { readonly rowVersion: number; readonly content: T }
interface Live { rowVersion: number; content: unknown; dirty: boolean; busy: boolean; timer: number }

/** Parts as last typed here: a step opened while another step still saves the same part goes on from what was typed, not from what was read. */
const LIVE = new Map<string, Live>()

function liveOf<T>(key: string, held: Held<T>): Live {
  const known = LIVE.get(key)
  if (known !== undefined && (known.busy || known.rowVersion >= held.rowVersion)) return known
  const live: Live = { rowVersion: held.rowVersion, content: held.content, dirty: false, busy: false, timer: 0 }
  LIVE.set(key, live)
  return live
}

/** What is typed at a key; a step asks for it only after it was opened. */
function typed(key: string): Live {
  const live = LIVE.get(key)
  assert(live !== undefined, 'a part that is changed was opened')
  return live
}

/** One part of the record as it is typed: kept here, saved by itself after a pause and when the step is left. */
export function usePart<P extends PartId, T extends Extract<SavePart, { part: P }>['content']>(caseId: string, visit: Visit, part: P, held: Held<T>): { content: T; change: (next: T) => void; saving: Saving } {
  const client = useQueryClient()
  const key = `${visit.visitId} ${part}`
  const [content, setContent] = useState<T>(() => liveOf(key, held).content as T)
  const [saving, setSaving] = useState<Saving>({ state: 'UNCHANGED' })
  const later = useRef<() => void>(() => undefined)
  const save = useCallback(async (): Promise<void> => {
    const now = typed(key)
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
  }, [caseId, client, key, part, visit.visitId])
  useEffect(() => {
    later.current = () => void save()
    return () => void save()
  }, [save])
  const change = useCallback((next: T): void => {
    const now = typed(key)
    now.content = next
    now.dirty = true
    setContent(next)
    window.clearTimeout(now.timer)
    now.timer = window.setTimeout(() => later.current(), PAUSE_MS)
  }, [key])
  return { content, change, saving: saving.state === 'FAILED' ? { ...saving, onRetry: () => void save() } : saving }
}
