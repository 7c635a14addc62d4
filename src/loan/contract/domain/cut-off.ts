import { Refusal } from '#kernel'

/** Refuses money after the bank's cut-off: what goes out later would carry a value date nobody can book any more. Both are clock times of the bank's zone. */
export function refuseAfterCutOff(clock: string, cutOff: string): void {
  if (clock < cutOff) return
  throw new Refusal({ code: 'loan.after-cut-off', message: `现在 ${clock}，已过当日放款截止时刻 ${cutOff}`, value: clock, expected: `${cutOff} 之前，或下一营业日` }, 409)
}
