import { createContext, startTransition, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { Assessment } from '#common/assessment/domain'
import type { CaseStore } from './case-store.ts'

export const CaseOnScreen = createContext<CaseStore | null>(null)

/** Takes a photo or file into the case and says under which id it lies there; null where nothing may be added. */
export type AddEvidence = ((file: File, title: string) => Promise<string>) | null

export const AddingEvidence = createContext<AddEvidence>(null)

export function useCase(): CaseStore {
  const store = useContext(CaseOnScreen)
  if (store === null) throw new Error('no case around this component')
  return store
}

/** What stands at a place; renders again only when it changes. */
export function usePlace<T>(pointer: string): T {
  const store = useCase()
  const subscribe = useCallback((listener: () => void) => store.subscribePlace(pointer, listener), [store, pointer])
  return useSyncExternalStore(subscribe, () => store.at(pointer)) as T
}

/** The whole judgement: follows the typing in a transition, so that figures come first and sentences right after. */
export function useAssessment(): Assessment {
  return useAssessed(whole)
}

/** A part of the judgement; renders again only when this part reads differently. `select` must stay the same function. */
export function useAssessed<T>(select: (assessment: Assessment) => T): T {
  return useAfterwards(useCallback((store: CaseStore) => select(store.assessment()), [select]))
}

/** Anything read off the case that may follow the figures by a moment. `read` must stay the same function. */
export function useAfterwards<T>(read: (store: CaseStore) => T): T {
  const store = useCase()
  const [part, setPart] = useState(() => read(store))
  useEffect(() => {
    let text = ''
    const follow = (): void => {
      const next = read(store)
      const nextText = JSON.stringify(next)
      if (text === nextText) return
      text = nextText
      startTransition(() => setPart(next))
    }
    follow()
    return store.subscribeAfterwards(follow)
  }, [store, read])
  return part
}

function whole(assessment: Assessment): Assessment {
  return assessment
}
