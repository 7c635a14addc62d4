import type { Check } from './checks.ts'

/**
 * What an officer counts, reads or is shown for a method: while nothing of it is there, the check is a form just opened. Methods that
 * add up a list are not named: of an empty list they find nothing by themselves.
 */
export const MEASURED: Readonly<Partial<Record<Check['method'], readonly string[]>>> = {
  X01: ['documentsFen'], X02: ['units'], X06: ['commissionFen'], X07: ['purchasesFen', 'openingInventoryFen'], X08: ['seasonSalesFen'], X09: ['energyUsed'], X10: ['priceFen'], X12: ['openingFen', 'takingsFen'], X14: ['creditsFen'], X15: ['interestFen'], X16: ['creditShare'],
  X17: ['countedFen'], X18: ['purchasesFen', 'openingInventoryFen'], X20: ['purchasesFen'], X26: ['visitors'], X27: ['machines'], X29: ['invoicedFen'], X30: ['parcels'], X31: ['packs'], X32: ['staff'], X34: ['settledFen'], X35: ['area'], X37: ['outputQuantity'],
}

/** Nothing measured and nothing to rest on: it says nothing yet. Nothing found, with evidence of it, says a great deal. */
export function isUnfilled(check: Check): boolean {
  const typed = check as unknown as Readonly<Record<string, unknown>>
  return check.evidence.length === 0 && (MEASURED[check.method]?.every((field) => typed[field] === undefined || Number(typed[field]) === 0) ?? false)
}
