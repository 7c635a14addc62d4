import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flagGround } from '#common/assessment/domain'
import { assert } from '#kernel'
import { type TestStaff, testStaff } from '#platform/http'
import { type Branch, draftOf, fillGc01, intake, newCustomer, openBranch, openCase } from './testing/branch.ts'

let branch: Branch
let [risk, member] = [{} as TestStaff, {} as TestStaff]
beforeAll(async () => {
  branch = await openBranch()
  risk = await testStaff(branch.db.database, branch.banks[0], { posts: ['RISK_MANAGER'], name: '周华' })
  member = await testStaff(branch.db.database, branch.banks[0], { posts: ['COMMITTEE_MEMBER'], name: '赵委员' })
})
afterAll(() => branch.close())

interface Person { readonly customerId: string; readonly idNumber: string; readonly name: string }
async function newPerson(name: string): Promise<Person> {
  const person = newCustomer(name)
  const { customerId } = (await branch.as(branch.officer, 'POST', '/api/customers', { body: person })).json<{ customerId: string }>()
  return { customerId, idNumber: person.idNumber, name }
}

/** An admitted application of one, for whom another stands. */
async function guaranteed(borrower: Person, guarantor: Person): Promise<string> {
  const { as, officer, assistant } = branch
  const asked = intake(borrower.customerId, assistant.staffId)
  const parties = (asked.parties ?? []).map((party) => (party.role === 'GUARANTOR' ? { ...party, name: guarantor.name, idNumber: guarantor.idNumber } : party))
  const { caseId } = (await as(officer, 'POST', '/api/cases', { body: { ...asked, parties } })).json<{ caseId: string }>()
  const admitted = await as(officer, 'POST', `/api/cases/${caseId}/admit`, { body: {} })
  assert(admitted.statusCode === 200, admitted.body)
  return caseId
}
const findingsOf = async (caseId: string) => (await draftOf(branch, caseId)).caseFile.system.findings
const submit = (caseId: string, rowVersion: number) => branch.as(branch.officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })

describe('a round of guarantees (FR24)', () => {
  it('is found over all cases of the bank, also over three hands, named, and gone when a case is', async () => {
    const [wang, li, zhao] = [await newPerson('王一'), await newPerson('李二'), await newPerson('赵三')]
    const first = await guaranteed(wang, li)
    const second = await guaranteed(li, zhao)
    expect([await findingsOf(first), await findingsOf(second)]).toEqual([[], []])
    const third = await guaranteed(zhao, wang)
    expect(await findingsOf(third)).toEqual([{ flag: 'FR24', says: '互保：赵三 ← 王一 ← 李二 ← 赵三', evidence: ['system:FR24'] }])
    expect(await findingsOf(first)).toEqual([{ flag: 'FR24', says: '互保：王一 ← 李二 ← 赵三 ← 王一', evidence: ['system:FR24'] }])
    expect((await draftOf(branch, first)).caseFile.evidence.find(({ id }) => id === 'system:FR24')).toMatchObject({ class: 'SYSTEM_DATA', by: '系统' })
    expect((await branch.as(branch.officer, 'POST', `/api/cases/${second}/withdraw`, { body: { reason: '客户另筹资金' } })).statusCode).toBe(200)
    expect(await findingsOf(first)).toEqual([])
  })
})

describe('what the bank found', () => {
  it('is typed by nobody: a draft that says otherwise changes nothing', async () => {
    const { as, officer } = branch
    const caseId = await openCase(branch)
    const { caseFile, rowVersion } = await draftOf(branch, caseId)
    const forged = { ...caseFile, system: { ...caseFile.system, findings: [{ flag: 'FR15', says: '名单命中', evidence: [] }], lifted: [{ flag: 'FR24', says: '互保', ground: flagGround('FR24', caseFile), reason: '不是' }], guaranteedHereFen: 5 } }
    await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: forged } })
    expect((await draftOf(branch, caseId)).caseFile.system).toMatchObject({ findings: [], lifted: [], guaranteedHereFen: 0 })
  })

  it('of a customer whom another case put on the watch list is a list hit, until the risk manager takes him off (FR15)', async () => {
    const { as, officer, assistant } = branch
    const rejected = await openCase(branch)
    const rowVersion = await fillGc01(branch, rejected, (file) => ({ ...file, findings: [{ flag: 'FR06', confirmedBy: 'THIRD_PARTY', says: '介绍人说其常年赌博', evidence: [] }] }))
    expect((await submit(rejected, rowVersion)).json()).toMatchObject({ state: 'REJECTED_BY_RULE' })
    expect(await findingsOf(rejected)).toEqual([])
    const { customerId } = (await as(officer, 'GET', `/api/cases/${rejected}`)).json<{ customer: { customerId: string } }>().customer
    const { caseId, watched } = (await as(officer, 'POST', '/api/cases', { body: intake(customerId, assistant.staffId) })).json<{ caseId: string; watched: { watchEntryId: string }[] }>()
    const refused = await as(officer, 'POST', `/api/cases/${caseId}/admit`, { body: {} })
    expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining('judgement.fr15')])
    await as(risk, 'POST', `/api/customers/${customerId}/watch-list/${watched[0]?.watchEntryId}/release`, { body: { reason: '第三方的说法查无实据' } })
    expect((await as(officer, 'POST', `/api/cases/${caseId}/admit`, { body: {} })).statusCode).toBe(200)
  })
})

