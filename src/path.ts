/**
 * The path of a loan as data: its stages in order, the offices around them, the desks across them.
 * Menu, documents, import guard, requirement report and journeys all read this page, so it is the only place that says what comes after what.
 */

/** Codes by which docs/requirements.tsv sorts its rows. */
export const REQUIREMENT_STAGES = ['MKT', 'APP', 'INV', 'XCK', 'LIM', 'COM', 'CON', 'SVC', 'PLM', 'COL', 'HND', 'PPL', 'PRF', 'CDT', 'MGT', 'GOV', 'PRD', 'RPT', 'SYS', 'CTX'] as const
export type RequirementStage = (typeof REQUIREMENT_STAGES)[number]

/** How an act is undone: by which act (`stage.act`), and what that means for the case. */
export interface WayBack {
  readonly by: string
  readonly says: string
}

export interface Act {
  readonly id: string
  readonly name: string
  readonly back: WayBack
}

export interface Part {
  readonly id: string
  readonly name: string
  readonly purpose: { readonly zh: string; readonly en: string }
  /** Below `src/`; the part's rooms are `domain/`, `server/` and `web/` in there. */
  readonly folder: string
  /** A part not built yet is listed and has no folder, no menu entry and no route. */
  readonly built: boolean
  readonly covers: readonly RequirementStage[]
  readonly acts: readonly Act[]
}

