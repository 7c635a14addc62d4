import type { CaseFile } from '#common/assessment/domain'
import { attachFile } from '#common/evidence/server'
import { type Visit, PHOTO_SHOWS, type PhotoShows, BLOCKS, answersIn, keysOf } from '#loan/investigation/domain'
import { addInquiry, arriveAt, closeVisit, confirmPresence, enterReport, leave, linkPhoto, logSearch, planVisit, readBureau, readVisits, savePart, startVisit } from '#loan/investigation/server'
import { record } from '#platform/audit'
import { storeFile } from '#platform/files'
import { loadIndustry } from '#platform/packs'
import { tell } from '../../facts.ts'
import type { DemonstrationCase } from './shown-case.ts'
import { drawEvidence } from './draw-evidence.ts'
import type { Scene } from './scene.ts'

const LARGEST_DRAWING = 200_000
const NO_PLACE = { placeMissing: '演示材料，未记定位' } as const

type Work = (login: string) => Parameters<typeof planVisit>[1]

/** A visit of two investigators from the plan to its closing, on the day the case file names. */
export async function writeVisit(scene: Scene, { caseFile, lead, assist }: DemonstrationCase, caseId: string): Promise<void> {
  const { tx, on, staff } = scene
  const work: Work = (login) => ({ staff: staff(login), caseId, on, now: scene.clock() })
  const { business, applicant } = caseFile
  const { visitId } = await planVisit(tx, work(lead), {
    mode: 'ON_SITE', offSiteReason: null, plannedOn: on, plannedAt: '09:00', questions: [],
    sites: [{ kind: 'SHOP', label: business.name, address: `${business.city}市中山路` }, { kind: 'WAREHOUSE', label: '仓库', address: `${business.city}市物流园` }, { kind: 'HOME', label: '住所', address: `${applicant.residence.city}市家中` }],
    blocks: { OPERATION: '看备货、送货与旺季安排', MANAGEMENT: '看台账、收款码与库存记法', ORGANISATION: '看家庭分工与雇员', HISTORY: `${business.startedOn.slice(0, 4)} 年开业，问起家过程与当初借债` },
  }, tell)
  await startVisit(tx, work(lead), visitId, { place: NO_PLACE, companion: null }, tell)
  if (assist !== null) await confirmPresence(tx, work(assist), visitId, NO_PLACE)
  await walkRound(scene, { caseFile, visitId, work: () => work(lead) })
  await talk(scene, { caseFile, visitId, work: () => work(lead) })
  for (const target of ['NAME', 'PHONE', 'ENTERPRISE_CREDIT'] as const) await logSearch(tx, work(lead), { target, tool: target === 'ENTERPRISE_CREDIT' ? '国家企业信用信息公示系统' : '百度', asked: target === 'PHONE' ? '手机号末四位' : applicant.name, found: false, says: '没有查到不利信息' })
  await closeVisit(tx, work(lead), visitId, tell)
}

interface OnTheSpot {
  readonly caseFile: CaseFile
  readonly visitId: string
  readonly work: () => ReturnType<Work>
}

async function walkRound(scene: Scene, { caseFile, visitId, work }: OnTheSpot): Promise<void> {
  const { tx, on } = scene
  const { visits } = await readVisits(tx, work().staff, work().caseId, on)
  const sites = visits.find((visit) => visit.visitId === visitId)?.sites ?? []
  for (const [at, { siteId, label }] of sites.entries()) {
    await arriveAt(tx, work(), { visitId, siteId }, NO_PLACE)
    for (const shows of at === 0 ? keysOf(PHOTO_SHOWS) : (['INSIDE'] as const)) await takePhoto(scene, { caseFile, visitId, work }, { siteId, shows, title: `${label}：${PHOTO_SHOWS[shows]}` })
    await leave(tx, work(), { visitId, siteId })
  }
}

async function takePhoto({ tx, files, on, clock }: Scene, { caseFile, visitId, work }: OnTheSpot, { siteId, shows, title }: { siteId: string; shows: PhotoShows; title: string }): Promise<void> {
  const { staff, caseId } = work()
  const drawing = drawEvidence({ id: `visit-${siteId}-${shows}`, class: 'SEEN', kind: 'PHOTO', title: `${title}（${caseFile.business.name}）` }, [])
  const { hash } = await storeFile(tx, files, { content: Buffer.from(`${drawing}<!-- ${siteId} ${shows} -->`), mediaType: 'image/svg+xml', storedBy: staff.id, mostBytes: LARGEST_DRAWING })
  const { evidenceId } = await attachFile(tx, { class: 'SEEN', kind: 'PHOTO', title, ...NO_PLACE, filename: `${shows}.svg`, sha256: hash, takenAt: `${on}T02:00:00Z` }, { caseId, by: staff.id, on, now: clock() })
  await record(tx, { caseId, act: 'investigation.attach-evidence', who: staff.id, businessDate: on, body: { evidenceId, title, sha256: hash } })
  await linkPhoto(tx, work(), visitId, { evidenceId, siteId, shows })
}

