import { Check, METHOD_INPUTS, windowMonths } from '#common/assessment/domain'
import { describe, expect, it } from 'vitest'
import { methodsFor } from './check-methods.ts'
import { METHOD_FORMS, blankOf, rowOf } from './method-forms.ts'

const MONTHS = windowMonths('2025-03-12' as Parameters<typeof windowMonths>[0])
const all = Object.entries(METHOD_INPUTS).flatMap(([method, { accounts }]) => accounts.map((account) => ({ method, account }) as unknown as { method: Check['method']; account: Check['account'] }))

describe('the form of every method', () => {
  it.each(all)('$method on $account begins as a check the format takes', ({ method, account }) => {
    expect(Check.safeParse(blankOf(method, account, MONTHS)).error?.issues ?? []).toEqual([])
    expect(methodsFor(account)).toContain(method)
  })

  it('asks for every input the format knows, and for nothing else', () => {
    for (const [method, { fields }] of Object.entries(METHOD_INPUTS)) {
      const form = METHOD_FORMS[method as Check['method']]
      const asked = [...form.fields.map(({ field }) => field), ...(form.list === undefined ? [] : [form.list.field])]
      expect([method, ...asked.toSorted()]).toEqual([method, ...Object.keys(fields).toSorted()])
    }
  })

  it('a new row of a list is one the format takes', () => {
    for (const [method, { list }] of Object.entries(METHOD_FORMS)) {
      if (list === undefined) continue
      const code = method as Check['method']
      const blank = blankOf(code, METHOD_INPUTS[method]!.accounts[0] as Check['account'], MONTHS) as Record<string, readonly object[]>
      const check = { ...blank, [list.field]: [...(blank[list.field] ?? []), rowOf(code, MONTHS)] }
      expect([method, ...(Check.safeParse(check).error?.issues ?? [])]).toEqual([method])
    }
  })
})
