import type { Post } from './post.ts'

/** What a route may ask for, in the words a bank's administrator reads. */
export const PERMISSIONS = {
  'customer.read': '查看客户',
  'customer.unmask': '查看完整证件号和手机号',
  'customer.write': '建立和修改客户档案',
  'customer.release-watch': '移出关注名单',
  'customer.merge': '合并与拆分重复客户',
  'case.read-own': '查看本人主办、协办的业务',
  'case.read-unit': '查看本机构及下级机构的业务',
  'case.read-bank': '查看全行业务',
  'case.open': '受理申请',
  'case.admit': '准入审查',
  'case.assign': '派单与改派',
  'case.ask': '要求补件',
  'case.correct': '更正已受理的信息，须两人',
  'case.investigate': '调查、编表、附证据和流水',
  'case.submit': '提交调查结果',
  'bureau.query': '查询征信',
  'case.review': '审查与退回',
  'review.statistics': '查看审查退件率',
  'decision.sign': '有权人签批',
  'decision.lower': '收紧批复条件',
  'decision.reconsider': '申请复议',
  'decision.inform': '答复客户',
  'committee.read': '查看审贷会会议与决议',
  'committee.present': '向审贷会陈述与答问',
  'committee.vote': '审贷会表决',
  'committee.record': '排会与审贷会记录',
  'committee.appoint': '设立审贷会与任免委员',
  'committee.statistics': '查看委员统计',
  'repayment.record': '记还款',
  'repayment.reverse': '冲正还款（记账人以外）',
  'debit.read': '查看扣划、暂收款与核心对账',
  'suspense.handle': '处理暂收款',
  'suspense.confirm': '复核暂收款处理（提出人以外）',
  'mirror.handle': '说明核心对账差异',
  'note.share': '出具还款计划、回单与客户链接',
  'task.work': '办理待办、关注业务、说明与申诉',
  'task.assign': '改派任务、安排代岗',
  'task.floor': '查看作业车间',
  'task.judge': '认定超时责任、裁定申诉',
  'outbox.manage': '查看发件箱并重发',
  'calendar.write': '维护银行日历',
  'contract.condition': '落实放款条件',
  'contract.register': '登记签字人、抵押物与保险',
  'contract.draw-up': '制作与作废合同文书',
  'contract.sign': '双人面签',
  'contract.confirm': '主管向客户确认',
  'contract.custody': '权证出入库与解除抵押',
  'loan.order': '放款录入',
  'loan.check': '放款复核',
  'loan.confirm-arrival': '到账确认',
  'loan.reverse': '当日冲正',
  'policy.read': '查看政策包',
  'policy.draft': '起草政策包',
  'policy.sign': '签署政策包',
  'dossier.export': '导出案卷',
  'document.void': '作废文书',
  'template.draft': '上传文书模板',
  'template.sign': '审定文书模板',
  'audit.read': '查看审计链',
  'audit.verify': '核对审计链',
  'audit.sample': '稽核抽样与底稿',
  'ledger.read': '查看总账、凭证与账务差异',
  'ledger.explain': '说明账务差异',
  'ledger.close': '月结与科目改名',
  'ledger.confirm': '确认月结（结账人以外）',
  'quality.read': '查看资产质量',
  'class.propose': '风险分类初分',
  'class.confirm': '风险分类认定',
  'class.approve': '风险分类审批',
  'operations.read': '查看批处理与运行状况',
  'staff.read': '查看同事与机构',
  'staff.administer': '管理用户、岗位与机构',
} as const satisfies Record<string, string>

/** Any of these opens a case; which cases, the scope of the post decides. */
export const READS_CASES = ['case.read-own', 'case.read-unit', 'case.read-bank'] as const

export type Permission = keyof typeof PERMISSIONS

