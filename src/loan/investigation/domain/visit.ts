import { z } from 'zod'
import { CivilDay } from '#common/assessment/domain'
import { EvidenceRow } from '#common/evidence/domain'
import { BLOCKS, MODES, PERSON_ROLES, PHOTO_SHOWS, SEARCH_TARGETS, SITE_KINDS, TRADE_BLOCK_NAMES, VISIT_STATES, VISIT_STEPS, keysOf } from './visit-words.ts'

const Id = z.uuid()
const Person = z.object({ staffId: Id, name: z.string() })
const Words = (most: number, title: string, least = 1) => z.string().trim().min(least).max(most).meta({ title })
const Reason = Words(300, '理由', 4)

/** Where a phone is (WGS-84), or why it does not know. */
export const Whereabouts = z.union([
  z.strictObject({ latitude: z.number().min(-90).max(90).meta({ title: '纬度' }), longitude: z.number().min(-180).max(180).meta({ title: '经度' }), accuracyM: z.number().min(0).max(1_000_000).transform(Math.round).meta({ title: '定位精度' }) }),
  z.strictObject({ placeMissing: Words(200, '无定位的原因', 2) }),
], { error: '须有经纬度与精度；没有定位须说明原因' })
export type Whereabouts = z.output<typeof Whereabouts>
const PlaceSeen = z.object({ latitude: z.number(), longitude: z.number(), accuracyM: z.int().nullable() })

export const VisitRef = z.strictObject({ caseId: Id.meta({ title: '业务' }), visitId: Id.meta({ title: '调查' }) })
export const SiteRef = VisitRef.extend({ siteId: Id.meta({ title: '场所' }) })

export const NewSite = z.strictObject({ kind: z.enum(keysOf(SITE_KINDS)).meta({ title: '场所类别' }), label: Words(60, '场所名称'), address: Words(200, '地址') })
export type NewSite = z.output<typeof NewSite>

/** What is prepared before anyone sets out [S2-52]. */
export const PlanVisit = z.strictObject({
  mode: z.enum(keysOf(MODES)).default('ON_SITE').meta({ title: '调查方式' }),
  offSiteReason: Words(300, '不到现场的理由与核实手段', 10).nullable().default(null),
  plannedOn: CivilDay.meta({ title: '计划日期' }),
  plannedAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: '24 小时制时刻，如 09:30' }).meta({ title: '计划时刻' }),
  minutes: z.int().min(10).max(1440).optional().meta({ title: '计划用时' }),
  sites: z.array(NewSite).min(1).max(20).meta({ title: '要去的场所' }),
  /** What is known of each block before the visit, and what to look at. */
  blocks: z.strictObject(Object.fromEntries(keysOf(BLOCKS).map((block) => [block, Words(1000, `${BLOCKS[block]}准备`, 2)])) as Record<keyof typeof BLOCKS, z.ZodString>).meta({ title: '访前准备' }),
  questions: z.array(z.strictObject({ block: z.enum(keysOf(BLOCKS)).meta({ title: '方面' }), asks: Words(200, '问题', 2) })).max(30).default([]).meta({ title: '另要问的问题' }),
})
export type PlanVisit = z.output<typeof PlanVisit>

export const StartVisit = z.strictObject({ place: Whereabouts.meta({ title: '位置' }), companion: Words(60, '陪同人', 2).nullable().default(null) })
export const ConfirmPresence = z.strictObject({ place: Whereabouts.meta({ title: '位置' }) })
export const NameCompanion = z.strictObject({ companion: Words(60, '陪同人', 2) })
export const ArriveAt = z.strictObject({ place: Whereabouts.meta({ title: '位置' }) })
export const NotVisited = z.strictObject({ reason: Reason })
export const NewPhoto = z.strictObject({ evidenceId: Id.meta({ title: '照片' }), siteId: Id.nullable().default(null).meta({ title: '场所' }), shows: z.enum(keysOf(PHOTO_SHOWS)).meta({ title: '拍摄内容' }) })
export type NewPhoto = z.output<typeof NewPhoto>
export const NewInquiry = z.strictObject({ who: Words(40, '向谁了解'), relation: Words(40, '与客户的关系'), positive: z.boolean().meta({ title: '是否正面' }), says: Words(400, '所说', 2) })
export type NewInquiry = z.output<typeof NewInquiry>

