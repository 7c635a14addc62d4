import type { CustomerType } from '#common/customer/domain'
import { refuseMerged, samePerson } from '#common/customer/server'
import { type Acting, versionsInForce } from '#common/policy/server'
import { type CustomerServicesAnswer, type RecordService, SERVICES, type ServiceProduct, type ServiceState, productsOn } from '#common/product/domain'
import { type Day, Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { shippedProducts } from '#platform/packs'
import { writeService } from './store.ts'

/** Every other service for this kind of customer, with what is on record of it. */
export async function servicesOf(tx: Tx, customerId: string, on: Day): Promise<CustomerServicesAnswer> {
  const { customer_type: type } = await customerOf(tx, customerId)
  const entries = await tx.selectFrom('customer_service as e').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'e.bank_id').onRef('s.staff_id', '=', 'e.recorded_by'))
    .select(['e.service', 'e.state', 'e.amount_fen', 'e.income_fen', 'e.note', 'e.recorded_on', 's.name']).where('e.bank_id', '=', tx.bankId).where('e.customer_id', 'in', await samePerson(tx, customerId))
    .orderBy('e.recorded_at', 'desc').orderBy('e.seq', 'desc').execute()
  const isOn = (code: string): boolean => entries.some(({ service }) => service === code)
  const offered = await offeredServices(tx, on)
  const shown = offered.filter(({ product: { code, customerTypes }, isOffered }) => isOn(code) || (isOffered && customerTypes.includes(type as CustomerType)))
  return {
    incomeFen: entries.reduce((sum, { income_fen: income }) => sum + (income ?? 0), 0),
    services: shown.map(({ product, isOffered }) => ({
      code: product.code, name: product.name, group: SERVICES[product.service], says: product.says, amountMeans: product.amountMeans, isOffered,
      entries: entries.filter(({ service }) => service === product.code).map((row) => ({ state: row.state as ServiceState, amountFen: row.amount_fen, incomeFen: row.income_fen, note: row.note, by: row.name, on: row.recorded_on })),
    })),
  }
}

/** Puts on record that a customer was offered, took or gave up a service. */
export async function recordService(tx: Tx, customerId: string, entry: RecordService, by: Acting): Promise<void> {
  const { customer_type: type } = await customerOf(tx, customerId, true)
  await refuseMerged(tx, customerId)
  const service = (await offeredServices(tx, by.on)).find(({ product }) => product.code === entry.service)
  if (service === undefined) throw new Refusal({ code: 'product.unknown-service', message: '本行没有这项服务', at: '/service', value: entry.service, expected: '产品目录中的综合服务' }, 422)
  const isNew = entry.state === 'OFFERED' || entry.state === 'OPENED'
  if (isNew && !service.isOffered) throw new Refusal({ code: 'product.closed', message: `${service.product.name}已停办`, at: '/service', value: entry.service, expected: '在办的服务' }, 422)
  if (isNew && !service.product.customerTypes.includes(type as CustomerType)) throw new Refusal({ code: 'product.customer-type', message: `${service.product.name}不对这类客户办理`, at: '/service', value: entry.service, expected: '适用于此类客户的服务' }, 422)
  await writeService(tx, customerId, entry, by)
  await record(tx, { caseId: customerId, act: 'product.record-service', who: by.staffId, businessDate: by.on, body: { ...entry } })
}

async function offeredServices(tx: Tx, on: Day): Promise<{ product: ServiceProduct; isOffered: boolean }[]> {
  const { products } = await versionsInForce(tx)
  return productsOn(shippedProducts(), products, on).flatMap(({ product, state }) => (product.kind === 'SERVICE' ? [{ product, isOffered: state === 'OFFERED' }] : []))
}

async function customerOf(tx: Tx, customerId: string, isWriting: boolean = false) {
  const row = await tx.selectFrom('customer').select('customer_type').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).$if(isWriting, (q) => q.forUpdate()).executeTakeFirst()
  if (row === undefined) throw missing('客户')
  return row
}
