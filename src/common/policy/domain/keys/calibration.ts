import { group, key } from '../key.ts'
import { count, multiple, share } from '../values.ts'

/** When a scorecard is old and large enough to be measured, and from where on it is watched or rebuilt (chapter 6.2). */
export const calibration = group({
  title: '评分卡校准', anchor: 'PERIOD', reader: 'calibration',
  keys: {
    badOverdueDays: key(count(1, 360), '坏户：逾期超过几天', 'P'),
    badWithinMonths: key(count(1, 60), '坏户：放款后几个月内', 'P'),
    maturedAtLeast: key(count(1, 100_000), '校准至少几户到观察期', 'P'),
    badsAtLeast: key(count(1, 100_000), '或至少几户坏户', 'P'),
    dropBelowIv: key(share, '信息值低于此数的指标停用', 'P'),
    pointsToDoubleOdds: key(count(1, 360), '好坏比翻倍的分数', 'P'),
    baseScore: key(count(0, 10_000), '基准分', 'P'),
    baseOdds: key(count(1, 10_000), '基准分的好坏比（比 1）', 'P'),
    psiWatch: key(multiple, '稳定性指数关注线', 'P'),
    psiRebuild: key(multiple, '稳定性指数重建线', 'P'),
    psiScoreBand: key(count(1, 100), '稳定性指数按几分一档', 'P'),
    recentMonths: key(count(1, 60), '与此前比较的最近几个月', 'P'),
    overridesAtMost: key(share, '推翻率上限', 'P'),
  },
})
