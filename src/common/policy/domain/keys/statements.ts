import { group, key } from '../key.ts'
import { count, decimal, each, flag, money, oneOf, setOf, share, words } from '../values.ts'

export const IDENTITIES = ['I01', 'I02', 'I03', 'I04', 'I05', 'I06', 'I07', 'I08', 'I09', 'I10', 'I11', 'I12', 'I13', 'I14', 'I15', 'I16', 'I17', 'I18', 'I19', 'I20'] as const

export const statements = group({
  title: '五表', anchor: 'APPLICATION',
  keys: {
    requiredStatements: key(setOf(oneOf('BS', 'IS', 'EQ', 'INV', 'CF')), '必须完成的报表', 'S3-23 S2-61'),
    bigAmount: key(money, '大额标准（以上须做完整现金流量表）', 'P'),
    unverifiedAssets: key(oneOf('OFF_BALANCE', 'INCLUDED'), '未核实资产的处理', 'S4-27'),
    agedReceivableDays: key(count(1, 3650), '应收账款超过几天转表外', 'P'),
    aged90Days: key(count(1, 3650), '评分所看的应收账龄天数', 'P'),
    otherReceivableOffBalance: key(flag, '借出款默认转表外', 'P'),
    relatedReceivablesOffBalance: key(flag, '对关联人的应收默认转表外', 'P'),
    relatedShare: key(share, '持股多少算关联企业', 'P'),
    includeHouseholdAssets: key(flag, '家庭非经营资产计入总资产', 'P'),
    guaranteesGivenWeight: key(share, '对外担保计入杠杆的比例', 'P'),
    marginItemsAtLeast: key(count(1, 50), '毛利检验至少几个品种', 'P'),
    marginSalesShare: key(share, '或毛利检验品种占销售额至少', 'P'),
    estimatedMonthsNeedEvidence: key(count(1, 12), '至少几个月有凭据才可估补其他月份', 'P'),
    utilityBillMonths: key(count(1, 12), '水电气至少看几个月账单', 'P'),
    carryOver: key(setOf(words), '复贷可沿用上一案的内容（沿用后须确认）', 'S2-13 P', { reader: 'application' }),
    cogsTolerance: key(money, '进货成本勾稽允许的差额', 'P'),
    inventoryFullCountShare: key(share, '占存货价值多少的品种须全盘', 'P'),
    inventorySampleItems: key(count(1, 1000), '其余至少抽盘几个品种', 'P'),
    equityStartMonthsFrom: key(count(1, 240), '权益检验起点至少几个月前', 'P'),
    equityStartMonthsTo: key(count(1, 240), '权益检验起点至多几个月前', 'P'),
    interestTreatment: key(oneOf('IN_PROFIT', 'IN_DEBT_SERVICE'), '现有借款利息算在哪里', 'P'),
    periodProfitIsAfterHousehold: key(flag, '权益检验的期间利润已扣家庭开支', 'P'),
    growthCap: key(decimal('-1', '1'), '销售预测增长率上限', 'P'),
    identities: key(each(IDENTITIES, oneOf('BLOCK', 'DEVIATION', 'WARN')), '勾稽不符的后果', 'P'),
  },
})
