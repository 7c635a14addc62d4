import { type Stage, act } from './act.ts'
import type { Scene } from './scene.ts'

interface Service {
  readonly customer: string
  readonly service: string
  readonly state: 'OFFERED' | 'OPENED' | 'DECLINED'
  readonly amountFen?: number
  readonly incomeFen?: number
  readonly note?: string
}

/** What customers have beside a loan, and what they were offered. */
const SERVICES: Readonly<Record<string, readonly Service[]>> = {
  hengchuan: [
    { customer: '王建华', service: 'SETTLEMENT_ACCOUNT', state: 'OPENED', note: '货款结算户' },
    { customer: '王建华', service: 'MERCHANT_CODE', state: 'OPENED', note: '收银台与送货车各一张' },
    { customer: '王建华', service: 'DEPOSIT_ACCOUNT', state: 'OPENED', amountFen: 8_600_000 },
    { customer: '欧阳春', service: 'FARMER_CREDIT_CARD', state: 'OPENED', note: '秋收后还清' },
    { customer: '欧阳春', service: 'CROP_INSURANCE', state: 'OFFERED', note: '春播前再联系' },
    { customer: '吕晓峰', service: 'DEBIT_CARD', state: 'OPENED', note: '工资卡' },
    { customer: '文秀兰', service: 'MERCHANT_CODE', state: 'OPENED', note: '旧贷期间开通，流水可查' },
    { customer: '文秀兰', service: 'ONLINE_BANKING', state: 'OPENED' },
  ],
  qingshan: [{ customer: '万春生', service: 'CROP_INSURANCE', state: 'OFFERED' }, { customer: '熊伟明', service: 'SETTLEMENT_ACCOUNT', state: 'OPENED' }],
}

/** Puts the services of the bank's customers on record, each by the customer's own manager. */
export async function writeServices(scene: Scene, stage: Stage): Promise<void> {
  const { tx } = scene
  for (const { customer, ...entry } of SERVICES[stage.bank.code] ?? []) {
    const { customer_id: customerId, login } = await tx.selectFrom('customer as c').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'c.bank_id').onRef('s.staff_id', '=', 'c.manager_id'))
      .select(['c.customer_id', 's.login']).where('c.bank_id', '=', tx.bankId).where('c.name', '=', customer).executeTakeFirstOrThrow()
    await act(scene, stage, login, 'product.record-service', { params: { customerId }, body: { amountFen: null, incomeFen: null, ...entry } })
  }
}
