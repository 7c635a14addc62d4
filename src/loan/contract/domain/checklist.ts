import { POSTS, type Post } from '#common/staff/domain'
import { type Day, type Fen, Refusal, formatYuan } from '#kernel'
import type { Terms } from '#loan/decision/domain'
import { type ConditionAtHand, openConditions } from './conditions.ts'
import { type MarkAtHand, countingMarks, explanations } from './marks.ts'
import { type Difference, differences } from './terms.ts'

/** One line of the checklist: done or open, where that is known from, and who has to see to it. */
export interface CheckItem {
  readonly code: string
  readonly title: string
  readonly done: boolean
  /** What was found: who did it when, or what is missing. */
  readonly says: string
  readonly who: string
}

export interface PersonToSign {
  readonly id: string
  readonly name: string
  readonly says: string
}

/** Every fact the checklists are computed from. */
export interface FileAtHand {
  readonly today: Day
  readonly validUntil: Day
  readonly applicationState: string
  readonly applicationSays: string
  readonly bureauAuthorisedOn: string | null
  readonly version: number
  readonly decided: Terms
  /** Terms of the current papers; none while nothing is drawn up. */
  readonly drawn: Omit<Terms, 'conditions'> | null
  readonly conditions: readonly ConditionAtHand[]
  /** Papers of the version that are missing or void, by name. */
  readonly papersMissing: readonly string[]
  /** Who signs besides the borrower. */
  readonly persons: readonly PersonToSign[]
  readonly marks: readonly MarkAtHand[]
  readonly guarantors: number
  readonly guaranteedFen: Fen
  /** Members of the joint-liability group who are not yet among those who sign. */
  readonly membersMissing: readonly string[]
  readonly collateralFen: Fen
  readonly collateral: readonly { readonly item: string; readonly isRegistered: boolean; readonly valuationEnds: Day }[]
  readonly branchVisits: number
  readonly signing: { readonly firstName: string; readonly secondName: string | null; readonly photos: number } | null
  readonly confirmed: { readonly byName: string; readonly on: string; readonly passed: boolean } | null
  /** The bank's numbers. */
  readonly rules: { readonly explanationsAtLeast: number; readonly branchVisitsAtMost: number; readonly registrationFirst: boolean; readonly disclosureFirst: boolean }
  /** Nothing was paid out under this contract yet: only then the days of the decision bind. */
  readonly isFirstDrawdown: boolean
}

type Make = (code: string, title: string, who: string, done: boolean, says: string) => CheckItem
const item: Make = (code, title, who, done, says) => ({ code, title, who, done, says })
const posts = (...names: Post[]): string => names.map((one) => POSTS[one]).join('、')
const AT_SIGNING = '面签双人'

/** 8.1: everything that must be done before the customer signs. */
export function beforeSigning(file: FileAtHand): CheckItem[] {
  return [...standing(file), conditionsItem(file, 'SIGNING'), ...paperItems(file), ...guaranteeItems(file), ...atTheTable(file), ...presence(file)]
}

/** What must hold on the day the money goes out; asked when it is ordered and again when it is checked. */
export function beforeDrawdown(file: FileAtHand): CheckItem[] {
  const { confirmed } = file
  return [
    ...standing(file), conditionsItem(file, 'DRAWDOWN'),
    item('CONFIRMED', '主管已向客户确认流程合规', posts('AREA_SUPERVISOR', 'UNIT_HEAD'), confirmed?.passed ?? false, confirmed === null ? '尚未确认' : `${confirmed.byName} ${confirmed.on}${confirmed.passed ? '' : '，结果不通过'}`),
    ...registration(file),
  ]
}

/** Refuses with every open line of a checklist. */
export function refuseOpenItems(items: readonly CheckItem[], code: string, what: string): void {
  const open = items.filter(({ done }) => !done)
  if (open.length === 0) return
  throw new Refusal({ code, message: `不能${what}：${open.map(({ title, says }) => `${title}（${says}）`).join('；')}`, value: open.map((one) => one.code).join('、'), expected: '逐项办结' }, 422)
}

function standing({ today, validUntil, applicationState, applicationSays, isFirstDrawdown }: FileAtHand): CheckItem[] {
  return [
    item('NOT_WITHDRAWN', '申请未撤回', posts('OFFICER', 'RELATIONSHIP'), applicationState === 'ADMITTED', `申请${applicationSays}`),
    item('RESOLUTION_VALID', '决议在有效期内', '审贷会', !isFirstDrawdown || today <= validUntil, `有效至 ${validUntil}，今日 ${today}`),
  ]
}

function conditionsItem({ conditions }: FileAtHand, moment: 'SIGNING' | 'DRAWDOWN'): CheckItem {
  const open = openConditions(conditions, moment)
  const who = open.length === 0 ? '' : [...new Set(open.map(({ ownerPost }) => POSTS[ownerPost as Post]))].join('、')
  return item('CONDITIONS_MET', moment === 'SIGNING' ? '签约前须落实的先决条件' : '全部先决条件已落实', who, open.length === 0, open.length === 0 ? '已全部落实' : `未落实：${open.map(({ says }) => says).join('、')}`)
}

