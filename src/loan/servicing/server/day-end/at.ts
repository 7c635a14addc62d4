import type { PolicyPack } from '#common/policy/domain'
import { policyFor } from '#common/policy/server'
import { type Day, type WorkingCalendar, addDays } from '#kernel'
import type { Tx } from '#platform/db'
import { calendarOfNote } from '../calendar.ts'
import type { Tell } from '../at.ts'
import { idOf } from '../id-of.ts'
import type { DayEndAt } from './step.ts'

export { idOf } from '../id-of.ts'

/** Due days and reminders of a closed day look no further than this to either side. */
const DAYS_AROUND = 60

/** What every part of one day-end shares. */
export interface DayAtHand {
  readonly day: Day
  readonly next: Day
  readonly calendar: WorkingCalendar
  readonly tell: Tell
  readonly now: () => Date
  /** Packs of the closed day, composed once a run. */
  readonly packs: Map<string, Promise<PolicyPack>>
  /** Whether units of the bank have rules of their own; a product always may. */
  readonly hasOwnRules: boolean
}

/** Reads what the parts of one day share. */
export async function dayAtHand(tx: Tx, day: Day, { tell, now }: Pick<DayAtHand, 'tell' | 'now'>): Promise<DayAtHand> {
  const own = await tx.selectFrom('policy_overlay').select('overlay_id').where('bank_id', '=', tx.bankId).where('level', '=', 'UNIT').where('status', '=', 'IN_FORCE').limit(1).executeTakeFirst()
  return { day, next: addDays(day, 1), calendar: await calendarOfNote(tx, addDays(day, -DAYS_AROUND), addDays(day, DAYS_AROUND)), tell, now, packs: new Map(), hasOwnRules: own !== undefined }
}

/** Where one part of a step stands. */
export function atPart(tx: Tx, { day, next, calendar, tell, now, packs, hasOwnRules }: DayAtHand, step: string, unitId: string | null): DayEndAt {
  const part = unitId ?? 'BANK'
  return {
    day, next, unitId, part, calendar, tell, now: now().toISOString(),
    policyOf: (product, unit = unitId) => {
      const key = hasOwnRules ? `${unit} ${product}` : product
      const known = packs.get(key) ?? policyFor(tx, { applicationOn: day }, { product, ...(hasOwnRules && unit !== null ? { unit } : {}) })
      packs.set(key, known)
      return known
    },
    voucherId: (suffix) => idOf('voucher', tx.bankId, day, step, part, suffix),
  }
}
