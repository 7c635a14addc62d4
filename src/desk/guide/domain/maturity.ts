import { type Block, DOCUMENT_KINDS, type Paper, type Run } from '#common/document/domain'
import { POSTS } from '#common/staff/domain'
import { CLASS_NAMES, PARTS, RECOVERY_STEP_NAMES } from '#loan/servicing/domain'
import { type GuideOf, forGuarantee, headBlocks, share, subtitle } from './guide-of.ts'
import { REMIND_WAYS, TIERS, spanWords } from './words.ts'

/** 到期与逾期处置规程: from the reminder before a due day to the write-off, for one product and guarantee [S4-36]. */
export function maturityProcedure(of: GuideOf): Paper {
  return { title: DOCUMENT_KINDS.MATURITY_PROCEDURE.name, subtitle: subtitle(of), blocks: [...headBlocks(of), ...watchBlocks(of), ...dueBlocks(of), ...stepBlocks(of), ...bookBlocks(of), ...conductBlocks(of), ...lastBlocks(of)] }
}

const heading = (says: string): Block => ({ block: 'heading', level: 1, says })

function watchBlocks({ policy: { monitoring }, industry, product, guarantee }: GuideOf): Block[] {
  const own = guarantee === 'CREDIT' ? 'CREDIT' : 'GUARANTEED'
  const rows = monitoring.monitoringTable.filter(({ tier }) => tier === own || (tier !== 'CREDIT' && tier !== 'GUARANTEED'))
  return [
    heading('一、放款之后'),
    { block: 'text', says: `放款后 ${monitoring.firstCheckDays} 天内作首次检查，核对用途凭据；已还满 ${monitoring.goodTierMinPaid} 期未逾期的可列优良客户。连续 ${monitoring.visitTriggerPhoneReminders} 个月靠电话提醒才还的，须上门。` },
    { block: 'table', columns: [{ title: '客户', width: 1.4 }, { title: '方式', width: 1 }, { title: '间隔', width: 1 }, { title: '至少凭据', width: 1 }], rows: rows.map(({ tier, method, every, evidenceAtLeast }): readonly Run[] => [TIERS[tier], REMIND_WAYS[method], `每 ${spanWords(every)}`, evidenceAtLeast === 0 ? '记录即可' : `${evidenceAtLeast} 件`]) },
    { block: 'text', says: `本产品的贷后方案：${product.monitoringPlan.join('；')}。` },
    ...(industry === null ? [] : [{ block: 'table', caption: `${industry.name}贷后要问的`, columns: [{ title: '问什么', width: 3 }, { title: '何时预警', width: 2 }], rows: industry.monitoring.map(({ asks, warnsWhen }): readonly Run[] => [asks, warnsWhen ?? '—']) } satisfies Block]),
  ]
}

function dueBlocks({ policy: { servicing, repayment, contract }, guarantee }: GuideOf): Block[] {
  const rows: (readonly Run[])[] = [
    ...servicing.remindBeforeDays.toSorted((a, b) => b - a).map((days): readonly Run[] => [`到期前 ${days} 天`, '短信提醒金额与扣款账户；余额不足的电话告知', '系统、管户人']),
    ['到期日', `${servicing.dueDayBalanceChecks.join('、')} 查询扣款账户余额，不足的当日电话，无人接听的上门`, '系统、管户人'],
    [`扣款后 ${servicing.unansweredDebitDays} 天内`, '核心未回扣款结果的不再重扣，先查明', '后台放款'],
    ['到期日为非工作日', repayment.graceToNextWorkingDay ? '次一工作日还清的不作逾期' : '仍按到期日计逾期', '系统'],
    ['要展期的', `到期前至少 ${servicing.extensionNoticeDays} 个工作日书面申请；一年以上贷款连同展期至多 ${servicing.longestMonths} 个月${guarantee === 'CREDIT' ? '' : '；须担保人书面同意'}`, '客户、管户人'],
    ...(guarantee === 'MORTGAGE' ? [[`到期前 ${contract.expiryNoticeDays} 天`, '核对抵押登记与保险的到期日，先到期的先续', '管户人、内勤']] : []),
  ]
  return [heading('二、到期之前与到期日'), { block: 'table', columns: [{ title: '何时', width: 1.2 }, { title: '做什么', width: 4 }, { title: '谁', width: 1.2 }], rows }]
}

