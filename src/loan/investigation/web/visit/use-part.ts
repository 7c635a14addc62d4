import { useCallback, useEffect, useRef, useState } from 'react'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { useMe } from '#common/staff/web'
import { assert } from '#kernel'
import type { PartId, PartSaved, SavePart, Visit, Visits } from '#loan/investigation/domain'
import { type Saving, ServerRefusal, api, clockTime, forgetHere, get, keepHere, keptHere, refusalsIn, send } from '#ui'
import { bothTexts } from './both-texts.ts'

const PAUSE_MS = 700
const RETRY_MS = 5_000

interface Held<T> { readonly rowVersion: number; readonly content: T }
/** A part that is not sent, with the text it was typed on. */
interface KeptPart { readonly base: unknown; readonly content: unknown }
interface Live { rowVersion: number; base: unknown; content: unknown; dirty: boolean; busy: boolean; timer: number }

/** Parts as last typed here: a step opened while another step still saves the same part goes on from what was typed, not from what was read. */
const LIVE = new Map<string, Live>()
const READ_AS = { PEOPLE: 'people', ANSWERS: 'answers', SENSES: 'senses', EXCUSES: 'excuses' } as const satisfies Record<PartId, keyof Visit>

function liveOf<T>(key: string, held: Held<T>): Live {
  const known = LIVE.get(key)
  if (known !== undefined && (known.busy || known.dirty || known.rowVersion >= held.rowVersion)) return known
  const waiting = keptHere(key) as KeptPart | null
  const live: Live = { rowVersion: held.rowVersion, base: held.content, content: waiting === null ? held.content : bothTexts(waiting.base, waiting.content, held.content), dirty: waiting !== null, busy: false, timer: 0 }
  LIVE.set(key, live)
  return live
}

/** What is typed at a key; a step asks for it only after it was opened. */
function typed(key: string): Live {
  const live = LIVE.get(key)
  assert(live !== undefined, 'a part that is changed was opened')
  return live
}

interface Line { readonly client: QueryClient; readonly caseId: string; readonly visitId: string; readonly part: PartId }

/** Sends the part; where a colleague saved it meanwhile, his text comes in and the whole is sent again. */
async function sendPart(now: Live, line: Line, again = true): Promise<string> {
  const { client, caseId, visitId, part } = line
  const content = now.content
  try {
    const saved = await send<z.output<typeof PartSaved>>('PUT', api.visit(caseId, visitId, 'parts'), { body: { part, rowVersion: now.rowVersion, content } })
    now.rowVersion = saved.rowVersion
    now.base = content
    await client.invalidateQueries({ queryKey: [api.ofCase(caseId, 'visits')] })
    return saved.savedAt
  } catch (error) {
    if (!again || !(error instanceof ServerRefusal) || error.code !== 'visit.stale') throw error
    const { visits } = await get<Visits>(api.ofCase(caseId, 'visits'))
    const theirs = visits.find((one) => one.visitId === visitId)?.[READ_AS[part]]
    if (theirs === undefined) throw error
    now.content = bothTexts(now.base, now.content, theirs.content)
    now.base = theirs.content
    now.rowVersion = theirs.rowVersion
    return sendPart(now, line, false)
  }
}

/** One part of the record as it is typed: kept here, saved by itself after a pause and when the step is left; without a line it waits in this browser. */
export function usePart<P extends PartId, T extends Extract<SavePart, { part: P }>['content']>(caseId: string, visit: Visit, part: P, held: Held<T>): { content: T; change: (next: T) => void; saving: Saving } {
  const client = useQueryClient()
  const me = useMe().data?.staffId ?? ''
  const { visitId } = visit
  const key = `weidai.visit.${me}.${visitId}.${part}`
  if (!LIVE.has(key)) liveOf(key, held)
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
    let pause = PAUSE_MS
    try {
      setSaving({ state: 'SAVED', at: clockTime(await sendPart(now, { client, caseId, visitId, part })) })
      setContent(now.content as T)
      forgetHere(key)
    } catch (error) {
      now.dirty = true
      keepHere(key, { base: now.base, content: now.content } satisfies KeptPart)
      const isLineLost = error instanceof ServerRefusal && (error.status === 0 || error.status >= 502)
      setSaving(isLineLost ? { state: 'WAITING', count: 1 } : { state: 'FAILED', says: refusalsIn(error)[0]?.message ?? '' })
      // What the server refuses it refuses again: only a lost line is tried again by itself.
      pause = isLineLost ? RETRY_MS : Number.POSITIVE_INFINITY
    } finally {
      now.busy = false
    }
    if (now.dirty && pause < Number.POSITIVE_INFINITY) now.timer = window.setTimeout(() => later.current(), pause)
  }, [caseId, client, key, part, visitId])
  useEffect(() => {
    const go = (): void => void save()
    const leave = (): void => {
      const now = typed(key)
      if (now.dirty) keepHere(key, { base: now.base, content: now.content } satisfies KeptPart)
      void save()
    }
    later.current = go
    if (typed(key).dirty) go()
    addEventListener('online', go)
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('online', go)
      removeEventListener('pagehide', leave)
      void save()
    }
  }, [save, key])
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
