import type { Layout } from '../layout.ts'
import { alipayMerchant } from './alipay-merchant.ts'
import { alipayPersonal } from './alipay-personal.ts'
import { BANK_LAYOUTS } from './banks.ts'
import { jdMerchant, jdPersonal } from './jd.ts'
import { meituanMerchant, meituanPersonal } from './meituan.ts'
import { wechatMerchant } from './wechat-merchant.ts'
import { wechatMerchantFund } from './wechat-merchant-fund.ts'
import { wechatPersonal } from './wechat-personal.ts'

/** Every bill layout Weidai reads. */
export const LAYOUTS: readonly Layout[] = [
  alipayPersonal, wechatPersonal, alipayMerchant, wechatMerchant, wechatMerchantFund, jdPersonal, jdMerchant, meituanPersonal, meituanMerchant, ...BANK_LAYOUTS,
]
