import { type Day, daysBetween } from '#kernel'
import { type Due, hoursBetween } from './clock.ts'

/** How much time is left. */
export type DueMark = 'NONE' | 'LATER' | 'TODAY' | 'LATE'

/** The mark and the words of a due time on this business day at this instant: 「还有 2 天」「今晚前」「超时 1 天」. */
export function dueWords({ dueOn, dueAt }: Due, today: Day, now: string): { readonly mark: DueMark; readonly says: string } {
  if (dueOn !== null) return dayWords(daysBetween(today, dueOn))
  if (dueAt !== null) return hourWords(hoursBetween(now, dueAt))
  return { mark: 'NONE', says: '不限时' }
}

function dayWords(days: number): { mark: DueMark; says: string } {
  if (days < 0) return { mark: 'LATE', says: `超时 ${-days} 天` }
  return days === 0 ? { mark: 'TODAY', says: '今天截止' } : { mark: 'LATER', says: `还有 ${days} 天` }
}

function hourWords(hours: number): { mark: DueMark; says: string } {
  if (hours < 0) return { mark: 'LATE', says: `超时 ${-hours} 小时` }
  return { mark: 'TODAY', says: hours === 0 ? '不足 1 小时' : `还有 ${hours} 小时` }
}
