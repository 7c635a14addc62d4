import { Backing, CaseField, ListLedger, fieldName, useCase, usePlace } from '#common/assessment/web'
import type { Check } from '#common/assessment/domain'
import { FigureValue, LiveFigure, useFigure, useFigures } from '#common/figures/web'
import { formatValue, isNumber, type Value } from '#common/figures/domain'
import { absolute, compare, exact } from '#kernel'
import { IconButton, StateBadge } from '#ui'
import { METHOD_FORMS } from './check-methods.ts'

/** One check: its inputs in the order they are collected, what they give, and why when it does not fit. */
export function CheckForm({ index, onRemove }: { index: number; onRemove: () => void }) {
  const store = useCase()
  const at = `/checks/${index}`
  const method = usePlace<Check['method'] | undefined>(`${at}/method`)
  if (method === undefined) return null
  const form = METHOD_FORMS[method]
  const name = store.figures.definition(`check${method}`).name
  return (
    <article className="check" aria-label={`${method} ${name}`}>
      <header className="check-head">
        <h4><span className="ledger-code">{method}</span>{name}</h4>
        <Outcome index={index} method={method} />
        <Backing pointer={`${at}/evidence`} label={`${method} ${name}`} />
        {store.isOpen ? <IconButton icon="cross" size={14} label={`删去 ${method} ${name}`} onClick={onRemove} /> : null}
      </header>
      {form.fields.length === 0 ? null : <div className="check-fields">{form.fields.map(({ field, kind, label }) => (kind === 'figure' || kind === 'check' ? null : <CaseField key={field} at={`${at}/${field}`} kind={kind} label={label ?? fieldName(`/${field}`)} />))}</div>}
      {form.list === undefined ? null : <ListLedger title={fieldName(`/${form.list.field}`)} list={`${at}/${form.list.field}`} name={form.list.name} columns={form.list.columns} blank={form.list.blank} most={form.list.most} evidence={false} />}
      {form.says === undefined ? null : <p className="small muted check-says">{form.says}</p>}
      <Cause index={index} />
    </article>
  )
}

/** 检验值、偏差, and whether it holds. */
function Outcome({ index, method }: { index: number; method: string }) {
  const { pack } = useCase()
  const { figures } = useFigures()
  const deviation = useFigure('checkDeviation', index)
  const stated = useFigure('checkStated', index)
  const voices = method === 'X22'
  const beyond = exceeds(deviation, pack.checks.deviationTolerance)
  return (
    <dl className="check-outcome">
      <div><dt>检验值</dt><dd><LiveFigure id={`check${method}`} index={index} />{voices ? <> / <FigureValue value={stated} unit="COUNT" /></> : null}</dd></div>
      {deviation === null ? null : <div><dt>偏差</dt><dd><LiveFigure id="checkDeviation" index={index} /></dd></div>}
      {deviation === null ? null : <StateBadge tone={beyond ? 'stop' : 'holds'}>{beyond ? '超出' : '在容忍度内'}</StateBadge>}
      {deviation === null && figures.value(`check${method}`, index) === null ? <StateBadge tone="warning">材料不足</StateBadge> : null}
    </dl>
  )
}

/** A deviation asks for its cause before the investigation can be believed [S2-65]. */
function Cause({ index }: { index: number }) {
  const { pack } = useCase()
  const deviation = useFigure('checkDeviation', index)
  const cause = usePlace<string | undefined>(`/checks/${index}/cause`)
  if (!exceeds(deviation, pack.checks.deviationTolerance) && cause === undefined) return null
  return <div className="check-cause"><CaseField at={`/checks/${index}/cause`} kind="note" label={`偏差 ${formatValue(deviation, 'RATE')} 的原因`} hint="须写明，委员据此决定是否否决" /></div>
}

function exceeds(deviation: Value, tolerance: string): boolean {
  return deviation !== null && isNumber(deviation) && compare(absolute(deviation), exact(tolerance)) > 0
}
