import { useState } from 'react'
import type { Item } from '#loan/committee/domain'
import type { Condition } from '#loan/decision/domain'
import { Button, Drawer, RefusalText, api } from '#ui'
import { ConditionsField, whyIncomplete } from './conditions-field.tsx'
import { useAct } from './use-live.ts'

/** The conditions under which the presenter proposes the loan. */
export function ConditionsAct({ item }: { item: Item }) {
  const [isOpen, setOpen] = useState(false)
  const [conditions, setConditions] = useState<readonly Condition[]>(item.proposal.conditions)
  const act = useAct()
  const go = async (): Promise<void> => { if (await act.run(api.committeeItem(item.itemId, 'proposal'), { method: 'PUT', body: { conditions }, said: '建议的条件已写入' })) setOpen(false) }
  return (
    <>
      <Button onClick={() => { setConditions(item.proposal.conditions); setOpen(true) }}>建议条件…</Button>
      <Drawer title="建议的条件" open={isOpen} onClose={() => setOpen(false)} foot={<><Button onClick={() => setOpen(false)}>不改</Button><Button kind="act" busy={act.busy} disabledReason={whyIncomplete(conditions)} onClick={() => void go()}>写入建议</Button></>}>
        <div className="stack"><ConditionsField conditions={conditions} onChange={setConditions} /><RefusalText refusals={act.refusals} /></div>
      </Drawer>
    </>
  )
}
