import { z } from 'zod'
import { StepUpToken } from '#common/staff/domain'
import { DECIDING_BODIES, type DecidingBody, SIGNATORIES, type Signatory } from './facts.ts'
import { DECISION_STATES, type DecisionState } from './states.ts'
import { Terms } from './terms.ts'

const Id = z.uuid()
const Person = z.object({ staffId: Id, name: z.string() })
const keysOf = <K extends string>(of: Readonly<Record<K, string>>) => Object.keys(of) as [K, ...K[]]
const Why = z.string().trim().min(4).max(1000)

/** A signature above the committee: agreed, or refused with the reason. `termsHash` names the terms that were read. */
export const Sign = z.strictObject({
  outcome: z.enum(['SIGNED', 'REFUSED']).meta({ title: '签批结论' }),
  reason: z.string().trim().max(1000).default('').meta({ title: '签批意见' }),
  termsHash: z.string().regex(/^[0-9a-f]{64}$/).meta({ title: '所阅条件' }),
  stepUp: StepUpToken,
}).refine(({ outcome, reason }) => outcome === 'SIGNED' || reason.length > 3, { path: ['reason'], params: { expected: '不同意时说明理由' } })
export type Sign = z.output<typeof Sign>

export const Lower = z.strictObject({ terms: Terms.meta({ title: '条件' }), reason: Why.meta({ title: '理由' }) })
export type Lower = z.output<typeof Lower>

/** What nobody knew when the case was rejected; without it there is nothing to look at again. */
export const Reconsider = z.strictObject({ newFacts: z.string().trim().min(20, { error: '说明审贷会当时不知道的新事实，至少 20 字' }).max(2000).meta({ title: '新事实' }) })

/** Why the contract was not signed in time, and that nothing has changed since. */
export const Renew = z.strictObject({ reason: Why.meta({ title: '重新送审的理由' }) })

export const CHANNELS = { IN_PERSON: '当面', PHONE: '电话', SMS: '短信', WECHAT: '微信', LETTER: '书面' } as const satisfies Record<string, string>
export type Channel = keyof typeof CHANNELS
export const Inform = z.strictObject({ channel: z.enum(keysOf(CHANNELS)).meta({ title: '答复方式' }), remark: z.string().trim().max(500).default('').meta({ title: '客户反映' }) })
export type Inform = z.output<typeof Inform>

const Signature = z.object({
  post: z.enum(keysOf<Signatory>(SIGNATORIES)), outcome: z.enum(['SIGNED', 'REFUSED']).nullable(), reason: z.string(), by: Person.nullable(), onBehalfOf: Person.nullable(), on: z.string().nullable(), at: z.string().nullable(),
})
const TermsVersion = z.object({ seq: z.int(), terms: Terms, reason: z.string(), by: Person, on: z.string(), at: z.string() })

export const DecisionRow = z.object({
  decisionId: Id, round: z.int(), version: z.int(), state: z.enum(keysOf<DecisionState>(DECISION_STATES)), authority: z.enum(keysOf<DecidingBody>(DECIDING_BODIES)), seats: z.int(),
  totalFen: z.int(), amountFen: z.int(), basis: z.array(z.object({ rule: z.string(), says: z.string() })), routedOn: z.string(),
  reconsiders: Id.nullable(), newFacts: z.string().nullable(), resolutionId: Id.nullable(), outcome: z.string().nullable(), reasons: z.array(z.string()), validUntil: z.string().nullable(),
  signatures: z.array(Signature),
  /** The first as resolved, the last binds. */
  terms: z.array(TermsVersion), termsHash: z.string().nullable(),
})
export type DecisionRow = z.output<typeof DecisionRow>

const AnswerOutcome = z.enum(['APPROVED', 'REJECTED', 'DEFERRED'])
export const Answered = z.object({ answerId: Id, outcome: AnswerOutcome, channel: z.enum(keysOf(CHANNELS)), says: z.string(), remark: z.string(), by: Person, onBehalfOf: Person.nullable(), on: z.string(), at: z.string() })
export type Answered = z.output<typeof Answered>

export const Decisions = z.object({
  /** The newest first. */
  decisions: z.array(DecisionRow),
  answers: z.array(Answered),
  /** What the customer is to be told now; null while there is nothing to tell. */
  toTell: z.object({ outcome: AnswerOutcome, paragraphs: z.array(z.string()) }).nullable(),
  /** Why a reconsideration is not possible; null when it is. */
  noReconsideration: z.string().nullable(),
})
export type Decisions = z.output<typeof Decisions>

export const SignPage = z.object({
  number: z.string(), customer: z.string(), product: z.string(), unit: z.string(), officer: z.string(), purpose: z.string(), requestedFen: z.int(),
  limitFen: z.int().nullable(), score: z.int().nullable(), grade: z.string().nullable(), flags: z.array(z.string()), decision: DecisionRow,
  /** The signature asked for now, and why the person who asks may not give it; null when he may. */
  asked: z.enum(keysOf<Signatory>(SIGNATORIES)).nullable(), whyNot: z.string().nullable(),
})
export type SignPage = z.output<typeof SignPage>

export const Decided = z.object({ decisionId: Id, state: z.enum(keysOf<DecisionState>(DECISION_STATES)) })
export const Told = z.object({ answerId: Id })
