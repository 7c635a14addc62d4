import { FLAGS } from '#common/assessment/domain'
import { type Block, DOCUMENT_KINDS, type Paper, type Run } from '#common/document/domain'
import { AUTHORITY_LEVELS, secured } from '#loan/decision/domain'
import { BLOCKS, BUREAU_ROLES, PHOTO_SHOWS, SEARCH_TARGETS, SITE_KINDS, TRADE_BLOCK_NAMES } from '#loan/investigation/domain'
import { accountsAsked } from './accounts-asked.ts'
import { guaranteeBlocks } from './guarantee-blocks.ts'
import { type GuideOf, forGuarantee, headBlocks, share, subtitle, yuan } from './guide-of.ts'
import { ACCEPT_WORDS, ANSWER_WORDS, EFFECT_WORDS, LIFTED_BY_WORDS, PART_WORDS, spanWords } from './words.ts'

/** 调查尽职指引: a visit from the counter to the door of the shop, for one trade, form and guarantee [S4-36]. */
export function dueDiligenceGuide(of: GuideOf): Paper {
  return {
    title: DOCUMENT_KINDS.DUE_DILIGENCE_GUIDE.name, subtitle: subtitle(of),
    blocks: [...headBlocks(of), ...beforeBlocks(of), ...siteBlocks(of), ...checklistBlocks(of), ...accountBlocks(of), ...guaranteeBlocks(of, '五'), ...flagBlocks(of), ...leavingBlocks(of), ...afterBlocks(of)],
  }
}

const heading = (says: string): Block => ({ block: 'heading', level: 1, says })
const list = (names: Readonly<Record<string, string>>, keys: readonly string[]): string => keys.map((key) => names[key] ?? key).join('、')

function beforeBlocks({ policy: { intake, visit, organisation }, product, guarantee }: GuideOf): Block[] {
  const documents = forGuarantee(intake.documents, guarantee).filter(({ customerTypes }) => customerTypes.length === 0 || customerTypes.some((type) => product.customerTypes.includes(type)))
  return [
    heading('一、出发之前'),
    { block: 'table', caption: '受理资料', columns: [{ title: '资料', width: 4 }, { title: '要求', width: 1 }, { title: '已收', width: 0.8, align: 'center' }], rows: documents.map(({ name, required }): readonly Run[] => [name, required ? '必交' : '有则交', '□']) },
    { block: 'facts', rows: [
      { label: '开始调查', value: `受理后 ${spanWords(organisation.visitStart)} 内` }, { label: '计划用时', value: `${visit.plannedMinutes} 分钟；人情介绍的 × ${organisation.introducedTimeFactor}` },
      { label: '几个人去', value: organisation.dualInvestigation ? '两名调查人，各自登记到场' : '一名调查人' }, { label: '须人陪同', value: `${visit.companionHours.from} 至次日 ${visit.companionHours.to} 单独外出须有人陪同` },
      { label: '征信报告', value: list(BUREAU_ROLES, visit.bureauRoles), wide: true }, { label: '公开查询', value: list(SEARCH_TARGETS, visit.searches), wide: true },
    ] },
    ...(product.form === 'SALARIED' ? [] : [{ block: 'table', caption: '访前想好的问题', columns: [{ title: '方面', width: 0.7 }, { title: '问题', width: 5 }], rows: visit.questions.map(({ block, asks }): readonly Run[] => [BLOCKS[block], asks]) } satisfies Block]),
  ]
}

function siteBlocks({ policy: { visit, soft, admission } }: GuideOf): Block[] {
  return [
    heading('二、到了现场'),
    { block: 'facts', rows: [
      { label: '必到场所', value: list(SITE_KINDS, visit.siteKinds) }, { label: '必拍', value: `${list(PHOTO_SHOWS, visit.photoShows)}；至少 ${soft.photosAtLeast} 张` },
      { label: '侧面询问', value: `至少 ${soft.sideInquiriesAtLeast} 人，不由借款人指定` }, { label: '非现场', value: admission.offSiteAllowed && visit.offSiteUpTo > 0 ? `仅 ${yuan(visit.offSiteUpTo)} 及以下` : '不得以非现场代替' },
    ] },
    { block: 'text', says: '眼到：货、店、人、家逐处看；手到：点钞、抽盘、翻账；耳到：问邻里、员工、上下游；问到：清单逐条问，同一问题问两个人；脑到：当场算营业额、毛利、应收存货、权益；心到：记下前后不合之处。' },
  ]
}

function checklistBlocks({ industry }: GuideOf): Block[] {
  if (industry === null) return [heading('三、工薪家庭的清单'), { block: 'text', says: '不问生意，逐项核对：单位与职务、工资发放、公积金与个税、家庭收支、房产车辆、现有负债。' }]
  return [
    heading(`三、${industry.name}的清单`),
    ...Object.entries(TRADE_BLOCK_NAMES).map(([block, name]): Block => ({
      block: 'table', caption: name, columns: [{ title: '问什么、看什么', width: 3.4 }, { title: '填法', width: 1 }, { title: '回答', width: 1.6 }],
      rows: industry.checklist.filter((item) => item.block === block).map(({ asks, answer, must, fills }): readonly Run[] => [[asks, must ? '' : '（选答）', ...(fills.length === 0 ? [] : [{ says: `　→ ${[...new Set(fills.map(({ method }) => method))].join('、')}`, strong: true }])], ANSWER_WORDS[answer], '']),
    })),
    { block: 'text', small: true, says: '标有「→」的回答直接填入该编号的检验。' },
  ]
}

