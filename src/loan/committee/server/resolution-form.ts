import { type Assessment, FLAGS, wordOf } from '#common/assessment/domain'
import { type ResolutionForm, SEATS } from '#loan/committee/domain'
import { absolute, compare, exact, formatYuan } from '#kernel'
import { QUESTION_CODES, QUESTIONS, type Answers } from '#loan/review/domain'
import type { Tx } from '#platform/db'
import type { ItemAtHand } from './item-at-hand.ts'
import { presentersOf } from './minutes.ts'
import { versionOf } from './proposal.ts'
import { minutesOf, openedVotesOf } from './item-reads.ts'

type Decided = Pick<ResolutionForm, 'outcome' | 'terms' | 'settled' | 'reasons' | 'says' | 'riskClass' | 'riskReason' | 'monitoring'>

const CLOCK = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false })
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })
const clock = (at: string | Date): string => CLOCK.format(new Date(at))

/** Everything the form prints, gathered when the resolution is made; afterwards nothing of it changes. */
export async function resolutionForm(tx: Tx, item: ItemAtHand, decided: Decided, now: Date): Promise<ResolutionForm> {
  const [names, { caseFile, assessment }, people] = [await namesOf(tx, item), await versionOf(tx, item.caseId, item.version), await peopleOf(tx, item)]
  const { request, applicant, business, spouse, guarantor, collateral, household, income } = caseFile
  const monthlyHome = income.householdIncome.reduce((sum, { monthlyFen }) => sum + (typeof monthlyFen === 'number' ? monthlyFen * 12 : monthlyFen.reduce((a, b) => a + b, 0)), 0)
  return {
    ...names, ...decided, proposal: item.proposal, members: item.members, signatures: item.signatures,
    application: { number: item.application.number, appliedOn: item.application.applied_on, product: item.application.product, applicant: applicant.name, idNumberMasked: people.idNumberMasked, business: business.name },
    requested: { ...item.request, purposeItems: request.purposeItems.map(({ label, amountFen }) => `${label} ${formatYuan(amountFen)} 元`) },
    review: await reviewOf(tx, item),
    coBorrower: spouse?.coSigns === true ? spouse.name : null,
    guarantor: guarantor === null ? null : { name: guarantor.name, relation: word('relation', guarantor.relation), monthlyDisposableFen: guarantor.monthlyDisposableFen },
    collateral: collateral.map(({ label, kind, valueFen, priorClaimsFen }) => ({ label, kind: word('collateral', kind), valueFen, priorClaimsFen })),
    household: { yearlyIncomeFen: (assessment.statements.netProfitMonthlyFen ?? assessment.statements.incomeMonthlyFen ?? 0) * 12 + (assessment.statements.incomeMonthlyFen === undefined ? monthlyHome : 0), dependants: `${word('marriage', applicant.marriage)}，子女${word('children', applicant.children)}${household.houses.length > 0 ? '，自有房产' : ''}` },
    judgement: judgementOf(assessment, item),
    meeting: {
      number: item.meeting.number, place: item.meeting.place, heldOn: DAY.format(new Date(item.presentedAt ?? now)), from: clock(item.presentedAt ?? now), until: clock(now), chair: people.chair, recorder: people.recorder, presenter: people.presenters,
    },
    seated: item.seated.map(({ name, seat, standing, why }) => ({ name, seat: SEATS[seat], standing, why })),
    votes: await openedVotesOf(tx, item.itemId), minutes: (await minutesOf(tx, item.itemId)).map((minute) => ({ ...minute, clock: clock(minute.at) })),
  }
}


function word(field: string, value: string): string {
  return wordOf(field, value) ?? value
}

function judgementOf(assessment: Assessment, item: ItemAtHand): ResolutionForm['judgement'] {
  const deviations = assessment.checks.filter(({ kind, countsForVeto }) => kind === 'STATEMENT' && countsForVeto).flatMap(({ deviation }) => (deviation === null ? [] : [deviation]))
  const [largest] = deviations.sort((a, b) => compare(absolute(exact(b)), absolute(exact(a))))
  const { score } = assessment
  return {
    score: score === null ? '—' : `${score.total} ${score.grade}${score.grade === score.cappedGrade ? '' : ` → ${score.cappedGrade}`}`, limitFen: assessment.limit?.amountFen ?? 0, coverage: assessment.coverage,
    flags: assessment.flags.map((id) => `${id} ${FLAGS.find((flag) => flag.id === id)?.name ?? ''}`), largestDeviation: largest?.replace(/^-/, '') ?? null, mayVeto: item.mayVeto,
  }
}

async function namesOf(tx: Tx, item: ItemAtHand): Promise<Pick<ResolutionForm, 'bank' | 'unit' | 'body' | 'officer'>> {
  const row = await tx.selectFrom('bank as k').innerJoin('committee_body as b', 'b.bank_id', 'k.bank_id')
    .innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'k.bank_id').on('s.staff_id', '=', item.application.lead_id)).innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'k.bank_id').on('u.unit_id', '=', item.application.unit_id))
    .select(['k.name as bank', 'b.name as body', 's.name as officer', 'u.name as unit']).where('k.bank_id', '=', tx.bankId).where('b.body_id', '=', item.meeting.bodyId).executeTakeFirstOrThrow()
  return row
}

async function peopleOf(tx: Tx, item: ItemAtHand): Promise<{ idNumberMasked: string; chair: string; recorder: string; presenters: string }> {
  const presenters = [...presentersOf(item)]
  const staff = await tx.selectFrom('staff').select(['staff_id', 'name']).where('bank_id', '=', tx.bankId).where('staff_id', 'in', [item.meeting.recorderId, item.meeting.chairId, ...presenters]).execute()
  const nameOf = (id: string): string => staff.find((one) => one.staff_id === id)?.name ?? ''
  const { id_number_masked: idNumberMasked } = await tx.selectFrom('customer').select('id_number_masked').where('bank_id', '=', tx.bankId).where('customer_id', '=', item.application.customer_id).executeTakeFirstOrThrow()
  const spoke = await tx.selectFrom('committee_minute').select('said_by').distinct().where('bank_id', '=', tx.bankId).where('item_id', '=', item.itemId).where('kind', '=', 'PRESENTATION').execute()
  const chair = item.seated.find(({ seat, standing }) => seat === 'CHAIR' && standing === 'SEATED')?.name ?? nameOf(item.meeting.chairId)
  return { idNumberMasked, chair, recorder: nameOf(item.meeting.recorderId), presenters: spoke.map((row) => nameOf(row.said_by)).join('、') }
}

/** The reviewer's six questions on the version, of the last review that passed it. */
export async function reviewOf(tx: Tx, { caseId, version }: Pick<ItemAtHand, 'caseId' | 'version'>): Promise<ResolutionForm['review']> {
  const row = await tx.selectFrom('review_outcome as o').innerJoin('review as r', (join) => join.onRef('r.bank_id', '=', 'o.bank_id').onRef('r.review_id', '=', 'o.review_id')).innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'o.bank_id').onRef('s.staff_id', '=', 'o.reviewer_id'))
    .select(['o.answers', 's.name']).where('o.bank_id', '=', tx.bankId).where('r.case_id', '=', caseId).where('r.version', '=', version).where('o.outcome', '=', 'PASSED').orderBy('o.decided_at', 'desc').executeTakeFirst()
  if (row === undefined) return null
  const answers = row.answers as Partial<Answers>
  return { reviewer: row.name, answers: QUESTION_CODES.flatMap((code) => { const given = answers[code]; return given === undefined ? [] : [{ question: QUESTIONS[code], ...given }] }) }
}
