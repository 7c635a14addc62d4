import { readFileSync } from 'node:fs'
import { CaseFile } from '#common/assessment/domain'
import type { InvoiceProfile } from '#common/statement/domain'
import { type Month, fen } from '#kernel'
import { describe, expect, it } from 'vitest'
import { invoiceChecks, statedNotInvoiced } from './invoice-checks.ts'

const gc01 = CaseFile.parse(JSON.parse(readFileSync(new URL('../../../../examples/gc-01.json', import.meta.url), 'utf8')))
const profile: InvoiceProfile = {
  id: 'E1', salesFen: fen(0), sales12mFen: fen(108_000_000), activeMonths12: 12, voidRate: null, topCustomerShare: null, monthlyCv: null, customers: 0, suppliers: 0,
  salesMonths: [{ month: '2025-02' as Month, salesFen: fen(9_000_000), invoices: 3 }], salesInvoices: 0, purchasesFen: fen(0), returnsFen: fen(0), returnRate: null, customerConcentration: null, longestGapMonths: 0,
  seasonIndex: ['0.1120', '0.0625', '0.0780', '0.0750', '0.0800', '0.0850', '0.0880', '0.0850', '0.0910', '0.0800', '0.0750', '0.0885'],
  name: '', lastSaleOn: null, topCustomers: [], topSuppliers: [], bothWays: [], goods: [], red: { count: 0, fen: fen(0), pairedCount: 0, crossMonthCount: 0, crossMonthFen: fen(0), largest: [] },
}

describe('what invoices say of the sales of a case', () => {
  it('X29 and X08', () => {
    expect(invoiceChecks(profile, gc01, '0.81', ['e1'])).toEqual({
      notes: [],
      checks: [
        { method: 'X29', account: 'sales', invoicedFen: 108_000_000, invoicedShare: '0.19', evidence: ['e1'] },
        // November 435,000 + December 480,000 + January 645,000 as stated, 27.55 % of the year by the invoices
        { method: 'X08', account: 'sales', seasonSalesFen: 156_000_000, seasonIndex: '0.2755', evidence: ['e1'] },
      ],
    })
  })

  it('with the share not invoiced still to be asked, X29 compares with nothing', () => {
    const { checks, notes } = invoiceChecks(profile, gc01, undefined, ['e1'])
    expect([checks.map(({ method }) => method), notes]).toEqual([['X08'], ['未填未开票的销售占比，X29 未列入']])
  })

  it('the share not invoiced is kept until another is stated', () => {
    const { checks } = invoiceChecks(profile, gc01, '0.81', ['e1'])
    expect([statedNotInvoiced(checks, 'e1'), statedNotInvoiced(checks, 'e2'), statedNotInvoiced(invoiceChecks(profile, gc01, '0', ['e1']).checks, 'e1')]).toEqual(['0.81', undefined, '0'])
  })

  it('old invoices are evidence and no check', () => {
    expect(invoiceChecks({ ...profile, salesMonths: [{ month: '2020-01' as Month, salesFen: fen(1), invoices: 1 }] }, gc01, '0', ['e1'])).toMatchObject({ checks: [], notes: [expect.stringContaining('2020-01')] })
  })
})
