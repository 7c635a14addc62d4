import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { ApplicationPanel, FileApplication, Filed } from '#loan/application/domain'
import { bureauAuthorised } from '#loan/application/server'
import type { TestStaff } from '#platform/http'
import { testStaff } from '#platform/http'
import { type Branch, intake, newCustomer, openBranch } from '../../investigation/server/testing/branch.ts'

type Intake = z.input<typeof FileApplication>

let branch: Branch
beforeAll(async () => { branch = await openBranch() })
afterAll(() => branch.close())

async function customer(who = branch.officer, name?: string): Promise<string> {
  return (await branch.as(who, 'POST', '/api/customers', { body: newCustomer(name) })).json<{ customerId: string }>().customerId
}

/** Files the intake of the golden case, changed as asked. */
async function file(change: (full: Intake) => Intake = (full) => full, who = branch.officer) {
  return branch.as(who, 'POST', '/api/cases', { body: change(intake(await customer(who), branch.assistant.staffId)) })
}
const panel = async (caseId: string, who = branch.officer): Promise<ApplicationPanel> => (await branch.as(who, 'GET', `/api/cases/${caseId}/application`)).json<ApplicationPanel>()
const act = (caseId: string, what: string, body?: object, who = branch.officer) => branch.as(who, 'POST', `/api/cases/${caseId}/${what}`, body === undefined ? {} : { body })
/** The intake of someone who only said what he wants: nothing done at the counter yet. */
const bare = ({ identification: _how, told: _told, lists: _lists, consents: _consents, received: _received, documentsComplete: _done, bureauAuthorisedOn: _on, ...rest }: Intake): Intake => rest

