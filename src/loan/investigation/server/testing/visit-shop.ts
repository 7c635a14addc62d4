import { BLOCKS, type Bureau, type PlanVisit, type Visit, type Visits, PHOTO_SHOWS, keysOf } from '#loan/investigation/domain'
import { assert } from '#kernel'
import type { z } from 'zod'
import type { Branch } from './branch-type.ts'
import type { TestStaff } from '#platform/http'

const HERE = { latitude: 26.8912, longitude: 112.5719, accuracyM: 12 }
export const PLAN: z.input<typeof PlanVisit> = {
  plannedOn: '2025-03-12', plannedAt: '09:30',
  sites: [{ kind: 'SHOP', label: '建国副食批发部', address: '衡川市蒸湘路 18 号' }, { kind: 'WAREHOUSE', label: '饮料仓库', address: '衡川市船山大道 6 号' }, { kind: 'HOME', label: '住所', address: '衡川市解放路 3 栋 502' }],
  blocks: { OPERATION: '看旺季备货与送货路线', MANAGEMENT: '看进销台账和微信收款', ORGANISATION: '夫妻店，三名业务员', HISTORY: '2017 年从便利店转做批发' },
}

/** One visit of two investigators: planned, recorded and closed complete. A case visited before is left as it is. */
export async function visitShop(branch: Branch, caseId: string, people: { lead: TestStaff; second: TestStaff } = { lead: branch.officer, second: branch.assistant }): Promise<void> {
  if ((await visitsOf(branch, caseId)).visits.some(({ state }) => state === 'CLOSED') && people.lead === branch.officer) return
  const visitId = await setOut(branch, caseId, people)
  await recordAll(branch, caseId, visitId, people.lead)
  await logSearches(branch, caseId, people.lead)
  await done(branch.as(people.lead, 'POST', `/api/cases/${caseId}/visits/${visitId}/close`))
}

/** Plans, starts, and has the second investigator confirm that he is there. */
export async function setOut({ as }: Branch, caseId: string, { lead, second }: { lead: TestStaff; second: TestStaff }): Promise<string> {
  const { visitId } = (await done(as(lead, 'POST', `/api/cases/${caseId}/visits`, { body: PLAN }))).json<{ visitId: string }>()
  await done(as(lead, 'POST', `/api/cases/${caseId}/visits/${visitId}/start`, { body: { place: HERE } }))
  await done(as(second, 'POST', `/api/cases/${caseId}/visits/${visitId}/presence`, { body: { place: { placeMissing: '店内没有信号' } } }))
  return visitId
}

/** Everything a complete visit records. */
export async function recordAll(branch: Branch, caseId: string, visitId: string, lead: TestStaff): Promise<void> {
  const { as } = branch
  const at = `/api/cases/${caseId}/visits/${visitId}`
  const visit = (await visitsOf(branch, caseId)).visits.find((one) => one.visitId === visitId)
  assert(visit !== undefined, 'the visit is there')
  let photo = ''
  for (const { siteId } of visit.sites) {
    await done(as(lead, 'POST', `${at}/sites/${siteId}/arrive`, { body: { place: HERE } }))
    for (const shows of siteId === visit.sites[0]?.siteId ? keysOf(PHOTO_SHOWS) : (['INSIDE'] as const)) photo = await takePhoto(branch, caseId, visitId, { siteId, shows, lead })
    await done(as(lead, 'POST', `${at}/sites/${siteId}/leave`))
  }
  const put = (part: string, content: unknown) => done(as(lead, 'PUT', `${at}/parts`, { body: { part, rowVersion: 0, content } }))
  await put('PEOPLE', [{ name: '王建国', role: 'OWNER' }, { name: '李梅', role: 'SPOUSE' }])
  const { answers, excuses } = answered(visit, photo)
  await put('ANSWERS', answers)
  await put('SENSES', {
    eye: '货架满，三位顾客提货，执照在墙', cashCounted: '收银台 31,200 元', stockSampled: '抽点饮料 20 箱与清单一致', cartonsOpened: '开箱 5 箱，日期新鲜', booksTurned: '翻看 2 月台账',
    askedTwice: { question: '一个月卖多少', firstWho: '王建国', firstSays: '四十多万', secondWho: '店员小周', secondSays: '四十来万' }, brain: '现场测算与口述相符', heart: '未见矛盾，人踏实',
  })
  await put('EXCUSES', { ...excuses, ...Object.fromEntries(visit.figures.map(({ id }) => [`figure.${id}`, '本案不适用此项测算'])) })
}

