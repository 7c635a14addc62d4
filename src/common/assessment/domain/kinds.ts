import { type Sheet, formatValue, isNumber } from '#common/figures/domain'
import { monthsBetween, type Day } from '#kernel'
import type { Working } from './axes.ts'
import type { JudgementPack } from './judgement-graph.ts'
import type { Reason } from './reason.ts'

/** What a kind of customer or security asks beside the statements: wages, farms, joint groups, pledges, what was taken over from the case before. */
export function ofKind(sheet: Sheet<Working>, pack: JudgementPack): Reason[] {
  const input = sheet.source
  return [...guarantee(input, pack), ...wages(input), ...harvest(sheet), ...jointGroup(sheet, pack), ...pledges(input, pack), ...carried(input)]
}

/** What the product is not lent on is no security for it. */
function guarantee({ request }: Working, { admission: { guarantees } }: JudgementPack): Reason[] {
  if ((guarantees as readonly string[]).includes(request.guarantee)) return []
  return [{ rule: 'GUARANTEE', says: `「${request.product}」不以${GUARANTEE_WORDS[request.guarantee]}发放，可用${guarantees.map((each) => GUARANTEE_WORDS[each]).join('、')}`, effect: 'NOTE' }]
}

const GUARANTEE_WORDS = { CREDIT: '信用', PERSONAL_GUARANTEE: '自然人保证', GUARANTEE_COMPANY: '担保公司保证', MORTGAGE: '抵押', JOINT_LIABILITY: '联保' } as const

function wages({ applicant, salary }: Working): Reason[] {
  if (applicant.customerType !== 'SALARIED' && salary === null) return []
  if (applicant.customerType !== 'SALARIED') return [{ rule: 'WAGES', says: '已登记工薪收入，客户类型须为工薪客户', effect: 'INCOMPLETE' }]
  return salary === null ? [{ rule: 'WAGES', says: '工薪客户须登记单位、职务与工资', effect: 'INCOMPLETE' }] : []
}

/** A farm is paid at harvest: level instalments every month wait for money that is not there yet. */
function harvest({ source: { farm, request, applicant } }: Sheet<Working>): Reason[] {
  if (applicant.customerType !== 'FARMER') return []
  if (farm === null || farm.crops.length + farm.animals.length === 0) return [{ rule: 'FARM', says: '农户须登记土地、作物或畜禽', effect: 'INCOMPLETE' }]
  const grown = farm.crops.reduce((sum, { areaMu }) => sum + Number(areaMu), 0)
  const held = farm.land.reduce((sum, { areaMu }) => sum + Number(areaMu), 0)
  const months = [...new Set([...farm.crops, ...farm.animals].flatMap(({ harvestMonths }) => harvestMonths))].toSorted((a, b) => a - b)
  const monthly = request.method === 'ANNUITY' || request.method === 'EQUAL_PRINCIPAL'
  return [
    ...(grown > held && farm.crops.length > 0 ? [{ rule: 'FARM', says: `种植面积 ${grown} 亩多于所登记土地 ${held} 亩，须补登记土地或说明复种`, effect: 'NOTE' as const }] : []),
    ...(monthly && months.length < 12 ? [{ rule: 'HARVEST', says: `收成在 ${months.join('、')} 月，按月还本与收成不合：宜按收成月还款`, effect: 'NOTE' as const }] : []),
  ]
}

function jointGroup(sheet: Sheet<Working>, pack: JudgementPack): Reason[] {
  const { request, jointGroup: group } = sheet.source
  if (request.guarantee !== 'JOINT_LIABILITY') return []
  if (group === null) return [{ rule: 'JOINT', says: '联保贷款须先组成联保小组', effect: 'INCOMPLETE' }]
  const size = group.members.length + 1
  const { from, to } = pack.limit.groupMembers
  const late = group.members.filter(({ overdueDays }) => overdueDays > 0)
  const loans = sheet.figure('groupLoans')
  return [
    ...(size < from || size > to ? [{ rule: 'JOINT', says: `联保小组「${group.name}」现有 ${size} 户，须 ${from} 至 ${to} 户`, effect: 'INCOMPLETE' as const }] : []),
    ...late.map(({ label, overdueDays }) => ({ rule: 'JOINT', says: `联保成员${label}在本行逾期 ${overdueDays} 天，全组暂停放款`, effect: 'REFER' as const })),
    ...(loans !== null && isNumber(loans) ? [{ rule: 'JOINT', says: `联保小组「${group.name}」成员互相担保，组内其他贷款 ${formatValue(loans, 'FEN')} 元：属联保，不作担保圈`, effect: 'NOTE' as const }] : []),
  ]
}

/** A pledge counts with two values, the lower of them, and none older than the pack allows. */
function pledges({ request, collateral, cutOffOn }: Working, pack: JudgementPack): Reason[] {
  if (request.guarantee !== 'MORTGAGE') return []
  if (collateral.length === 0) return [{ rule: 'PLEDGE', says: '抵押贷款须登记抵押物', effect: 'INCOMPLETE' }]
  const single = collateral.filter((each) => each.conservativeFen === null).length
  const old = collateral.filter((each) => each.valuedOn !== null && monthsBetween(each.valuedOn as Day, cutOffOn as Day) >= pack.contract.valuationMonths).length
  return [
    ...(single > 0 ? [{ rule: 'PLEDGE', says: `抵押物 ${single} 件只有评估价，还须有快速变现价，取低者`, effect: 'NOTE' as const }] : []),
    ...(old > 0 ? [{ rule: 'PLEDGE', says: `抵押物 ${old} 件评估已满 ${pack.contract.valuationMonths} 个月，须重估`, effect: 'INCOMPLETE' as const }] : []),
  ]
}

/** What was taken over counts once somebody has looked whether it still stands. */
function carried({ carried: places }: Working): Reason[] {
  const open = places.filter(({ confirmedOn }) => confirmedOn === null)
  const [first] = open
  return first === undefined ? [] : [{ rule: 'CARRIED', says: `沿用上一案 ${first.caseNumber} 的内容还有 ${open.length} 项未确认`, effect: 'INCOMPLETE' }]
}
