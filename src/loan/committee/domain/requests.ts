import { z } from 'zod'
import { CivilDay } from '#common/assessment/domain'
import { Condition, Terms } from '#loan/decision/domain'
import { CERTIFICATES, CONFLICTS, MINUTE_KINDS, REJECT_REASONS, RISK_CLASSES, SEATS, SECTIONS, namesOf } from './words.ts'

const Id = z.uuid()
const Words = (least: number, most: number, title: string) => z.string().trim().min(least).max(most).meta({ title })
const Instant = z.iso.datetime({ offset: true })

export const BodyRef = z.strictObject({ bodyId: Id.meta({ title: '审贷会' }) })
export const MemberRef = z.strictObject({ bodyId: Id.meta({ title: '审贷会' }), memberId: Id.meta({ title: '任职' }) })
export const MeetingRef = z.strictObject({ meetingId: Id.meta({ title: '会议' }) })
export const ItemRef = z.strictObject({ itemId: Id.meta({ title: '议程' }) })

export const AUTHORITIES = ['UNIT_COMMITTEE', 'DEPARTMENT_COMMITTEE', 'HEAD_OFFICE_CENTRE'] as const

export const FoundBody = z.strictObject({ authority: z.enum(AUTHORITIES).meta({ title: '审批权限' }), unitId: Id.meta({ title: '机构' }), name: Words(2, 60, '名称') })
export type FoundBody = z.output<typeof FoundBody>

/** A membership begins and ends on days; what was decided in between keeps it [S2-118]. */
export const Appoint = z.strictObject({
  staffId: Id.meta({ title: '员工' }), seat: z.enum(namesOf(SEATS)).meta({ title: '席位' }),
  certificate: z.enum(namesOf(CERTIFICATES)).meta({ title: '资格依据' }), certifiedUntil: CivilDay.meta({ title: '资格到期日' }), from: CivilDay.optional().meta({ title: '任职起始日' }),
})
export type Appoint = z.output<typeof Appoint>
export const EndMembership = z.strictObject({ reason: Words(2, 400, '理由'), until: CivilDay.optional().meta({ title: '不再任职的首日' }) })
export type EndMembership = z.output<typeof EndMembership>

export const CandidatesQuery = z.strictObject({ caseId: Id.meta({ title: '业务' }), bodyId: Id.meta({ title: '审贷会' }) })

export const Convene = z.strictObject({
  bodyId: Id.meta({ title: '审贷会' }), place: Words(1, 200, '地点'), startsAt: Instant.meta({ title: '开会时间' }),
  chairId: Id.meta({ title: '组长' }), recorderId: Id.meta({ title: '记录人' }),
  cases: z.array(Id).min(1, { error: '至少一案' }).max(30).meta({ title: '议程' }),
})
export type Convene = z.output<typeof Convene>
export const ListCase = z.strictObject({ caseId: Id.meta({ title: '业务' }) })

/** Someone comes or goes; `staffId` when the recorder notes it for another. */
export const Attend = z.strictObject({ what: z.enum(['JOINED', 'LEFT']).meta({ title: '到场或离场' }), how: z.enum(['ROOM', 'REMOTE']).meta({ title: '方式' }), staffId: Id.optional().meta({ title: '员工' }) })
export type Attend = z.output<typeof Attend>

export const Declare = z.strictObject({
  conflicts: z.array(z.enum(namesOf(CONFLICTS))).max(10).refine((list) => new Set(list).size === list.length, { error: '不得重复' }).meta({ title: '利益关系' }),
  says: z.string().trim().max(400).default('').meta({ title: '说明' }),
})
export type Declare = z.output<typeof Declare>
export const WithdrawRecusal = z.strictObject({ staffId: Id.meta({ title: '委员' }), note: Words(4, 400, '记录') })
export type WithdrawRecusal = z.output<typeof WithdrawRecusal>
export const Replace = z.strictObject({ staffId: Id.meta({ title: '离席委员' }), byId: Id.meta({ title: '补位委员' }) })
export type Replace = z.output<typeof Replace>

export const Minute = z.strictObject({
  kind: z.enum(namesOf(MINUTE_KINDS)).meta({ title: '种类' }), section: z.enum(namesOf(SECTIONS)).nullable().default(null).meta({ title: '陈述部分' }),
  says: Words(1, 4000, '内容'), saidById: Id.optional().meta({ title: '发言人' }),
}).refine(({ kind, section }) => (kind === 'PRESENTATION') === (section !== null), { error: '陈述须选部分，其他不选', path: ['section'] })
export type Minute = z.output<typeof Minute>

export const Propose = z.strictObject({ conditions: z.array(Condition).max(20).meta({ title: '条件' }) })
export const OwnWords = z.strictObject({ reason: Words(4, 1000, '理由') })
export const Settle = z.strictObject({ terms: Terms.meta({ title: '条款' }), reason: Words(4, 1000, '理由') })
export type Settle = z.output<typeof Settle>
export const Consent = z.strictObject({ agrees: z.boolean().meta({ title: '同意' }) })
export const Because = z.strictObject({ reason: Words(4, 400, '理由') })

/** What the chair adds to what the votes came to. */
export const Resolve = z.strictObject({
  says: Words(4, 2000, '决议理由'),
  reasons: z.array(z.enum(namesOf(REJECT_REASONS))).max(12).default([]).meta({ title: '原因' }),
  riskClass: z.enum(namesOf(RISK_CLASSES)).nullable().default(null).meta({ title: '风险分类' }),
  riskReason: z.string().trim().max(400).default('').meta({ title: '分类理由' }),
  monitoring: z.array(Words(2, 400, '监控要求')).max(20).default([]).meta({ title: '贷后监控要求' }),
})
export type Resolve = z.output<typeof Resolve>

export const Period = z.strictObject({ from: CivilDay.meta({ title: '起' }), until: CivilDay.meta({ title: '止' }) }).refine(({ from, until }) => from < until, { error: '须为起日早于止日' })
