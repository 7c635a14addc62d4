import { group, key } from '../key.ts'
import { count, flag, multiple, oneOf, setOf } from '../values.ts'

export const REPAYMENT_TYPES = [
  'ANNUITY', 'EQUAL_PRINCIPAL', 'INTEREST_ONLY_M', 'BULLET', 'INTEREST_ONLY_Q', 'ANNUITY_Q', 'EQUAL_PRINCIPAL_Q', 'GRACE_ANNUITY',
  'BALLOON_AMORT', 'BALLOON_RESIDUAL', 'FIXED_PRINCIPAL', 'STEP_UP', 'STEP_DOWN', 'IRREGULAR', 'REVOLVING',
] as const
const dayCount = oneOf('M30', 'ACT_360', 'ACT_365')

export const repayment = group({
  title: '还款', anchor: 'APPLICATION',
  keys: {
    repaymentTypes: key(setOf(oneOf(...REPAYMENT_TYPES)), '可用还款方式', 'S2-100 S2-115 S4-26'),
    dayCount: key(dayCount, '整期计息基础', 'P'),
    oddDayCount: key(dayCount, '零头天数与罚息计息基础', 'MEM'),
    oddPeriod: key(oneOf('ODD_FIRST', 'INTEREST_FIRST'), '首期不整月的处理', 'P'),
    rounding: key(oneOf('HALF_UP', 'UP', 'EXACT_DISPLAY'), '分位取整', 'P'),
    holidayRule: key(oneOf('NONE', 'FOLLOWING', 'MODIFIED_FOLLOWING', 'PRECEDING'), '到期日遇节假日', 'P'),
    graceToNextWorkingDay: key(flag, '遇节假日宽限至下一工作日不计罚息', 'P'),
    planReserveMonths: key(multiple, '现金流匹配方案每月末保留的现金（为月固定支出的倍数）', 'S4-26 P'),
    penaltyGraceDays: key(count(0, 3), '罚息宽限天数', 'P', { reader: 'servicing' }),
  },
})
