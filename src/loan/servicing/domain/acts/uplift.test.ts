import { Refusal } from '#kernel'
import { describe, expect, it } from 'vitest'
import { refuseMisuseRate, refusePenaltyRate } from './uplift.ts'

function refused(act: () => void): Refusal | null {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

describe('rates for lateness and misuse', () => {
  it('stand 30 to 50 % and 50 to 100 % above the contract rate, the edges counted', () => {
    for (const rate of ['0.0936', '0.1', '0.108']) expect(refused(() => refusePenaltyRate('0.072', rate))).toBeNull()
    for (const rate of ['0.108', '0.12', '0.144']) expect(refused(() => refuseMisuseRate('0.072', rate))).toBeNull()
    expect(refused(() => refusePenaltyRate('0.072', '0.09359'))).toMatchObject({ code: 'note.penalty-range', message: '罚息利率 9.359 % 不在合同利率 7.2 % 上浮 30 % 至 50 % 之间', at: '/body/penaltyRate', expected: '9.36 % 至 10.8 %' })
    expect(refused(() => refusePenaltyRate('0.072', '0.1081'))).toMatchObject({ code: 'note.penalty-range' })
    expect(refused(() => refuseMisuseRate('0.072', '0.1441'))).toMatchObject({ code: 'note.misuse-range', expected: '10.8 % 至 14.4 %' })
  })

  it('written to six places are not refused for their rounding', () => {
    // 3.85125 % × 1.5 = 5.776875 %, written 5.7769 %.
    expect(refused(() => refusePenaltyRate('0.0385125', '0.057769'))).toBeNull()
    expect(refused(() => refusePenaltyRate('0.0385125', '0.05777'))).toMatchObject({ code: 'note.penalty-range' })
  })
})
