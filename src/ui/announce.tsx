import { useEffect, useSyncExternalStore } from 'react'
import { useKitWords } from './kit-words.ts'

interface Announcement { readonly says: string; readonly undo?: () => void }

let current: Announcement | null = null
const listeners = new Set<() => void>()

/** Says what happened, not that it worked: 已提交审查，张伟 2 个工作日内答复. `undo` only where undo is true. */
export function announce(says: string, undo?: () => void): void {
  show({ says, ...(undo === undefined ? {} : { undo }) })
}

/** Mounted once by the frame. */
export function Announcer() {
  const say = useKitWords()
  const shown = useSyncExternalStore(listen, () => current, () => null)
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => show(null), 6000)
    return () => clearTimeout(timer)
  }, [shown])
  return (
    <div aria-live="polite" className="no-print">
      {shown === null ? null : <div className="announcement">{shown.says}{shown.undo === undefined ? null : <button type="button" onClick={() => { shown.undo?.(); show(null) }}>{say('undo')}</button>}</div>}
    </div>
  )
}

function show(next: Announcement | null): void {
  current = next
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
