import { type Block, type Fact, type Paper, dayInWords, rateInWords } from '#common/document/domain'
import { POSTS } from '#common/staff/domain'
import { CONDITION_KINDS, type Condition, GUARANTEE_NAMES, METHOD_NAMES, SIGNATORIES, type Signatory, type Terms, lengthWords, methodWords } from '#loan/decision/domain'
import { capitals, exact, formatExact, formatYuan, multiply } from '#kernel'
import { type ResolutionForm, conditionsWhen } from './resolution-form.ts'
import { MINUTE_KINDS, OUTCOMES, REJECT_REASONS, RISK_CLASSES, SECTIONS } from './words.ts'

const yuan = (fen: number): string => `${formatYuan(fen)} 元`

/** 审贷会决议表: what was asked, said and decided, on two pages a banker knows. */
export function resolutionPaper(form: ResolutionForm): Paper {
  return {
    title: '审贷会决议表', subtitle: `${form.bank}　${form.body}`,
    blocks: [
      { block: 'facts', rows: head(form) },
      { block: 'heading', level: 2, says: '客户经理与测评意见' }, { block: 'facts', rows: proposalFacts(form) },
      ...reviewBlocks(form),
      { block: 'heading', level: 2, says: '借款人、保证人与抵押物' }, { block: 'facts', rows: partyFacts(form) }, ...collateralBlocks(form),
      { block: 'heading', level: 2, says: '决议' }, { block: 'facts', rows: decisionFacts(form) },
      ...conditionBlocks('放款先决条件', conditionsWhen(form.terms, 'BEFORE')), ...conditionBlocks('放款后续条件', conditionsWhen(form.terms, 'AFTER')),
      ...form.monitoring.length === 0 ? [] : [{ block: 'heading', level: 3, says: '贷后监控要求' } as const, ...form.monitoring.map((says): Block => ({ block: 'text', says: `· ${says}` }))],
      { block: 'heading', level: 2, says: '签字' }, { block: 'signatures', boxes: [...form.votes.map(({ name }) => ({ label: '委员', name, on: form.meeting.heldOn })), { label: '组长', name: form.meeting.chair, on: form.meeting.heldOn }, { label: '记录人', name: form.meeting.recorder, on: form.meeting.heldOn }, ...form.signatures.map((post) => ({ label: SIGNATORIES[post as Signatory] }))] },
    ],
  }
}

function head({ unit, officer, application, requested, meeting }: ResolutionForm): Fact[] {
  return [
    { label: '日期', value: dayInWords(meeting.heldOn) }, { label: '机构', value: unit }, { label: '客户经理', value: officer }, { label: '申请编号', value: application.number },
    { label: '申请人', value: application.applicant }, { label: '证件号码', value: application.idNumberMasked }, { label: '经营主体', value: application.business }, { label: '产品', value: application.product },
    { label: '申请金额', value: yuan(requested.amountFen) }, { label: '申请期限', value: lengthWords(requested) }, { label: '还款方式', value: METHOD_NAMES[requested.method] }, { label: '担保方式', value: GUARANTEE_NAMES[requested.guarantee] },
    { label: '用途', value: requested.purposeItems.join('；'), wide: true },
  ]
}

function proposalFacts({ proposal, judgement }: ResolutionForm): Fact[] {
  return [
    ...termFacts(proposal), { label: '评分', value: judgement.score }, { label: '测评额度', value: yuan(judgement.limitFen) }, { label: '覆盖倍数', value: judgement.coverage ?? '—' },
    { label: '最大检验偏差', value: judgement.largestDeviation === null ? '—' : percent(judgement.largestDeviation) }, { label: '一票否决权', value: judgement.mayVeto ? '成立' : '不成立' }, { label: '风险提示', value: judgement.flags.join('、') || '无', wide: true },
  ]
}

function termFacts(terms: Terms): Fact[] {
  return [
    { label: '金额', value: `${yuan(terms.amountFen)}（${capitals(terms.amountFen)}）`, wide: true }, { label: '期限', value: lengthWords(terms) }, { label: '年利率', value: rateInWords(terms.annualRate) },
    { label: '还款方式', value: methodWords(terms), wide: terms.shape !== undefined }, { label: '担保方式', value: GUARANTEE_NAMES[terms.guarantee] },
  ]
}

/** The six questions with the reviewer's answers. */
export function reviewBlocks({ review }: Pick<ResolutionForm, 'review'>): Block[] {
  if (review === null) return []
  return [
    { block: 'heading', level: 2, says: `审查意见（${review.reviewer}）` },
    { block: 'table', columns: [{ title: '问题', width: 3 }, { title: '结论' }, { title: '说明', width: 2 }], rows: review.answers.map(({ question, yes, remark }) => [question, yes ? '是' : '否', remark]) },
  ]
}

