import type { FailedJob, FailedJobs as Answer } from '#loan/servicing/domain'
import { Banner, Button, type Column, DataTable, RefusalText, announce, api, clockTime, refusalsIn, useRead, useWrite } from '#ui'

/** Work that was given up after some tries, with what it was for; nothing is shown while there is none. */
export function FailedJobs({ mayRun }: { mayRun: boolean }) {
  const { data } = useRead<Answer>(api.failedJobs())
  const write = useWrite<Answer>({ changes: [api.failedJobs()] })
  if (data === undefined || data.jobs.length === 0) return null
  const again = ({ kind, subject, day, name }: FailedJob): void => write.mutate({ path: api.failedJobs(), body: { kind, subject, day } }, { onSuccess: () => announce(`${name}已重新排队`) })
  const columns: readonly Column<FailedJob>[] = [
    { id: 'name', label: '后台任务', kind: 'text', of: (row) => row.name },
    { id: 'about', label: '对象', kind: 'text', of: (row) => row.about },
    { id: 'day', label: '营业日', kind: 'day', of: (row) => row.day },
    { id: 'attempts', label: '尝试', kind: 'count', of: (row) => row.attempts },
    { id: 'lastAt', label: '最近一次', kind: 'text', of: (row) => clockTime(row.lastAt) },
    { id: 'says', label: '原因', kind: 'text', of: (row) => row.says },
    { id: 'again', label: '办理', kind: 'text', of: () => '', render: (row) => <Button disabledReason={mayRun ? null : '由集中作业岗或财务岗办理'} busy={write.isPending} onClick={() => again(row)}>重新尝试</Button> },
  ]
  return (
    <div className="stack">
      <Banner tone="warning">{data.jobs.length} 项后台任务多次失败后停下，其余照常。</Banner>
      <RefusalText refusals={refusalsIn(write.error)} />
      <DataTable<FailedJob> title="停下的后台任务" rows={data.jobs} rowKey={(row) => `${row.kind} ${row.subject} ${row.day}`} columns={columns} empty={{ says: '没有停下的后台任务。' }} />
    </div>
  )
}