/** The life of a loan. A stage may lean on the stages before it, never on one after it. */
export const STAGES = [
  {
    id: 'lead', name: '获客', folder: 'loan/lead', built: false, covers: ['MKT'],
    purpose: { zh: '扫街建档，把商户变成申请人', en: 'walk the street, put shops on file, turn them into applicants' },
    acts: [],
  },
  {
    id: 'application', name: '申请', folder: 'loan/application', built: true, covers: ['APP', 'PRD'],
    purpose: { zh: '受理申请，按准入规则说行或不行', en: 'take the application in and say yes or no by the admission rules' },
    acts: [
      { id: 'file', name: '受理', back: { by: 'application.withdraw', says: '客户撤回，案件关闭，材料留存' } },
      { id: 'admit', name: '准入', back: { by: 'application.withdraw', says: '决策之前客户随时可撤回' } },
      { id: 'decline', name: '不予准入', back: { by: 'application.reopen', says: '情况有变时重新受理，原结论与理由留存' } },
      { id: 'withdraw', name: '撤回', back: { by: 'application.reopen', says: '重新受理，已有材料继续可用' } },
      { id: 'reopen', name: '重新受理', back: { by: 'application.withdraw', says: '再次撤回' } },
      { id: 'keep-draft', name: '保存申请表', back: { by: 'application.keep-draft', says: '受理前随时可改、可清空' } },
      { id: 'assign', name: '派单', back: { by: 'application.assign', says: '主管改派，理由与前任留存' } },
      { id: 'step', name: '登记受理事项', back: { by: 'application.step', says: '再办一次，以最后一次为准，前次留存' } },
      { id: 'add-party', name: '登记关系人', back: { by: 'application.remove-party', says: '移出并说明理由' } },
      { id: 'remove-party', name: '移出关系人', back: { by: 'application.add-party', says: '重新登记' } },
      { id: 'consent', name: '登记同意与授权', back: { by: 'application.revoke-consent', says: '客户撤回，从此不得依据它' } },
      { id: 'revoke-consent', name: '撤回同意', back: { by: 'application.consent', says: '客户重新签署' } },
      { id: 'attach', name: '附受理材料', back: { by: 'investigation.detach', says: '提交调查前可移出，移出留痕' } },
      { id: 'document', name: '收资料', back: { by: 'application.document', says: '登记齐备前可改回待交' } },
      { id: 'complete-documents', name: '资料齐备', back: { by: 'application.ask-correction', says: '发现缺漏时要求补件' } },
      { id: 'ask-correction', name: '要求补件', back: { by: 'application.cancel-correction', says: '不再需要时撤销' } },
      { id: 'answer-correction', name: '补件答复', back: { by: 'application.reopen-correction', says: '不够时再要' } },
      { id: 'settle-correction', name: '确认补件', back: { by: 'application.reopen-correction', says: '事后发现不够时再要' } },
      { id: 'reopen-correction', name: '再要补件', back: { by: 'application.cancel-correction', says: '不再需要时撤销' } },
      { id: 'cancel-correction', name: '撤销补件', back: { by: 'application.reopen-correction', says: '又需要时再要' } },
      { id: 'propose-correction', name: '提出更正', back: { by: 'application.refuse-correction', says: '另一人不同意，原值不变' } },
      { id: 'confirm-correction', name: '确认更正', back: { by: 'application.propose-correction', says: '再更正一次，两次旧值都留存' } },
      { id: 'refuse-correction', name: '不同意更正', back: { by: 'application.propose-correction', says: '重新提出' } },
      { id: 'form-group', name: '组成联保小组', back: { by: 'application.leave-group', says: '没有联保贷款的成员可退出，说明原因' } },
      { id: 'join-group', name: '加入联保小组', back: { by: 'application.leave-group', says: '没有联保贷款的成员可退出，说明原因' } },
      { id: 'leave-group', name: '退出联保小组', back: { by: 'application.join-group', says: '重新加入' } },
    ],
  },
  {
    id: 'investigation', name: '调查', folder: 'loan/investigation', built: true, covers: ['INV', 'XCK', 'LIM'],
    purpose: { zh: '进店眼见，编五表，交叉检验，测评分与额度', en: 'see the shop, draw up the five statements, cross-check them, arrive at score and limit' },
    acts: [
      { id: 'save', name: '保存草稿', back: { by: 'investigation.save', says: '草稿在提交前可随时改回' } },
      { id: 'attach-evidence', name: '附证据', back: { by: 'investigation.detach', says: '提交前可移出，移出留痕' } },
      { id: 'attach-note', name: '附记录', back: { by: 'investigation.detach', says: '提交前可移出，移出留痕' } },
      { id: 'attach-bill', name: '附流水', back: { by: 'investigation.detach', says: '移出时账单给出的检验一并移出' } },
      { id: 'attach-invoices', name: '附发票', back: { by: 'investigation.detach', says: '移出时发票给出的检验一并移出' } },
      { id: 'detach', name: '移出', back: { by: 'investigation.attach-evidence', says: '重新附上' } },
      { id: 'plan-visit', name: '访前计划', back: { by: 'investigation.plan-visit', says: '出发之前可以重写' } },
      { id: 'confirm-presence', name: '确认到场', back: { by: 'investigation.plan-visit', says: '另行计划一次，前次留痕' } },
      { id: 'name-companion', name: '登记陪同人', back: { by: 'investigation.name-companion', says: '结束前可改' } },
      { id: 'add-site', name: '添加地点', back: { by: 'investigation.not-visited', says: '说明未去的原因' } },
      { id: 'arrive', name: '到达', back: { by: 'investigation.plan-visit', says: '到离时间不改，可再去一次' } },
      { id: 'leave', name: '离开', back: { by: 'investigation.plan-visit', says: '到离时间不改，可再去一次' } },
      { id: 'not-visited', name: '未去的原因', back: { by: 'investigation.arrive', says: '去了即作罢' } },
      { id: 'record-visit', name: '记录实地调查', back: { by: 'investigation.record-visit', says: '结束前可改' } },
      { id: 'link-photo', name: '照片归类', back: { by: 'investigation.link-photo', says: '结束前可重新归类' } },
      { id: 'side-inquiry', name: '侧面询问', back: { by: 'investigation.side-inquiry', says: '再记一次，前次留存' } },
      { id: 'public-search', name: '公开查询', back: { by: 'investigation.public-search', says: '再查一次，前次留存' } },
      { id: 'pressure', name: '登记说情与威胁', back: { by: 'investigation.pressure', says: '只增不改，可再登记一条说明' } },
      { id: 'import-bureau', name: '导入征信报告', back: { by: 'investigation.query-bureau', says: '重新登记，以最近一份为准，先前的留存' } },
      { id: 'start-visit', name: '出发', back: { by: 'investigation.plan-visit', says: '去过的留痕；结束后可再计划一次' } },
      { id: 'close-visit', name: '结束实地调查', back: { by: 'investigation.plan-visit', says: '记录不再改变；提交前可再去一次' } },
      { id: 'query-bureau', name: '登记征信报告', back: { by: 'investigation.query-bureau', says: '重新登记，以最近一份为准，先前的留存' } },
      { id: 'submit', name: '提交', back: { by: 'review.return', says: '已提交版本不可改，退回后开出下一版' } },
      { id: 'carry-over', name: '沿用上一案', back: { by: 'investigation.save', says: '沿用的各处可改，改过的不再算沿用' } },
      { id: 'read-workbook', name: '读入工作簿', back: { by: 'investigation.save', says: '只列出改动，接受后才写入草稿' } },
      { id: 'rule-row', name: '认定一行流水', back: { by: 'investigation.rule-row', says: '重新认定，前次留痕' } },
      { id: 'lift-flag', name: '解除风险标志', back: { by: 'review.return', says: '情况有变即再次触发；审查可退回' } },
      { id: 'refuse-explanation', name: '不采信解释', back: { by: 'investigation.save', says: '补充解释与来源后重新提交' } },
      { id: 'credit-report', name: '出具综合信用报告', back: { by: 'investigation.credit-report', says: '作废后重新出具，编号留存' } },
      { id: 'abandon', name: '放弃调查', back: { by: 'investigation.resume', says: '由审查或主管恢复，材料与理由留存' } },
      { id: 'resume', name: '恢复调查', back: { by: 'investigation.abandon', says: '再次放弃' } },
    ],
  },
  {
    id: 'review', name: '审查', folder: 'loan/review', built: true, covers: ['GOV'],
    purpose: { zh: '由未参与调查的人复核六问，通过或退回', en: 'someone who did not investigate asks the six questions and passes or returns' },
    acts: [
      { id: 'begin', name: '开始审查', back: { by: 'review.return', says: '不能继续时交回任务，由另一位审查人接手' } },
      { id: 'pass', name: '审查通过', back: { by: 'review.return', says: '审贷会要求重新调查的，补正后重新审查' } },
      { id: 'return', name: '审查退回', back: { by: 'investigation.submit', says: '补正后再提交，成为新版本，重新审查' } },
    ],
  },
  {
    id: 'decision', name: '决策', folder: 'loan/decision', built: true, covers: ['LIM'],
    purpose: { zh: '按授权矩阵确定由谁决定', en: 'the authority matrix says who may decide' },
    acts: [
      { id: 'sign', name: '签批同意', back: { by: 'decision.lower', says: '签批后只能收紧条件；放宽须重新决策' } },
      { id: 'lower', name: '收紧条件', back: { by: 'decision.lower', says: '可继续收紧，原条件留存；放宽须重新决策' } },
      { id: 'reconsider', name: '申请复议', back: { by: 'application.withdraw', says: '客户撤回申请，复议随之终止' } },
      { id: 'renew', name: '重新送审', back: { by: 'application.withdraw', says: '客户撤回申请，送审随之终止' } },
      { id: 'inform', name: '答复客户', back: { by: 'decision.inform', says: '再次答复，前次答复留存' } },
    ],
  },
  {
    id: 'committee', name: '审贷会', folder: 'loan/committee', built: true, covers: ['COM'],
    purpose: { zh: '记名投票，各说理由，形成决议', en: 'named votes, each with its reason, make a resolution' },
    acts: [
      { id: 'found', name: '设立审贷会', back: { by: 'committee.end-membership', says: '委员全部终止任职后不再审议，历次决议留存' } },
      { id: 'appoint', name: '任命委员', back: { by: 'committee.end-membership', says: '终止任职，以前的决议保留当日委员' } },
      { id: 'end-membership', name: '终止任职', back: { by: 'committee.appoint', says: '重新任命，自新的起始日起' } },
      { id: 'convene', name: '召集会议', back: { by: 'committee.adjourn', says: '逐案延期，另会再议' } },
      { id: 'list', name: '列入议程', back: { by: 'committee.adjourn', says: '延期，另会再议' } },
      { id: 'attend', name: '到会离会', back: { by: 'committee.attend', says: '再次登记，前后都留存' } },
      { id: 'consent', name: '同意提前审议', back: { by: 'committee.adjourn', says: '开始前可延期' } },
      { id: 'begin', name: '开始审议', back: { by: 'committee.adjourn', says: '延期，另会再议' } },
      { id: 'declare', name: '声明利益关系', back: { by: 'committee.withdraw-recusal', says: '表决前由记录人注明撤回回避' } },
      { id: 'withdraw-recusal', name: '撤回回避', back: { by: 'committee.declare', says: '重新声明即再次回避' } },
      { id: 'replace', name: '补位', back: { by: 'committee.replace', says: '补位者离席或回避后再由他人补位' } },
      { id: 'propose', name: '填写建议条件', back: { by: 'committee.propose', says: '表决前可改，前后都留存' } },
      { id: 'note', name: '会议记录', back: { by: 'committee.note', says: '记录不改，另记一条更正' } },
      { id: 'adjourn', name: '延期', back: { by: 'committee.list', says: '列入另一次会议的议程' } },
      { id: 'open-voting', name: '开始表决', back: { by: 'committee.adjourn', says: '延期，已投的票永远封存' } },
      { id: 'cast-vote', name: '表决', back: { by: 'committee.cast-vote', says: '开票前本人可重投，两票都留存' } },
      { id: 'own-words', name: '补述理由', back: { by: 'decision.reconsider', says: '决议后有新事实时申请复议' } },
      { id: 'settle', name: '核定条款', back: { by: 'committee.settle', says: '决议前组长可另行核定' } },
      { id: 'consent-settlement', name: '认可核定条款', back: { by: 'committee.consent-settlement', says: '决议前可改' } },
      { id: 'resolve', name: '形成决议', back: { by: 'decision.reconsider', says: '否决后有新事实时复议一次；批准后可收紧条件' } },
      { id: 'close', name: '散会', back: { by: 'committee.convene', says: '另行召集会议' } },
    ],
  },
  {
    id: 'contract', name: '签约', folder: 'loan/contract', built: true, covers: ['CON'],
    purpose: { zh: '面签合同，落实条件，双人放款', en: 'sign in person, meet the conditions, disburse by two people' },
    acts: [
      { id: 'meet-condition', name: '落实条件', back: { by: 'contract.redraw', says: '证据有误时作废重做，重新面签' } },
      { id: 'attach-evidence', name: '附签约证据', back: { by: 'contract.redraw', says: '证据留存，不用时作废重做' } },
      { id: 'mark', name: '记录面签事项', back: { by: 'contract.mark', says: '记录留存，再记一次，以后一次为准' } },
      { id: 'join-signing', name: '加入面签', back: { by: 'contract.refuse-signing', says: '面签未成，说明原因结束' } },
      { id: 'photograph-signing', name: '附面签影像', back: { by: 'contract.refuse-signing', says: '影像留存' } },
      { id: 'value-collateral', name: '重新估值', back: { by: 'contract.value-collateral', says: '再次估值，以最近的为准，历次留存' } },
      { id: 'register-mortgage', name: '抵押登记', back: { by: 'contract.remove-collateral', says: '作废文书后移除，重新登记' } },
      { id: 'insure-collateral', name: '登记保险', back: { by: 'contract.insure-collateral', says: '再登记一份，以到期最晚的为准' } },
      { id: 'move-paper', name: '权证出入库', back: { by: 'contract.move-paper', says: '清点后办相反的一笔' } },
      { id: 'count-paper', name: '清点权证', back: { by: 'contract.move-paper', says: '办相反的一笔' } },
      { id: 'release-collateral', name: '解除抵押', back: { by: 'contract.add-collateral', says: '在新的合同下重新登记' } },
      { id: 'ask-reversal', name: '提出冲正', back: { by: 'contract.confirm-arrival', says: '另一人不确认即不生效，当日终了作废' } },
      { id: 'add-party', name: '登记签字人', back: { by: 'contract.remove-party', says: '制作文书前可移除，须说明理由，登记留存' } },
      { id: 'remove-party', name: '移除签字人', back: { by: 'contract.add-party', says: '重新登记' } },
      { id: 'add-collateral', name: '登记抵押物', back: { by: 'contract.remove-collateral', says: '制作文书前可移除，须说明理由，登记留存' } },
      { id: 'remove-collateral', name: '移除抵押物', back: { by: 'contract.add-collateral', says: '重新登记' } },
      { id: 'draw-up', name: '制作合同', back: { by: 'contract.redraw', says: '作废现行文书，编号留存，制作下一版' } },
      { id: 'redraw', name: '作废重做', back: { by: 'contract.draw-up', says: '制作下一版' } },
      { id: 'sign', name: '面签', back: { by: 'contract.redraw', says: '放款前可作废重签' } },
      { id: 'refuse-signing', name: '客户不签', back: { by: 'contract.open-signing', says: '重新约定面签' } },
      { id: 'open-signing', name: '开始面签', back: { by: 'contract.refuse-signing', says: '面签未成，说明原因结束' } },
      { id: 'confirm', name: '主管确认', back: { by: 'contract.redraw', says: '放款前可作废重签，重新确认' } },
      { id: 'order', name: '放款录入', back: { by: 'contract.cancel-order', says: '复核前可撤销，借据号不再使用' } },
      { id: 'cancel-order', name: '撤销录入', back: { by: 'contract.order', says: '重新录入' } },
      { id: 'check', name: '放款复核', back: { by: 'contract.reverse', says: '当日由两人说明理由冲正' } },
      { id: 'reverse', name: '当日冲正', back: { by: 'contract.order', says: '重新录入放款' } },
      { id: 'confirm-arrival', name: '到账确认', back: { by: 'contract.reverse', says: '当日可冲正' } },
    ],
  },
  {
    id: 'servicing', name: '还款', folder: 'loan/servicing', built: true, covers: ['SVC'],
    purpose: { zh: '计划、扣款、分配、日终', en: 'schedule, collection, allocation, day-end' },
    acts: [
      { id: 'record-repayment', name: '记还款', back: { by: 'servicing.reverse-repayment', says: '由记账人以外的人冲正，原记录与去处留存' } },
      { id: 'reverse-repayment', name: '冲正', back: { by: 'servicing.record-repayment', says: '重新记账，冲正留存' } },
      { id: 'try-act', name: '试算', back: { by: 'servicing.try-act', says: '只试算，不入账' } },
      { id: 'ask-change-rate', name: '申请调息', back: { by: 'servicing.withdraw-request', says: '复核前由申请人撤回' } },
      { id: 'ask-accelerate', name: '申请宣布提前到期', back: { by: 'servicing.withdraw-request', says: '复核前由申请人撤回' } },
      { id: 'ask-extend', name: '申请展期', back: { by: 'servicing.withdraw-request', says: '复核前由申请人撤回' } },
      { id: 'ask-reschedule', name: '申请调整还款计划', back: { by: 'servicing.withdraw-request', says: '复核前由申请人撤回' } },
      { id: 'ask-renew', name: '申请无还本续贷', back: { by: 'servicing.withdraw-request', says: '复核前由申请人撤回' } },
      { id: 'ask-relieve', name: '申请减免', back: { by: 'servicing.withdraw-request', says: '复核前由申请人撤回' } },
      { id: 'ask-write-off', name: '申请核销', back: { by: 'servicing.withdraw-request', says: '复核前由申请人撤回' } },
      { id: 'ask-refund', name: '申请退款', back: { by: 'servicing.withdraw-request', says: '复核前由申请人撤回' } },
      { id: 'ask-repricing', name: '申请重定价', back: { by: 'servicing.withdraw-request', says: '复核前由申请人撤回' } },
      { id: 'add-rate', name: '登记报价利率', back: { by: 'servicing.drop-rate', says: '复核前由登记人撤回或复核人退回' } },
      { id: 'confirm-rate', name: '复核报价利率', back: { by: 'servicing.add-rate', says: '以同一公布日另行登记更正，经复核后替换，原值留存；已按旧值调息的借据另行调息' } },
      { id: 'drop-rate', name: '退回报价利率', back: { by: 'servicing.add-rate', says: '重新登记' } },
      { id: 'approve-request', name: '复核办理', back: { by: 'servicing.reverse-event', says: '由经办人、复核人以外的人冲正，其后款项重新分配' } },
      { id: 'refuse-request', name: '不同意', back: { by: 'servicing.ask-change-rate', says: '补充依据后重新申请' } },
      { id: 'withdraw-request', name: '撤回申请', back: { by: 'servicing.ask-change-rate', says: '重新申请' } },
      { id: 'find-misuse', name: '认定挪用', back: { by: 'servicing.reverse-event', says: '由另一人冲正' } },
      { id: 'end-misuse', name: '挪用纠正', back: { by: 'servicing.reverse-event', says: '由另一人冲正' } },
      { id: 'charge-cost', name: '代垫费用', back: { by: 'servicing.reverse-event', says: '由另一人冲正' } },
      { id: 'recover', name: '核销收回', back: { by: 'servicing.reverse-event', says: '由另一人冲正' } },
      { id: 'pay-refund', name: '退款付出', back: { by: 'servicing.reverse-event', says: '由另一人冲正' } },
      { id: 'reverse-event', name: '冲正变更', back: { by: 'servicing.ask-change-rate', says: '重新办理原事项，冲正留存' } },
      { id: 'issue-schedule', name: '出具还款计划表', back: { by: 'servicing.issue-schedule', says: '作废原件后再出具' } },
      { id: 'issue-receipt', name: '出具回单', back: { by: 'servicing.issue-receipt', says: '作废原件后再出具' } },
      { id: 'run-day-end', name: '提前日终与继续日终', back: { by: 'servicing.run-day-end', says: '营业日不回退；停在失败的环节时修复后继续，只补做未完成的部分，错账次日冲正' } },
      { id: 'try-job-again', name: '重试后台任务', back: { by: 'servicing.try-job-again', says: '仍然失败的再次停下，没有写入任何数据' } },
      { id: 'keep-cost', name: '登记机构费用', back: { by: 'servicing.keep-cost', says: '另登一版更正或撤下，说明原因，前版留存' } },
      { id: 'propose-class', name: '风险分类初分', back: { by: 'servicing.send-back-class', says: '退回意见，借据维持原分类' } },
      { id: 'confirm-class', name: '风险分类认定', back: { by: 'servicing.send-back-class', says: '审批前由审批人退回' } },
      { id: 'approve-class', name: '风险分类审批', back: { by: 'servicing.propose-class', says: '另作一次分类，前次留存；上调须欠款还清且观察期满' } },
      { id: 'send-back-class', name: '退回分类意见', back: { by: 'servicing.propose-class', says: '重新初分' } },
      { id: 'issue-statement', name: '出具对账单', back: { by: 'servicing.issue-statement', says: '作废原件后再出具' } },
      { id: 'issue-clearing', name: '出具结清证明', back: { by: 'servicing.issue-clearing', says: '作废原件后再出具；还款冲正时自动作废' } },
      { id: 'issue-quote', name: '出具提前还款试算单', back: { by: 'servicing.issue-quote', says: '只在试算日当日有效，另试算一次' } },
      { id: 'resend-reminder', name: '重发短信', back: { by: 'servicing.resend-reminder', says: '短信发出不收回，与客户电话说明' } },
      { id: 'make-link', name: '发客户链接', back: { by: 'servicing.revoke-link', says: '链接作废，客户不能再打开' } },
      { id: 'revoke-link', name: '作废链接', back: { by: 'servicing.make-link', says: '另发一条链接' } },
      { id: 'allocate-suspense', name: '暂收款入账', back: { by: 'servicing.reverse-repayment', says: '冲正该笔还款，款项重新处理，原处理留存' } },
      { id: 'return-suspense', name: '退回暂收款', back: { by: 'servicing.refuse-suspense', says: '复核前由另一人否决；退出的款项如再汇入，另记一笔' } },
      { id: 'explain-suspense', name: '说明挂账', back: { by: 'servicing.explain-suspense', says: '再次说明，前次留存' } },
      { id: 'confirm-suspense', name: '复核暂收款处理', back: { by: 'servicing.reverse-repayment', says: '入账的还款可冲正；退回的款项如再汇入，另记一笔' } },
      { id: 'refuse-suspense', name: '否决暂收款处理', back: { by: 'servicing.allocate-suspense', says: '重新提出处理' } },
      { id: 'keep-product', name: '设定产品记账方', back: { by: 'servicing.keep-product', says: '没有还款中的借据时可改回' } },
      { id: 'close-difference', name: '说明核心差异', back: { by: 'servicing.close-difference', says: '本金差额变动时自动重新列出，可再次说明' } },
    ],
  },
  {
    id: 'monitoring', name: '贷后', folder: 'loan/monitoring', built: false, covers: ['PLM'],
    purpose: { zh: '按担保方式与客户等级回访，发现预警', en: 'visit by guarantee and tier, notice the early signs' },
    acts: [],
  },
  {
    id: 'collection', name: '催收', folder: 'loan/collection', built: false, covers: ['COL'],
    purpose: { zh: '按能力与意愿分四类处置逾期', en: 'treat arrears by ability and willingness, within what is allowed' },
    acts: [],
  },
] as const satisfies readonly Part[]

