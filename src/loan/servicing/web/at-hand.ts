import { type Day, type WorkingCalendar } from '#kernel'
import { type NoteAtHand, type NotePage, type Standing } from '#loan/servicing/domain'

/** The note as the rules of the domain take it: what is worked out here is what the server will work out. */
export function atHand(page: NotePage): { note: NoteAtHand; calendar: WorkingCalendar } {
  return {
    note: {
      amountFen: page.amountFen as NoteAtHand['amountFen'], disbursedOn: page.disbursedOn as Day, terms: page.terms as unknown as NoteAtHand['terms'], rule: page.rule,
      instalments: page.instalments as unknown as readonly Standing[], lastPaidOn: page.lastPaidOn as Day | null,
      beside: page.beside as NoteAtHand['beside'] ?? null, writtenOff: page.writtenOff as NoteAtHand['writtenOff'] ?? null, nonAccrualOn: page.nonAccrualOn as Day | null, suspenseFen: page.suspenseFen as NoteAtHand['amountFen'], refundedFen: page.refundFen as NoteAtHand['amountFen'],
    },
    calendar: { holidays: new Set(page.calendar.holidays), makeUpDays: new Set(page.calendar.makeUpDays) },
  }
}