async function talk({ tx, on }: Scene, { caseFile, visitId, work }: OnTheSpot): Promise<void> {
  const { applicant, spouse, soft } = caseFile
  const [visit] = (await readVisits(tx, work().staff, work().caseId, on)).visits
  const put = (given: Parameters<typeof savePart>[3]) => savePart(tx, work(), visitId, given)
  await put({ part: 'PEOPLE', rowVersion: 0, content: [{ name: applicant.name, role: 'OWNER', says: '全程陪同' }, ...(spouse === null ? [] : [{ name: spouse.name, role: 'SPOUSE' as const, says: '' }])] })
  const { answers, excuses } = answered(visit, caseFile)
  await put({ part: 'ANSWERS', rowVersion: 0, content: answers })
  await put({
    part: 'SENSES', rowVersion: 0,
    content: {
      eye: '货架与库房所见和盘点表一致，执照在墙', cashCounted: '清点收银台与保险柜', stockSampled: '抽点主要品种，数量相符', cartonsOpened: '开箱查看批次', booksTurned: '翻看近三个月台账',
      askedTwice: { question: '一个月大概卖多少', firstWho: applicant.name, firstSays: '和台账差不多', secondWho: '店员', secondSays: '旺季多些，平时差不多' }, brain: '离场前测算与口述相互印证', heart: '未发现前后矛盾',
    },
  })
  const unknown = (visit?.figures ?? []).filter(({ value }) => value === null)
  await put({ part: 'EXCUSES', rowVersion: 0, content: { ...excuses, ...Object.fromEntries(unknown.map(({ id }) => [`figure.${id}`, '本案不适用此项测算'])) } })
  for (const inquiry of NEIGHBOURS.slice(soft.inquiries.length)) await addInquiry(tx, work(), visitId, inquiry)
}

/** What the checks of the case hold is what was answered; a figure it does not hold was not asked of this shop. */
function answered(visit: Visit | undefined, { business, checks }: CaseFile): { answers: Record<string, string>; excuses: Record<string, string> } {
  const answers: Record<string, string> = answersIn(loadIndustry(business.trade).checklist, checks)
  const excuses: Record<string, string> = {}
  for (const { id, block, trade } of visit?.questions ?? []) {
    if (answers[id] !== undefined) continue
    if (trade === null && block !== 'INDUSTRY') answers[id] = `${BLOCKS[block]}情况已问清，见各表`
    else if (trade?.answer === 'TEXT') answers[id] = '已问清，见访谈记录'
    else if (trade?.answer === 'YES_NO') answers[id] = '是'
    else if (trade?.answer === 'PHOTO') answers[id] = visit?.photos[0]?.evidence.evidenceId ?? ''
    else excuses[`answer.${id}`] = '本户无此项，或已由其他凭据核实'
  }
  return { answers, excuses }
}

const NEIGHBOURS = [{ who: '隔壁店主', relation: '邻居', positive: true, says: '开门早，做事规矩' }, { who: '送货司机', relation: '供应商', positive: true, says: '货款结得清' }] as const

/** The credit reports of everyone the case depends on: the applicant's as the case file has it, clean ones of the others. */
export async function writeBureau({ tx, on, clock, staff }: Scene, { caseFile, lead, admits = lead }: DemonstrationCase, caseId: string): Promise<void> {
  const by = staff(admits)
  const clean = { queriedOn: on, loans: [], cards: [], guaranteesFen: 0, worstOverdueDays: 0, overdueTimes: 0, currentOverdue: false, threeInRowSixTotal: false, hardInquiries3Months: 0, hardInquiries6Months: 0, inquiriesWithoutLoan: 0, institutions: 0, onlineLenders: 0, onlineBalanceFen: 0, tightMonths: 0 }
  for (const { subject, role } of (await readBureau(tx, by, caseId, on)).subjects) {
    const own = role === 'BORROWER' ? caseFile.creditReport : null
    const { evidence: _evidence, ...report } = own ?? { ...clean, evidence: [] }
    await enterReport(tx, { staff: by, caseId, on, now: clock() }, { subject, content: { ...clean, ...report } }, tell)
  }
}
