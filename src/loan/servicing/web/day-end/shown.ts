import type { DayEndFigure, DayEndState } from '#loan/servicing/domain'
import { formatYuan } from '#kernel'
import type { Tone } from '#ui'

export const TONES: Readonly<Record<DayEndState, Tone>> = { WAITING: 'quiet', RUNNING: 'going', FAILED: 'stop', DONE: 'holds' }

const SECONDS_A_MINUTE = 60
const MS_A_SECOND = 1_000
/** Below this a figure with one place says nothing. */
const SHORT = 0.1
/** 18 毫秒, 0.4 秒, 12 秒, 3 分 5 秒. */
export function durationText(seconds: number): string {
  if (seconds < SHORT) return `${Math.round(seconds * MS_A_SECOND)} 毫秒`
  if (seconds < 10) return `${seconds.toFixed(1)} 秒`
  if (seconds < SECONDS_A_MINUTE) return `${Math.round(seconds)} 秒`
  return `${Math.floor(seconds / SECONDS_A_MINUTE)} 分 ${Math.round(seconds % SECONDS_A_MINUTE)} 秒`
}

/** A long hash is known by its head. */
const HEAD = 12
export function figureText({ value, isMoney }: DayEndFigure): string {
  if (typeof value === 'string') return value.length > HEAD * 2 ? `${value.slice(0, HEAD)}…` : value
  return isMoney ? formatYuan(value) : value.toLocaleString('zh-CN')
}
