import { useMemo } from 'react'
import { type AccountMethods, methodsByAccount } from '#common/assessment/domain'
import { useAssessment, useCase } from '#common/assessment/web'
import { exact } from '#kernel'

/** Which accounts have enough independent methods; follows the judgement. */
export function useMethodsDone(): ReadonlyMap<string, AccountMethods> {
  const store = useCase()
  const assessment = useAssessment()
  return useMemo(() => {
    const policy = { checks: store.pack.checks, payRatio: exact(store.pack.limit.payRatio) }
    return new Map(assessment === null ? [] : methodsByAccount(store.working, policy, store.environment).map((each) => [each.account, each]))
  }, [store, assessment])
}
