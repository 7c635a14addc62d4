import { CustomerRef } from '#common/customer/domain'
import { ReplayAnswer, SignOverlay } from '#common/policy/domain'
import { type Acting, readReplay, startReplay } from '#common/policy/server'
import { ChoiceQuestion, Choices, CustomerServices, Matrix, MatrixQuestion, ProductPage, ProductRef, ProposeProduct, RecordService, VersionAnswer, VersionRef } from '#common/product/domain'
import type { Day } from '#kernel'
import { type Route, route } from '#platform/http'
import { proposeProduct, signProduct, subjectOfVersion, withdrawProduct } from './acts.ts'
import { choicesFor } from './choice.ts'
import { matrixOn, productPage } from './matrix.ts'
import { recordService, servicesOf } from './services.ts'

/** The product matrix: what a bank offers where and to whom, how it changes it, and what else its customers use. */
export function productRoutes(): Route[] {
  return [...readRoutes(), ...writeRoutes(), ...serviceRoutes()]
}

function readRoutes(): Route[] {
  return [
    route({
      act: 'product.matrix', says: '产品矩阵：品牌、系列、产品，各自的对象、金额期限与投放', method: 'GET', path: '/api/catalogue', may: 'policy.read', query: MatrixQuestion, answer: Matrix,
      handle: ({ query, businessDate, inBank }) => inBank((tx) => matrixOn(tx, query.on ?? businessDate, query.unit)),
    }),
    route({
      act: 'product.choices', says: '此客户在本机构可办的产品；不可办的说明原因', method: 'GET', path: '/api/catalogue/choices', may: 'case.open', query: ChoiceQuestion, answer: Choices,
      handle: ({ query: { customerId, ...asked }, staff, businessDate, inBank }) => inBank((tx) => choicesFor(tx, { unitId: staff.unitId, on: businessDate, customerId }, known(asked))),
    }),
    route({
      act: 'product.read', says: '一个产品：规则与全行规则的差别、定价、贷后方案、试点、版本', method: 'GET', path: '/api/catalogue/products/:code', may: 'policy.read', params: ProductRef, query: MatrixQuestion, answer: ProductPage,
      handle: ({ params, query, businessDate, inBank }) => inBank((tx) => productPage(tx, params.code, query.on ?? businessDate, query.unit)),
    }),
    route({
      act: 'product.read-replay', says: '产品草案最近一次复算的结果', method: 'GET', path: '/api/catalogue/versions/:versionId/replay', may: ['policy.draft', 'policy.sign', 'calibration.read'], params: VersionRef, answer: ReplayAnswer,
      handle: (request) => request.inBank(async (tx) => readReplay(tx, await subjectOfVersion(tx, request.params.versionId))),
    }),
  ]
}

function writeRoutes(): Route[] {
  return [
    route({
      act: 'product.propose', says: '起草产品：新设、修改、试点、停办', method: 'POST', path: '/api/catalogue/versions', may: 'policy.draft', status: 201, body: ProposeProduct, answer: VersionAnswer,
      handle: (request) => request.inBank((tx) => proposeProduct(tx, request.body, acting(request))),
    }),
    route({
      act: 'product.sign', says: '签署产品版本；第二人签署后自生效日起执行', method: 'POST', path: '/api/catalogue/versions/:versionId/signatures', may: 'policy.sign', params: VersionRef, body: SignOverlay, answer: VersionAnswer,
      handle: (request) => request.inBank((tx) => signProduct(tx, request.params.versionId, acting(request), request.body.replayHash)),
    }),
    route({
      act: 'product.replay', says: '在本产品存量案件与示例上复算草案：谁换边、金额、等级、价格如何变', method: 'POST', path: '/api/catalogue/versions/:versionId/replays', may: ['policy.draft', 'policy.sign'], status: 202, params: VersionRef, answer: ReplayAnswer,
      handle: (request) => request.inBank(async (tx) => startReplay(tx, await subjectOfVersion(tx, request.params.versionId), acting(request))),
    }),
    route({
      act: 'product.withdraw', says: '撤回尚未生效的产品版本', method: 'POST', path: '/api/catalogue/versions/:versionId/withdrawal', may: ['policy.draft', 'policy.sign'], params: VersionRef, answer: VersionAnswer,
      handle: (request) => request.inBank((tx) => withdrawProduct(tx, request.params.versionId, { ...acting(request), maySign: request.staff.permissions.has('policy.sign') })),
    }),
  ]
}

function serviceRoutes(): Route[] {
  return [
    route({
      act: 'product.services', says: '客户的综合服务：存款、结算、银行卡、保险、电子银行', method: 'GET', path: '/api/customers/:customerId/services', may: 'customer.read', params: CustomerRef, answer: CustomerServices,
      handle: ({ params, businessDate, inBank }) => inBank((tx) => servicesOf(tx, params.customerId, businessDate)),
    }),
    route({
      act: 'product.record-service', says: '登记综合服务的推介、开通与停用', method: 'POST', path: '/api/customers/:customerId/services', may: 'customer.write', params: CustomerRef, body: RecordService, answer: CustomerServices, status: 201,
      handle: (request) => request.inBank(async (tx) => {
        await recordService(tx, request.params.customerId, request.body, acting(request))
        return servicesOf(tx, request.params.customerId, request.businessDate)
      }),
    }),
  ]
}

/** What was asked, without what was left out. */
function known<T extends object>(asked: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }
}

function acting(request: { staff: { id: string }; businessDate: Day; now: Date }): Acting {
  return { staffId: request.staff.id, on: request.businessDate, now: request.now }
}
