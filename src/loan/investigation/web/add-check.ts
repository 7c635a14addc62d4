import { type Account, windowMonths } from '#common/assessment/domain'
import type { CaseStore } from '#common/assessment/web'
import { type Method, blankOf } from './method-forms.ts'

/** Adds a check with what is known already filled in, and puts the cursor into its first field. */
export function addCheck(store: CaseStore, method: Method, account: Account, filled: object = {}): void {
  const index = store.rows('/checks').length
  store.append('/checks', { ...blankOf(method, account, windowMonths(store.caseFile.cutOffOn)), ...filled })
  requestAnimationFrame(() => {
    const form = document.getElementById(`check-${index}`)
    form?.scrollIntoView({ block: 'center' })
    form?.querySelector<HTMLElement>('input, textarea, select')?.focus({ preventScroll: true })
  })
}
