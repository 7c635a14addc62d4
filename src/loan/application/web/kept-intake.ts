import { EMPTY_INTAKE, type Intake } from './intake.ts'

const at = (staffId: string, customerId: string): string => `weidai.intake.${staffId}.${customerId}`

/** What this person had typed for this customer in this tab before a reload or a look at another page; null when nothing. */
export function readKept(staffId: string, customerId: string): Intake | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(at(staffId, customerId)) ?? 'null')
    return isForm(kept) ? { ...EMPTY_INTAKE, ...kept } : null
  } catch {
    return null
  }
}

/** Keeps the form until it is filed or begun anew; an empty one leaves nothing behind. */
export function keep(staffId: string, customerId: string, intake: Intake): void {
  if (intake === EMPTY_INTAKE) sessionStorage.removeItem(at(staffId, customerId))
  else sessionStorage.setItem(at(staffId, customerId), JSON.stringify(intake))
}

/** Written by this form: known fields with plain values. What they hold, the server reads again. */
function isForm(kept: unknown): kept is Partial<Intake> {
  return typeof kept === 'object' && kept !== null && Object.entries(kept).every(([field, value]) => Object.hasOwn(EMPTY_INTAKE, field) && (value === null || typeof value !== 'object'))
}
