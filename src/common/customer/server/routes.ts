import { CustomerChange, CustomerPage, CustomerRef, CustomerSearch, Customers, NewCustomer, Unmask, Unmasked } from '#common/customer/domain'
import { record } from '#platform/audit'
import { type Route, missing, route } from '#platform/http'
import { readCustomer, searchCustomers } from './reads.ts'
import { mergeRoutes } from './merge-routes.ts'
import { watchListRoutes } from './watch-list-routes.ts'
import { addCustomer, changeCustomer, openIdentifier } from './store.ts'

/** Customers: find, put on file, correct, and look at an identifier in clear for a recorded reason. */
export function customerRoutes(): Route[] {
  return [
    route({
      act: 'customer.search', says: '按姓名、拼音首字母、证件或手机后四位、编号查客户', method: 'GET', path: '/api/customers', may: 'customer.read', query: CustomerSearch, answer: Customers,
      handle: ({ query, inBank }) => inBank((tx) => searchCustomers(tx, query.q, query.limit)),
    }),
    route({
      act: 'customer.read', says: '客户档案：授信、合同、借据、还款计划', method: 'GET', path: '/api/customers/:customerId', may: 'customer.read', params: CustomerRef, answer: CustomerPage,
      handle: ({ params, inBank }) => inBank((tx) => readCustomer(tx, params.customerId)),
    }),
    route({
      act: 'customer.add', says: '客户建档', method: 'POST', path: '/api/customers', may: 'customer.write', body: NewCustomer, answer: CustomerPage, status: 201,
      handle: ({ body, staff, businessDate, inBank }) => inBank(async (tx) => {
        const { customerId, number } = await addCustomer(tx, body, { staffId: staff.id, unitId: staff.unitId, on: businessDate })
        const page = await readCustomer(tx, customerId)
        await record(tx, { caseId: customerId, act: 'customer.add', who: staff.id, businessDate, body: { number, customerType: page.customerType, idNumber: page.idNumberMasked, phone: page.phoneMasked } })
        return page
      }),
    }),
    route({
      act: 'customer.change', says: '更正客户档案', method: 'PATCH', path: '/api/customers/:customerId', may: 'customer.write', params: CustomerRef, body: CustomerChange, answer: CustomerPage,
      handle: ({ params, body, staff, businessDate, inBank }) => inBank(async (tx) => {
        const before = await readCustomer(tx, params.customerId)
        await changeCustomer(tx, params.customerId, body)
        const page = await readCustomer(tx, params.customerId)
        await record(tx, { caseId: params.customerId, act: 'customer.change', who: staff.id, businessDate, body: { before: changeable(before), after: changeable(page) } })
        return page
      }),
    }),
    route({
      act: 'customer.unmask', says: '查看完整证件号或手机号，须说明理由，留痕', method: 'POST', path: '/api/customers/:customerId/unmask', may: 'customer.unmask', params: CustomerRef, body: Unmask, answer: Unmasked, repeatable: true,
      handle: ({ params, body, staff, businessDate, inBank }) => inBank(async (tx) => {
        const row = await tx.selectFrom('customer').selectAll().where('bank_id', '=', tx.bankId).where('customer_id', '=', params.customerId).executeTakeFirst()
        if (row === undefined) throw missing('客户')
        await record(tx, { caseId: params.customerId, act: 'customer.unmask', who: staff.id, businessDate, body: { field: body.field, reason: body.reason } })
        return { value: openIdentifier(tx, row, body.field === 'PHONE' ? 'phone' : 'id_number') }
      }),
    }),
    ...watchListRoutes(),
    ...mergeRoutes(),
  ]
}

function changeable(page: CustomerPage) {
  return { name: page.name, customerType: page.customerType, phone: page.phoneMasked }
}
