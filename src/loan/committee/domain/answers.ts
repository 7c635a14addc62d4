import { z } from 'zod'
import { Terms } from '#loan/decision/domain'
import { Ballot } from './ballot.ts'
import { AUTHORITIES } from './requests.ts'
import { ITEM_STATES, type ItemState, MEETING_STATES, type MeetingState } from './states.ts'
import { CERTIFICATES, CONFLICTS, MINUTE_KINDS, OUTCOMES, RISK_CLASSES, SEATS, SECTIONS, VOTES, namesOf } from './words.ts'

const Id = z.uuid()
const Person = z.object({ staffId: Id, name: z.string() })
const Authority = z.enum(AUTHORITIES)
const Requested = Terms.pick({ amountFen: true, periods: true, method: true, guarantee: true })
const Kind = z.enum(namesOf(VOTES))
const Verdict = z.enum(namesOf(OUTCOMES))

export const MadeBody = z.object({ bodyId: Id })
export const MadeMember = z.object({ memberId: Id })

export const BodyMember = Person.extend({
  memberId: Id, seat: z.enum(namesOf(SEATS)), certificate: z.enum(namesOf(CERTIFICATES)), certifiedUntil: z.string(), from: z.string(), until: z.string().nullable(), endReason: z.string().nullable(),
})
export const Bodies = z.object({ bodies: z.array(z.object({ bodyId: Id, authority: Authority, unitId: Id, unit: z.string(), name: z.string(), foundedOn: z.string(), members: z.array(BodyMember) })) })
export type Bodies = z.output<typeof Bodies>

export const CandidateRow = Person.extend({ seat: z.enum(namesOf(SEATS)), bars: z.array(z.string()) })
export const Candidates = z.object({ seats: z.int(), quorum: z.int(), candidates: z.array(CandidateRow) })
export type Candidates = z.output<typeof Candidates>

export const CaseLine = z.object({ caseId: Id, number: z.string(), customer: z.string(), product: z.string(), amountFen: z.int(), lead: z.string() })
export const WaitingCase = CaseLine.extend({ round: z.int(), authority: Authority, seats: z.int(), signatures: z.array(z.string()), reconsiders: Id.nullable(), on: z.string(), since: z.string(), bodyId: Id.nullable(), mayVeto: z.boolean() })
const MeetingRow = z.object({
  meetingId: Id, number: z.string(), bodyId: Id, body: z.string(), place: z.string(), startsAt: z.string(), chair: Person, recorder: Person, state: z.enum(namesOf(MEETING_STATES as Record<MeetingState, string>)),
  cases: z.int(), open: z.int(),
})
export const Committee = z.object({ waiting: z.array(WaitingCase), meetings: z.array(MeetingRow) })
export type Committee = z.output<typeof Committee>
export const Convened = z.object({ meetingId: Id, number: z.string() })

const State = z.enum(namesOf(ITEM_STATES as Record<ItemState, string>))
export const AgendaRow = CaseLine.extend({ itemId: Id, seq: z.int(), state: State, seated: z.int(), voted: z.int(), outcome: Verdict.nullable() })
export const Attending = Person.extend({ how: z.enum(['ROOM', 'REMOTE']), since: z.string(), part: z.enum(['CHAIR', 'MEMBER', 'RECORDER', 'PRESENTER']) })
export const Meeting = MeetingRow.extend({
  convenedAt: z.string(), openedAt: z.string().nullable(), closedAt: z.string().nullable(), agenda: z.array(AgendaRow), present: z.array(Attending),
  movements: z.array(Person.extend({ what: z.enum(['JOINED', 'LEFT']), how: z.enum(['ROOM', 'REMOTE']), at: z.string() })),
  /** What the asker is at this meeting. */
  mine: z.object({ isChair: z.boolean(), isRecorder: z.boolean(), isPresent: z.boolean() }),
})
export type Meeting = z.output<typeof Meeting>