/** Whom the investigators met. */
export const PeopleMet = z.array(z.strictObject({ name: Words(40, '姓名'), role: z.enum(keysOf(PERSON_ROLES)).meta({ title: '身份' }), says: z.string().trim().max(400).default('').meta({ title: '备注' }) })).max(30)
/** Answers by question id; the ids of trade questions begin with `industry.`, of own ones with `own.`. */
export const Answers = z.record(z.string().min(1).max(80), z.string().trim().max(1000))
const Sense = z.string().trim().max(1000).default('')
const Twice = z.strictObject({ question: Sense, firstWho: Sense, firstSays: Sense, secondWho: Sense, secondSays: Sense })
/** The six senses form (六到) of chapter 5.3; the ear is the side inquiries, the brain the figures worked out before leaving. */
export const Senses = z.strictObject({ eye: Sense, cashCounted: Sense, stockSampled: Sense, cartonsOpened: Sense, booksTurned: Sense, askedTwice: Twice.prefault({ question: '', firstWho: '', firstSays: '', secondWho: '', secondSays: '' }), brain: Sense, heart: Sense })
export type Senses = z.output<typeof Senses>
/** Why an item of the check does not apply, by its code. */
export const Excuses = z.record(z.string().min(1).max(120), Reason)

/** Parts of the record that are saved on their own, so that two phones do not write over each other. */
export const PARTS = { PEOPLE: PeopleMet, ANSWERS: Answers, SENSES: Senses, EXCUSES: Excuses } as const
export type PartId = keyof typeof PARTS
const part = <P extends PartId>(id: P) => z.strictObject({ part: z.literal(id), rowVersion: z.int().min(0).meta({ title: '行版本' }), content: PARTS[id] })
export const SavePart = z.discriminatedUnion('part', [part('PEOPLE'), part('ANSWERS'), part('SENSES'), part('EXCUSES')])
export type SavePart = z.output<typeof SavePart>
export const PartSaved = z.object({ part: z.enum(keysOf(PARTS)), rowVersion: z.int(), savedAt: z.string() })

export const SiteRow = NewSite.extend({
  siteId: Id, notVisited: z.string().nullable(), arrivedBy: Person.nullable(), arrivedAt: z.string().nullable(), leftAt: z.string().nullable(), place: PlaceSeen.nullable(), placeMissing: z.string().nullable(),
})
export type SiteRow = z.output<typeof SiteRow>
export const PresenceRow = z.object({ by: Person, at: z.string(), place: PlaceSeen.nullable(), placeMissing: z.string().nullable(), onBehalfOf: Person.nullable() })
const Held = <S extends z.ZodType>(content: S) => z.object({ rowVersion: z.int(), content })

/** One line of the check: done, missing, or said not to apply. */
export const CheckItem = z.object({
  code: z.string(), step: z.enum(keysOf(VISIT_STEPS)), says: z.string(), state: z.enum(['DONE', 'MISSING', 'EXCUSED']), reason: z.string().nullable(),
  /** May be said not to apply, with a reason; what may not has no way round. */
  excusable: z.boolean(),
})
export type CheckItem = z.output<typeof CheckItem>
/** What a question of the trade's checklist has besides: its block, how it is answered, and the method its answer goes to [S1-17]. */
const OfTrade = z.object({ block: z.enum(keysOf(TRADE_BLOCK_NAMES)), answer: z.enum(['TEXT', 'YES_NO', 'NUMBER', 'AMOUNT', 'SHARE', 'PHOTO']), must: z.boolean(), flows: z.array(z.string()) })
export const Question = z.object({ id: z.string(), block: z.enum([...keysOf(BLOCKS), 'INDUSTRY']), asks: z.string(), trade: OfTrade.nullable() })
export type Question = z.output<typeof Question>

