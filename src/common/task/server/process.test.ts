import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeTask, openTask, takeTask } from './index.ts'
import { type House, openHouse, type Member } from './testing/house.ts'

let single: House
let split: House
beforeAll(async () => {
  single = await openHouse('m2-ipc')
  split = await openHouse('m1-factory')
})
afterAll(async () => {
  await single.close()
  await split.close()
})

const JOURNEY = ['application.filed', 'application.assigned', 'application.documents-complete', 'application.admitted', 'visit.planned', 'bureau.queried', 'visit.started', 'visit.closed', 'investigation.submitted', 'review.passed', 'decision.routed', 'committee.convened', 'committee.resolved', 'decision.approved', 'decision.informed', 'contract.drawn-up', 'contract.signed', 'contract.confirmed', 'loan.ordered', 'loan.disbursed', 'loan.arrived']

/** Who has each step when it opens: a name, or the posts of its pool. */
async function handsOf(house: House, by: Member, lead: Member): Promise<Record<string, string>> {
  const caseId = await house.file(by, lead)
  for (const fact of JOURNEY) await house.tell(caseId, fact, by)
  const rows = await house.inBank((tx) => tx.selectFrom('task as t').leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 't.bank_id').onRef('s.staff_id', '=', 't.assignee_id')).select(['t.step', 't.posts', 's.name'])
    .where('t.bank_id', '=', house.bankId).where('t.case_id', '=', caseId).orderBy('t.opened_at').execute())
  return Object.fromEntries(rows.map(({ step, posts, name }) => [step, name ?? posts.join(' ')]))
}