/** The people around the loan. */
export const OFFICES = [
  {
    id: 'handover', name: '移交', folder: 'office/handover', built: false, covers: ['HND'],
    purpose: { zh: '换人不丢信息，首问负责', en: 'the officer changes, the knowledge stays' }, acts: [],
  },
  {
    id: 'people', name: '人员', folder: 'office/people', built: false, covers: ['PPL', 'CDT', 'MGT'],
    purpose: { zh: '招聘、培训、阶梯、行为准则、会议', en: 'recruiting, training, the ladder, conduct, meetings' }, acts: [],
  },
  {
    id: 'performance', name: '绩效', folder: 'office/performance', built: false, covers: ['PRF'],
    purpose: { zh: '积分、考评、奖金', en: 'points, appraisal, bonus' }, acts: [],
  },
  {
    id: 'calibration', name: '校准', folder: 'office/calibration', built: true, covers: [],
    purpose: { zh: '评分卡与后来的还款对照：还准不准，该不该改', en: 'the scorecard against what became of the loans: does it still rank, must it change' }, acts: [],
  },
  {
    id: 'reporting', name: '报表', folder: 'office/reporting', built: false, covers: ['RPT', 'CTX'],
    purpose: { zh: '指标有分子分母，报表可追到每一笔', en: 'every ratio names its two sides, every total opens to its loans' }, acts: [],
  },
] as const satisfies readonly Part[]

