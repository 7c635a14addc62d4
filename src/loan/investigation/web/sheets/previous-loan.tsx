import { CaseField, OptionalPart, PartGrid, useCase, usePlace } from '#common/assessment/web'
import type { Carried } from '#common/assessment/domain'
import { pointerName } from '#common/assessment/domain'
import { useMe } from '#common/staff/web'
import { Button, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'
import { useOpenCase } from '../session-context.ts'

/** 上一笔贷款: the loan before this one, and what of its case is taken over until somebody confirms it. */
export function PreviousLoan() {
  const isThere = usePlace<object | null>('/previousCase') !== null
  return (
    <>
      <OptionalPart title="上一笔贷款" at="/previousCase" none="首贷，没有上一案的资产负债表" add="登记上一案" blank={() => ({ cutOffOn: '2024-01-01', actualEquityFen: 0, paidInstalments: 0 })} hasEvidence={false}>
        <PartGrid><CaseField at="/previousCase/caseNumber" label="上一案" /><CaseField at="/previousCase/cutOffOn" kind="day" /><CaseField at="/previousCase/actualEquityFen" kind="money" /><CaseField at="/previousCase/amountFen" kind="money" label="上一笔金额" hint="提额不超过其一半" /><CaseField at="/previousCase/paidInstalments" kind="count" unit="期" label="连续按时还款" /></PartGrid>
      </OptionalPart>
      <TakeOver isThere={isThere} />
    </>
  )
}

/** Takes over what the policy allows, once, and confirms each place. */
function TakeOver({ isThere }: { isThere: boolean }) {
  const store = useCase()
  const { caseId, session, reload } = useOpenCase()
  const me = useMe().data
  const carried = usePlace<readonly Carried[]>('/carried')
  const write = useWrite<{ from: string; places: readonly string[] }>({ changes: [] })
  if (!store.isOpen) return null
  const take = async (): Promise<void> => {
    if (!await session.save()) return
    write.mutate({ path: api.ofCase(caseId, 'carry-over'), body: { rowVersion: session.rowVersion } }, { onSuccess: ({ from, places }) => { announce(`已沿用 ${from} 的 ${places.length} 项，请逐项确认`); reload() } })
  }
  if (carried.length === 0) return isThere ? null : <div className="workbook-line"><Button busy={write.isPending} onClick={() => void take()}>沿用上一案</Button><RefusalText refusals={refusalsIn(write.error)} /></div>
  return (
    <section className="panel">
      <div className="panel-head"><h2>沿用上一案</h2></div>
      <ul className="application-list">
        {carried.map((one, at) => (
          <li key={one.at}>
            <span className="application-says"><strong>{pointerName(one.at)}</strong><span className="muted small">取自 {one.caseNumber}，{one.on}{one.confirmedOn === null ? '' : `，${one.confirmedOn} 确认仍属实`}</span></span>
            {one.confirmedOn === null ? <Button kind="quiet" disabledReason={me === undefined ? '请稍候' : null} onClick={() => store.set(`/carried/${at}/confirmedOn`, me?.businessDate)}>确认仍属实</Button> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