export const SeatRow = Person.extend({
  seat: z.enum(['CHAIR', 'MEMBER']), standing: z.enum(['SEATED', 'RECUSED', 'LEFT']), why: z.string().nullable(), replaces: z.string().nullable(),
  isPresent: z.boolean(), consented: z.boolean(), declared: z.boolean(), conflicts: z.array(z.enum(namesOf(CONFLICTS))),
  /** How often he cast; the last counts. What he cast is nobody's to see before the opening. */
  casts: z.int(), castAt: z.string().nullable(), commitment: z.string().nullable(),
})
export type SeatRow = z.output<typeof SeatRow>
export const MinuteRow = z.object({ seq: z.int(), kind: z.enum(namesOf(MINUTE_KINDS)), section: z.enum(namesOf(SECTIONS)).nullable(), saidBy: Person, says: z.string(), at: z.string() })
export type MinuteRow = z.output<typeof MinuteRow>
export const OpenedVote = Person.extend({ kind: Kind, reason: z.string(), ballot: Ballot, copied: z.boolean(), ownWords: z.string().nullable(), nonce: z.string(), commitment: z.string(), castAt: z.string() })
export type OpenedVote = z.output<typeof OpenedVote>
export const Settlement = z.object({ terms: Terms, reason: z.string(), by: Person, consents: z.array(Person.extend({ agrees: z.boolean().nullable() })) })
export type Settlement = z.output<typeof Settlement>
export const ResolutionRow = z.object({
  resolutionId: Id, number: z.string(), outcome: Verdict, terms: Terms.nullable(), settled: z.boolean(), reasons: z.array(z.string()), says: z.string(), riskClass: z.enum(namesOf(RISK_CLASSES)).nullable(), riskReason: z.string().nullable(),
  monitoring: z.array(z.string()), hash: z.string(), resolvedBy: z.string(), resolvedOn: z.string(), resolvedAt: z.string(),
})
export type ResolutionRow = z.output<typeof ResolutionRow>

/** One case at the table, as everyone present sees it. */
export const Item = z.object({
  itemId: Id, meetingId: Id, meeting: z.string(), case: CaseLine, version: z.int(), round: z.int(), reconsiders: Id.nullable(), state: State, seats: z.int(), quorum: z.int(), mayVeto: z.boolean(), request: Requested, proposal: Terms,
  signatures: z.array(z.string()),
  /** From this instant the papers were out long enough; earlier only with every member's consent. */
  readableFrom: z.string(), isReadable: z.boolean(), endReason: z.string().nullable(),
  seated: z.array(SeatRow), members: z.array(CandidateRow), reserves: z.array(CandidateRow), minutes: z.array(MinuteRow),
  /** Null until the last vote is in. */
  votes: z.array(OpenedVote).nullable(),
  result: z.object({ outcome: Verdict, terms: Terms.nullable(), codes: z.array(z.string()) }).nullable(),
  settlement: Settlement.nullable(), resolution: ResolutionRow.nullable(),
  mine: z.object({ isChair: z.boolean(), isRecorder: z.boolean(), isPresent: z.boolean(), isPresenter: z.boolean(), bars: z.array(z.string()) }),
})
export type Item = z.output<typeof Item>
export const Cast = z.object({ commitment: z.string(), casts: z.int(), voted: z.int(), of: z.int(), state: State })
export type Cast = z.output<typeof Cast>
export const ItemMoved = z.object({ state: State })
export const Resolved = z.object({ resolutionId: Id, number: z.string(), outcome: Verdict })

/** The committee's side of one case. */
export const CaseCommittee = z.object({
  referral: z.object({ round: z.int(), authority: Authority, seats: z.int(), signatures: z.array(z.string()), reconsiders: Id.nullable(), on: z.string(), since: z.string(), state: z.enum(['WAITING', 'LISTED', 'RESOLVED', 'DROPPED']) }).nullable(),
  mayVeto: z.boolean(), items: z.array(Item),
})
export type CaseCommittee = z.output<typeof CaseCommittee>

export const Peer = z.object({
  caseId: Id, number: z.string(), submittedOn: z.string(), amountFen: z.int(), limitFen: z.int().nullable(), score: z.int().nullable(), grade: z.string().nullable(), annualSalesFen: z.int().nullable(), netProfitMonthlyFen: z.int().nullable(), margin: z.string().nullable(), coverage: z.string().nullable(), outcome: z.string().nullable(), isThis: z.boolean(),
})
export type Peer = z.output<typeof Peer>
/** What lies on the table: the submitted version as judged, and the same trade's recent cases [S2-71]. */
export const Dossier = z.object({ caseId: Id, version: z.int(), trade: z.string(), peers: z.array(Peer) })
export type Dossier = z.output<typeof Dossier>
