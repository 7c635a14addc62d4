import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { judgeInvoices } from '#common/statement/domain'
import { loadShippedPack } from '#platform/packs'
import { parseInvoices } from './parse-invoices.ts'
import { auc, halves, limitsOf, realFirms } from './ranking-for-tests.ts'

const REAL = path.resolve(process.env['WEIDAI_REAL_DATA'] ?? '../shared/data')
const isThere = existsSync(path.join(REAL, 'sme_invoices'))
if (!isThere) console.log('30 real firms: not run, WEIDAI_REAL_DATA names no folder with them')
const { flows } = loadShippedPack('default')
const RULES = { sales: flows.invoiceSales, activeMonths: flows.invoiceActiveMonths, topCustomer: flows.invoiceTopCustomer, voidRate: flows.invoiceVoidRate, grades: flows.invoiceGrades }
const HEAD = ',企业代号,发票号码,开票日期,购方单位代号,价税合计,发票状态'
const IN = HEAD.replace('购方', '销方')
const file = (name: string, lines: readonly string[]) => ({ name, bytes: Buffer.from(lines.join('\n')) })

describe('what invoices say of a firm', () => {
  const [firm] = parseInvoices([
    file('out.csv', [`${HEAD},购方名称,货物或应税劳务名称`, '1,E1,1,2025/1/5,B1,300.00,有效发票,甲公司,*食品*饼干', '2,E1,2,2025/1/20,B2,100.00,有效发票,乙店,*食品*糖', '3,E1,3,2025/3/2,B1,-300.00,有效发票,甲公司,*食品*饼干', '4,E1,4,2025/3/3,A1,50.00,有效发票,丙厂,*纸制品*箱', '5,E1,5,2025/3/4,B2,-7.00,有效发票,乙店,']),
    file('in.csv', [IN, '1,E1,9,2025/2/1,A1,40.00,有效发票']),
    file('names.csv', ['企业代号,企业名称', 'E1,衡川副食批发部']),
  ])

  it('whom it sells to, what, who is on both sides, what its red invoices take back and when', () => {
    expect(firm).toMatchObject({
      name: '衡川副食批发部', lastSaleOn: '2025-03-04', bothWays: [{ id: 'A1', soldFen: 5_000, boughtFen: 4_000 }], goods: [{ category: '食品', fen: 10_000 }, { category: '纸制品', fen: 5_000 }],
      red: { count: 2, fen: 30_700, pairedCount: 1, crossMonthCount: 1, crossMonthFen: 30_000, largest: [{ partner: 'B1', fen: 30_000, daysAfter: 56 }, { partner: 'B2', fen: 700, daysAfter: null }] },
    })
    expect(firm?.topCustomers.map(({ id, name, fen, lastMonth }) => `${id} ${name} ${fen} ${lastMonth}`)).toEqual(['B2 乙店 9300 2025-03', 'A1 丙厂 5000 2025-03', 'B1 甲公司 0 2025-03'])
  })

  it('four indicators with two limits each; more points are worse', () => {
    const { points, total, grade } = judgeInvoices(firm!, RULES)
    expect(points.map(({ id, points: cost }) => `${id} ${cost}`)).toEqual(['SCALE 2', 'CONTINUITY 2', 'CONCENTRATION 2', 'VOID 0'])
    expect([total, grade]).toEqual([6, 'WEAK'])
  })
})

describe.skipIf(!isThere)('30 real firms', () => {
  it('the shipped limits are those of one half, and rank the defaults of the other half', () => {
    const [first, second] = halves(realFirms(REAL))
    expect(limitsOf(first, RULES.grades)).toEqual({ ...RULES, topCustomer: expect.anything() as object, voidRate: expect.anything() as object })
    expect(limitsOf(first, RULES.grades)).toMatchObject({ topCustomer: { good: String(Number(RULES.topCustomer.good)), weak: String(Number(RULES.topCustomer.weak)) }, voidRate: { good: String(Number(RULES.voidRate.good)), weak: String(Number(RULES.voidRate.weak)) } })
    expect(auc(second, RULES)).toBeGreaterThan(0.8)
  })
})
