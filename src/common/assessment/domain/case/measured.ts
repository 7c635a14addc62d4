import type { Check } from './checks.ts'

/** What an officer counts, reads or is shown for a method: while nothing of it is there, the check is a form just opened. */
const MEASURED: Readonly<Partial<Record<Check['method'], readonly string[]>>> = {
  X01: ['documentsFen'], X02: ['units'], X06: ['commissionFen'], X07: ['purchasesFen', 'openingInventoryFen'], X08: ['seasonSalesFen'], X09: ['energyUsed'], X10: ['priceFen'], X12: ['openingFen', 'takingsFen'], X13: ['samples.amountFen'], X14: ['creditsFen'], X15: ['interestFen'], X16: ['creditShare'],
  X17: ['countedFen'], X18: ['purchasesFen', 'openingInventoryFen'], X19: ['quotes.amountFen'], X20: ['purchasesFen'], X24: ['items.costFen', 'items.priceFen', 'purchasesFen'], X26: ['visitors'], X27: ['machines'], X28: ['items.amountFen'], X29: ['invoicedFen'], X30: ['parcels'], X31: ['packs'], X32: ['staff'],
  X33: ['orders.amountFen'], X34: ['settledFen'], X35: ['area'], X36: ['readings.quantity'], X37: ['outputQuantity'],
}

/** Nothing measured and nothing to rest on: it says nothing yet. Nothing found, with evidence of it, says a great deal. */
export function isUnfilled(check: Check): boolean {
  const measured = MEASURED[check.method]
  return measured !== undefined && check.evidence.length === 0 && measured.every((path) => valuesAt(check, path).every((value) => value === undefined || Number(value) === 0))
}

function valuesAt(check: Check, path: string): readonly unknown[] {
  const [field = '', inner] = path.split('.')
  const value = (check as unknown as Readonly<Record<string, unknown>>)[field]
  return inner === undefined ? [value] : ((value ?? []) as readonly Readonly<Record<string, unknown>>[]).map((row) => row[inner])
}
