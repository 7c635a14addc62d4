import { createContext, startTransition, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { Assessment } from '#common/assessment/domain'
import type { CaseStore } from './case-store.ts'

export const CaseOnScreen = createContext<CaseStore | null>(null)

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
  const store = useCase()
  const [assessment, setAssessment] = useState(store.assessment)
  useEffect(() => {
    let waiting = 0
    const follow = (): void => {
      cancelAnimationFrame(waiting)
      waiting = requestAnimationFrame(() => setTimeout(() => startTransition(() => setAssessment(store.assessment()))))
    }
    follow()
    const stop = store.subscribe(follow)
    return () => {
      cancelAnimationFrame(waiting)
      stop()
    }
  }, [store])
  return assessment
}
