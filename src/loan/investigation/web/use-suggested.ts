import { useEffect } from 'react'
import { METHOD_INPUTS, type Account } from '#common/assessment/domain'
import { placeId, useCase } from '#common/assessment/web'
import { addCheck } from './add-check.ts'
import type { Method } from './method-forms.ts'

/** Opens the check an address asks for, with what is known of it filled in; the address then forgets it, so that it is added once. */
export function useSuggested(method: string | undefined, account: string | undefined, change: (next: Readonly<Record<string, string | null>>) => void): void {
  const store = useCase()
  useEffect(() => {
    if (method === undefined || account === undefined) return
    change({ add: null })
    if (!store.isOpen) return showOn(`account-${account}`, 'start')
    if (method === 'X25') return focusOn(placeId('/oral/monthlyNetProfitFen'))
    if (METHOD_INPUTS[method]?.accounts.includes(account) !== true) return
    const step = store.coaching().weak.find((each) => each.account === account)?.steps.find((each) => each.method === method)
    addCheck(store, method as Method, account as Account, step === undefined ? {} : { ...step.filled, evidence: step.evidence })
    showOn(`check-${store.caseFile.checks.length - 1}`, 'center')
  }, [store, method, account, change])
}

/** Brings the account into sight that an address asks for; what a person opens by hand is in sight already. */
export function useInSight(account: string | undefined, openedByHand: string | null): void {
  useEffect(() => {
    if (account !== undefined && account !== openedByHand) showOn(`account-${account}`, 'start')
  }, [account, openedByHand])
}

function showOn(id: string, block: ScrollLogicalPosition): void {
  // After the page that was opened with it has gone to its top.
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView({ block })))
}

function focusOn(id: string): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(id)
    field?.scrollIntoView({ block: 'center' })
    field?.focus({ preventScroll: true })
  })
}
