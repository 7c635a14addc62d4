import { describe, expect, it } from 'vitest'
import { day, fen } from '#kernel'
import { amountTyping, countTyping, dayTyping, decimalTyping, rateTyping, readTyped, shortYuan } from './typed.ts'

describe('typed figures', () => {
  it('become fen however they are written', () => {
    for (const text of ['118000', '11.8万', '１１.８万', '¥118,000.00', '￥１１８，０００．００元', ' 118 000 元']) expect(readTyped(text, amountTyping)).toEqual({ value: 11_800_000, refusal: null })
    expect(readTyped('  ', amountTyping)).toEqual({ value: null, refusal: null })
    expect(readTyped('12万3', amountTyping).refusal).toMatchObject({ code: 'amount.unreadable', value: '12万3' })
  })

  it('are shown in full and edited bare', () => {
    expect([11_800_000, 11_800_050, 5, -120_000, 0].map((amount) => amountTyping.edit(fen(amount)))).toEqual(['118000', '118000.5', '0.05', '-1200', '0'])
    expect(amountTyping.show(fen(11_800_000))).toBe('118,000.00')
    expect([11_800_000, 11_823_456, 12_000_000_000, 99_999].map((amount) => shortYuan(fen(amount)))).toEqual(['11.8 万', '11.823456 万', '1.2 亿', ''])
  })

  it('turn percent into exact decimal text and back', () => {
    expect(['7.2', '７．２％', '100', '-4', '0.05'].map((text) => readTyped(text, rateTyping).value)).toEqual(['0.072', '0.072', '1', '-0.04', '0.0005'])
    expect([rateTyping.show('0.072'), rateTyping.show('0.05208333'), rateTyping.edit('0.072')]).toEqual(['7.20', '5.208333', '7.2'])
    expect(readTyped('七', rateTyping).refusal?.code).toBe('rate.unreadable')
  })

  it('read days as people write them', () => {
    const typing = dayTyping(day('2025-03-13'))
    for (const text of ['20250314', '2025-3-14', '2025.03.14', '2025/3/14', '2025年3月14日', '3-14', '３.14']) expect(readTyped(text, typing).value).toBe('2025-03-14')
    for (const text of ['2025-02-30', '明天', '20251301']) expect(readTyped(text, typing).refusal?.code).toBe('day.unreadable')
    expect(readTyped('3-14', dayTyping(null)).refusal?.code).toBe('day.unreadable')
  })

  it('keep counts whole and quantities decimal', () => {
    expect(readTyped('1,200', countTyping).value).toBe(1200)
    expect(readTyped('1.5', countTyping).refusal?.code).toBe('count.unreadable')
    expect(readTyped('1.5', decimalTyping).value).toBe('1.5')
    expect(readTyped('1e5', decimalTyping).refusal?.code).toBe('number.unreadable')
    expect(['12个', '３ 个月', '1,000件', '15人'].map((text) => readTyped(text, countTyping).value)).toEqual([12, 3, 1000, 15])
    expect(['0.5亩', '１２．５公斤'].map((text) => readTyped(text, decimalTyping).value)).toEqual(['0.5', '12.5'])
  })

  it('take no comma for a point, nor pass it over', () => {
    for (const { refusal } of [readTyped('12,5', amountTyping), readTyped('12,5', rateTyping), readTyped('12，5', countTyping), readTyped('12,5', decimalTyping)]) expect(refusal?.code).toBe('number.comma')
    expect(readTyped('(1,234.50)', amountTyping).value).toBe(-123_450)
    for (const text of ['1e99', '😀', 'x'.repeat(10_000), '1.2.3', '一万二', '999999999999999999']) expect(readTyped(text, amountTyping).refusal?.code).toBe('amount.unreadable')
  })
})
