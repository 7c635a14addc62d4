import type { Layout } from '../layout.ts'
import { alipayMerchant } from './alipay-merchant.ts'
import { alipayMerchantFund } from './alipay-merchant-fund.ts'
import { alipayPersonal, alipayProof } from './alipay-personal.ts'
import { BANK_LAYOUTS } from './banks.ts'
import { jdMerchant, jdPersonal } from './jd.ts'
import { meituanMerchant, meituanPersonal } from './meituan.ts'
import { wechatMerchant } from './wechat-merchant.ts'
import { wechatMerchantFund } from './wechat-merchant-fund.ts'
import { wechatPersonal, wechatProof } from './wechat-personal.ts'

/** Every bill layout Weidai reads. */
export const LAYOUTS: readonly Layout[] = [
  alipayPersonal, alipayProof, wechatPersonal, wechatProof, alipayMerchant, alipayMerchantFund, wechatMerchant, wechatMerchantFund, jdPersonal, jdMerchant, meituanPersonal, meituanMerchant, ...BANK_LAYOUTS,
]