/** Where answers of the checklist went: the row of the checks they make up, or what it still waits for. */
export const FlowShown = z.object({
  flow: z.string(), method: z.string(), name: z.string(), account: z.string(), asks: z.array(z.string()), waits: z.array(z.string()), unfit: z.string().nullable(),
  /** The place of the row among the checks of the draft, and how far it is from the statement. */
  at: z.int().nullable(), deviation: z.string().nullable(), isBeyond: z.boolean(),
})
export type FlowShown = z.output<typeof FlowShown>

export const PlanKept = PlanVisit.omit({ mode: true, offSiteReason: true }).extend({ minutes: z.int(), minutesLeast: z.int(), introduced: z.boolean() })
export type PlanKept = z.output<typeof PlanKept>
export const Visit = z.object({
  visitId: Id, round: z.int(), mode: z.enum(keysOf(MODES)), offSiteReason: z.string().nullable(), state: z.enum(keysOf(VISIT_STATES)), plan: PlanKept, plannedBy: Person, plannedAt: z.string(), companion: z.string().nullable(),
  startedBy: Person.nullable(), startedAt: z.string().nullable(), closedBy: Person.nullable(), closedAt: z.string().nullable(),
  presence: z.array(PresenceRow), sites: z.array(SiteRow), photos: z.array(z.object({ evidence: EvidenceRow, siteId: Id.nullable(), shows: z.enum(keysOf(PHOTO_SHOWS)) })),
  inquiries: z.array(NewInquiry.extend({ evidenceId: Id, by: Person, at: z.string() })), questions: z.array(Question), flows: z.array(FlowShown),
  people: Held(PeopleMet), answers: Held(Answers), senses: Held(Senses), excuses: Held(Excuses),
  /** Figures that must be worked out before leaving, as the draft gives them now. */
  figures: z.array(z.object({ id: z.string(), name: z.string(), value: z.string().nullable() })),
  check: z.array(CheckItem),
})
export type Visit = z.output<typeof Visit>

const WhyNot = z.string().nullable()
const CoachedStep = z.object({ account: z.string(), method: z.string(), minutes: z.int(), closes: z.boolean() })
const CoachedVisit = z.object({ next: CoachedStep.nullable(), weak: z.array(z.object({ account: z.string(), why: z.array(z.string()), steps: z.array(CoachedStep) })), statements: z.array(z.string()), minutesLeft: z.int(), mayLeave: z.boolean() })
export const Visits = z.object({
  visits: z.array(Visit), dual: z.boolean(), photosAtLeast: z.int(), inquiriesAtLeast: z.int(), minutesLeast: z.int(), offSiteUpToFen: z.int(), companionHours: z.object({ from: z.string(), to: z.string() }), questions: z.array(Question),
  lead: Person, assist: Person.nullable(),
  /** The business day, and whom one expects to meet. */
  today: CivilDay, borrower: z.string(), spouse: z.string().nullable(),
  /** What is prepared of places to go: from the intake. */
  suggested: z.array(NewSite),
  /** What the figures still lack, and what to do about it next [S1-65]. */
  coach: CoachedVisit,
  /** Why an act is off, `null` where it is on. */
  acts: z.object({ plan: WhyNot, start: WhyNot, presence: WhyNot, record: WhyNot, close: WhyNot, search: WhyNot, pressure: WhyNot, abandon: WhyNot, resume: WhyNot }),
})
export type Visits = z.output<typeof Visits>

export const NewSearch = z.strictObject({ target: z.enum(keysOf(SEARCH_TARGETS)).meta({ title: '查询什么' }), tool: Words(60, '工具或网站', 2), asked: Words(100, '查询词'), found: z.boolean().meta({ title: '是否发现疑点' }), says: Words(400, '结果', 2) })
export const SearchRow = NewSearch.extend({ searchId: Id, by: Person, at: z.string() })
export const Searches = z.object({ searches: z.array(SearchRow), required: z.array(z.enum(keysOf(SEARCH_TARGETS))) })
export type Searches = z.output<typeof Searches>
