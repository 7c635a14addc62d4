import { type Day, daysBetween } from '#kernel'
import type { Clock } from '#loan/application/domain'

const MINUTE = 60_000
const HOUR = 60
const ZONE = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false })
const WORDS: Readonly<Record<string, string>> = { ADMISSION: '准入答复时限', ASSIGN: '派单时限', VISIT: '实地调查时限', CORRECT: '补件期限' }

/** A clock as a banker reads it: until when, and how much of it is left. */
export function clockText(clock: Clock, today: Day, now: number): { text: string; late: boolean } {
  const name = WORDS[clock.step] ?? `${clock.name}时限`
  if (clock.dueAt !== null) {
    const minutes = Math.round((Date.parse(clock.dueAt) - now) / MINUTE)
    const left = minutes < 0 ? `已过 ${spell(-minutes)}` : `还剩 ${spell(minutes)}`
    return { text: `${name} ${ZONE.format(new Date(clock.dueAt)).replace('/', '-')}，${left}`, late: minutes < 0 }
  }
  if (clock.dueOn === null) return { text: clock.step === 'ADMISSION' ? '资料齐备后起算准入答复时限' : `${name}尚未起算`, late: false }
  const days = daysBetween(today, clock.dueOn as Day)
  const left = days < 0 ? `已过 ${-days} 天` : days === 0 ? '今天到期' : `还剩 ${days} 天`
  return { text: `${name} ${clock.dueOn.slice(5)} 日终前，${left}`, late: days < 0 }
}

function spell(minutes: number): string {
  return minutes < HOUR ? `${minutes} 分钟` : `${Math.floor(minutes / HOUR)} 小时`
}