function stepBlocks({ policy: { collection, servicing }, guarantee }: GuideOf): Block[] {
  const steps = forGuarantee(collection.overdueSteps, guarantee).toSorted((a, b) => a.fromDay - b.fromDay)
  return [
    heading('三、逾期之后'),
    { block: 'table', columns: [{ title: '逾期', width: 1 }, { title: '做什么', width: 3 }, { title: '谁', width: 1.4 }, { title: '留什么凭据', width: 1.6 }], rows: steps.map(({ fromDay, acts, posts, evidence, guarantees }): readonly Run[] => [`第 ${fromDay} 天起`, { says: acts, strong: guarantees.length > 0 }, posts.map((post) => POSTS[post]).join('、'), evidence]) },
    { block: 'text', small: true, says: `加粗的各步因担保方式而设。逾期部分按合同利率加收 ${share(servicing.penaltyUplift)} 罚息，挪用的加收 ${share(servicing.misuseUplift)}；${servicing.compoundInterest ? '未付利息计收复利' : '不计复利'}。` },
  ]
}

function bookBlocks({ policy: { servicing } }: GuideOf): Block[] {
  const order = (parts: readonly (keyof typeof PARTS)[]): string => parts.map((part) => PARTS[part]).join(' → ')
  const floors = Object.entries(servicing.classFloors) as [keyof typeof servicing.classFloors, number][]
  return [
    heading('四、分类与账务'),
    { block: 'table', columns: [{ title: '逾期天数', width: 1.2 }, { title: '最低分类', width: 1 }, { title: '准备计提', width: 1, align: 'right' }], rows: floors.map(([name, days]): readonly Run[] => [`${days} 天及以上`, CLASS_NAMES[name], share(servicing.provisionRates[name])]) },
    { block: 'facts', rows: [
      { label: '转非应计', value: `逾期 ${servicing.nonAccrualDays} 天` }, { label: '上调分类', value: `还清后观察 ${servicing.upgradeObservationMonths} 个月；重组的 ${servicing.restructuredObservationMonths} 个月` },
      { label: '还款冲抵', value: order(servicing.allocationOrder.normal), wide: true }, { label: '非应计时', value: order(servicing.allocationOrder.nonAccrual), wide: true },
    ] },
  ]
}

function conductBlocks({ policy: { collection } }: GuideOf): Block[] {
  const { collectionQuietHours: quiet } = collection
  return [
    heading('五、不可越的线'),
    { block: 'text', says: [`只向借款人与依法负责的担保人催收；${quiet.from} 至次日 ${quiet.to} 不催收；每人每日有效电话至多 ${collection.maxCallsPerDay} 次；有能力而无意愿的每周上门 ${collection.collectionVisitsPerWeekQ2} 次。`, { says: '不得辱骂、恐吓、张贴、冒充身份、向无关的人透露欠款。', strong: true }] },
  ]
}

function lastBlocks({ policy: { servicing, contract }, guarantee }: GuideOf): Block[] {
  const backed = guarantee === 'PERSONAL_GUARANTEE' || guarantee === 'GUARANTEE_COMPANY' || guarantee === 'JOINT_LIABILITY'
  return [
    heading('六、最后一步'),
    { block: 'text', says: `核销前须完成：${servicing.writeOffSteps.map((step) => RECOVERY_STEP_NAMES[step]).join('、')}。核销后账销案存，继续追索。` },
    ...(backed ? [{ block: 'text', says: `保证期间至债务到期后 ${contract.guaranteeYears} 年；期间内未书面主张权利的，保证人免责，第三节的签收凭据须入卷。` } satisfies Block] : []),
    { block: 'signatures', boxes: [{ label: '管户人' }, { label: '主管' }] },
  ]
}
