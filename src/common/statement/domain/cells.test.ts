import { describe, expect, it } from 'vitest'
import { readAmount } from './amount.ts'
import { readMoment } from './moment.ts'
import { cleanCell, columnName, narrow } from './text.ts'
import { isOwner } from './words.ts'

describe('an amount in a cell', () => {
  it.each([
    ['49.74', 4974], ['¥28.16', 2816], ['￥28.16', 2816], ['`6.00', 600], ['"3,240.28"', 324028], ['-2,600.00', -260000], ['+10000.00', 1000000], ['¥-5', -500], ['-¥5', -500],
    ['１２３.４５', 12345], ['1 234.5', 123450], [' 13.40               \t', 1340], ['50.0', 5000], ['0.04000', 4], ['-0.00', 0], ['12元', 1200], ['100.25-', -10025], ['（1,100.25）', -110025], ['CNY 300.50', 30050], ['人民币5元', 500], ['999999999999.99', 99999999999999],
  ])('%s is %i fen', (text, fen) => expect(readAmount(text)).toBe(fen))

  it.each([['49.739999999', 4974], ['49.740000000000002', 4974], ['0.3000000000000004', 30], ['1.0049999999', 100.5], ['0.999999999999', 100]])('a spreadsheet keeps %s near a fen', (text, fen) => {
    expect(readAmount(text)).toBe(Number.isInteger(fen) ? fen : null)
  })

  it.each(['', '-', '/', 'abc', '1e5', '1,23', '12,34.00', '1.2.3', '12.345', '49.7399', '--5', '9'.repeat(17), '0x10', 'NaN', '∞', '-5-', '(-5)', '()'])('%j is none', (text) => expect(readAmount(text)).toBeNull())
})

describe('a moment in a cell', () => {
  it.each([
    ['2023-02-12 21:32:14 ', '', '2023-02-12T21:32:14'], ['2017/5/9', '', '2017-05-09'], ['20250101', '18:53:19', '2025-01-01T18:53:19'], ['20240101', '123456', '2024-01-01T12:34:56'], ['20240101', '93456', '2024-01-01T09:34:56'],
    ['2019-07-25 08：35：41', '', '2019-07-25T08:35:41'], ['2023年1月2日', '', '2023-01-02'], ['2023年01月02日 10:11:12', '', '2023-01-02T10:11:12'], ['2023.1.2 9:05', '', '2023-01-02T09:05:00'], ['2023-01-02T10:11:12', '', '2023-01-02T10:11:12'],
    ['45292', '', '2024-01-01'], ['45292.5', '', '2024-01-01T12:00:00'], ['45291.999999', '', '2024-01-01T00:00:00'], ['20250101', '0.75', '2025-01-01T18:00:00'], ['`2019-07-25 08:35:41', '', '2019-07-25T08:35:41'],
  ])('%s %s is %s', (date, time, at) => expect(readMoment(date, time)).toBe(at))

  it.each([['2023-02-29'], ['2023-13-01'], ['2023-02-12 25:00:00'], ['2023-02-12 21:60:14'], ['abc'], [''], ['12'], ['99999'], ['20231301'], ['2023-1']])('%s is none', (date) => expect(readMoment(date)).toBeNull())
})

describe('text in a cell', () => {
  it('loses what exports put around it', () => {
    expect([cleanCell('`WWWW'), cleanCell('3985734"\t'), cleanCell('"3985734"\t'), cleanCell('打开"多多视频"'), cleanCell('\uFEFF交易时间 '), cleanCell("'001"), cleanCell('')]).toEqual(['WWWW', '3985734"', '3985734', '打开"多多视频"', '交易时间', '001', ''])
    expect(narrow('（元）：１')).toBe('(元):1')
    expect([columnName('金额（元）'), columnName(' 日 志 号'), columnName('记账金额(收入)'), columnName('收/支   \t')]).toEqual(['金额', '日志号', '记账金额(收入)', '收/支'])
  })

  it('names the owner only as a word of its own', () => {
    expect(['张三', '支付宝-张三', '张三 66666666', '支付宝-张三-张三余额提现'].map((party) => isOwner(party, '张三'))).toEqual([true, true, true, true])
    expect(['张三丰', '小张三', '李四', '', '张*'].map((party) => isOwner(party, '张三'))).toEqual([false, false, false, false, false])
    expect(isOwner('张三', '')).toBe(false)
  })
})