function paperItems({ version, decided, drawn, papersMissing, bureauAuthorisedOn }: FileAtHand): CheckItem[] {
  const beyond: Difference[] = drawn === null ? [] : differences(decided, drawn).filter(({ allowed }) => !allowed)
  return [
    item('PAPERS_CURRENT', '全套文书为现行版本', posts('CENTRAL_OPS', 'INSIDE', 'BACK_OFFICE'), drawn !== null && papersMissing.length === 0, drawn === null ? '尚未制作' : papersMissing.length === 0 ? `第 ${version} 版，无空白项` : `缺：${papersMissing.join('、')}`),
    item('AS_DECIDED', '合同条款与决议一致', posts('CENTRAL_OPS', 'INSIDE', 'BACK_OFFICE'), drawn !== null && beyond.length === 0, drawn === null ? '尚未制作' : beyond.length === 0 ? '一致' : beyond.map(({ name, drawn: is, decided: was }) => `${name} ${is}，决议 ${was}`).join('；')),
    item('BUREAU_AUTHORISED', '征信授权在案', posts('OFFICER', 'RELATIONSHIP'), bureauAuthorisedOn !== null, bureauAuthorisedOn === null ? '没有授权' : `${bureauAuthorisedOn} 授权`),
  ]
}

function guaranteeItems({ decided, drawn, guarantors, guaranteedFen, membersMissing, collateral, collateralFen, today }: FileAtHand): CheckItem[] {
  const amountFen = drawn?.amountFen ?? decided.amountFen
  const who = posts('OFFICER', 'RELATIONSHIP', 'CENTRAL_OPS')
  if (decided.guarantee === 'PERSONAL_GUARANTEE' || decided.guarantee === 'GUARANTEE_COMPANY') {
    return [item('GUARANTORS', '保证人已登记，保证金额足额', who, guarantors > 0 && guaranteedFen >= amountFen, guarantors === 0 ? '尚未登记保证人' : `${guarantors} 位，合计 ${formatYuan(guaranteedFen)} 元`)]
  }
  if (decided.guarantee === 'JOINT_LIABILITY') {
    return [item('MEMBERS', '联保小组全体成员已登记为保证人，各签保证合同', who, guarantors > 0 && membersMissing.length === 0 && guaranteedFen >= amountFen, membersMissing.length > 0 ? `尚未登记：${membersMissing.join('、')}` : guarantors === 0 ? '没有联保小组' : `${guarantors} 位，合计 ${formatYuan(guaranteedFen)} 元`)]
  }
  if (decided.guarantee === 'MORTGAGE') {
    const stale = collateral.filter(({ valuationEnds }) => valuationEnds <= today)
    const says = collateral.length === 0 ? '尚未登记抵押物' : stale.length > 0 ? `估值已过期：${stale.map((one) => one.item).join('、')}` : `可抵押 ${formatYuan(collateralFen)} 元`
    return [item('COLLATERAL', '抵押物已登记、估值有效且足额', who, collateral.length > 0 && stale.length === 0 && collateralFen >= amountFen, says)]
  }
  return []
}

function atTheTable(file: FileAtHand): CheckItem[] {
  const marks = countingMarks(file.marks, file.version)
  const last = (code: MarkAtHand['item'], subject = ''): MarkAtHand | undefined => marks.findLast((mark) => mark.item === code && mark.subject === subject)
  const by = (mark: MarkAtHand | undefined, none: string): string => (mark === undefined ? none : `${mark.byName} ${mark.on}`)
  const told = explanations(marks)
  const marked = (code: MarkAtHand['item'], title: string, none: string): CheckItem => item(code, title, AT_SIGNING, last(code) !== undefined, by(last(code), none))
  return [
    marked('INTERVIEW', '面谈记录', '尚未面谈'),
    item('EXPLAINED', `还款流程已讲解 ${file.rules.explanationsAtLeast} 次`, posts('OFFICER', 'RELATIONSHIP'), told.length >= file.rules.explanationsAtLeast, told.length === 0 ? '尚未讲解' : told.map((one) => `${one.byName} ${one.on}`).join('；')),
    marked('CONDUCT', '已告知行为准则并给出监督电话', '尚未告知'),
    marked('IDENTITY', '借款人身份再次核验', '尚未核验'),
    ...file.persons.map((person) => item(`PRESENT:${person.id}`, `${person.says}${person.name}到场并核验身份`, AT_SIGNING, last('IDENTITY', person.id) !== undefined, by(last('IDENTITY', person.id), '未到场'))),
    ...(file.rules.disclosureFirst ? [marked('DISCLOSURE', '客户已签综合融资成本明示表，年化成本已展示', '尚未签署')] : []),
    marked('TERMS_READ', '已宣读金额、利率、罚息、还款日、账户', '尚未宣读'),
  ]
}

function presence({ signing, branchVisits, rules }: FileAtHand): CheckItem[] {
  return [
    item('TWO_PEOPLE', '双人面签，各用本人账号', AT_SIGNING, signing !== null && signing.secondName !== null, signing === null ? '尚未开始' : signing.secondName === null ? `${signing.firstName}在场，等待另一方` : `${signing.firstName}、${signing.secondName}`),
    item('PHOTO', '面签照片或录像', AT_SIGNING, (signing?.photos ?? 0) > 0, signing === null || signing.photos === 0 ? '没有影像' : `${signing.photos} 件`),
    item('BRANCH_VISITS', `客户到网点不超过 ${rules.branchVisitsAtMost} 次`, AT_SIGNING, branchVisits <= rules.branchVisitsAtMost, `${branchVisits} 次`),
  ]
}

function registration({ decided, collateral, rules }: FileAtHand): CheckItem[] {
  if (decided.guarantee !== 'MORTGAGE' || !rules.registrationFirst) return []
  const open = collateral.filter(({ isRegistered }) => !isRegistered)
  return [item('REGISTERED', '抵押登记已办妥', posts('CENTRAL_OPS', 'INSIDE', 'BACK_OFFICE'), collateral.length > 0 && open.length === 0, collateral.length === 0 ? '没有抵押物' : open.length === 0 ? '已登记' : `未登记：${open.map((one) => one.item).join('、')}`)]
}