describe('a flag', () => {
  it('is lifted by the hand the policy names alone, with a reason, and stands again on another ground', async () => {
    const { as, officer, reviewer } = branch
    const caseId = await openCase(branch)
    await fillGc01(branch, caseId, (file) => ({ ...file, findings: [{ flag: 'FR04', confirmedBy: 'OFFICER', says: '进货渠道说不清', evidence: [] }, { flag: 'FR19', confirmedBy: 'OFFICER', says: '流水字体不一', evidence: [] }] }))
    const lift = (who: TestStaff, flag: string, reason = '当面核对无误') => as(who, 'POST', `/api/cases/${caseId}/flags/lift`, { body: { flag, reason } })
    expect((await lift(officer, 'FR19')).json()).toMatchObject({ status: 403, code: 'flag.other-hand', expected: '风险管理岗' })
    expect((await lift(reviewer, 'FR04')).statusCode).toBe(201)
    expect((await lift(risk, 'FR06')).json()).toMatchObject({ status: 409, code: 'flag.not-lifted' })
    expect((await lift(reviewer, 'FR02')).json()).toMatchObject({ status: 409, code: 'flag.not-raised' })
    expect((await lift(risk, 'FR19')).statusCode).toBe(201)
    const { caseFile, rowVersion } = await draftOf(branch, caseId)
    expect(caseFile.system.lifted).toMatchObject([{ flag: 'FR04', by: '张伟', reason: '当面核对无误' }, { flag: 'FR19', by: '周华' }])
    const other = { ...caseFile, findings: [...caseFile.findings, { flag: 'FR04', confirmedBy: 'OFFICER', says: '不肯说仓库在哪里', evidence: [] }] }
    const saved = (await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: other } })).json<{ rowVersion: number }>()
    expect((await lift(risk, 'FR19')).json()).toMatchObject({ status: 409, code: 'flag.not-raised' })
    expect((await lift(reviewer, 'FR04', '仓库已带看')).statusCode).toBe(201)
    expect((await draftOf(branch, caseId)).caseFile.system.lifted.map(({ flag, reason }) => [flag, reason])).toEqual([['FR04', '当面核对无误'], ['FR19', '当面核对无误'], ['FR04', '仓库已带看']])
    expect((await submit(caseId, saved.rowVersion)).json()).toMatchObject({ decision: 'PROPOSE' })
  })
})

describe('an explanation', () => {
  it('that the committee does not believe leaves its cell open until another one is given', async () => {
    const { as, officer } = branch
    const caseId = await openCase(branch)
    const text = '离婚后独自经营多年，子女随本人生活'
    await fillGc01(branch, caseId, (file) => ({ ...file, soft: { ...file.soft, creditRecord: 'NOT_WILFUL', explanations: [{ cell: 'creditRecord', text, source: '客户说明', accepted: true, evidence: [] }] } }))
    const refuse = (who: TestStaff) => as(who, 'POST', `/api/cases/${caseId}/explanations/refuse`, { body: { cell: 'creditRecord', reason: '与逾期无关，未说明原因' } })
    expect((await refuse(officer)).statusCode).toBe(403)
    expect((await refuse(member)).statusCode).toBe(201)
    const { caseFile, rowVersion } = await draftOf(branch, caseId)
    expect((await submit(caseId, rowVersion)).body).toContain('软信息有 1 项偏差未作合理性解释')
    const other = { ...caseFile, soft: { ...caseFile.soft, explanations: [{ ...caseFile.soft.explanations[0]!, text: '2023 年住院一个月漏还信用卡，出院当日还清' }] } }
    const saved = (await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: other } })).json<{ rowVersion: number }>()
    expect((await submit(caseId, saved.rowVersion)).body).not.toContain('合理性解释')
  })
})

describe('somebody related to a colleague (FR25)', () => {
  it('is dealt with by others: whom the file names may act on nothing of the case', async () => {
    const { as, officer, assistant } = branch
    const caseId = await openCase(branch)
    const { caseFile, rowVersion } = await draftOf(branch, caseId)
    const saved = await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: { ...caseFile, applicant: { ...caseFile.applicant, staffRelated: true, relatedStaff: ['李娜'] } } } })
    expect(saved.statusCode).toBe(200)
    const draft = await draftOf(branch, caseId)
    expect((await as(assistant, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion: draft.rowVersion, caseFile: draft.caseFile } })).json()).toMatchObject({ status: 403, code: 'task.related', detail: '李娜与借款人有关系，须回避本案' })
    expect((await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion: draft.rowVersion, caseFile: draft.caseFile } })).statusCode).toBe(200)
  })
})

describe('the statements and the words of a case', () => {
  it('are drawn up by an officer, whose name they bear; nobody outside the investigation writes them [S4-19]', async () => {
    const { as, officer, reviewer } = branch
    const caseId = await openCase(branch)
    const { caseFile, rowVersion } = await draftOf(branch, caseId)
    const withCash = { ...caseFile, balance: { ...caseFile.balance, cash: [{ label: '店内现金', amountFen: 100, evidence: [] }] } }
    expect((await as(reviewer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: withCash } })).statusCode).toBe(403)
    await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: withCash } })
    expect(await draftOf(branch, caseId)).toMatchObject({ savedBy: { name: '王磊' }, caseFile: { balance: { cash: [{ amountFen: 100 }] } } })
  })

  it('keep a free section for what no form asks, from the first day of every case [S1-19]', async () => {
    const { as, officer } = branch
    const caseId = await openCase(branch)
    const { caseFile, rowVersion } = await draftOf(branch, caseId)
    expect(caseFile.soft.freeText).toBe('')
    const freeText = '老板娘说话时一直看着丈夫的脸色，仓库钥匙在小舅子手里'
    await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: { ...caseFile, soft: { ...caseFile.soft, freeText } } } })
    expect((await draftOf(branch, caseId)).caseFile.soft.freeText).toBe(freeText)
  })
})
