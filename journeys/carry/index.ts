import type { CaseFile } from '#common/assessment/domain'
import type { Terms } from '#loan/decision/domain'
import { QUESTION_CODES } from '#loan/review/domain'
import type { House, Person } from '../people.ts'
import type { Cast } from './casts.ts'
import { gc01, intake, putOnFile } from './counter.ts'
import { type Table, RESOLVE, castAll, convene, hear, openVoting } from './evening.ts'
import { AT_ONCE, type Days, addSigners, check, confirm, drawUp, explain, meetConditions, order, sign } from './money.ts'
import { askBureau, draftOf, recordVisit, setOut, writeFigures } from './shop.ts'

export * from './casts.ts'
export * from './counter.ts'
export * from './evening.ts'
export * from './money.ts'
export * from './shop.ts'
export * from './variants.ts'

/** How far a case may be carried, in the order of its path. */
export const STOPS = ['FILED', 'ASSIGNED', 'ADMITTED', 'ASKED', 'WRITTEN', 'SET_OUT', 'RECORDED', 'VISITED', 'SUBMITTED', 'REVIEWED', 'CONVENED', 'HEARD', 'VOTING', 'VOTED', 'RESOLVED', 'INFORMED', 'DRAWN_UP', 'EXPLAINED', 'SIGNED', 'CONFIRMED', 'ORDERED', 'PAID', 'ARRIVED'] as const
export type Stop = (typeof STOPS)[number]

export interface Plan {
  readonly cast: Cast
  /** The customer's name, by which a journey finds its own case. */
  readonly owner: string
  /** What was found, where it is not GC-01. */
  readonly file?: CaseFile
  /** What the recorder proposes beside the terms. */
  readonly conditions?: Terms['conditions']
  /** When the contract begins and its first instalment falls due, where that is not at once. */
  readonly days?: Days
  /** Who is on file already; else somebody new is put there. */
  readonly customerId?: string
  /** A further product of a customer on file, under his line. */
  readonly under?: { readonly customerId: string; readonly lineId: string }
}

/** A case with what it met on its way; empty where it has not come so far. */
export interface Carried {
  readonly file: CaseFile
  customerId: string
  caseId: string
  number: string
  visitId: string
  meetingId: string
  itemId: string
  drawdownId: string
  noteId: string
}

/** A case of a customer of its own. What a journey does on screen it does between two calls of `to`, and says so with `reached`. */
export interface Way extends Carried {
  /** The people of the case, signed in when first needed. */
  readonly by: Record<Exclude<keyof Cast, 'bank' | 'members' | 'signing' | 'assigns'>, () => Promise<Person>>
  table(): Promise<Table>
  /** Carries on by API, each act by the person whose it is. */
  to(stop: Stop): Promise<void>
  /** Everything up to here was done on screen. */
  reached(stop: Stop): void
}

export function startCase(house: (bank: string) => House, { cast, owner, file: found = gc01(), conditions = [], days = AT_ONCE, customerId, under }: Plan): Way {
  const people = house(cast.bank)
  const file: CaseFile = { ...found, applicant: { ...found.applicant, name: owner } }
  const made: Carried = { file, customerId: '', caseId: '', number: '', visitId: '', meetingId: '', itemId: '', drawdownId: '', noteId: '' }
  let at = -1
  const way: Way = Object.assign(made, {
    by: Object.fromEntries(Object.entries(cast).flatMap(([part, login]: [string, unknown]) => (typeof login === 'string' && part !== 'bank' ? [[part, () => people.as(login)]] : []))) as Way['by'],
    table: async () => ({ recorder: await people.as(cast.recorder), lead: await people.as(cast.lead), members: await Promise.all(cast.members.map((login) => people.as(login))) }),
    to: async (stop: Stop) => {
      const until = STOPS.indexOf(stop)
      while (at < until) {
        await WAYS[STOPS[at + 1]!](way, { cast, people, conditions, days, customerId, under })
        at += 1
      }
    },
    reached: (stop: Stop) => { at = STOPS.indexOf(stop) },
  })
  return way
}

interface Around {
  readonly cast: Cast
  readonly people: House
  readonly conditions: Terms['conditions']
  readonly days: Days
  readonly customerId: Plan['customerId']
  readonly under: Plan['under']
}

