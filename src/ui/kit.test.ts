import { createElement as h } from 'react'
import { renderToStaticMarkup as print } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { fen } from '#kernel'
import { AccountStrip, Button, Money, Rate, RefusalText, RiskMark, SaveState, Sheet, WhereFrom, type StripCheck } from './index.ts'

const words = (markup: string): string => markup.replace(/<[^>]+>/g, '')

describe('the kit', () => {
  it('prints money as a ledger does: brackets for less than nothing, fen smaller', () => {
    expect(words(print(h(Money, { fen: fen(11_800_050) })))).toBe('118,000.50')
    const negative = print(h(Money, { fen: fen(-1_360_000) }))
    expect([words(negative), negative.includes('money-negative'), negative.includes('<span class="money-fen">.00</span>')]).toEqual(['负(13,600.00)', true, true])
    expect(words(print(h(Money, { fen: null })))).toBe('—')
    expect(words(print(h(Rate, { value: '0.0720' })))).toBe('7.20%')
  })

  it('reads an account strip out: value, checks, deviations, what does not hold', () => {
    const check: StripCheck = { id: 'X01', method: 'X01', says: '验证法', deviation: 0.1, deviationText: '10.00 %', valueText: '540,000.00', kind: 'STATEMENT', strength: 'STRONG', holds: false }
    const strip = print(h(AccountStrip, { name: '应收账款', statedText: '600,000.00', acceptedText: '520,000.00', accepted: -0.1333, tolerance: 0.05, checks: [check], worstText: '10.00 %', holds: false }))
    expect(strip).toContain('aria-label="应收账款：报表值 600,000.00，认定值 520,000.00，1 项检验"')
    expect(strip).toContain('aria-label="X01 验证法，540,000.00，偏离 10.00 %，超出容忍度"')
    expect(words(strip)).toContain('X01!')
  })

  it('keeps a button that is off reachable and says why', () => {
    const button = print(h(Button, { kind: 'act', disabledReason: '还缺：净利第二方法', children: '提交审查' }))
    expect(button).toMatch(/aria-disabled="true"/)
    expect(button).not.toMatch(/ disabled/)
    expect(button).toMatch(/role="tooltip"[^>]*>还缺：净利第二方法/)
  })

  it('says what, where and what was expected', () => {
    expect(words(print(h(RefusalText, { refusals: [{ code: 'amount.unreadable', message: '金额「12万3」无法识别', at: '/cash', expected: '如 11.8万' }], fieldName: () => '现金' })))).toBe('金额「12万3」无法识别现金应为：如 11.8万')
    const stale = { code: 'draft.stale', message: '草稿已由李娜保存', at: '/rowVersion', value: 4 }
    const tooMuch = { code: 'x', message: '金额须大于零', at: '/balance/cash/0/amountFen', where: '资产负债表 现金 第1行 金额', value: -1200, expected: '正数' }
    expect(words(print(h(RefusalText, { refusals: [stale, tooMuch] })))).toBe('草稿已由李娜保存金额须大于零资产负债表 现金 第1行 金额填的是 (12.00) 元应为：正数')
    expect(words(print(h(SaveState, { saving: { state: 'SAVED', at: '14:02' } })))).toBe('已保存 14:02')
  })

  it('marks the five classes by letter and shape', () => {
    const shapes = (['NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'] as const).map((of) => /<(circle|rect|path)[^>]*/.exec(print(h(RiskMark, { of })))?.[0])
    expect(new Set(shapes).size).toBe(5)
  })

  it('draws a leaf without evidence or rule as unsupported', () => {
    const leaf = { id: 'a', name: '存货', valueText: '338,880.00', unit: '元', evidence: [], children: [] }
    expect(words(print(h(WhereFrom, { figure: leaf })))).toContain('没有证据')
    expect(words(print(h(WhereFrom, { figure: { ...leaf, source: '§18.2' } })))).not.toContain('没有证据')
  })

  it('closes a sheet: what has no act to change it is no input', () => {
    const row = { id: 'cash', label: '现金', cells: [{ kind: 'money' as const, value: fen(3_620_000) }] }
    expect(print(h(Sheet, { title: '资产负债表', columns: [{ id: 'now', label: '期末' }], rows: [row] }))).not.toContain('<input')
    expect(print(h(Sheet, { title: '资产负债表', columns: [{ id: 'now', label: '期末' }], rows: [{ ...row, cells: [{ kind: 'money', value: fen(3_620_000), onChange: () => undefined }] }] }))).toContain('aria-label="现金 期末"')
  })
})