describe('an intake', () => {
  it('records process, document list and conduct code with the phone as told, each by a named person [S2-50]', async () => {
    const { caseId } = (await file(bare)).json<Filed>()
    for (const step of ['PROCESS_EXPLAINED', 'DOCUMENT_LIST', 'CONDUCT_CODE']) expect((await act(caseId, 'steps', { step })).statusCode, step).toBe(200)
    const { steps, documents, conduct } = await panel(caseId)
    expect(steps.map(({ step, by }) => [step, by.name])).toEqual([['CONDUCT_CODE', '王磊'], ['DOCUMENT_LIST', '王磊'], ['PROCESS_EXPLAINED', '王磊']])
    expect(steps[0]?.detail).toEqual({ code: 'STRICT', phone: '12378' })
    expect(conduct).toEqual({ code: 'STRICT', phone: '12378' })
    expect(documents.map(({ item, state }) => `${item} ${state}`)).toContain('LICENCE PENDING')
    expect(documents.map(({ item }) => item)).not.toContain('TITLE_DEED')
  })

  it('lists other documents for a mortgage and for a farmer', async () => {
    const mortgage = (await file((full) => ({ ...bare(full), request: { ...full.request, product: '抵押微贷', guarantee: 'MORTGAGE' } }))).json<Filed>()
    const items = (await panel(mortgage.caseId)).documents.map(({ item }) => item)
    expect(items).toContain('TITLE_DEED')
    expect(items).not.toContain('GUARANTOR_ID')
  })

  it('is not admitted before everything is done; what lacks is named all at once', async () => {
    const { caseId } = (await file(bare)).json<Filed>()
    const refused = (await act(caseId, 'admit')).json<{ code: string; errors: { message: string }[] }>()
    expect(refused.code).toBe('application.intake-incomplete')
    expect(refused.errors.map(({ message }) => message)).toEqual(['尚未核验身份', '尚未介绍流程', '尚未告知行为准则', '尚未核查名单', '客户尚未签署个人信息处理同意书', '资料尚未收齐'])
  })

  it('is complete only when every required document is there or waived for a reason', async () => {
    const { caseId } = (await file(bare)).json<Filed>()
    await act(caseId, 'steps', { step: 'DOCUMENT_LIST' })
    const missing = (await act(caseId, 'documents-complete')).json<{ errors: { message: string }[] }>().errors.map(({ message }) => message)
    expect(missing).toContain('资料未收齐：营业执照')
    expect((await act(caseId, 'documents-list', { item: 'LICENCE', state: 'WAIVED' })).statusCode).toBe(400)
    for (const { item } of (await panel(caseId)).documents.filter(({ isRequired }) => isRequired)) await act(caseId, 'documents-list', item === 'LICENCE' ? { item, state: 'WAIVED', note: '免于办照的小摊，有摊位费收据' } : { item, state: 'RECEIVED' })
    const complete = await act(caseId, 'documents-complete')
    expect(complete.json<ApplicationPanel>()).toMatchObject({ documentsComplete: { by: { name: '王磊' } } })
    expect((await act(caseId, 'documents-list', { item: 'LICENCE', state: 'PENDING' })).json()).toMatchObject({ code: 'application.documents-closed' })
  })

  it('runs its admission clock from complete documents: one working day, on the task and on the panel [S3-13]', async () => {
    const { caseId } = (await file((full) => ({ ...full, documentsComplete: false }))).json<Filed>()
    expect((await panel(caseId)).clocks.find(({ step }) => step === 'ADMISSION')).toMatchObject({ name: '准入', dueOn: null })
    await act(caseId, 'documents-complete')
    expect((await panel(caseId)).clocks.find(({ step }) => step === 'ADMISSION')).toMatchObject({ dueOn: '2025-03-13' })
    await act(caseId, 'admit')
    const { admission, clocks } = await panel(caseId)
    expect(admission).toMatchObject([{ outcome: 'ADMITTED', dueOn: '2025-03-13', on: '2025-03-12', by: { name: '王磊' }, rules: [{ rule: 'H01', holds: true }, { rule: 'H02', holds: true }, { rule: 'H03', holds: true }] }])
    expect(clocks.some(({ step }) => step === 'ADMISSION')).toBe(false)
  })

  it('has to be visited two working days after it was filed [S3-12]', async () => {
    const { caseId } = (await file()).json<Filed>()
    await act(caseId, 'admit')
    expect((await panel(caseId)).clocks.find(({ step }) => step === 'VISIT')).toMatchObject({ name: '实地调查', dueOn: '2025-03-14' })
  })

  it('is kept half-filled on the server, so that it goes on at the desk', async () => {
    const id = await customer()
    const address = `/api/customers/${id}/intake`
    expect((await branch.as(branch.officer, 'GET', address)).json()).toMatchObject({ draft: null, conduct: { phone: '12378' } })
    await branch.as(branch.officer, 'PUT', address, { body: { form: { product: '小微贷款', amountFen: 15_000_000 } } })
    expect((await branch.as(branch.officer, 'GET', address)).json()).toMatchObject({ draft: { form: { product: '小微贷款', amountFen: 15_000_000 } } })
    expect((await branch.as(branch.assistant, 'GET', address)).json()).toMatchObject({ draft: null, conduct: { phone: '12378' } })
    await branch.as(branch.officer, 'PUT', address, { body: { form: null } })
    expect((await branch.as(branch.officer, 'GET', address)).json()).toMatchObject({ draft: null })
  })
})

