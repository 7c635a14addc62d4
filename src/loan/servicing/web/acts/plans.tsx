import { useState } from 'react'
import { fen } from '#kernel'
import { type NotePage, type NotePlans, PLAN_REASONS, type PlanReason } from '#loan/servicing/domain'
import { Button, ChoiceField, Drawer, Money, RefusalText, SkeletonRows, api, refusalsIn, useRead } from '#ui'

type Row = NotePlans['plans'][number]['rows'][number]

/** The instalments still to come, as they are and as they would be. */
export function PlanPreview({ before, after, on }: { before: readonly Row[]; after: readonly Row[]; on: string }) {
  return <SideBySide left={{ name: '现在', rows: before.filter((row) => row.dueOn >= on) }} right={{ name: '改为', rows: after.filter((row) => row.dueOn >= on) }} />
}

interface Side { readonly name: string; readonly rows: readonly Row[] }

/** Two plans beside each other, day by day. */
function SideBySide({ left, right }: { left: Side; right: Side }) {
  const days = [...new Set([...left.rows, ...right.rows].map((row) => row.dueOn))].toSorted()
  const of = ({ rows }: Side, on: string): number | null => rows.filter((row) => row.dueOn === on).reduce<number | null>((sum, row) => (sum ?? 0) + row.principalFen + row.interestFen, null)
  return (
    <div className="servicing-scroll"><table className="servicing-plan"><thead><tr><th>到期日</th><th className="figure">{left.name}应还</th><th className="figure">{right.name}应还</th></tr></thead>
      <tbody>{days.map((on) => {
        const [old, now] = [of(left, on), of(right, on)]
        return <tr key={on} className={old === now ? '' : 'plan-differs'}><th scope="row">{on}</th><td className="figure">{old === null ? '—' : <Money fen={fen(old)} />}</td><td className="figure">{now === null ? '—' : <Money fen={fen(now)} />}</td></tr>
      })}</tbody></table></div>
  )
}

/** Versions of the plan side by side; the first one stays for ever. */
export function PlansButton({ page }: { page: NotePage }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button kind="quiet" disabledReason={page.versions.length < 2 ? '计划没有变过，只有一个版本' : null} onClick={() => setOpen(true)}>各版本对照</Button>
      {isOpen ? <PlansDrawer page={page} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function PlansDrawer({ page, onClose }: { page: NotePage; onClose: () => void }) {
  const read = useRead<NotePlans>(api.note(page.noteId, 'plans'))
  const [[left, right], choose] = useState<readonly [number, number]>([page.versions.length - 1, page.versions.length])
  const plans = read.data?.plans ?? []
  const name = (version: number): string => {
    const plan = plans.find((one) => one.version === version)
    return plan === undefined ? '' : `第 ${version} 版 ${PLAN_REASONS[plan.reason as PlanReason]} ${plan.fromDay}`
  }
  const side = (version: number): Side => ({ name: `第 ${version} 版`, rows: plans.find((one) => one.version === version)?.rows ?? [] })
  const choices = plans.map((one) => ({ value: String(one.version), label: name(one.version) }))
  return (
    <Drawer title={`还款计划各版本 · ${page.number}`} open onClose={onClose} foot={<Button onClick={onClose}>关闭</Button>}>
      <div className="stack">
        <RefusalText refusals={refusalsIn(read.error)} />
        {read.data === undefined ? <SkeletonRows rows={6} /> : (
          <>
            <div className="form-grid"><ChoiceField label="左边" value={String(left)} onChange={(value) => choose([Number(value), right])} choices={choices} /><ChoiceField label="右边" value={String(right)} onChange={(value) => choose([left, Number(value)])} choices={choices} /></div>
            <SideBySide left={side(left)} right={side(right)} />
          </>
        )}
      </div>
    </Drawer>
  )
}
