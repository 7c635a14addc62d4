import { JOB_NAMES, type FailedJob } from '#loan/servicing/domain'
import { type Day, Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { failedJobs, tryAgain } from '#platform/jobs'
import { CORE_FILE } from '../mirror/core-files.ts'
import { idOf } from './at.ts'

/** What was given up, with what it was for and what to do about it. */
export async function listFailed(tx: Tx): Promise<FailedJob[]> {
  const jobs = await failedJobs(tx)
  const about = await subjectsOf(tx, jobs)
  return jobs.map(({ error, ...job }) => ({ ...job, name: JOB_NAMES[job.kind] ?? job.kind, about: about.get(job.subject) ?? '', says: saying(error) }))
}

/** A code has a dot or a dash in it, a kind of fault has not. */
function saying(error: string): string {
  return /[.-]/.test(error) ? `被拒绝（${error}）：处理原因后重新尝试` : `程序故障（${error}）：没有写入任何数据，请把服务器日志交系统管理员，修复后重新尝试`
}

/** Files by their names, tasks by the numbers of their cases, people by name. */
async function subjectsOf(tx: Tx, jobs: readonly { readonly kind: string; readonly subject: string }[]): Promise<ReadonlyMap<string, string>> {
  const of = (isWanted: (kind: string) => boolean): string[] => [...new Set(jobs.filter(({ kind, subject }) => isWanted(kind) && UUID.test(subject)).map(({ subject }) => subject))]
  const [files, staff, tasks] = [of((kind) => kind === CORE_FILE), of((kind) => kind === 'task.digest'), of((kind) => kind.startsWith('task.') && kind !== 'task.digest')]
  const rows = [
    ...(files.length === 0 ? [] : await tx.selectFrom('exchange_file as f').select(['f.file_id as id', 'f.name']).where('f.bank_id', '=', tx.bankId).where('f.file_id', 'in', files).execute()),
    ...(staff.length === 0 ? [] : await tx.selectFrom('staff as s').select(['s.staff_id as id', 's.name']).where('s.bank_id', '=', tx.bankId).where('s.staff_id', 'in', staff).execute()),
    ...(tasks.length === 0 ? [] : await tx.selectFrom('task as t').innerJoin('application as a', (join) => join.onRef('a.bank_id', '=', 't.bank_id').onRef('a.case_id', '=', 't.case_id')).select(['t.task_id as id', 'a.number as name']).where('t.bank_id', '=', tx.bankId).where('t.task_id', 'in', tasks).execute()),
  ]
  return new Map(rows.map(({ id, name }) => [id, name]))
}
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** Gives work that was given up another round of attempts; a worker takes it up. */
export async function tryJobAgain(tx: Tx, staff: Staff, job: { readonly kind: string; readonly subject: string; readonly day: Day }, on: Day): Promise<{ jobs: FailedJob[] }> {
  if (!(await tryAgain(tx, job))) throw new Refusal({ code: 'job.not-given-up', message: '这项后台任务没有停下', value: JOB_NAMES[job.kind] ?? job.kind, expected: '多次失败后停下的后台任务' }, 409)
  await record(tx, { caseId: idOf('job', tx.bankId), act: 'servicing.try-job-again', who: staff.id, businessDate: on, body: job })
  return { jobs: await listFailed(tx) }
}
