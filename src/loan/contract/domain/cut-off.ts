import { type Day, Refusal, daysBetween } from '#kernel'

/** Calendar and clock of the bank's zone, the day its books are on, its hour, and from how many days apart its books no longer follow the calendar. */
export interface CutOff {
  readonly date: Day
  readonly time: string
  readonly on: Day
  readonly cutOff: string
  readonly farDays: number
}

/**
 * Refuses money after the bank's cut-off: what goes out later would carry a value date nobody can book any more. A business
 * day the calendar has left without its day-end is over as well; one opened ahead of the calendar, or far behind it, has no hour.
 */
export function refuseAfterCutOff({ date, time, on, cutOff, farDays }: CutOff): void {
  const behind = daysBetween(on, date)
  if (behind === 0 && time >= cutOff) throw new Refusal({ code: 'loan.after-cut-off', message: `现在 ${time}，已过当日放款截止时刻 ${cutOff}`, value: time, expected: `${cutOff} 之前，或下一营业日` }, 409)
  if (behind > 0 && behind <= farDays) throw new Refusal({ code: 'loan.after-cut-off', message: `现在 ${date} ${time}，营业日 ${on} 已过放款截止时刻 ${cutOff}`, value: `${date} ${time}`, expected: '日终之后的下一营业日' }, 409)
}
