import { describe, expect, it } from 'vitest'
import type { Block, Run } from '#common/document/domain'
import { plainText } from '#common/document/domain'
import { minutesPaper, resolutionPaper } from './papers.ts'
import type { ResolutionForm } from './resolution-form.ts'
import { condition, gc01Proposal, gc01Request } from './testing.ts'
import { votePaper } from './vote-paper.ts'

const by = { staffId: '018f0000-0000-7000-8000-000000000001', name: '张伟' }
const form: ResolutionForm = {
  bank: '金鑫农商银行', unit: '小微业务部', body: '小微业务部审贷会', officer: '王磊',
  application: { number: 'SQ2025000001', appliedOn: '2025-03-10', product: '小微贷款', applicant: '王建国', idNumberMasked: '330***********0011', business: '建国副食批发部' },
  requested: { ...gc01Request, purposeItems: ['夏季饮料备货 190,000.00 元'] }, proposal: gc01Proposal,
  review: { reviewer: '陈静', answers: [{ question: '客户经理是否做了交叉检验', yes: true, remark: '五项销售检验' }] },
  coBorrower: '李梅', guarantor: { name: '李强', relation: '朋友', monthlyDisposableFen: 700_000 }, collateral: [], household: { yearlyIncomeFen: 30_000_000, dependants: '已婚，子女上学' },
  judgement: { score: '92 A → B', limitFen: 11_800_000, coverage: '1.5654', flags: [], largestDeviation: '0.0215', mayVeto: false },
  meeting: { number: 'SDH2025000001', place: '三楼会议室', heldOn: '2025-03-13', from: '19:00', until: '19:40', chair: '赵敏', recorder: '孙丽', presenter: '王磊' },
  outcome: 'APPROVED_WITH_CHANGE', terms: { ...gc01Proposal, conditions: [condition('GUARANTOR_SIGNS', '保证人李强签字'), condition('INVOICES', '七日内补交发票', { when: 'AFTER' })] }, settled: false, reasons: [], says: '首贷按测评额度发放', riskClass: 'NORMAL', riskReason: '现金流充足', monitoring: ['每月查看进货单'],
  members: [{ ...by, seat: 'CHAIR', bars: [] }, { ...by, name: '周强', seat: 'MEMBER', bars: ['参与过本案：调查'] }], seated: [{ name: '张伟', seat: '组长', standing: 'SEATED', why: null }, { name: '吴旺', seat: '委员', standing: 'LEFT', why: '中途离席' }],
  votes: [{ ...by, kind: 'AGREE_WITH_CHANGE', reason: '五项检验一致', ballot: { kind: 'AGREE_WITH_CHANGE', reason: '五项检验一致', change: { amountFen: 10_000_000, conditions: [] } }, copied: false, ownWords: null, nonce: 'n', commitment: 'a'.repeat(64), castAt: '2025-03-13T11:30:00Z' }],
  minutes: [{ seq: 1, kind: 'QUESTION', section: null, saidBy: by, says: '二月为何亏损', at: '2025-03-13T11:10:00Z', clock: '19:10' }], signatures: ['VICE_PRESIDENT', 'PRESIDENT'],
}

function words(blocks: readonly Block[]): string {
  const run = (says: Run): string => plainText(says)
  return blocks.map((block) => {
    switch (block.block) {
      case 'heading': return block.says
      case 'text': return run(block.says)
      case 'facts': return block.rows.map(({ label, value }) => `${label} ${run(value)}`).join('\n')
      case 'table': return [block.caption ?? '', ...block.rows.map((row) => row.map(run).join(' '))].join('\n')
      case 'signatures': return block.boxes.map(({ label, name }) => `${label} ${name ?? ''}`).join('\n')
      case 'chart': case 'pageBreak': return ''
    }
  }).join('\n')
}

describe('the papers of a meeting', () => {
  it('the resolution form carries every field of 7.2', () => {
    const said = words(resolutionPaper(form).blocks)
    for (const part of ['SQ2025000001', '王建国', '330***********0011', '王磊', '150,000.00 元', '118,000.00 元（壹拾壹万捌仟元整）', '7.20%', '等额本息', '自然人保证', '客户经理是否做了交叉检验 是', '共同借款人 李梅', '李强（朋友）', '变更后同意', '保证人李强签字', '七日内补交发票', '每月查看进货单', '正常：现金流充足', '首贷按测评额度发放', '主管副行长', '行长', '同意票中取最审慎', '2.15%']) expect(said).toContain(part)
  })

  it('the minutes say who was there, who left, who was barred, and what was asked', () => {
    const said = words(minutesPaper(form).blocks)
    for (const part of ['2025年3月13日 19:00 至 19:40', '三楼会议室', '孙丽', '吴旺（中途离席）', '周强（回避：参与过本案：调查）', '19:10 张伟 提问 二月为何亏损', '家庭年收入 300,000.00 元']) expect(said).toContain(part)
  })

  it('the appendix names each vote with its reason, its change and its seal', () => {
    const said = words(votePaper(form).blocks)
    for (const part of ['张伟 变更后同意 五项检验一致', '变更：金额 100,000.00 元', 'a'.repeat(64)]) expect(said).toContain(part)
  })
})
