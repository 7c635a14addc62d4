/**
 * The 25 items of the due-diligence file of a case (chapter 16), as data: which acts of the chain prove an item, which
 * tables say more of it, and after which act it may no longer be missing.
 */
export interface DossierItem {
  readonly no: number
  readonly name: string
  /** Acts that prove it; a name that ends with a dot stands for all that begin with it. */
  readonly acts: readonly string[]
  /** Tables of the case whose rows belong to it, beside the evidence and the papers. */
  readonly tables: readonly string[]
  /** Folders of the archive that belong to it. */
  readonly folders: readonly string[]
  /** Once one of these acts was done the item must be there; none where it only may occur. */
  readonly neededAfter: readonly string[]
  /** What a reader must know of it besides. */
  readonly says: string
  /** Steps whose clock says whether it came in time. */
  readonly steps: readonly string[]
}

const item = (no: number, name: string, more: Partial<Omit<DossierItem, 'no' | 'name'>>): DossierItem => ({ no, name, acts: [], tables: [], folders: [], neededAfter: [], steps: [], says: '', ...more })

const FILED = ['application.file']
const ADMITTED = ['application.admit', 'application.decline']
const SUBMITTED = ['investigation.submit']
const RESOLVED = ['committee.resolve']
const SIGNED = ['contract.sign']
const DISBURSED = ['contract.check']

export const DOSSIER_ITEMS: readonly DossierItem[] = [
  item(1, '客户来源与接触记录', { acts: ['application.file'], tables: ['application'], neededAfter: FILED }),
  item(2, '受理：身份、授权、资料清单、流程告知', { acts: ['application.file', 'application.step', 'application.consent', 'application.document', 'application.complete-documents', 'application.admit', 'application.decline'], tables: ['application_step', 'application_consent', 'application_document', 'application_party', 'application_admission'], neededAfter: ADMITTED, steps: ['ADMISSION'] }),
  item(3, '派单', { acts: ['application.file', 'application.assign'], tables: ['application_assignment'], neededAfter: SUBMITTED, steps: ['ASSIGN'] }),
  item(4, '实地调查：地点、时间、照片、在场人、双人', { acts: ['investigation.plan-visit', 'investigation.start-visit', 'investigation.confirm-presence', 'investigation.arrive', 'investigation.leave', 'investigation.link-photo', 'investigation.close-visit'], tables: ['visit', 'visit_presence', 'visit_site', 'visit_photo'], neededAfter: SUBMITTED, steps: ['VISIT'] }),
  item(5, '调查清单逐项回答', { acts: ['investigation.record-visit', 'investigation.close-visit'], tables: ['visit_part'], neededAfter: SUBMITTED }),
  item(6, '五表及每个数字的证据', { acts: ['investigation.submit', 'investigation.attach-'], tables: ['investigation_version', 'evidence', 'bill'], folders: ['evidence/'], neededAfter: SUBMITTED }),
  item(7, '交叉检验：输入、偏差、原因', { acts: ['investigation.submit'], tables: ['investigation_version'], neededAfter: SUBMITTED }),
  item(8, '软信息偏差表及解释', { acts: ['investigation.submit'], tables: ['investigation_version'], neededAfter: SUBMITTED }),
  item(9, '风险旗标及处置', { acts: ['investigation.submit'], tables: ['investigation_version'], neededAfter: SUBMITTED }),
  item(10, '评分版本与输入、额度及约束项', { acts: ['investigation.submit'], tables: ['investigation_version'], neededAfter: SUBMITTED }),
  item(11, '上会的调查报告版本', { acts: ['investigation.submit', 'document.issue'], tables: ['document'], folders: ['papers/'], neededAfter: RESOLVED }),
  item(12, '审贷会：材料、问答、表决、理由、回避、否决权', { acts: ['review.', 'decision.', 'committee.'], tables: ['review', 'review_outcome', 'decision', 'decision_signature', 'committee_referral', 'committee_item', 'committee_seat', 'committee_declaration', 'committee_attendance', 'committee_minute', 'committee_opened_vote', 'committee_own_words', 'committee_resolution'], neededAfter: RESOLVED, steps: ['REVIEW', 'VOTE'] }),
  item(13, '条件及其落实', { acts: ['contract.meet-condition'], tables: ['contract_condition'], steps: ['CONDITION'] }),
  item(14, '面签：何人、何地、影像、明示表', { acts: ['contract.open-signing', 'contract.join-signing', 'contract.photograph-signing', 'contract.mark', 'contract.sign'], tables: ['contract_signing', 'contract_mark', 'contract_evidence'], neededAfter: SIGNED, steps: ['SIGNING'] }),
  item(15, '支付指令、收款人、凭证', { acts: ['contract.order', 'contract.check'], tables: ['drawdown', 'contract_payee'], neededAfter: DISBURSED }),
  item(16, '首次检查是否按时', { acts: ['monitoring.first-check'], steps: ['FIRST_CHECK'] }),
  item(17, '各次贷后检查及结果', { acts: ['monitoring.'] }),
  item(18, '预警及处置', { acts: ['warning.'] }),
  item(19, '提醒与催收', { acts: ['collection.', 'servicing.make-link'] }),
  item(20, '风险分类沿革', { acts: ['servicing.classify'] }),
  item(21, '移交报告', { acts: ['handover.'] }),
  item(22, '行为准则告知、利害关系声明、说情与威胁登记', { acts: ['application.file', 'application.step', 'committee.declare', 'investigation.pressure'], tables: ['pressure_entry'], neededAfter: ADMITTED }),
  item(23, '当日有效的规则与政策版本', { acts: ['investigation.submit'], folders: ['policies/'], neededAfter: SUBMITTED }),
  item(24, '例外与代岗记录', { acts: ['task.hand-back', 'task.assign', 'task.stand-in', 'decision.lower', 'contract.redraw', 'application.confirm-correction'], tables: ['fact_correction'] }),
  item(25, '经办人当日岗位与资格', { acts: ['application.file'], folders: ['people.json'], neededAfter: FILED, says: '岗位任期随案卷导出；培训证书本系统尚未登记' }),
]
