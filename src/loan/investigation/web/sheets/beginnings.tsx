import { CaseField, OptionalPart, PartGrid, useCase, usePlace } from '#common/assessment/web'
import { LiveFigure, useFigure } from '#common/figures/web'
import { type Day, addMonths } from '#kernel'
import { Button, announce } from '#ui'

interface Begun { readonly initialCapitalFen: number; readonly borrowedCapitalFen: number; readonly ownCapitalFen: number; readonly evidence: readonly string[] }
const blank = () => ({ yearsInTrade: '', changedTrade: '', advantage: '', initialCapitalFen: 0, ownCapitalFen: 0, borrowedCapitalFen: 0, borrowedRepaid: 'NOTHING_BORROWED', partners: '', partnersLeft: '', settlement: '', evidence: [] })

/** 创业经历九问 [S2-53]: where the first money came from; can open the equity check. */
export function Beginnings() {
  const store = useCase()
  const begun = usePlace<Begun | null>('/beginnings')
  const agrees = useFigure('beginningsAgree')
  const hasInitial = (usePlace<{ readonly initial: readonly unknown[] } | null>('/equity')?.initial.length ?? 0) > 0
  const fill = (): void => {
    if (begun === null) return
    const line = (label: string, side: string, amountFen: number) => (amountFen > 0 ? [{ label, side, amountFen, evidence: begun.evidence }] : [])
    const partners = Math.max(0, begun.initialCapitalFen - begun.ownCapitalFen - begun.borrowedCapitalFen)
    const initial = [...line('初始投入', 'ASSET', begun.initialCapitalFen), ...line('创业借款', 'DEBT', begun.borrowedCapitalFen), ...line('合伙人投入', 'DEBT', partners)]
    const startOn = store.caseFile.business.startedOn
    store.set('/equity', { ...(store.caseFile.equity ?? { startOn: addMonths(startOn as Day, 0), profits: [], injections: [], appreciation: [], household: [], withdrawals: [], depreciation: [] }), initial })
    announce('初始权益已按创业经历填入', () => { store.undo() })
  }
  return (
    <OptionalPart title="创业经历（九问）" at="/beginnings" none="还没有问客户怎样起家" add="开始询问" blank={blank}>
      <div className="notes-grid">
        <CaseField at="/beginnings/yearsInTrade" kind="note" /><CaseField at="/beginnings/changedTrade" kind="note" /><CaseField at="/beginnings/advantage" kind="note" />
      </div>
      <PartGrid>
        <CaseField at="/beginnings/initialCapitalFen" kind="money" /><CaseField at="/beginnings/ownCapitalFen" kind="money" /><CaseField at="/beginnings/borrowedCapitalFen" kind="money" hint={agrees === false ? '自有与借入之和大于初始投入' : <>其余为合伙人投入 <LiveFigure id="partnerCapital" /></>} /><CaseField at="/beginnings/borrowedRepaid" kind="choice" />
      </PartGrid>
      <div className="notes-grid">
        <CaseField at="/beginnings/partners" kind="note" /><CaseField at="/beginnings/partnersLeft" kind="note" /><CaseField at="/beginnings/settlement" kind="note" />
      </div>
      {store.isOpen ? <Button kind="plain" disabledReason={hasInitial ? '初始权益已有明细；先删去才可按经历填入' : begun?.initialCapitalFen === 0 ? '先填初始投入' : null} onClick={fill}>用作初始权益（起始日为开业日）</Button> : null}
    </OptionalPart>
  )
}