/** Every question answered as it wants to be; figures that would flow into a check are left to the case and said not to apply. */
function answered({ questions }: Visit, photo: string): { answers: Record<string, string>; excuses: Record<string, string> } {
  const answers: Record<string, string> = {}
  const excuses: Record<string, string> = {}
  for (const { id, block, trade } of questions) {
    if (trade === null) answers[id] = block === 'INDUSTRY' ? '' : `${BLOCKS[block]}已问清`
    else if (trade.answer === 'TEXT') answers[id] = '见清单'
    else if (trade.answer === 'YES_NO') answers[id] = '是'
    else if (trade.answer === 'PHOTO') answers[id] = photo
    else excuses[`answer.${id}`] = '本案另有凭据，不用此项'
  }
  return { answers, excuses }
}

let photos = 0

/** Takes a photo and says what it shows. */
export async function takePhoto({ as }: Branch, caseId: string, visitId: string, { siteId, shows, lead }: { siteId: string | null; shows: string; lead: TestStaff }): Promise<string> {
  const bytes = Buffer.from(`\u0089PNG\r\n\u001A\n${++photos}`, 'latin1')
  const added = await done(as(lead, 'POST', `/api/cases/${caseId}/evidence`, { body: { class: 'SEEN', kind: 'PHOTO', title: `照片 ${photos}`, latitude: '26.8912', longitude: '112.5719', accuracyM: '12' }, file: { filename: `${photos}.png`, mediaType: 'image/png', bytes } }))
  const { evidenceId } = added.json<{ evidence: { evidenceId: string } }>().evidence
  await done(as(lead, 'POST', `/api/cases/${caseId}/visits/${visitId}/photos`, { body: { evidenceId, siteId, shows } }))
  return evidenceId
}

/** The searches every case needs. */
export async function logSearches({ as }: Branch, caseId: string, lead: TestStaff): Promise<void> {
  for (const [target, tool] of [['NAME', '百度'], ['PHONE', '百度'], ['ENTERPRISE_CREDIT', '国家企业信用信息公示系统']] as const) {
    await done(as(lead, 'POST', `/api/cases/${caseId}/searches`, { body: { target, tool, asked: '王建国 衡川', found: false, says: '没有不利信息' } }))
  }
}

/** Enters a report for everyone the case depends on: the applicant's as the draft has it, a clean one for the others. */
export async function askBureau({ as, officer }: Branch, caseId: string): Promise<void> {
  const { subjects } = (await done(as(officer, 'GET', `/api/cases/${caseId}/bureau`))).json<Bureau>()
  const { creditReport } = (await done(as(officer, 'GET', `/api/cases/${caseId}/draft`))).json<{ caseFile: { creditReport: Record<string, unknown> | null } }>().caseFile
  const clean = { queriedOn: '2025-03-12', worstOverdueDays: 0, overdueTimes: 0, hardInquiries3Months: 0, hardInquiries6Months: 0, institutions: 0, onlineLenders: 0 }
  for (const { subject, role, reports } of subjects) {
    if (reports.length > 0) continue
    const { evidence: _evidence, ...own } = creditReport ?? {}
    await done(as(officer, 'POST', `/api/cases/${caseId}/bureau`, { body: { subject, content: role === 'BORROWER' && creditReport !== null ? own : clean } }))
  }
}

/** The visits as the officer reads them. */
export async function visitsOf({ as, officer }: Branch, caseId: string): Promise<Visits> {
  return (await done(as(officer, 'GET', `/api/cases/${caseId}/visits`))).json<Visits>()
}

async function done(asked: ReturnType<Branch['as']>): ReturnType<Branch['as']> {
  const answer = await asked
  assert(answer.statusCode < 300, `${answer.statusCode} ${answer.body}`)
  return answer
}
