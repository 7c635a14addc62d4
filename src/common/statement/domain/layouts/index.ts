import type { Layout } from '../layout.ts'
import { abcDebit } from './abc-debit.ts'
import { alipayMerchant } from './alipay-merchant.ts'
import { alipayPersonal } from './alipay-personal.ts'
import { bocDebit } from './boc-debit.ts'
import { ccbDebit } from './ccb-debit.ts'
import { cmbDebit } from './cmb-debit.ts'
import { icbcDebit } from './icbc-debit.ts'
import { wechatMerchant } from './wechat-merchant.ts'
import { wechatMerchantFund } from './wechat-merchant-fund.ts'
import { wechatPersonal } from './wechat-personal.ts'

/** Every bill layout Weidai reads. */
export const LAYOUTS: readonly Layout[] = [
  alipayPersonal, wechatPersonal, alipayMerchant, wechatMerchant, wechatMerchantFund, icbcDebit, ccbDebit, bocDebit, abcDebit, cmbDebit,
]
