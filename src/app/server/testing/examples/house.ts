import type { Example } from '#platform/http'
import { GUIDE, OVERLAY, PRODUCT, type Rows } from '../rows.ts'

/** Staff, units, policy, templates, tasks, stand-ins and messages. */
export function houseExamples(rows: Rows): Record<string, Example> {
  return { ...staffExamples(rows), ...policyExamples(rows), ...productExamples(rows), ...documentExamples(rows), ...taskExamples(rows), 'trade.figures': { params: { trade: 'catering' }, shared: true }, 'trade.read': { params: { trade: 'catering' }, shared: true }, ...guideExamples(rows), ...accountExamples(rows) }
}

function staffExamples({ staffId, staffPostId, unitId, loan, bank }: Rows): Record<string, Example> {
  return {
    'me.change-password': { body: { current: 'not the password', password: '换一个新的密码-2025' } },
    'me.begin-second-factor': { body: { password: 'not the password' } },
    'me.confirm-second-factor': { body: { code: '123456' } },
    'me.step-up': { body: { act: 'loan.check', subject: loan.caseId, code: '123456' } },
    'staff.list': { query: `?unitId=${unitId}` },
    'staff.create': { body: { login: 'second', name: '又一员工', unitId } },
    'staff.change': { params: { staffId }, body: { name: '改名', unitId } },
    'staff.suspend': { params: { staffId }, body: { reason: '离职' } },
    'staff.restore': { params: { staffId } },
    'staff.set-password': { params: { staffId }, body: { password: '换一个新的密码-2025' } },
    'staff.reset-second-factor': { params: { staffId: bank.checker.staffId }, body: { reason: '手机遗失' } },
    'staff.assign-post': { params: { staffId }, body: { post: 'OFFICER', unitId } },
    'staff.withdraw-post': { params: { staffId, staffPostId } },
    'unit.create': { body: { code: 'X2', name: '西街支行', parentId: unitId } },
    'unit.change': { params: { unitId }, body: { name: '改名支行' } },
  }
}

function policyExamples({ overlayId, drafter }: Rows): Record<string, Example> {
  return {
    'policy.read': { query: '?on=2025-03-12' },
    'policy.propose': { body: OVERLAY },
    'policy.export': { params: { overlayId } },
    'x-ray.file': { body: {}, file: { filename: 'cases.csv', mediaType: 'text/csv', bytes: Buffer.from('客户,手机号\n甲,13800138000\n') } },
    'calibration.read': {},
    'calibration.export': { query: '?card=SC-2025-01' },
    'policy.replay': { params: { overlayId }, by: drafter },
    'policy.read-replay': { params: { overlayId } },
    'policy.sign': { params: { overlayId } },
    'policy.withdraw': { params: { overlayId }, by: drafter },
  }
}

function productExamples({ productVersionId, drafter, loan }: Rows): Record<string, Example> {
  const [customer, version] = [{ customerId: loan.customerId }, { versionId: productVersionId }]
  return {
    'product.matrix': { query: '?on=2025-03-12' },
    'product.read': { params: { code: 'MICRO_LOAN' }, shared: true },
    'product.choices': { query: `?customerId=${loan.customerId}&guarantee=CREDIT` },
    'product.propose': { body: PRODUCT },
    'product.sign': { params: version },
    'product.replay': { params: version, by: drafter },
    'product.read-replay': { params: version },
    'product.withdraw': { params: version, by: drafter },
    'product.services': { params: customer },
    'product.record-service': { params: customer, body: { service: 'ONLINE_BANKING', state: 'OFFERED' } },
  }
}

function guideExamples({ guideId }: Rows): Record<string, Example> {
  return {
    'guide.read': { query: '?product=MICRO_LOAN&guarantee=PERSONAL_GUARANTEE&trade=catering' },
    'guide.issue': { body: GUIDE },
    'guide.file': { params: { paperId: guideId }, query: '?as=docx' },
  }
}

function documentExamples({ loan, documentId, documentNumber, template, bank, vicePresident }: Rows): Record<string, Example> {
  const params = { caseId: loan.caseId, documentId }
  const shipped = { kind: 'LOAN_CONTRACT', version: '0' }
  return {
    'document.list': { params: { caseId: loan.caseId } },
    'document.read': { params },
    'document.file': { params, query: '?as=pdf' },
    'document.void': { params, body: { reason: '重复出具' }, by: bank.head },
    'document.check': { query: `?number=${encodeURIComponent(documentNumber)}` },
    'document.template-file': { params: shipped, shared: true },
    'document.preview-template': { params: shipped, query: '?as=docx', shared: true },
    'document.propose-template': { params: { kind: 'LOAN_CONTRACT' }, body: { note: '改了抬头' }, file: template, shared: true },
    'document.decide-template': { params: { kind: 'LOAN_CONTRACT', version: '1' }, body: { decision: 'APPROVED' }, by: vicePresident, shared: true },
  }
}

function taskExamples({ taskId, bank, standInId, deputy, assistId, messageId, filed }: Rows): Record<string, Example> {
  const params = { taskId }
  const { officer, supervisor } = bank
  return {
    'task.list': { query: '?tray=TODO' },
    'task.seen': { body: { tray: 'TODO' } },
    'task.of-case': { params: { caseId: filed } },
    'task.follow': { params: { caseId: filed } },
    'task.unfollow': { params: { caseId: filed } },
    'task.claim': { params, by: officer },
    'task.release': { params, body: { reason: '今日外出' }, by: officer },
    'task.hand-back': { params, body: { reason: '资料不全' }, by: officer },
    'task.assign': { params, body: { assigneeId: officer.staffId, reason: '调整分工' }, by: supervisor },
    'task.candidates': { params, by: supervisor },
    'task.preview': { body: { taskIds: [taskId] }, by: supervisor },
    'task.assign-many': { body: { assignments: [{ taskId, assigneeId: officer.staffId }] }, by: supervisor },
    'floor.station': { params: { step: 'ADMISSION' }, shared: true },
    'stand-in.make': { body: { absentId: assistId, deputyId: deputy.staffId, post: 'OFFICER', fromDay: '2025-05-06', untilDay: '2025-05-09', reason: '外出培训' }, by: supervisor },
    'stand-in.end': { params: { standInId }, by: supervisor },
    'me.change-contacts': { body: { contacts: [{ channel: 'MAIL', address: 'x@example.com' }] } },
    'outbox.resend': { params: { messageId } },
    'calendar.read': { query: '?year=2025' },
    'calendar.note': { params: { day: '2025-12-31' }, body: { kind: 'HOLIDAY', name: '年终决算' }, shared: true },
  }
}

function accountExamples({ accountabilityId, bank }: Rows): Record<string, Example> {
  const params = { accountabilityId }
  return {
    'accountability.explain': { params, body: { says: '客户临时外出' }, by: bank.officer },
    'accountability.decide': { params, body: { says: '情况属实', outcome: 'REMINDED' }, by: bank.supervisor },
    'accountability.appeal': { params, body: { says: '当日已报备' }, by: bank.officer },
    'accountability.decide-appeal': { params, body: { says: '同意免责', outcome: 'EXCUSED' }, by: bank.head },
  }
}
