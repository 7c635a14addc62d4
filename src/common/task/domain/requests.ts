import { z } from 'zod'
import { Post } from '#common/staff/domain'
import { isDay, type Day as CivilDay } from '#kernel'
import { ACCOUNT_OUTCOMES, ACCOUNT_STATES, type AccountOutcome, type AccountState } from './accountability.ts'
import { CASE_LIFE_CODES } from './progress.ts'
import { Step } from './steps.ts'

const Id = z.uuid()
const Day = z.string().refine((text): text is CivilDay => isDay(text), { error: '须为存在的日期 YYYY-MM-DD' })
const Person = z.object({ staffId: Id, name: z.string() })
const Reason = z.string().trim().min(4).max(500).meta({ title: '理由' })

export const TaskRef = z.strictObject({ taskId: Id.meta({ title: '任务' }) })
export const TaskCaseRef = z.strictObject({ caseId: Id.meta({ title: '业务' }) })
export const StepRef = z.strictObject({ step: Step })

export const TRAYS = ['TODO', 'DONE', 'FOLLOWED'] as const
export const TrayQuery = z.strictObject({ tray: z.enum(TRAYS).default('TODO').meta({ title: '栏目' }) })

export const TaskRow = z.object({
  taskId: Id, step: Step, stepName: z.string(), subject: z.string(), state: z.enum(['OPEN', 'DONE', 'CANCELLED']),
  case: z.object({ caseId: Id, number: z.string(), customer: z.string(), product: z.string(), amountFen: z.int(), state: z.enum(CASE_LIFE_CODES), unit: z.string() }),
  assignee: Person.nullable(), posts: z.array(Post), pooled: z.boolean(),
  /** The absent colleague this person would act for. */
  standsInFor: Person.nullable(),
  openedAt: z.string(), due: z.object({ on: z.string().nullable(), at: z.string().nullable(), mark: z.enum(['NONE', 'LATER', 'TODAY', 'LATE']), says: z.string() }),
  handedBack: z.int(), handBackReason: z.string().nullable(), closedAt: z.string().nullable(),
  /** Who did it, and the absent colleague for whom. */
  closedBy: Person.nullable(), closedFor: Person.nullable(), unread: z.boolean(),
})
export type TaskRow = z.output<typeof TaskRow>

/** What waits for a second person beside the tasks of a case: who asks for what on whose loan, and where it is decided. */
export const Errand = z.object({
  errandId: Id, name: z.string(), customer: z.string().nullable(), number: z.string(), unit: z.string(), amountFen: z.int().nullable(), says: z.array(z.object({ label: z.string(), value: z.string() })), asked: Person, askedAt: z.string(),
  place: z.union([z.object({ noteId: Id, caseId: Id.nullable() }), z.object({ suspenseId: Id })]), unread: z.boolean(),
})
export type Errand = z.output<typeof Errand>

export const FollowedRow = z.object({
  caseId: Id, number: z.string(), customer: z.string(), product: z.string(), amountFen: z.int(), state: z.enum(CASE_LIFE_CODES), stateName: z.string(), sinceAt: z.string(), waitsAt: z.array(z.string()), unread: z.boolean(),
})
export type FollowedRow = z.output<typeof FollowedRow>
export const Tray = z.object({
  tray: z.enum(TRAYS), tasks: z.array(TaskRow), errands: z.array(Errand), followed: z.array(FollowedRow),
  counts: z.object({ todo: z.int(), todoUnread: z.int(), late: z.int(), followed: z.int(), followedUnread: z.int(), notices: z.int() }),
})
export type Tray = z.output<typeof Tray>
export const Seen = z.strictObject({ tray: z.enum([...TRAYS, 'NOTICE']).meta({ title: '分类' }) })

export const CaseTasks = z.object({ state: z.enum(CASE_LIFE_CODES).nullable(), stateName: z.string(), following: z.boolean(), tasks: z.array(TaskRow) })
export const Because = z.strictObject({ reason: Reason })
export const Assign = z.strictObject({ assigneeId: Id.meta({ title: '办理人' }), reason: Reason.nullable().default(null) })
export const AssignMany = z.strictObject({ assignments: z.array(z.strictObject({ taskId: Id, assigneeId: Id })).min(1).max(100).meta({ title: '派单' }) })
export const TaskMoved = z.object({ taskId: Id, assigneeId: Id.nullable() })
export const ManyMoved = z.object({ moved: z.array(TaskMoved) })

/** Who could do a task, with what a supervisor looks at: done before, in hand now, same unit. The least loaded first. */
export const Candidate = z.object({
  staffId: Id, name: z.string(), unit: z.string(), sameUnit: z.boolean(),
  /** Steps of this kind done, and of them with this product. */
  done: z.int(), doneProduct: z.int(),
  /** Open tasks in hand, and of them late. */
  load: z.int(), late: z.int(),
  /** Why he may not have it. */
  why: z.string().nullable(),
})
export type Candidate = z.output<typeof Candidate>
export const Candidates = z.object({ candidates: z.array(Candidate) })
export const PreviewMany = z.strictObject({ taskIds: z.array(Id).min(1).max(100).meta({ title: '任务' }) })
export const Preview = z.object({
  rows: z.array(z.object({
    task: TaskRow, suggested: Candidate.nullable(), candidates: z.array(Candidate),
    /** Of a case that has no lead yet: the second to go along. */
    assist: Candidate.nullable(),
  })),
})

