import type { Example } from '#platform/http'
import { newCustomer } from '../../../../loan/investigation/server/testing/branch.ts'
import type { Rows } from '../rows.ts'

/** Customers, their watch list, duplicates and lines. */
export function customerExamples({ loan, filedCustomer, watched, mergeId, bank }: Rows): Record<string, Example> {
  const params = { customerId: loan.customerId }
  return {
    'customer.search': { query: `?q=${encodeURIComponent('王建国')}` },
    'customer.read': { params },
    'customer.watch-list': { params: { customerId: watched.customerId } },
    'customer.release-watch': { params: watched, body: { reason: '查无实据' } },
    'customer.add': { body: newCustomer('李春花') },
    'customer.change': { params, body: { rowVersion: 1, name: '改名' } },
    'customer.unmask': { params, body: { field: 'PHONE', reason: '回访客户' } },
    'customer.duplicates': { params },
    'customer.propose-merge': { params: { customerId: watched.customerId }, body: { intoId: filedCustomer, reason: '同名同生日' } },
    'customer.act-on-merge': { params: { mergeId }, body: { act: 'confirm' }, by: bank.officer },
    'line.of-customer': { params },
  }
}
