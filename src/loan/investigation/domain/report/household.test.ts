import { describe, expect, it } from 'vitest'
import { assess } from '#common/assessment/domain'
import { exampleCase, packForProduct } from '../../../../../sim/cases.ts'
import { investigationReport } from './investigation-report.ts'

const caseFile = exampleCase('gc-02')
const pack = packForProduct('公务员信用贷款', 'general')
const about = { number: 'SQ2025000002', version: 1, hash: '0'.repeat(64), policy: 'default', formulas: '1', submittedOn: '2025-03-12', unit: '城关支行', lead: '王磊', assist: null }
const text = JSON.stringify(investigationReport({ caseFile, pack, assessment: assess(caseFile, pack), about }).blocks)

describe('the investigation report of a household on wages [S3-04]', () => {
  it('speaks of wages, debts against income and the household\'s wealth', () => {
    for (const says of ['四、家庭收支', '债务收入比(含本笔)', '39.35%', '五、家庭权益检验', '527,500.00', '工作与收入稳定性', '60,000.00']) expect(text).toContain(says)
  })

  it('says nothing of sales, stock or margin, which it has not', () => {
    for (const says of ['加权毛利率', '存货周转', '年营业额', '盈亏平衡', '贷后要问的']) expect(text).not.toContain(says)
  })
})
