import { compare, exact } from '#kernel'
import { scorecardFaults } from './scorecard-faults.ts'
import type { PolicyPack } from './pack.ts'

/** A sentence that must hold between keys, and the key to look at when it does not. */
interface Agreement {
  readonly key: string
  readonly says: string
  readonly holds: (pack: PolicyPack) => boolean
}

const atMost = (a: string, b: string): boolean => compare(exact(a), exact(b)) <= 0
const rising = (numbers: readonly number[]): boolean => numbers.every((each, i) => i === 0 || each > (numbers[i - 1] ?? 0))
const endsRise = (rows: readonly { upTo: number | null }[]): boolean => rising(rows.map((each) => each.upTo ?? Infinity)) && rows.at(-1)?.upTo === null

const AGREEMENTS: readonly Agreement[] = [
  { key: 'checks.hardStopDeviation', says: '不得提交的偏差不低于容忍度', holds: ({ checks }) => atMost(checks.deviationTolerance, checks.hardStopDeviation) },
  { key: 'statements.equityStartMonthsTo', says: '权益检验起点区间由小到大', holds: ({ statements }) => statements.equityStartMonthsFrom <= statements.equityStartMonthsTo },
  { key: 'flags.multiLendersReject', says: '多头拒绝家数多于提示家数', holds: ({ flags }) => flags.multiLendersReject > flags.multiLenders },
  { key: 'flags.cardUtilZero', says: '信用卡零分线不低于提示线', holds: ({ flags }) => atMost(flags.cardUtilFlag, flags.cardUtilZero) },
  { key: 'flags.tightOfMonths', says: '余额接近零的月数不超过所看月数', holds: ({ flags }) => flags.tightMonths <= flags.tightOfMonths },
  { key: 'admission.minMonthsInBusiness', says: '最低经营月数按金额由低到高书写，首行为 0元', holds: ({ admission }) => admission.minMonthsInBusiness[0]?.above === 0 && rising(admission.minMonthsInBusiness.map((each) => each.above)) },
  { key: 'limit.productCaps', says: '产品金额与期限下限不超过上限，取整单位大于 0', holds: ({ limit: { productCaps: caps } }) => caps.minAmount <= caps.maxAmount && caps.minMonths <= caps.maxMonths && caps.step > 0 },
  { key: 'limit.stressWarningDrop', says: '更重压力不轻于压力测试', holds: ({ limit }) => atMost(limit.stressSalesDrop, limit.stressWarningDrop) },
  { key: 'price.ceiling', says: '利率下限不超过上限', holds: ({ price }) => atMost(price.floor, price.ceiling) },
  { key: 'price.roundUpTo', says: '利率取整单位大于 0', holds: ({ price }) => compare(exact(price.roundUpTo), 0) > 0 },
  { key: 'committee.committeeSeats', says: '席位按金额由低到高书写，末行不设上限', holds: ({ committee }) => endsRise(committee.committeeSeats) },
  { key: 'committee.authorityMatrix', says: '权限按金额由低到高书写，末行不设上限', holds: ({ committee }) => endsRise(committee.authorityMatrix) },
  { key: 'committee.signatures', says: '签批人不重复', holds: ({ committee: { signatures } }) => new Set(signatures).size === signatures.length },
  { key: 'committee.quorum', says: '席位由少到多书写，首行从 1 席起，缺席少于席位', holds: ({ committee: { quorum } }) => quorum[0]?.fromSeats === 1 && rising(quorum.map((each) => each.fromSeats)) && quorum.every((each) => each.mayMiss < each.fromSeats) },
  { key: 'committee.memberQuality', says: '不良率由低到高书写，末行为其余', holds: ({ committee: { memberQuality } }) => memberQuality.every((each, i) => (i === memberQuality.length - 1 ? each.nplUpTo === null : each.nplUpTo !== null && (i === 0 || atMost(memberQuality[i - 1]?.nplUpTo ?? '0', each.nplUpTo)))) },
  { key: 'committee.passRule', says: '同意份额不超过全体', holds: ({ committee: { passRule } }) => passRule.agree <= passRule.of },
  { key: 'servicing.classFloors', says: '分类越差天数越多', holds: ({ servicing: { classFloors: floors } }) => rising([floors.SPECIAL_MENTION, floors.SUBSTANDARD, floors.DOUBTFUL, floors.LOSS]) },
  { key: 'staff.passRateBand', says: '区间由小到大', holds: ({ staff }) => atMost(staff.passRateBand.from, staff.passRateBand.to) },
]

/** The first sentence a pack breaks, or nothing. */
export function broken(pack: PolicyPack): { readonly key: string; readonly says: string } | undefined {
  const [fault] = scorecardFaults(pack.scorecard)
  return fault === undefined ? AGREEMENTS.find((each) => !each.holds(pack)) : { key: ['scorecard', ...fault.at].join('.'), says: fault.says }
}
