import { describe, expect, it } from 'vitest'
import { type Paper, TEMPLATE_KINDS, plainText, runsOf } from '#common/document/domain'
import { faultsOf } from './check-template.ts'
import { draw } from './draw.ts'
import { shippedTemplate } from './templates.ts'
import { pdfWords, readQr, squeezed, wordsOf } from './testing/read-back.ts'
import { openWord } from './word-file.ts'

const seal = { bank: '衡川农村商业银行', title: '调查报告', number: 'DC-2025-000007', hash: '0123456789abcdef'.repeat(4), mark: null }
const paper: Paper = {
  title: '调查报告', references: [{ id: 'photo', kind: '实地眼见', title: '盘点照片', hash: 'f'.repeat(64), takenAt: '2025-03-12 14:05' }],
  blocks: [
    { block: 'heading', level: 1, says: '一、申请' },
    { block: 'text', says: ['存货 ', { says: '338,880.00', ref: 'photo' }, ' 元，“引号”与 # \\ $ [括号] 照印'] },
    { block: 'facts', rows: [{ label: '客户', value: '王建国' }, { label: '住址', value: '衡川市城关区建设路 18 号', wide: true }] },
    { block: 'table', columns: [{ title: '科目' }, { title: '金额', align: 'right' }], rows: [['现金', '36,200.00']], total: ['合计', '36,200.00'] },
    { block: 'chart', chart: { chart: 'bars', bars: [{ name: '现金流约束', amount: 14_777_363, says: '147,773.63', binding: true }] } },
    { block: 'chart', chart: { chart: 'line', unit: 'FEN', labels: ['25-04', '25-05'], lines: [{ name: '月末现金', values: [11_696_646, 12_920_792] }] } },
    { block: 'chart', chart: { chart: 'strip', tolerance: '0.05', rows: [{ name: '存货', stated: '338,880.00', checks: [{ name: 'X18', deviation: '0.0203' }, { name: 'X17', deviation: '-0.08' }], says: '最大偏离 8.00%' }] } },
    { block: 'pageBreak' }, { block: 'signatures', boxes: [{ label: '主办' }, { label: '协办' }, { label: '审查' }] },
  ],
}

describe('a paper', () => {
  it('says the same as PDF and as Word, with its references and page numbers', async () => {
    const { pages, text } = await pdfWords(await draw({ from: 'paper', paper, seal, as: 'pdf' }))
    const word = squeezed(await wordsOf(await draw({ from: 'paper', paper, seal, as: 'docx' })))
    const said = paper.blocks.flatMap((block) => runsOf(block)).map((run) => squeezed(plainText(run)))
    for (const says of said) expect(word.replaceAll('[1]', '')).toContain(says)
    for (const says of said) expect(text.replaceAll('[1]', '')).toContain(says)
    for (const both of [text, word]) {
      expect(both).toContain('338,880.00[1]')
      expect(both).toContain('盘点照片')
      expect(both).toContain('ffffffffffff')
    }
    expect(pages).toBe(2)
    expect(text).toContain('第1页共2页')
    expect(text).toContain(seal.number)
    expect(text).toContain(seal.hash.slice(0, 32))
  })

  it('carries its Chinese font inside the PDF, and its charts as pictures in Word', async () => {
    const pdf = (await draw({ from: 'paper', paper, seal, as: 'pdf' })).toString('latin1')
    const fonts = pdf.match(/\/FontDescriptor\b/g)?.length ?? 0
    expect(fonts).toBeGreaterThan(0)
    expect(pdf).toMatch(/\/FontFile[23]? \d+ 0 R/)
    expect(pdf).toMatch(/NotoSansHans|NotoSansSChinese/)
    const word = await openWord(await draw({ from: 'paper', paper, seal, as: 'docx' }))
    expect([...word.keys()].filter((name) => /media\/(?!weidai-qr).*\.png$/.test(name))).toHaveLength(3)
    expect(word.get('word/styles.xml')?.toString()).toContain('宋体')
  })

  it('has a QR code in the foot that says number and hash', async () => {
    const word = await openWord(await draw({ from: 'paper', paper, seal, as: 'docx' }))
    expect(readQr(word.get('word/media/weidai-qr.png')!)).toBe(`weidai ${seal.number} ${seal.hash}`)
    expect(word.get('word/document.xml')?.toString()).toContain('<w:footerReference w:type="default" r:id="weidaiFoot"/>')
    expect(squeezed((word.get('word/weidai-foot.xml')?.toString() ?? '').replace(/<[^>]+>/g, ''))).toContain(`文书编号${seal.number}`)
  })

  it('is the same bytes for the same content, another for another', async () => {
    const first = await draw({ from: 'paper', paper, seal, as: 'pdf' })
    expect((await draw({ from: 'paper', paper, seal, as: 'pdf' })).equals(first)).toBe(true)
    expect((await draw({ from: 'paper', paper: { ...paper, title: '别的' }, seal, as: 'pdf' })).equals(first)).toBe(false)
  })

  it('refuses to lead nowhere, and the thread goes on after a bug', async () => {
    await expect(draw({ from: 'paper', paper: { ...paper, references: [] }, seal, as: 'pdf' })).rejects.toThrow(/refers to photo/)
    expect((await draw({ from: 'paper', paper, seal, as: 'pdf' })).subarray(0, 4).toString()).toBe('%PDF')
  })

  it('says across each page that it is void', async () => {
    expect((await pdfWords(await draw({ from: 'paper', paper, seal: { ...seal, mark: '作废' }, as: 'pdf' }))).text.match(/作废/g)).toHaveLength(2)
  })
})

describe('the shipped templates', () => {
  it.each(TEMPLATE_KINDS)('%s holds no fault', async (kind) => {
    expect(await faultsOf(shippedTemplate(kind).bytes, kind)).toEqual([])
  })
})
