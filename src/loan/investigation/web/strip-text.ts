import { isNumber, type Value } from '#common/figures/domain'
import { exact, formatYuan as yuan, roundFen } from '#kernel'
import { percentText } from '#ui'

export function formatYuan(amount: number): string {
  return yuan(roundFen(amount))
}

/** `0.0132` → `1.32 %`; a dash where nothing is known. */
export function percentSigned(value: unknown): string {
  if (typeof value === 'string') return `${percentText(exact(value))} %`
  return value !== null && isNumber(value as Value) ? `${percentText(value as number)} %` : '—'
}