/** What every desk stands in; no menu entry of their own, and they know no desk. */
export const FRAMES = [
  {
    id: 'frame', name: '框架', folder: 'desk/frame', built: true, covers: [],
    purpose: { zh: '顶栏、菜单、权限不足与找不到', en: 'top bar, menu, the pages that say no' }, acts: [],
  },
  {
    id: 'sign-in', name: '登录', folder: 'desk/sign-in', built: true, covers: [],
    purpose: { zh: '进门', en: 'the way in' }, acts: [],
  },
  {
    id: 'me', name: '我的', folder: 'desk/me', built: true, covers: [],
    purpose: { zh: '本人信息、密码、连接手机', en: 'my own data, password, connecting a phone' }, acts: [],
  },
  {
    id: 'administration', name: '管理', folder: 'desk/administration', built: true, covers: [],
    purpose: { zh: '员工、岗位与机构', en: 'staff, posts and units' }, acts: [],
  },
  {
    id: 'worklist', name: '清单', folder: 'desk/worklist', built: true, covers: [],
    purpose: { zh: '按环节与状态列出办件', en: 'cases by stage and state' }, acts: [],
  },
] as const satisfies readonly Part[]

/** Screens that cross stages. */
export const DESKS = [
  {
    id: 'today', name: '今日', folder: 'desk/today', built: true, covers: [],
    purpose: { zh: '今天该做的事', en: 'what waits for me today' }, acts: [],
  },
  {
    id: 'customer', name: '客户', folder: 'desk/customer', built: true, covers: [],
    purpose: { zh: '客户名册与客户页', en: 'the customers, and one customer with all that is his' }, acts: [],
  },
  {
    id: 'dossier', name: '案卷', folder: 'desk/dossier', built: true, covers: [],
    purpose: { zh: '尽职案卷 25 项，可导出，可脱离系统核对', en: 'the 25 items of a case, exported and checked without the system' },
    acts: [{ id: 'export', name: '导出案卷', back: { by: 'dossier.export', says: '导出留痕，不可撤销；再次导出为新的一份' } }],
  },
  {
    id: 'case', name: '办件', folder: 'desk/case', built: true, covers: [],
    purpose: { zh: '一案一页，路径即导航', en: 'a case is one page, its path is the navigation' }, acts: [],
  },
  {
    id: 'guide', name: '作业指引', folder: 'desk/guide', built: true, covers: [],
    purpose: { zh: '调查尽职指引、贷款分析表格、到期与逾期处置规程，由现行政策生成', en: 'guides, blank sheets and procedures made from the policy in force, by trade, product and guarantee' },
    acts: [{ id: 'issue', name: '出具指引', back: { by: 'guide.issue', says: '出具的留存；政策改动后再出具，编号另起' } }],
  },
  {
    id: 'x-ray', name: '上线体检', folder: 'desk/x-ray', built: true, covers: [],
    purpose: { zh: '一家银行最近的案件是什么样：丢进文件夹，当场出报告，不留存', en: 'what a bank\'s last cases look like: a folder dropped in, a report at once, nothing kept' }, acts: [],
  },
  {
    id: 'audit', name: '稽核', folder: 'desk/audit', built: true, covers: [],
    purpose: { zh: '抽样、底稿、发现与整改，一键核对办理链', en: 'samples, worksheets, findings and their follow-up, one click over the chains' },
    acts: [
      { id: 'draw-sample', name: '抽样', back: { by: 'audit.draw-sample', says: '抽样不删除，可再抽一次' } },
      { id: 'tick', name: '核对', back: { by: 'audit.tick', says: '再核对一次，以最后一次为准，前次留存' } },
      { id: 'raise-finding', name: '提出发现', back: { by: 'audit.close-finding', says: '说明理由后了结' } },
      { id: 'close-finding', name: '了结', back: { by: 'audit.reopen-finding', says: '退回整改' } },
      { id: 'reopen-finding', name: '退回整改', back: { by: 'audit.close-finding', says: '整改后了结' } },
      { id: 'answer-finding', name: '答复', back: { by: 'audit.reopen-finding', says: '答复不足时退回' } },
      { id: 'conclude', name: '结论', back: { by: 'audit.conclude', says: '可再下结论，前次留痕' } },
    ],
  },
] as const satisfies readonly Part[]

export type StageId = (typeof STAGES)[number]['id']
export type OfficeId = (typeof OFFICES)[number]['id']
export type DeskId = (typeof DESKS)[number]['id']

export const PARTS: readonly Part[] = [...STAGES, ...OFFICES, ...FRAMES, ...DESKS]

/** The parts a menu shows. */
export const builtParts: readonly Part[] = PARTS.filter((part) => part.built)

/** The stage with this id. */
export function stage(id: StageId): Part {
  return PARTS.find((part) => part.id === id && part.folder.startsWith('loan/'))!
}

/** Position on the path, from 0; a stage may import those with a lower one. */
export function stageOrder(id: StageId): number {
  return STAGES.findIndex((one) => one.id === id)
}

/** The act named `stage.act`, undefined where there is none. */
export function act(name: string): Act | undefined {
  const [of, id] = name.split('.')
  return PARTS.find((part) => part.id === of)?.acts.find((one) => one.id === id)
}
