import { useEffect, useState } from 'react'
import { type Draft, EMPTY_DRAFT } from './draft.ts'

/** The draft of this person in this tab: it survives a look at another page, and ends when it is handed in or dropped. */
export function useDraft(staffId: string, firstKey: string | undefined): [Draft, (change: Partial<Draft>) => void, () => void] {
  const kept = `weidai.policy-draft.${staffId}`
  const [draft, setDraft] = useState<Draft>(() => withKey(restored(kept), firstKey))
  useEffect(() => { sessionStorage.setItem(kept, JSON.stringify(draft)) }, [kept, draft])
  const drop = (): void => setDraft(EMPTY_DRAFT)
  return [draft, (change) => setDraft((before) => ({ ...before, ...change })), drop]
}

/** The draft with one more key chosen. */
export function withKey(draft: Draft, key: string | undefined): Draft {
  return key === undefined || draft.keys.includes(key) ? draft : { ...draft, keys: [...draft.keys, key] }
}

function restored(kept: string): Draft {
  const text = sessionStorage.getItem(kept)
  return text === null ? EMPTY_DRAFT : { ...EMPTY_DRAFT, ...JSON.parse(text) as Partial<Draft> }
}
