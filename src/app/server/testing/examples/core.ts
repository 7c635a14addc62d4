import type { Example } from '#platform/http'
import type { Rows } from '../rows.ts'

/** Debits of a day, money in suspense, differences from the core bank. */
export function coreExamples({ loan, suspense, differenceId, productCode, bank }: Rows): Record<string, Example> {
  const { cashier: by, second } = bank
  const { noteNumber, amountFen } = suspense
  const of = (suspenseId: string) => ({ params: { suspenseId }, by })
  return {
    'servicing.debits': { query: '?on=2025-03-12' },
    'servicing.suspense': { query: '?view=open' },
    'servicing.allocate-suspense': { ...of(suspense.allocate), body: { rowVersion: 1, noteNumber, amountFen, reason: '客户确认为本期还款' } },
    'servicing.return-suspense': { ...of(suspense.giveBack), body: { rowVersion: 1, amountFen, reason: '退回付款账户' } },
    'servicing.explain-suspense': { ...of(suspense.explain), body: { rowVersion: 1, reason: '等待核心查证来源' } },
    'servicing.confirm-suspense': { params: suspense.confirm, body: { says: '已核对' }, by: second },
    'servicing.refuse-suspense': { params: suspense.refuse, body: { reason: '账户有误，先联系客户' }, by: second },
    'servicing.differences': { query: '?state=OPEN' },
    'servicing.close-difference': { params: { differenceId }, body: { rowVersion: 1, reason: '核心下月冲回' }, by: second },
    'servicing.products': {},
    'servicing.keep-product': { params: { productCode }, body: { book: 'BOOK', coreChannel: 'FILE' }, shared: true },
    'servicing.core-figures': { params: { noteId: loan.noteId } },
  }
}