function accountBlocks(of: GuideOf): Block[] {
  const { checks, admission } = of.policy
  return [
    heading('四、必检科目与方法'),
    { block: 'text', says: [`每个科目至少 ${checks.methodsPerAccount} 种互相独立的方法；偏差在容忍度 ${share(checks.deviationTolerance)} 以内算相符，超过 ${share(checks.hardStopDeviation)} 停办，权益偏差超过 ${share(admission.equityDeviationAbove)} 拒绝。采信：`, { says: ACCEPT_WORDS[checks.acceptMode], strong: true }, '。'] },
    { block: 'table', columns: [{ title: '科目', width: 1 }, { title: '至少一强', width: 0.8, align: 'center' }, { title: '方法（容忍度，约几分钟）', width: 5 }], rows: accountsAsked(of).map(({ name, strongNeeded, methods }): readonly Run[] => [
      { says: name, strong: true }, strongNeeded ? '是' : '—',
      methods.map(({ code, name: called, strong, tolerance, minutes, onSite }) => `${code} ${called}（${[strong ? '强' : '弱', ...(tolerance === null ? [] : [share(tolerance)]), `${minutes} 分`, ...(onSite ? [] : ['可不在现场'])].join('，')}）`).join('；'),
    ]) },
    { block: 'text', small: true, says: '「强」凭单据或实物，「弱」凭推算或陈述；只凭客户口述的一种不算独立。凭据须逐项附入本案，写明取得时间与经手人。' },
  ]
}

function flagBlocks({ policy: { flags }, guarantee }: GuideOf): Block[] {
  const fits = ({ id }: { readonly id: string }): boolean => id !== 'FR05' || guarantee === 'PERSONAL_GUARANTEE'
  const of = (id: string): { effect: string; by: string } => ({ effect: (flags.effects as Readonly<Record<string, string>>)[id] ?? '', by: (flags.liftedBy as Readonly<Record<string, string>>)[id] ?? '' })
  return [
    heading('六、风险标志'),
    { block: 'table', columns: [{ title: '编号', width: 0.7 }, { title: '标志', width: 2 }, { title: '后果', width: 1.6 }, { title: '谁能解除', width: 1.6 }, { title: '有无', width: 0.8, align: 'center' }], rows: FLAGS.filter(fits).map(({ id, name }): readonly Run[] => [id, name, EFFECT_WORDS[of(id).effect] ?? of(id).effect, LIFTED_BY_WORDS[of(id).by] ?? of(id).by, '□']) },
  ]
}

function leavingBlocks({ policy: { soft } }: GuideOf): Block[] {
  return [heading('七、离开之前'), { block: 'table', columns: [{ title: '须写全、须附全', width: 5 }, { title: '已办', width: 0.8, align: 'center' }], rows: soft.requiredParts.map((part): readonly Run[] => [part === 'INCOME_EVIDENCE' ? `${PART_WORDS[part]}（${soft.incomeEvidenceMonths} 个月）` : PART_WORDS[part], '□']) }]
}

/** Whose signature a paper of the contract is for. */
const WHOSE: Readonly<Record<string, readonly string[]>> = { EACH_GUARANTOR: ['PERSONAL_GUARANTEE', 'GUARANTEE_COMPANY', 'JOINT_LIABILITY'], COLLATERAL: ['MORTGAGE'] }

function afterBlocks({ policy: { committee, contract, organisation }, guarantee }: GuideOf): Block[] {
  const column = secured(guarantee) ? 'secured' : 'creditOrPersonal'
  const papers = Object.entries(contract.papers).filter(([, need]) => need !== 'NEVER' && (WHOSE[need]?.includes(guarantee) ?? true)).map(([kind]) => DOCUMENT_KINDS[kind as keyof typeof contract.papers].name)
  return [
    heading('八、之后'),
    { block: 'facts', rows: [
      { label: '谁决定', value: committee.authorityMatrix.map((row) => `${row.upTo === null ? '以上' : `${yuan(row.upTo)}及以下`}：${AUTHORITY_LEVELS[row[column]]}`).join('；'), wide: true },
      { label: '答复客户', value: `调查后 ${spanWords(organisation.answerAfterInvestigation)} 内` }, { label: '签约讲解', value: `还款流程至少讲 ${contract.explanationsAtLeast} 遍` },
      { label: '签约文书', value: papers.join('、'), wide: true },
    ] },
    { block: 'signatures', boxes: [{ label: '主办调查人' }, { label: '协办调查人' }] },
  ]
}
