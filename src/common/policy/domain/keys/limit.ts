import { group, key } from '../key.ts'
import { count, decimal, each, money, multiple, row, share } from '../values.ts'

export const limit = group({
  title: '额度', anchor: 'APPLICATION',
  keys: {
    payRatio: key(decimal('0.01', '0.80'), '月供占可支配现金至多', 'S2-67'),
    minOperatingDays: key(count(0, 365), '须留足几天进货资金', 'P'),
    needGrowth: key(decimal('-1', '2'), '营运资金参考测算的增长率', 'P'),
    debtRatioCap: key(decimal('0', '0.99'), '贷后负债率上限', 'P'),
    equityCap: key(multiple, '有息负债不超过权益的倍数', 'P'),
    salesCap: key(multiple, '有息负债不超过年销售额的倍数', 'P'),
    guarantorMonths: key(count(0, 120), '保证人净可支配资金计几个月', 'S2-69 P'),
    relationFactors: key(each(['CONTROL', 'FRIEND', 'DEPENDANT'], share), '保证人关系系数', 'S2-69 P'),
    collateralHaircuts: key(each(['HOUSE', 'SHOP'], share), '抵押率', 'P'),
    productCaps: key(row({ minAmount: money, maxAmount: money, step: money, minMonths: count(1, 360), maxMonths: count(1, 360) }), '产品金额与期限', 'S4-02 S2-101 S2-115 P'),
    firstLoanHaircut: key(decimal('0.20', '0.30'), '首贷折扣', 'S0-36 S2-15'),
    repaidLoansForNoHaircut: key(count(1, 10), '按时还清几笔后不再打折', 'P'),
    multiLendingFactor: key(share, '多头授信时额度系数', 'P'),
    coverageAtLeast: key(multiple, '偿债覆盖倍数至少', 'P'),
    stressSalesDrop: key(share, '压力测试销售下降', 'P'),
    stressCoverage: key(multiple, '压力测试覆盖倍数至少', 'P'),
    stressWarningDrop: key(share, '提示用的更重压力', 'P'),
    dscrAtLeast: key(multiple, '全部债务覆盖率至少', 'P'),
    increaseAfterOnTime: key(count(1, 60), '按时还几期后可申请提额', 'S0-38', { anchor: 'EVENT', reader: 'servicing' }),
    increaseUpTo: key(multiple, '提额不超过首次额度的比例', 'P', { anchor: 'EVENT', reader: 'servicing' }),
  },
})
