import { type Fen, Refusal } from '#kernel'

/** n ÷ d (n ≥ 0, d > 0) as a whole number: half-up, or always up. */
export function roundQuotient(n: bigint, d: bigint, up = false): bigint {
  return up ? (n + d - 1n) / d : (n * 2n + d) / (d * 2n)
}

/** An amount as fen; one too large to be carried exactly is refused rather than bent. */
export function checkedFen(amount: bigint | number): Fen {
  if (amount > Number.MAX_SAFE_INTEGER) {
    throw new Refusal({ code: 'schedule.amount-too-large', message: '按这些参数计算出的金额超出可精确表示的范围', at: '/principalFen', expected: '本金、利率与期限之积较小的贷款，本息合计不超过 9007199254740991 分' })
  }
  return Number(amount) as Fen
}