const WAYS: Readonly<Record<Stop, (way: Way, around: Around) => Promise<unknown>>> = {
  FILED: async (way, { cast, people, customerId, under }) => {
    const acceptor = await way.by.acceptor()
    way.customerId = under?.customerId ?? customerId ?? (await putOnFile(acceptor, way.file.applicant.name))
    const assistId = cast.assigns === undefined ? (await people.as(cast.assist)).staffId : null
    Object.assign(way, await acceptor.post<{ caseId: string; number: string }>('/api/cases', intake(way.file, way.customerId, assistId, under?.lineId)))
  },
  ASSIGNED: async ({ caseId, by }, { cast, people }) => {
    if (cast.assigns === undefined) return
    const supervisor = await people.as(cast.assigns)
    await supervisor.post(`/api/cases/${caseId}/assignment`, { leadId: (await by.lead()).staffId, assistId: (await by.assist()).staffId })
  },
  ADMITTED: async ({ caseId, by }) => (await by.admits()).post(`/api/cases/${caseId}/admit`, {}),
  ASKED: async ({ caseId, file, by }) => askBureau(await by.bureau(), caseId, file),
  WRITTEN: async ({ caseId, file, by }) => writeFigures(await by.lead(), caseId, file),
  SET_OUT: async (way) => { way.visitId = await setOut(await way.by.lead(), await way.by.assist(), way.caseId, way.file) },
  RECORDED: async ({ caseId, visitId, file, by }) => recordVisit(await by.lead(), caseId, visitId, file),
  VISITED: async ({ caseId, visitId, by }) => (await by.lead()).post(`/api/cases/${caseId}/visits/${visitId}/close`),
  SUBMITTED: async ({ caseId, by }) => {
    const lead = await by.lead()
    await lead.post(`/api/cases/${caseId}/submit`, { rowVersion: (await draftOf(lead, caseId)).rowVersion })
  },
  REVIEWED: async ({ caseId, by }) => {
    const reviewer = await by.reviewer()
    await reviewer.post(`/api/cases/${caseId}/review/begin`)
    await reviewer.post(`/api/cases/${caseId}/review/pass`, { answers: Object.fromEntries(QUESTION_CODES.map((code) => [code, { yes: true, remark: '' }])), says: '资料齐备，检验充分，同意上会' })
  },
  CONVENED: async (way) => Object.assign(way, await convene(await way.table(), way.caseId)),
  HEARD: async (way, { conditions }) => hear(await way.table(), way, conditions),
  VOTING: async (way) => openVoting(await way.table(), way.itemId),
  VOTED: async (way) => castAll(await way.table(), way.itemId),
  RESOLVED: async (way) => (await way.table()).members[0]!.post(`/api/committee/items/${way.itemId}/resolution`, RESOLVE),
  INFORMED: async ({ caseId, by }) => (await by.answers()).post(`/api/cases/${caseId}/answer`, { channel: 'PHONE', remark: '客户接受' }),
  DRAWN_UP: async ({ caseId, file, by }, { cast, people, days }) => {
    const clerk = await by.clerk()
    await addSigners(clerk, caseId, file)
    const owners: Readonly<Record<string, string>> = { OFFICER: cast.lead, RELATIONSHIP: cast.acceptor, CENTRAL_OPS: cast.clerk, INSIDE: cast.signing[1], BACK_OFFICE: cast.maker }
    const known = new Map<string, Person>()
    for (const [post, login] of Object.entries(owners)) known.set(post, await people.as(login))
    await meetConditions((post) => known.get(post) ?? clerk, caseId)
    await drawUp(clerk, caseId, file, days)
  },
  EXPLAINED: async ({ caseId, file }, { cast, people }) => explain([await people.as(cast.signing[0]), await people.as(cast.signing[1])], caseId, file),
  SIGNED: async ({ caseId }, { cast, people }) => sign(await people.as(cast.signing[0]), caseId),
  CONFIRMED: async ({ caseId, file, by }) => confirm(await by.confirms(), caseId, file),
  ORDERED: async (way, { days }) => { way.drawdownId = await order(await way.by.maker(), way.caseId, days) },
  PAID: async (way) => {
    const checker = await way.by.checker()
    await check(checker, way.caseId, way.drawdownId)
    way.noteId = await noteOf(checker, way.caseId)
  },
  ARRIVED: async ({ caseId, drawdownId, file, by }) => (await by.arrives()).post(`/api/cases/${caseId}/contract/drawdowns/${drawdownId}/arrival`, { how: 'PHONE_BANK', with: file.applicant.name }),
}

/** The note of a case that was paid out. */
export async function noteOf(who: Person, caseId: string): Promise<string> {
  const { notes } = await who.get<{ notes: { noteId: string }[] }>(`/api/cases/${caseId}/notes-of-loan`)
  return notes[0]!.noteId
}