export const Station = z.object({
  step: Step, name: z.string(), waiting: z.int(), late: z.int(), unclaimed: z.int(), oldestAt: z.string().nullable(), oldestDays: z.int().nullable(),
  /** Mean minutes from opening to closing, of what was closed in the last thirty days. */
  meanMinutes: z.int().nullable(), doneToday: z.int(),
  /** Of what was closed in the last thirty days: handed back or done again. */
  returned: z.int(), closed: z.int(),
  people: z.array(z.object({ staffId: Id, name: z.string(), load: z.int(), late: z.int() })),
})
export type Station = z.output<typeof Station>
export const Floor = z.object({ stations: z.array(Station), unassignedThisEvening: z.int() })
export const StationTasks = z.object({ tasks: z.array(TaskRow) })

export const MakeStandIn = z.strictObject({ absentId: Id.meta({ title: '请假人' }), deputyId: Id.meta({ title: '代岗人' }), post: Post, fromDay: Day.meta({ title: '起' }), untilDay: Day.meta({ title: '止（不含）' }), reason: Reason })
export type MakeStandIn = z.output<typeof MakeStandIn>
export const StandInRef = z.strictObject({ standInId: Id.meta({ title: '代岗' }) })
export const StandIns = z.object({ standIns: z.array(z.object({ standInId: Id, absent: Person, deputy: Person, post: Post, fromDay: z.string(), untilDay: z.string(), reason: z.string(), by: Person, endedOn: z.string().nullable(), current: z.boolean() })) })
export const StandInMade = z.object({ standInId: Id })

export const AccountRef = z.strictObject({ accountabilityId: Id.meta({ title: '问责记录' }) })
export const Says = z.strictObject({ says: z.string().trim().min(4).max(2000).meta({ title: '说明' }) })
export const Judge = Says.extend({ outcome: z.enum(Object.keys(ACCOUNT_OUTCOMES) as [AccountOutcome, ...AccountOutcome[]]).meta({ title: '结论' }) })
const AccountState = z.enum(Object.keys(ACCOUNT_STATES) as [AccountState, ...AccountState[]])
export const AccountMoved = z.object({ state: AccountState })
export const AccountRow = z.object({
  accountabilityId: Id, state: AccountState, stateName: z.string(), step: Step, stepName: z.string(), caseId: Id, number: z.string(), unit: z.string(),
  /** Who had the task; where nobody had claimed it, the post and the head of the unit. */
  person: Person.nullable(), post: Post.nullable(), head: Person.nullable(), dueOn: z.string().nullable(), dueAt: z.string().nullable(), openedOn: z.string(),
  steps: z.array(z.object({ kind: z.enum(['EXPLAIN', 'DECIDE', 'APPEAL', 'DECIDE_APPEAL']), name: z.string(), outcome: z.string().nullable(), says: z.string(), by: Person, at: z.string() })),
  /** What this person may do now, with the reason where he may not. */
  next: z.array(z.object({ act: z.enum(['EXPLAIN', 'DECIDE', 'APPEAL', 'DECIDE_APPEAL']), name: z.string(), why: z.string().nullable() })),
})
export type AccountRow = z.output<typeof AccountRow>
export const Accounts = z.object({ records: z.array(AccountRow) })

export const Notices = z.object({ unread: z.int(), notices: z.array(z.object({ notificationId: Id, kind: z.string(), caseId: Id.nullable(), says: z.string(), at: z.string(), unread: z.boolean() })) })

export const CHANNELS = { MAIL: '邮件', SMS: '短信', WECOM: '企业微信' } as const
export type Channel = keyof typeof CHANNELS
const Channel = z.enum(Object.keys(CHANNELS) as [Channel, ...Channel[]])
export const Contact = z.strictObject({ channel: Channel, address: z.string().trim().min(3).max(100).meta({ title: '地址' }), digest: z.boolean().default(true) })
export const Contacts = z.strictObject({ contacts: z.array(Contact).max(3).meta({ title: '通知地址' }) })
export type Contacts = z.output<typeof Contacts>
export const OutboxRef = z.strictObject({ messageId: Id.meta({ title: '消息' }) })
export const Outbox = z.object({
  ports: z.array(z.object({ channel: Channel, name: z.string(), ready: z.boolean(), why: z.string().nullable() })),
  messages: z.array(z.object({ messageId: Id, topic: z.string(), channel: Channel.nullable(), to: z.string().nullable(), createdAt: z.string(), dueAt: z.string(), attempts: z.int(), sentAt: z.string().nullable(), error: z.string().nullable(), state: z.enum(['SENT', 'WAITING', 'FAILED']) })),
})

export const CalendarQuery = z.strictObject({ year: z.coerce.number().int().min(2004).max(2100).meta({ title: '年份' }) })
export const Calendar = z.object({ days: z.array(z.object({ day: z.string(), kind: z.enum(['HOLIDAY', 'WORKING']), name: z.string(), own: z.boolean() })) })
export const CalendarDayRef = z.strictObject({ day: Day.meta({ title: '日期' }) })
export const CalendarDay = z.strictObject({ kind: z.enum(['HOLIDAY', 'WORKING']).meta({ title: '种类' }), name: z.string().trim().min(1).max(40).meta({ title: '名称' }) })
