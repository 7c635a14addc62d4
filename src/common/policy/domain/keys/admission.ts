import { group, key } from '../key.ts'
import { count, each, flag, listOf, money, oneOf, row, setOf, share, code } from '../values.ts'
import { flagId } from './flags.ts'

export const HARD_RULES = ['H01', 'H02', 'H03', 'H04', 'H05', 'H06', 'H07', 'H08', 'H09', 'H10', 'H11', 'H12', 'H13', 'H14', 'H15'] as const

export const admission = group({
  title: '准入硬规则', anchor: 'APPLICATION',
  keys: {
    hardRules: key(each(HARD_RULES, oneOf('REJECT', 'REFER', 'INCOMPLETE')), '违反硬规则的后果', 'P'),
    minAge: key(count(18, 60), '最低年龄', 'P', { lock: 'HIGHER' }),
    maxAgeAtMaturity: key(count(30, 90), '到期时最高年龄', 'P'),
    minMonthsInBusiness: key(listOf(row({ above: money, months: count(0, 240) })), '最低经营月数（取金额达到的最后一行）', 'S4-03 S4-04 S3-03'),
    licenceRequired: key(flag, '须有营业执照', 'S3-03'),
    minMonthsEmployed: key(count(0, 240), '工薪客户在本单位至少几个月', 'S3-03 P'),
    employerKinds: key(setOf(oneOf('GOVERNMENT', 'PUBLIC_INSTITUTION', 'STATE_ENTERPRISE', 'LARGE_COMPANY', 'OTHER')), '工薪客户准入的单位性质', 'S3-06 P'),
    postKinds: key(setOf(oneOf('ESTABLISHED', 'CONTRACT', 'DISPATCHED')), '工薪客户准入的用工性质', 'P'),
    guarantees: key(setOf(oneOf('CREDIT', 'PERSONAL_GUARANTEE', 'GUARANTEE_COMPANY', 'MORTGAGE', 'JOINT_LIABILITY')), '可用的担保方式（产品写明的为准）', 'S0-39 P'),
    dtiAbove: key(share, '工薪客户债务收入比超过', 'P'),
    prohibitedIndustries: key(setOf(code), '禁入行业', 'P'),
    prohibitedPurposes: key(setOf(code), '禁止用途', 'P'),
    rejectingFlags: key(setOf(flagId), '命中即触发 H04 的标志', 'P'),
    debtRatioAbove: key(share, '贷后负债率超过', 'P'),
    equityDeviationAbove: key(share, '权益偏差超过', 'P'),
    offSiteAllowed: key(flag, '允许免实地调查', 'S4-15 S2-86'),
    offSiteUpTo: key(money, '免实地调查的金额上限', 'F-05'),
  },
})
