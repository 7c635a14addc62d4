import type { CaseFile } from '#common/assessment/domain'
import { withChanges } from './cases.ts'
import type { Chance } from './chance.ts'

/** The input of a check whose value rises and falls with it. */
const RISES_WITH: Readonly<Record<string, string>> = {
  X01: 'documentsFen', X06: 'commissionFen', X07: 'purchasesFen', X08: 'seasonSalesFen', X12: 'takingsFen', X13: 'samples/0/amountFen', X14: 'creditsFen', X15: 'interestFen', X17: 'countedFen', X18: 'purchasesFen', X19: 'quotes/0/amountFen', X20: 'purchasesFen',
  X24: 'items/0/priceFen', X28: 'items/0/amountFen', X29: 'invoicedFen',
}

/** The case with one check come out lower; null where no check of it can be moved. */
export function withLowerCheck(caseFile: CaseFile, chance: Chance): { readonly caseFile: CaseFile; readonly account: string } | null {
  const movable = caseFile.checks.flatMap((check, at) => {
    const field = RISES_WITH[check.method]
    if (field === undefined) return []
    const pointer = `/checks/${at}/${field}`
    const value = pointer.split('/').slice(1).reduce<unknown>((place, key) => (place as Readonly<Record<string, unknown>> | undefined)?.[key], caseFile)
    return typeof value === 'number' && value > 0 ? [{ pointer, value, account: check.account }] : []
  })
  if (movable.length === 0) return null
  const { pointer, value, account } = chance.pick(movable)
  return { caseFile: withChanges(caseFile, { [pointer]: Math.floor(value * chance.pick([0.5, 0.9, 0.96, 0.99, 0.999])) }), account }
}