/** Reviewed data: which post may do what. Row by row, so that a change of one post is one line in a review. */
export const PERMISSIONS_OF: Readonly<Record<Post, readonly Permission[]>> = {
  OFFICER: ['customer.read', 'customer.unmask', 'customer.write', 'case.read-own', 'case.open', 'case.admit', 'case.investigate', 'case.submit', 'decision.lower', 'decision.reconsider', 'decision.inform', 'customer.merge', 'case.assign', 'case.ask', 'case.correct', 'committee.read', 'committee.present', 'note.share', 'contract.condition', 'contract.register', 'contract.draw-up', 'contract.sign', 'loan.confirm-arrival', 'policy.read', 'staff.read', 'bureau.query', 'task.work', 'class.propose'],
  RELATIONSHIP: ['customer.read', 'customer.unmask', 'customer.write', 'case.read-own', 'case.open', 'decision.lower', 'decision.reconsider', 'decision.inform', 'customer.merge', 'case.correct', 'committee.read', 'note.share', 'contract.condition', 'contract.register', 'contract.sign', 'loan.confirm-arrival', 'policy.read', 'staff.read', 'task.work', 'class.propose'],
  INVESTIGATION: ['customer.read', 'customer.unmask', 'customer.write', 'case.read-own', 'case.admit', 'case.investigate', 'case.submit', 'decision.lower', 'decision.reconsider', 'decision.inform', 'case.ask', 'case.correct', 'committee.read', 'committee.present', 'contract.condition', 'contract.register', 'contract.draw-up', 'contract.sign', 'loan.confirm-arrival', 'policy.read', 'staff.read', 'bureau.query', 'task.work'],
  CENTRAL_OPS: ['customer.read', 'customer.unmask', 'case.read-unit', 'case.admit', 'case.ask', 'case.correct', 'document.void', 'repayment.record', 'repayment.reverse', 'note.share', 'contract.condition', 'contract.register', 'contract.draw-up', 'contract.sign', 'contract.custody', 'loan.order', 'loan.check', 'loan.reverse', 'policy.read', 'staff.read', 'bureau.query', 'task.work', 'task.floor', 'debit.read', 'suspense.handle', 'suspense.confirm', 'mirror.handle'],
  FIELD: ['customer.read', 'customer.unmask', 'customer.write', 'case.read-own', 'case.open', 'case.admit', 'case.investigate', 'case.submit', 'decision.lower', 'decision.reconsider', 'decision.inform', 'case.assign', 'case.correct', 'committee.read', 'committee.present', 'note.share', 'contract.condition', 'contract.register', 'contract.draw-up', 'contract.sign', 'loan.confirm-arrival', 'policy.read', 'staff.read', 'bureau.query', 'task.work', 'class.propose'],
  INSIDE: ['customer.read', 'customer.unmask', 'customer.write', 'case.read-unit', 'case.open', 'case.admit', 'customer.merge', 'case.ask', 'case.correct', 'repayment.record', 'repayment.reverse', 'note.share', 'contract.condition', 'contract.register', 'contract.draw-up', 'contract.sign', 'contract.custody', 'loan.confirm-arrival', 'policy.read', 'staff.read', 'bureau.query', 'task.work', 'debit.read', 'suspense.handle'],
  BACK_OFFICE: ['customer.read', 'customer.unmask', 'case.read-unit', 'case.ask', 'document.void', 'repayment.record', 'repayment.reverse', 'note.share', 'contract.condition', 'contract.register', 'contract.draw-up', 'contract.sign', 'contract.custody', 'loan.order', 'loan.check', 'loan.confirm-arrival', 'loan.reverse', 'policy.read', 'staff.read', 'task.work', 'debit.read', 'suspense.handle', 'suspense.confirm', 'mirror.handle'],
  RISK_MANAGER: ['customer.read', 'customer.unmask', 'customer.release-watch', 'case.read-bank', 'case.review', 'review.statistics', 'customer.merge', 'case.ask', 'template.draft', 'committee.read', 'committee.statistics', 'policy.read', 'policy.draft', 'audit.read', 'operations.read', 'dossier.export', 'staff.read', 'task.work', 'task.floor', 'task.judge', 'outbox.manage', 'calendar.write', 'ledger.read', 'quality.read', 'class.propose', 'class.approve', 'debit.read'],
  INTERNAL_AUDIT: ['customer.read', 'customer.unmask', 'case.read-bank', 'review.statistics', 'committee.read', 'committee.statistics', 'policy.read', 'audit.read', 'audit.verify', 'audit.sample', 'operations.read', 'dossier.export', 'staff.read', 'task.work', 'ledger.read', 'quality.read', 'debit.read'],
  FINANCE: ['policy.read', 'operations.read', 'staff.read', 'task.work', 'ledger.read', 'ledger.explain', 'ledger.close', 'ledger.confirm', 'quality.read', 'debit.read', 'mirror.handle'],
  REVIEWER: ['customer.read', 'customer.unmask', 'case.read-bank', 'case.review', 'case.ask', 'case.correct', 'committee.read', 'policy.read', 'staff.read', 'task.work', 'class.confirm'],
  COMMITTEE_MEMBER: ['customer.read', 'case.read-bank', 'case.ask', 'committee.read', 'committee.vote', 'committee.statistics', 'policy.read', 'staff.read', 'task.work'],
  RECORDER: ['customer.read', 'case.read-bank', 'case.ask', 'document.void', 'committee.read', 'committee.record', 'policy.read', 'staff.read', 'task.work'],
  AREA_SUPERVISOR: ['customer.read', 'case.read-unit', 'case.review', 'review.statistics', 'customer.merge', 'case.assign', 'case.ask', 'case.correct', 'committee.read', 'contract.confirm', 'policy.read', 'staff.read', 'task.work', 'task.assign', 'task.floor', 'task.judge', 'quality.read', 'class.propose', 'class.confirm'],
  UNIT_HEAD: ['customer.read', 'case.read-unit', 'case.review', 'review.statistics', 'decision.lower', 'decision.reconsider', 'customer.merge', 'case.assign', 'case.ask', 'case.correct', 'document.void', 'template.sign', 'committee.read', 'committee.appoint', 'committee.statistics', 'repayment.reverse', 'contract.confirm', 'loan.reverse', 'policy.read', 'policy.sign', 'audit.read', 'operations.read', 'dossier.export', 'staff.read', 'task.work', 'task.assign', 'task.floor', 'task.judge', 'quality.read', 'class.confirm', 'debit.read', 'suspense.confirm'],
  VICE_PRESIDENT: ['customer.read', 'case.read-bank', 'decision.sign', 'review.statistics', 'template.sign', 'committee.read', 'committee.appoint', 'committee.statistics', 'policy.read', 'policy.sign', 'audit.read', 'operations.read', 'staff.read', 'task.work', 'task.judge', 'ledger.read', 'ledger.confirm', 'quality.read', 'class.approve', 'debit.read'],
  PRESIDENT: ['customer.read', 'case.read-bank', 'decision.sign', 'review.statistics', 'template.sign', 'committee.read', 'committee.appoint', 'committee.statistics', 'policy.read', 'policy.sign', 'audit.read', 'operations.read', 'staff.read', 'task.work', 'ledger.read', 'quality.read', 'debit.read'],
  MARKETING_OPS: ['customer.read', 'policy.read', 'staff.read', 'task.work'],
  TRAINER: ['policy.read', 'staff.read', 'task.work'],
  MENTOR: ['customer.read', 'case.read-unit', 'policy.read', 'staff.read', 'task.work'],
  COLLECTOR: ['customer.read', 'customer.unmask', 'case.read-own', 'policy.read', 'staff.read', 'task.work'],
  LEGAL: ['customer.read', 'customer.unmask', 'case.read-unit', 'template.draft', 'contract.condition', 'policy.read', 'dossier.export', 'staff.read', 'task.work'],
  SYS_ADMIN: ['staff.read', 'staff.administer', 'outbox.manage'],
}

/** What someone who holds these posts may do: the union. */
export function permissionsOf(posts: readonly Post[]): ReadonlySet<Permission> {
  return new Set(posts.flatMap((post) => PERMISSIONS_OF[post]))
}

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text)
}
