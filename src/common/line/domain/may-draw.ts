import { type Day, type Fen, Refusal, fen, formatYuan } from '#kernel'
import { LINE_STATES, type LineState } from './lines.ts'

/** A line as it stands under its lock. */
export interface LineAtHand {
  readonly number: string
  readonly capFen: Fen
  readonly drawnFen: Fen
  readonly takenFen: Fen
  readonly revolving: boolean
  readonly state: LineState
  readonly validFrom: Day
  readonly validUntil: Day
  readonly products: readonly { readonly productCode: string; readonly capFen: Fen; readonly drawnFen: Fen; readonly takenFen: Fen }[]
}

export interface DrawWanted {
  readonly productCode: string
  readonly amountFen: Fen
  readonly on: Day
}

/** Why this cannot be drawn, with the figures that say so; undefined where it can. */
export function refusalToDraw(line: LineAtHand, { productCode, amountFen, on }: DrawWanted): Refusal | undefined {
  const no = (code: string, message: string, expected: string) => new Refusal({ code: `line.${code}`, message: `授信 ${line.number} ${message}`, at: '/amountFen', value: amountFen, expected }, 422)
  if (line.state !== 'OPEN') return no(line.state === 'FROZEN' ? 'frozen' : 'closed', `${LINE_STATES[line.state]}，不能用信`, '可用的授信')
  if (on < line.validFrom) return no('not-yet-valid', `自 ${line.validFrom} 起有效，${on} 不能用信`, `${line.validFrom} 及以后`)
  if (on >= line.validUntil) return no('expired', `已于 ${line.validUntil} 到期，${on} 不能用信`, `${line.validUntil} 之前`)
  const free = availableOf(line, line.revolving)
  if (amountFen > free) return no('over-cap', `额度 ${formatYuan(line.capFen)} 元，${usedText(line, line.revolving)}，还可用 ${formatYuan(free)} 元，不能再用 ${formatYuan(amountFen)} 元`, `不超过 ${formatYuan(free)} 元`)
  const product = line.products.find((one) => one.productCode === productCode)
  if (product === undefined) return no('product-not-allowed', `不含产品 ${productCode}`, line.products.map((one) => one.productCode).join('、'))
  const ofProduct = availableOf(product, line.revolving)
  if (amountFen > ofProduct) return no('over-product-cap', `内产品 ${productCode} 限额 ${formatYuan(product.capFen)} 元，${usedText(product, line.revolving)}，还可用 ${formatYuan(ofProduct)} 元，不能再用 ${formatYuan(amountFen)} 元`, `不超过 ${formatYuan(ofProduct)} 元`)
  return undefined
}

/** A line that revolves is free again where it was repaid; one that does not is used up by what was taken. */
export function availableOf({ capFen, drawnFen, takenFen }: { readonly capFen: Fen; readonly drawnFen: Fen; readonly takenFen: Fen }, revolving: boolean): Fen {
  return fen(Math.max(0, capFen - (revolving ? drawnFen : takenFen)))
}

function usedText({ drawnFen, takenFen }: { readonly drawnFen: Fen; readonly takenFen: Fen }, revolving: boolean): string {
  return revolving ? `未还 ${formatYuan(drawnFen)} 元` : `已用 ${formatYuan(takenFen)} 元（不循环）`
}
