import { fen, formatYuan } from '#kernel'
import type { Compared } from '#loan/servicing/domain'
import { percentText } from '#ui'

const STATES: Readonly<Record<string, string>> = { RUNNING: '还款中', SETTLED: '已结清', WRITTEN_OFF: '已核销', CANCELLED: '已撤销', MISSING: '没有' }
const CLASSES: Readonly<Record<string, string>> = { NORMAL: '正常', SPECIAL_MENTION: '关注', SUBSTANDARD: '次级', DOUBTFUL: '可疑', LOSS: '损失' }

/** A compared figure as a person reads it. */
export function figureText(figure: Compared, value: string): string {
  switch (figure) {
    case 'STATE': return STATES[value] ?? value
    case 'CLASS': return CLASSES[value] ?? value
    case 'RATE': return percentText(value)
    case 'BALANCE': case 'DUE_PRINCIPAL': case 'DUE_INTEREST': case 'ACCRUED': return value === 'MISSING' ? '没有' : formatYuan(fen(Number(value)))
  }
}
