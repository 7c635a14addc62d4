import { useSheets } from '#loan/investigation/web'
import { Go, Icon, useGo } from '#ui'

/** On the phone the sheets are steps: which of how many, one back, one on, or any from the list. */
export function SheetSteps({ sheet, address }: { sheet: string; address: (sheet: string) => string }) {
  const go = useGo()
  const sheets = useSheets(sheet)
  const at = sheets.findIndex(({ id }) => id === sheet)
  const [before, after] = [sheets[at - 1], sheets[at + 1]]
  return (
    <nav className="case-step no-print" aria-label="表">
      {before === undefined ? <span /> : <Go to={address(before.id)} label={`上一表 ${before.name}`}><Icon name="left" /></Go>}
      <label><span className="unseen">表</span><select value={sheet} onChange={(event) => go(address(event.target.value))}>{sheets.map(({ id, name }, index) => <option key={id} value={id}>{index + 1}/{sheets.length}　{name}</option>)}</select></label>
      {after === undefined ? <span /> : <Go to={address(after.id)} label={`下一表 ${after.name}`}><Icon name="right" /></Go>}
      <i className="case-progress" aria-hidden style={{ width: `${((at + 1) / sheets.length) * 100}%` }} />
    </nav>
  )
}
