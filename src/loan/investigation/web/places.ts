import { useCallback } from 'react'
import { paths } from '#ui'
import { useOpenCase } from './session-context.ts'

/** The address of a sheet of the open case. */
export function useSheetAddress(): (sheet: string) => string {
  const { caseId } = useOpenCase()
  return useCallback((sheet: string) => paths.case(caseId, sheet), [caseId])
}