function partyFacts({ application, coBorrower, guarantor, household }: ResolutionForm): Fact[] {
  return [
    { label: '借款人', value: application.applicant }, { label: '共同借款人', value: coBorrower ?? '无' }, { label: '家庭年收入', value: yuan(household.yearlyIncomeFen) }, { label: '抚养', value: household.dependants },
    { label: '保证人', value: guarantor === null ? '无' : `${guarantor.name}（${guarantor.relation}），月可支配 ${yuan(guarantor.monthlyDisposableFen)}`, wide: true },
  ]
}

function collateralBlocks({ collateral }: ResolutionForm): Block[] {
  if (collateral.length === 0) return []
  return [{ block: 'table', caption: '抵押物', columns: [{ title: '名称', width: 2 }, { title: '种类' }, { title: '估值', align: 'right' }, { title: '在先债权', align: 'right' }], rows: collateral.map(({ label, kind, valueFen, priorClaimsFen }) => [label, kind, yuan(valueFen), yuan(priorClaimsFen)]) }]
}

function decisionFacts({ outcome, terms, reasons, says, riskClass, riskReason, settled }: ResolutionForm): Fact[] {
  return [
    { label: '结论', value: { says: OUTCOMES[outcome], strong: true } }, ...(riskClass === null ? [] : [{ label: '风险分类', value: `${RISK_CLASSES[riskClass]}${riskReason === null ? '' : `：${riskReason}`}` }]),
    ...(terms === null ? [] : [...termFacts(terms), { label: '条款来源', value: settled ? '组长核定，同意的委员逐一认可' : '同意票中取最审慎', wide: true }]),
    ...(reasons.length === 0 ? [] : [{ label: '原因', value: reasons.map((code) => REJECT_REASONS[code]).join('、'), wide: true }]), { label: '决议理由', value: says, wide: true },
  ]
}

function conditionBlocks(title: string, conditions: readonly Condition[]): Block[] {
  if (conditions.length === 0) return []
  return [{
    block: 'table', caption: title, columns: [{ title: '类别' }, { title: '内容', width: 3 }, { title: '落实岗位' }, { title: '期限' }, { title: '证据' }],
    rows: conditions.map(({ kind, says, ownerPost, dueOn, evidenceNeeded }) => [CONDITION_KINDS[kind], says, POSTS[ownerPost], dueOn ?? '放款前', evidenceNeeded ? '须附' : '不需']),
  }]
}

/** 会议记录: who was there, what was presented, asked and answered, and what it came to. */
export function minutesPaper(form: ResolutionForm): Paper {
  const { meeting } = form
  return {
    title: '审贷会会议记录', subtitle: `${form.bank}　${form.body}　${meeting.number}`,
    blocks: [
      { block: 'facts', rows: [
        { label: '时间', value: `${dayInWords(meeting.heldOn)} ${meeting.from} 至 ${meeting.until}` }, { label: '地点', value: meeting.place }, { label: '组长', value: meeting.chair }, { label: '记录人', value: meeting.recorder }, { label: '陈述人', value: meeting.presenter },
        { label: '出席委员', value: form.seated.map(({ name, standing, why }) => (standing === 'SEATED' ? name : `${name}（${why ?? standing}）`)).join('、'), wide: true }, { label: '当日委员', value: form.members.map(({ name, bars }) => (bars.length === 0 ? name : `${name}（回避：${bars.join('、')}）`)).join('、'), wide: true },
      ] },
      { block: 'heading', level: 2, says: '客户概况' }, { block: 'text', says: `${form.application.applicant}，${form.application.business}，家庭${form.household.dependants}，家庭年收入 ${yuan(form.household.yearlyIncomeFen)}。申请 ${yuan(form.requested.amountFen)}，${form.requested.periods} 期，用于${form.requested.purposeItems.join('；')}。保证人：${form.guarantor === null ? '无' : form.guarantor.name}。`, indent: true },
      { block: 'heading', level: 2, says: '陈述、提问与回答' },
      { block: 'table', columns: [{ title: '时间' }, { title: '发言人' }, { title: '种类' }, { title: '内容', width: 5 }], rows: form.minutes.map(({ clock, saidBy, kind, section, says }) => [clock, saidBy.name, section === null ? MINUTE_KINDS[kind] : `${MINUTE_KINDS[kind]}·${SECTIONS[section]}`, says]) },
      { block: 'heading', level: 2, says: '结论' }, { block: 'text', says: [{ says: OUTCOMES[form.outcome], strong: true }, form.terms === null ? `。${form.says}` : `：${yuan(form.terms.amountFen)}，${lengthWords(form.terms)}，年利率 ${rateInWords(form.terms.annualRate)}。${form.says}`], indent: true },
      { block: 'signatures', boxes: [{ label: '组长', name: meeting.chair, on: meeting.heldOn }, { label: '记录人', name: meeting.recorder, on: meeting.heldOn }] },
    ],
  }
}

function percent(share: string): string {
  return `${formatExact(multiply(exact(share), 100), 2)}%`
}