describe('one process, two packs', () => {
  test('runs as one officer end to end, or through the hands of 管户、尽调、集中作业, by the values of the pack alone [S1-05] [S1-11] [S1-14]', async () => {
    const officer = await single.member(['OFFICER'], '王磊')
    const one = await handsOf(single, officer, officer)
    for (const step of ['ADMISSION', 'PLAN', 'VISIT', 'BUREAU', 'INVESTIGATE', 'ANSWER', 'CONTRACT', 'SIGNING', 'ARRIVAL', 'FIRST_CHECK']) expect([step, one[step]]).toEqual([step, '王磊'])
    const [manager, investigator] = [await split.member(['RELATIONSHIP'], '赵敏'), await split.member(['INVESTIGATION'], '孙强')]
    const many = await handsOf(split, manager, investigator)
    expect(many).toMatchObject({
      ADMISSION: 'CENTRAL_OPS', PLAN: '孙强', VISIT: '孙强', INVESTIGATE: '孙强', BUREAU: 'CENTRAL_OPS', REVIEW: 'REVIEWER RISK_MANAGER UNIT_HEAD AREA_SUPERVISOR', ANSWER: '赵敏', CONTRACT: 'CENTRAL_OPS', SIGNING: 'CENTRAL_OPS',
      PAY_MAKE: 'CENTRAL_OPS', PAY_CHECK: 'CENTRAL_OPS', ARRIVAL: '赵敏', FIRST_CHECK: '赵敏',
    })
    expect(Object.keys(many).toSorted()).toEqual(Object.keys(one).toSorted())
  })

  test('a step cannot be taken before its turn nor after it [S1-15]', async () => {
    const officer = await single.member(['OFFICER'], '钱进')
    const caseId = await single.file(officer)
    await single.tell(caseId, 'application.filed', officer)
    const take = async (step: Parameters<typeof takeTask>[2]) => single.work(officer, caseId).then((work) => single.inBank((tx) => takeTask(tx, work, step)))
    await expect(take('INVESTIGATE')).rejects.toMatchObject({ status: 409, code: 'task.not-open', message: '本案「编表与检验」尚未到，现在不能办理' })
    await expect(take('ADMISSION')).resolves.toMatchObject({ step: 'ADMISSION', onBehalfOf: null })
    await single.tell(caseId, 'application.admitted', officer)
    await expect(take('ADMISSION')).rejects.toMatchObject({ status: 409, message: '本案「准入」已办结，现在不能办理' })
    await expect(take('INVESTIGATE')).resolves.toMatchObject({ assigneeId: officer.staffId })
  })

  test('a step the pack gives to other posts is refused to this one [S1-14]', async () => {
    const [manager, investigator, ops] = [await split.member(['RELATIONSHIP'], '赵云'), await split.member(['INVESTIGATION'], '孙武'), await split.member(['CENTRAL_OPS'], '周全')]
    const caseId = await split.file(manager, investigator)
    await split.tell(caseId, 'application.filed', manager)
    await split.tell(caseId, 'application.admitted', manager)
    const work = await split.work(investigator, caseId)
    await expect(split.inBank((tx) => takeTask(tx, work, 'BUREAU'))).rejects.toMatchObject({ status: 403, code: 'task.other-post', message: '此环节由集中作业岗办理，您的岗位不在其中' })
    const opsWork = await split.work(ops, caseId)
    await expect(split.inBank((tx) => takeTask(tx, opsWork, 'BUREAU'))).resolves.toMatchObject({ assigneeId: ops.staffId })
  })

  test('the bureau is asked again for another person while the investigation goes on, and not after it', async () => {
    const officer = await single.member(['OFFICER'], '吴用')
    const caseId = await single.file(officer)
    for (const fact of ['application.filed', 'application.admitted', 'bureau.queried']) await single.tell(caseId, fact, officer)
    expect(await single.open(caseId)).not.toContain('BUREAU')
    const work = await single.work(officer, caseId)
    await expect(single.inBank((tx) => takeTask(tx, work, 'BUREAU'))).resolves.toMatchObject({ step: 'BUREAU' })
    await single.tell(caseId, 'investigation.submitted', officer)
    await expect(single.inBank((tx) => takeTask(tx, work, 'BUREAU'))).rejects.toMatchObject({ status: 409 })
  })

  test('a withdrawal empties the desks, and a case taken up again goes on where it stood', async () => {
    const officer = await single.member(['OFFICER'], '郑和')
    const caseId = await single.file(officer)
    for (const fact of ['application.filed', 'application.assigned', 'application.admitted', 'investigation.submitted']) await single.tell(caseId, fact, officer)
    expect(await single.open(caseId)).toEqual(['REVIEW'])
    await single.tell(caseId, 'application.withdrawn', officer)
    expect(await single.open(caseId)).toEqual([])
    await single.tell(caseId, 'application.reopened', officer)
    expect(await single.open(caseId)).toEqual(['ADMISSION'])
    await single.tell(caseId, 'application.admitted', officer)
    expect(await single.open(caseId)).toEqual(['REVIEW'])
    const state = await single.inBank((tx) => tx.selectFrom('case_progress').select('state').where('bank_id', '=', single.bankId).where('case_id', '=', caseId).executeTakeFirstOrThrow())
    expect(state.state).toBe('REPORT_SUBMITTED')
  })

  test('withdrawn twice, only what the last withdrawal took off the desks comes back', async () => {
    const officer = await single.member(['OFFICER'], '郑和')
    const caseId = await single.file(officer)
    const again = async (): Promise<void> => { for (const fact of ['application.withdrawn', 'application.reopened', 'application.admitted']) await single.tell(caseId, fact, officer) }
    for (const fact of ['application.filed', 'application.assigned', 'application.admitted', 'visit.planned', 'visit.closed', 'bureau.queried']) await single.tell(caseId, fact, officer)
    await again()
    expect(await single.open(caseId)).toEqual(['INVESTIGATE'])
    await single.tell(caseId, 'investigation.submitted', officer)
    await again()
    expect(await single.open(caseId)).toEqual(['REVIEW'])
    for (const fact of ['application.withdrawn', 'application.reopened']) await single.tell(caseId, fact, officer)
    await again()
    expect(await single.open(caseId)).toEqual(['REVIEW'])
  })

  test('withdrawn when nobody had anything to do, it is not investigated again', async () => {
    const officer = await single.member(['OFFICER'], '郑和')
    const caseId = await single.file(officer)
    for (const fact of ['application.filed', 'application.assigned', 'application.admitted', 'investigation.submitted', 'review.passed', 'decision.routed', 'committee.convened']) await single.tell(caseId, fact, officer)
    expect(await single.open(caseId)).toEqual([])
    for (const fact of ['application.withdrawn', 'application.reopened', 'application.admitted']) await single.tell(caseId, fact, officer)
    expect(await single.open(caseId)).toEqual([])
  })

  test('a request for documents stays when the investigation is submitted; a member votes on his own task', async () => {
    const [officer, member] = [await single.member(['OFFICER'], '冯唐'), await single.member(['COMMITTEE_MEMBER'], '陈平')]
    const caseId = await single.file(officer)
    for (const fact of ['application.filed', 'application.assigned', 'application.admitted']) await single.tell(caseId, fact, officer)
    const { on, now } = await single.work(officer, caseId)
    const at = now.toISOString()
    await single.inBank((tx) => openTask(tx, { caseId, step: 'CORRECT', subject: 'request', assigneeId: officer.staffId, on, at }))
    await single.inBank((tx) => openTask(tx, { caseId, step: 'VOTE', assigneeId: member.staffId, on, at }))
    await single.tell(caseId, 'investigation.submitted', officer)
    expect(await single.open(caseId)).toEqual(['CORRECT', 'REVIEW', 'VOTE'])
    const work = await single.work(member, caseId)
    await expect(single.inBank((tx) => takeTask(tx, work, 'VOTE'))).resolves.toMatchObject({ assigneeId: member.staffId })
    await single.inBank((tx) => closeTask(tx, work, { step: 'VOTE', assigneeId: member.staffId }, 'DONE'))
    expect(await single.open(caseId)).toEqual(['CORRECT', 'REVIEW'])
  })
})
