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
    if (!store.isOpen) return
    if (method === 'X25') return focusOn(placeId('/oral/monthlyNetProfitFen'))
    if (METHOD_INPUTS[method]?.accounts.includes(account) !== true) return
    const step = store.coaching().weak.find((each) => each.account === account)?.steps.find((each) => each.method === method)
    addCheck(store, method as Method, account as Account, step === undefined ? {} : { ...step.filled, evidence: step.evidence })
  }, [store, method, account, change])
}

function focusOn(id: string): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(id)
    field?.scrollIntoView({ block: 'center' })
    field?.focus({ preventScroll: true })
  })
}
