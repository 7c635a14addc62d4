import { z } from 'zod'

/** Work of the house that is done without anyone asking, as people call it. */
export const JOB_NAMES: Readonly<Record<string, string>> = {
  'core-file': '核心文件入账', 'task.late': '逾期任务问责', 'task.escalate': '任务升级提醒', 'task.remind': '任务到期提醒', 'task.digest': '每日待办提醒', 'notice.send': '通知发送',
  'decision.lapse': '批复到期失效', 'servicing.send-link': '客户链接发送', 'http.forget-keys': '清理重发凭据', 'auth.forget-ended': '清理已结束的登录',
}

/** Work that failed as often as it may and waits for people; the work behind it went on. */
export const FailedJob = z.object({
  kind: z.string(), subject: z.string(), day: z.string(), name: z.string(),
  /** The file, person or case it was for; empty for the bank itself. */
  about: z.string(), attempts: z.int(), lastAt: z.string(), says: z.string(),
})
export type FailedJob = z.output<typeof FailedJob>
export const FailedJobs = z.object({ jobs: z.array(FailedJob) })
export type FailedJobs = z.output<typeof FailedJobs>

/** Which work to try again. */
export const TryAgain = z.strictObject({ kind: z.string().min(1).max(60).meta({ title: '后台任务' }), subject: z.string().max(200).meta({ title: '对象' }), day: z.iso.date().meta({ title: '营业日' }) })
