import type { z } from 'zod'
import type { NotePage, Paper } from '#loan/servicing/domain'
import { may, useMe } from '#common/staff/web'
import { Button, announce, api, refusalsIn, useWrite } from '#ui'

/** 还款计划表 of the plan in force: issued once, then opened. */
export function SchedulePaper({ page }: { page: NotePage }) {
  const me = useMe()
  const write = useWrite<z.output<typeof Paper>>({ changes: [api.note(page.noteId)] })
  if (page.schedulePaper !== null) return <a className="button" href={api.notePaper(page.noteId, page.schedulePaper)} target="_blank" rel="noreferrer">还款计划表</a>
  const off = !may(me.data, 'note.share') ? '您的岗位不出具还款计划表' : page.state === 'REVERSED' ? '放款已撤销，没有还款计划' : null
  const issue = (): void => write.mutate({ path: api.note(page.noteId, 'schedule-paper') }, { onSuccess: ({ number }) => announce(`已出具还款计划表 ${number}`), onError: (error) => announce(refusalsIn(error)[0]?.message ?? '未能出具') })
  return <Button busy={write.isPending} disabledReason={off} onClick={issue}>出具还款计划表</Button>
}