describe('admission', () => {
  const young = (startedOn: string, amountFen: number) => (full: Intake): Intake => ({ ...full, business: { ...full.business, startedOn }, request: { ...full.request, amountFen } })

  it('asks for three months in business [S4-03]', async () => {
    const { caseId } = (await file(young('2025-01-20', 5_000_000))).json<Filed>()
    expect((await act(caseId, 'admit')).json()).toMatchObject({ code: 'application.not-admissible', errors: [{ code: 'judgement.h02', message: expect.stringContaining('低于要求的 3') }] })
    expect((await file(young('2024-12-01', 5_000_000)).then((filed) => act(filed.json<Filed>().caseId, 'admit'))).statusCode).toBe(200)
  })

  it('asks for a year above 100,000 yuan [S4-04]', async () => {
    const { caseId } = (await file(young('2024-08-01', 10_000_100))).json<Filed>()
    expect((await act(caseId, 'admit')).json()).toMatchObject({ errors: [{ code: 'judgement.h02', message: expect.stringContaining('12') }] })
    expect((await file(young('2024-08-01', 10_000_000)).then((filed) => act(filed.json<Filed>().caseId, 'admit'))).statusCode).toBe(200)
  })

  it('says no with every rule, and the customer reads a letter that names no list and no suspicion [S4-50]', async () => {
    const { caseId } = (await file((full) => ({ ...young('2025-01-20', 5_000_000)(full), lists: { outcome: 'HIT', says: '失信被执行人名单有其名' } }))).json<Filed>()
    expect((await act(caseId, 'admit')).json<{ errors: { code: string }[] }>().errors.map(({ code }) => code)).toEqual(['judgement.h02', 'judgement.fr15'])
    expect((await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/decline-letter`)).statusCode).toBe(404)
    await act(caseId, 'decline', { reason: '名单命中，且开业不足三个月' })
    expect((await panel(caseId)).admission).toMatchObject([{ outcome: 'DECLINED', reason: '名单命中，且开业不足三个月', rules: [{ rule: 'H01', holds: true }, { rule: 'H02', holds: false }, { rule: 'H03', holds: true }, { rule: 'FR15', holds: false }] }])
    const letter = (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/decline-letter`)).body
    expect(letter).toContain('经营时间与经营资质')
    for (const word of ['名单', '失信', '命中', '拒绝', '黑']) expect(letter, word).not.toContain(word)
  })

  it('turns away who does not cooperate or cannot be understood, by a named ground [S2-81]', async () => {
    const { caseId } = (await file()).json<Filed>()
    expect((await act(caseId, 'decline', { reason: '三次约访都不出示账本', grounds: ['BAD_MOOD'] })).statusCode).toBe(400)
    await act(caseId, 'decline', { reason: '三次约访都不出示账本', grounds: ['NOT_COOPERATIVE', 'UNCLEAR'] })
    expect((await panel(caseId)).admission[0]).toMatchObject({ outcome: 'DECLINED', grounds: ['NOT_COOPERATIVE', 'UNCLEAR'] })
    expect((await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/decline-letter`)).body).not.toContain('配合')
  })

  it('is refused to whom the pack does not give it, and done once by two at the same instant', async () => {
    const { caseId } = (await file()).json<Filed>()
    const central = await testStaff(branch.db.database, branch.banks[0], { posts: ['CENTRAL_OPS'], name: '沈波' })
    expect((await act(caseId, 'admit', undefined, central)).json()).toMatchObject({ code: 'task.held', detail: '「准入」由王磊办理' })
    const answers = await Promise.all([branch.officer, branch.assistant, branch.officer, branch.assistant].map((who) => act(caseId, 'admit', undefined, who)))
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409])
    expect((await panel(caseId)).admission).toHaveLength(1)
  })

  it('sent a hundred times as one act is one admission with one answer', async () => {
    const { caseId } = (await file()).json<Filed>()
    const send = (key: string) => branch.as(branch.officer, 'POST', `/api/cases/${caseId}/admit`, { body: {}, key })
    const answers = await Promise.all(Array.from({ length: 100 }, () => send('the-same-act')))
    const last = await send('the-same-act')
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set(answers.some(({ statusCode }) => statusCode === 409) ? [200, 409] : [200]))
    expect([last.statusCode, last.json()]).toEqual([200, { state: 'ADMITTED' }])
    const events = await branch.db.asOwner(`select act from audit_event where case_id = '${caseId}' and act = 'application.admit'`)
    expect(events).toHaveLength(1)
  })
})

describe('consent and bureau authorisation', () => {
  const authorised = (caseId: string, subject: string) => branch.db.database.inBank(branch.banks[0], (tx) => bureauAuthorised(tx, caseId, subject))

  it('count by the signed sheet of each person, and no longer once taken back', async () => {
    const { caseId } = (await file((full) => ({ ...bare(full), parties: [{ role: 'SPOUSE', name: '李梅', relation: '妻子' }] }))).json<Filed>()
    const { parties } = await panel(caseId)
    expect([await authorised(caseId, 'APPLICANT'), await authorised(caseId, parties[0]!.partyId)]).toEqual([null, null])
    const added = (await act(caseId, 'consents', { kind: 'BUREAU', signedOn: '2025-03-12', note: '授权书原件在案卷', partyId: parties[0]!.partyId })).json<ApplicationPanel>()
    expect([await authorised(caseId, 'APPLICANT'), await authorised(caseId, parties[0]!.partyId), await authorised(caseId, '李梅')]).toEqual([null, '2025-03-12', '2025-03-12'])
    await act(caseId, `consents/${added.consents[0]!.consentId}/revocation`, { reason: '本人要求撤回授权' })
    expect(await authorised(caseId, parties[0]!.partyId)).toBeNull()
    expect((await panel(caseId)).consents[0]).toMatchObject({ signer: '李梅', revoked: { reason: '本人要求撤回授权', by: { name: '王磊' } } })
  })

  it('are refused without sheet or place, from tomorrow, and by a claim alone', async () => {
    const { caseId } = (await file(bare)).json<Filed>()
    expect((await act(caseId, 'consents', { kind: 'BUREAU', signedOn: '2025-03-12' })).statusCode).toBe(400)
    expect((await act(caseId, 'consents', { kind: 'BUREAU', signedOn: '2025-03-13', note: '在案卷' })).json()).toMatchObject({ code: 'application.signed-later' })
    expect((await file((full) => ({ ...bare(full), bureauAuthorisedOn: '2025-03-11' }))).json()).toMatchObject({ code: 'application.authorisation-unproven', at: '/bureauAuthorisedOn' })
  })

  it('keep the identifiers of people beside the applicant sealed', async () => {
    const { idNumber, phone } = newCustomer()
    const { caseId } = (await file((full) => ({ ...bare(full), parties: [{ role: 'GUARANTOR', name: '李强', relation: '妻弟', idNumber, phone }] }))).json<Filed>()
    expect((await panel(caseId)).parties).toMatchObject([{ name: '李强', idNumberMasked: expect.stringMatching(/^\d{6}\*+/), phoneMasked: expect.stringContaining('****') }, { role: 'SPOUSE' }])
    const stored = JSON.stringify(await branch.db.asOwner(`select a.intake, p.*, e.body from application a join application_party p using (bank_id, case_id) join audit_event e using (bank_id, case_id) where a.case_id = '${caseId}'`))
    for (const plain of [idNumber, phone]) expect(stored).not.toContain(plain)
  })
})

describe('what other applicants have too', () => {
  it('is shown at intake from the pack\'s number on, has to be explained, and reaches the judgement', async () => {
    const shared = (full: Intake): Intake => ({ ...full, businessAddress: '城东批发市场 3 栋 12 号' })
    const filed: Filed[] = []
    for (let i = 0; i < 4; i++) filed.push((await file(shared)).json<Filed>())
    expect(filed.map(({ shared: found }) => found.find(({ kind }) => kind === 'ADDRESS')?.others ?? 0)).toEqual([0, 1, 2, 3])
    const last = filed[3]!
    expect((await panel(last.caseId)).shared[0]).toMatchObject({ kind: 'ADDRESS', others: 3, cases: [{}, {}, {}] })
    expect((await act(last.caseId, 'admit')).json()).toMatchObject({ code: 'application.admit-reason', detail: '经营地址与另外 3 名申请人相同，准入须说明理由' })
    expect((await act(last.caseId, 'admit', { reason: '同一市场的相邻摊位，逐户见过本人' })).statusCode).toBe(200)
    expect((await branch.as(branch.officer, 'GET', `/api/cases/${last.caseId}/case-file`)).json()).toMatchObject({ findings: [], system: { findings: [{ flag: 'FR18', says: '经营地址与另外 3 名申请人相同', evidence: ['system:FR18'] }] } })
  })
})

describe('a further product', () => {
  it('is an application of its own beside the running case; the same product twice is refused', async () => {
    const customerId = await customer()
    const body = intake(customerId, branch.assistant.staffId)
    const first = (await branch.as(branch.officer, 'POST', '/api/cases', { body })).json<Filed>()
    expect((await branch.as(branch.officer, 'POST', '/api/cases', { body })).json()).toMatchObject({ code: 'application.same-product', detail: expect.stringContaining(first.number) })
    const second = await branch.as(branch.officer, 'POST', '/api/cases', { body: { ...body, besideCaseId: first.caseId, request: { ...body.request, product: '设备贷款', amountFen: 5_000_000 } } })
    expect(second.statusCode).toBe(201)
    const shown = await panel(second.json<Filed>().caseId)
    expect([shown.running.map(({ number }) => number), shown.requestedFen]).toEqual([[first.number], body.request.amountFen + 5_000_000])
    const stranger: TestStaff = branch.officer
    expect((await branch.as(stranger, 'POST', '/api/cases', { body: { ...intake(await customer()), besideCaseId: first.caseId } })).json()).toMatchObject({ code: 'application.beside' })
  })
})
