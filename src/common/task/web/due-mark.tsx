import type { TaskRow } from '#common/task/domain'
import { StateBadge, type Tone } from '#ui'

const TONES: Readonly<Record<TaskRow['due']['mark'], Tone>> = { NONE: 'quiet', LATER: 'quiet', TODAY: 'warning', LATE: 'stop' }

/** How much time is left, in words; late and ending today stand out. */
export function DueMark({ due }: { due: Pick<TaskRow['due'], 'mark' | 'says'> }) {
  return <StateBadge tone={TONES[due.mark]}>{due.says}</StateBadge>
}
