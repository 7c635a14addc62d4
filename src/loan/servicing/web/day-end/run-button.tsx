import { useState } from 'react'
import type { DayEndPage } from '#loan/servicing/domain'
import { Button, Modal, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'

/** Begins the day-end before its time, or lets one that stopped go on; says first what that means. */
export function RunDayEndButton({ page, mayRun }: { page: DayEndPage; mayRun: boolean }) {
  const [open, setOpen] = useState(false)
  const write = useWrite<{ day: string; today: string }>({ changes: [api.dayEnds(), '/api/'] })
  const { next } = page
  const resumes = next?.kind === 'RESUME'
  const why = !mayRun ? '由集中作业岗或财务岗办理' : next === null ? '日终正在进行' : null
  const says = resumes ? '继续日终' : '现在日终'
  const run = (): void => write.mutate({ path: api.dayEnds(), body: { day: next?.day } }, { onSuccess: ({ day, today }) => { announce(`${day} 日终已开始，新发生的业务记在 ${today}`); setOpen(false) } })
  return (
    <div className="row">
      <Button kind="act" disabledReason={why} onClick={() => setOpen(true)}>{says}</Button>
      {next === null ? null : (
        <Modal title={`${says} ${next.day}`} open={open} onClose={() => setOpen(false)} foot={<><Button onClick={() => setOpen(false)}>再等等</Button><Button kind="act" busy={write.isPending} onClick={run}>{says}</Button></>}>
          <div className="stack">
            {resumes ? <p>从停下的环节接着做，已完成的不重做。请确认失败的原因已经处理。</p> : <p>一经开始，{next.day} 不再记账，新发生的业务记在下一天；柜面可照常办理，营业日不能退回。</p>}
            <RefusalText refusals={refusalsIn(write.error)} />
          </div>
        </Modal>
      )}
    </div>
  )
}
