import { createHash } from 'node:crypto'
import type { PolicyPack } from '#common/policy/domain'
import { policyFor } from '#common/policy/server'
import { type Day, type WorkingCalendar, addDays } from '#kernel'
import type { Tx } from '#platform/db'
import { calendarOfNote } from '../calendar.ts'
import type { Tell } from '../record-repayment.ts'
import type { DayEndAt } from './step.ts'

/** Due days and reminders of a closed day look no further than this to either side. */
const DAYS_AROUND = 60

/** What every part of one day-end shares. */
export interface DayAtHand {
  readonly day: Day
  readonly next: Day
  readonly calendar: WorkingCalendar
  readonly tell: Tell
  readonly now: () => Date
}

/** Reads what the parts of one day share. */
export async function dayAtHand(tx: Tx, day: Day, { tell, now }: Pick<DayAtHand, 'tell' | 'now'>): Promise<DayAtHand> {
  return { day, next: addDays(day, 1), calendar: await calendarOfNote(tx, addDays(day, -DAYS_AROUND), addDays(day, DAYS_AROUND)), tell, now }
}

/** Where one part of a step stands. */
export function atPart(tx: Tx, { day, next, calendar, tell, now }: DayAtHand, step: string, unitId: string | null): DayEndAt {
  const packs = new Map<string, Promise<PolicyPack>>()
  const part = unitId ?? 'BANK'
  return {
    day, next, unitId, part, calendar, tell, now: now().toISOString(),
    policyOf: (product) => {
      const known = packs.get(product) ?? policyFor(tx, { applicationOn: day }, { product, ...(unitId === null ? {} : { unit: unitId }) })
      packs.set(product, known)
      return known
    },
    voucherId: (suffix) => idOf('voucher', tx.bankId, day, step, part, suffix),
  }
}

const HEX = 32
/** The same id for the same words: what a repeated step writes is what it wrote. A UUID of version 8, the one for hashes. */
export function idOf(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, HEX)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
