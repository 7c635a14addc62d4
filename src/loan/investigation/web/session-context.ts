import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Saving } from '#ui'
import type { DraftSession, Meeting } from '#common/assessment/web'

/** The case that is open on this screen, and what may be done on it. */
export interface OpenCase {
  readonly caseId: string
  readonly session: DraftSession
  /** The submitted version that is shown; null for the draft. */
  readonly version: number | null
  /** The officer who drew up the statements [S4-19], and when he last wrote on them. */
  readonly preparedBy: { readonly name: string; readonly at: string }
  /** Loads the case anew from the server. */
  readonly reload: () => void
}

export const OpenCaseContext = createContext<OpenCase | null>(null)

export function useOpenCase(): OpenCase {
  const open = useContext(OpenCaseContext)
  if (open === null) throw new Error('no open case around this component')
  return open
}

export function useSaving(): Saving {
  const { session } = useOpenCase()
  return useSyncExternalStore(session.subscribe, session.state)
}

/** What came in from another person or device, and what is to be chosen. */
export function useMeeting(): Meeting | null {
  const { session } = useOpenCase()
  return useSyncExternalStore(session.subscribe, session.meeting)
}
