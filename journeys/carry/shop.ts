import type { CaseFile } from '#common/assessment/domain'
import type { Bureau, Draft, Visits } from '#loan/investigation/domain'
import { PHOTO_SHOWS, keysOf } from '#loan/investigation/domain'
import type { Attached, Person } from '../people.ts'
import { answersOf } from './talk.ts'

const HERE = { latitude: 26.8912, longitude: 112.5719, accuracyM: 12 }
const CLEAN = { queriedOn: '2025-03-12', worstOverdueDays: 0, overdueTimes: 0, hardInquiries3Months: 0, hardInquiries6Months: 0, institutions: 0, onlineLenders: 0 }

export function draftOf(who: Person, caseId: string): Promise<Draft> {
  return who.get<Draft>(`/api/cases/${caseId}/draft`)
}

/** Puts a case file into the draft, each piece of its evidence as a note. */
export async function writeFigures(lead: Person, caseId: string, file: CaseFile): Promise<void> {
  const ids = new Map<string, string>()
  for (const { id, class: kind, title } of file.evidence) {
    ids.set(id, (await lead.post<{ evidenceId: string }>(`/api/cases/${caseId}/notes`, { class: kind, title, text: title })).evidenceId)
  }
  const renamed: unknown = JSON.parse(JSON.stringify({ ...file, evidence: [] }, (key, value: unknown) => (key === 'evidence' && Array.isArray(value) ? value.map((id: unknown) => ids.get(String(id)) ?? id) : value)))
  await lead.put(`/api/cases/${caseId}/draft`, { rowVersion: (await draftOf(lead, caseId)).rowVersion, caseFile: renamed })
}

/** The reports of everyone the case depends on: the applicant's as the case file has it, clean ones of the others. */
export async function askBureau(clerk: Person, caseId: string, file: CaseFile): Promise<void> {
  const { subjects } = await clerk.get<Bureau>(`/api/cases/${caseId}/bureau`)
  const { evidence: _evidence, ...own } = file.creditReport ?? { evidence: [] }
  for (const { subject, role } of subjects) await clerk.post(`/api/cases/${caseId}/bureau`, { subject, content: { ...CLEAN, ...(role === 'BORROWER' ? own : {}), queriedOn: CLEAN.queriedOn } })
}

/** Plans the visit, sets out, and has the second investigator confirm that he is there; returns the visit. */
export async function setOut(lead: Person, second: Person, caseId: string, { business: { name, city }, applicant }: CaseFile): Promise<string> {
  const { visitId } = await lead.post<{ visitId: string }>(`/api/cases/${caseId}/visits`, {
    plannedOn: '2025-03-12', plannedAt: '09:30',
    sites: [{ kind: 'SHOP', label: name, address: `${city}市蒸湘路 18 号` }, { kind: 'WAREHOUSE', label: '仓库', address: `${city}市船山大道 6 号` }, { kind: 'HOME', label: '住所', address: `${applicant.residence.city}市解放路 3 栋 502` }],
    blocks: { OPERATION: '看旺季备货与送货路线', MANAGEMENT: '看进销台账和微信收款', ORGANISATION: '夫妻店，三名业务员', HISTORY: '2017 年从便利店转做批发' },
  })
  await lead.post(`/api/cases/${caseId}/visits/${visitId}/start`, { place: HERE })
  await second.post(`/api/cases/${caseId}/visits/${visitId}/presence`, { place: { placeMissing: '店内没有信号' } })
  return visitId
}

let photos = 0
export function photo(name = '照片'): Attached {
  return { name: `${name}.png`, mimeType: 'image/png', buffer: Buffer.concat([PIXEL, Buffer.from(String(++photos) + Math.random().toString(36).slice(2))]) }
}
/** A picture of one grey point. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64')

/** Everything a complete visit records, and the searches beside it; the closing is another act. */
export async function recordVisit(lead: Person, caseId: string, visitId: string, file: CaseFile): Promise<void> {
  const { applicant, spouse, soft } = file
  const at = `/api/cases/${caseId}/visits/${visitId}`
  const { visits } = await lead.get<Visits>(`/api/cases/${caseId}/visits`)
  const visit = visits.find((one) => one.visitId === visitId)!
  let taken = ''
  for (const [seq, { siteId, label }] of visit.sites.entries()) {
    await lead.post(`${at}/sites/${siteId}/arrive`, { place: HERE })
    for (const shows of seq === 0 ? keysOf(PHOTO_SHOWS) : (['INSIDE'] as const)) {
      const { evidence } = await lead.post<{ evidence: { evidenceId: string } }>(`/api/cases/${caseId}/evidence`, { class: 'SEEN', kind: 'PHOTO', title: `${label}：${PHOTO_SHOWS[shows]}`, latitude: '26.8912', longitude: '112.5719', accuracyM: '12' }, photo())
      await lead.post(`${at}/photos`, { evidenceId: evidence.evidenceId, siteId, shows })
      taken = evidence.evidenceId
    }
    await lead.post(`${at}/sites/${siteId}/leave`)
  }
  const put = (part: string, content: unknown, rowVersion = 0) => lead.put(`${at}/parts`, { part, rowVersion, content })
  await put('PEOPLE', [{ name: applicant.name, role: 'OWNER' }, ...(spouse === null ? [] : [{ name: spouse.name, role: 'SPOUSE' }])])
  const { answers, excuses } = answersOf(visit, file, taken)
  await put('ANSWERS', answers, visit.answers.rowVersion)
  await put('SENSES', {
    eye: '货架满，三位顾客提货，执照在墙', cashCounted: '收银台 31,200 元', stockSampled: '抽点饮料 20 箱与清单一致', cartonsOpened: '开箱 5 箱，日期新鲜', booksTurned: '翻看 2 月台账',
    askedTwice: { question: '一个月卖多少', firstWho: applicant.name, firstSays: '四十多万', secondWho: '店员小周', secondSays: '四十来万' }, brain: '现场测算与口述相符', heart: '未见矛盾，人踏实',
  })
  await put('EXCUSES', { ...excuses, ...Object.fromEntries(visit.figures.map(({ id }) => [`figure.${id}`, '本案不适用此项测算'])) })
  for (const inquiry of NEIGHBOURS.slice(soft.inquiries.length)) await lead.post(`${at}/inquiries`, inquiry)
  for (const [target, tool] of [['NAME', '百度'], ['PHONE', '百度'], ['ENTERPRISE_CREDIT', '国家企业信用信息公示系统']] as const) {
    await lead.post(`/api/cases/${caseId}/searches`, { target, tool, asked: applicant.name, found: false, says: '没有不利信息' })
  }
}

/** Who is asked where the case file names nobody. */
const NEIGHBOURS = [{ who: '隔壁店主', relation: '邻居', positive: true, says: '认得此人' }, { who: '送货司机', relation: '供应商', positive: true, says: '见过几次' }] as const
