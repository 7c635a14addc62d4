import '../evidence.css'
import '../flows/flows.css'
import { useCase } from '#common/assessment/web'
import type { BillReading } from '#loan/investigation/domain'
import { EmptyState, Go, RefusalText, SkeletonRows, api, paths, refusalsIn, useRead } from '#ui'
import { BillDrop } from '../bill-drop.tsx'
import { AccountPart } from '../flows/account-part.tsx'
import { ExcludedPart } from '../flows/excluded-part.tsx'
import { InvoicePart } from '../flows/invoice-part.tsx'
import { SalesPart } from '../flows/sales-part.tsx'
import { useOpenCase } from '../session-context.ts'

/** 流水与发票: what was read of every account, where it does not hold, what is no sale and why, and what it went into. */
export function FlowsSheet() {
  const store = useCase()
  const { caseId } = useOpenCase()
  const read = useRead<BillReading>(api.billReading(caseId))
  const again = (): void => void read.refetch()
  return (
    <div className="stack flows">
      {store.isOpen ? <BillDrop onRead={again} /> : null}
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.data === undefined ? (read.isError ? null : <SkeletonRows rows={6} />) : <Shown reading={read.data} onChange={again} />}
      <p className="small muted">认不出的流水可以当场对应各列；本行教过的版式见 <Go to={paths.billLayouts()}>流水版式</Go>。</p>
    </div>
  )
}

function Shown({ reading, onChange }: { reading: BillReading; onChange: () => void }) {
  if (reading.accounts.length === 0 && reading.invoices.length === 0) return <div className="panel"><EmptyState says="还没有流水或发票。拖入银行、微信、支付宝的原始文件，或增值税发票清单。" /></div>
  return (
    <>
      {reading.accounts.length === 0 ? null : <SalesPart reading={reading} />}
      {reading.accounts.map((account) => <AccountPart key={account.key} account={account} />)}
      {reading.accounts.length === 0 ? null : <ExcludedPart reading={reading} onChange={onChange} />}
      {reading.invoices.map((invoices) => <InvoicePart key={String(invoices['evidenceId'])} invoices={invoices} />)}
    </>
  )
}
