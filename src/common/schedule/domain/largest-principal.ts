import { type Fen, fen } from '#kernel'
import type { Schedule } from './schedule.ts'

/**
 * Largest principal up to `ceilingFen` whose schedule `fits`, found by halving; 0 where not even 1 fen does.
 * `fits` must not turn true again for a larger principal.
 */
export function largestPrincipal(scheduleFor: (principalFen: Fen) => Schedule, ceilingFen: Fen, fits: (schedule: Schedule) => boolean): Fen {
  const holds = (principal: number) => fits(scheduleFor(fen(principal)))
  let [low, high] = [0, ceilingFen + 1]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) low = middle
    else high = middle
  }
  return fen(low)
}
