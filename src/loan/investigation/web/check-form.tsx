import { Backing, CaseField, ListLedger, fieldName, useCase, usePlace } from '#common/assessment/web'
import { type Account, methodFigure, windowMonths } from '#common/assessment/domain'
import { FigureValue, LiveFigure, useFigure, useFigures } from '#common/figures/web'
import { formatValue } from '#common/figures/domain'
import { IconButton, StateBadge } from '#ui'
import { METHOD_FORMS, type Method, type MethodList, rowOf } from './method-forms.ts'

/** One check: its inputs in the order they are collected, what they give, and why when it does not fit. */
export function CheckForm({ index, onRemove }: { index: number; onRemove: () => void }) {
  const store = useCase()
  const at = `/checks/${index}`
  const method = usePlace<Method | undefined>(`${at}/method`)
  const account = usePlace<Account | undefined>(`${at}/account`)
  if (method === undefined || account === undefined) return null
  const { fields, list, says } = METHOD_FORMS[method]
  const asked = fields.filter(({ on }) => on === undefined || on === account)
  const name = store.figures.definition(methodFigure(method, account)).name
  return (
    <article className="check" aria-label={`${method} ${name}`} id={`check-${index}`}>
      <header className="check-head">
        <h4><span className="ledger-code">{method}</span>{name}</h4>
        <Outcome index={index} method={method} account={account} />
        <Backing pointer={`${at}/evidence`} label={`${method} ${name}`} />
        {store.isOpen ? <IconButton icon="cross" size={14} label={`删去 ${method} ${name}`} onClick={onRemove} /> : null}
      </header>
      {asked.length === 0 ? null : <div className="check-fields">{asked.map(({ field, kind, label }) => (kind === 'figure' || kind === 'check' ? null : <CaseField key={field} at={`${at}/${field}`} kind={kind} label={label ?? fieldName(`/${field}`)} />))}</div>}
      {list === undefined || (list.on !== undefined && list.on !== account) ? null : <CheckList index={index} method={method} list={list} />}
      {says === undefined ? null : <p className="small muted check-says">{says}</p>}
      <Cause index={index} />
    </article>
  )
}

function CheckList({ index, method, list }: { index: number; method: Method; list: MethodList }) {
  const store = useCase()
  const { checks, cutOffOn } = store.caseFile
  const before = checks.slice(0, index).reduce((rows, check) => rows + (check.method === 'X37' ? check.links.length : 0), 0)
  return (
    <ListLedger
      title={fieldName(`/${list.field}`)} list={`/checks/${index}/${list.field}`} name={list.name} {...(list.nameKind === undefined ? {} : { nameKind: list.nameKind })}
      columns={list.columns} blank={rowOf(method, windowMonths(cutOffOn))} most={list.most} figuresFrom={before} evidence={false}
    />
  )
}

/** 检验值、偏差, and whether it holds. */
function Outcome({ index, method, account }: { index: number; method: Method; account: Account }) {
  const { figures } = useFigures()
  const deviation = useFigure('checkDeviation', index)
  const stated = useFigure('checkStated', index)
  const holds = useFigure('checkHolds', index)
  const value = methodFigure(method, account)
  const judged = deviation !== null || (holds !== null && JUDGED_OTHERWISE.has(method))
  return (
    <dl className="check-outcome">
      <div><dt>检验值</dt><dd><LiveFigure id={value} index={index} />{method === 'X22' ? <> / <FigureValue value={stated} unit="COUNT" /></> : null}</dd></div>
      {beside(method).map(([says, id, other]) => <div key={id}><dt>{says}</dt><dd><LiveFigure id={id} index={index} />{other === undefined ? null : <> 至 <LiveFigure id={other} index={index} /></>}</dd></div>)}
      {deviation === null ? null : <div><dt>偏差</dt><dd><LiveFigure id="checkDeviation" index={index} /></dd></div>}
      {judged ? <StateBadge tone={holds === true ? 'holds' : 'stop'}>{holds === true ? '相符' : deviation === null ? '不符' : '超出'}</StateBadge> : null}
      {deviation === null && figures.value(value, index) === null ? <StateBadge tone="warning">材料不足</StateBadge> : null}
    </dl>
  )
}

/** Methods that say yes or no by something else than a deviation. */
const JUDGED_OTHERWISE = new Set<Method>(['X03', 'X11', 'X22', 'X36'])

/** What stands beside the value of a method: the band, the grade, the other trend. */
function beside(method: Method): readonly (readonly [string, string, string?])[] {
  switch (method) {
    case 'X03': return [['同业区间', 'checkBandFrom', 'checkBandTo']]
    case 'X04': return [['同比', 'trendGrowth']]
    case 'X05': return [['比同业平均（档）', 'peerGrade']]
    case 'X09': return [['环比之差', 'energyGap']]
    case 'X36': return [['营业额走势', 'salesTrend']]
    default: return []
  }
}

/** A check that does not hold asks for its cause, by kind and in words, before the investigation can be believed [S2-65]. */
function Cause({ index }: { index: number }) {
  const at = `/checks/${index}`
  const holds = useFigure('checkHolds', index)
  const deviation = useFigure('checkDeviation', index)
  const cause = usePlace<string | undefined>(`${at}/cause`)
  if (holds !== false && cause === undefined) return null
  return (
    <div className="check-cause">
      <CaseField at={`${at}/causeKind`} kind="choice" label="原因类别" />
      <CaseField at={`${at}/cause`} kind="note" label={deviation === null ? '不符的原因' : `偏差 ${formatValue(deviation, 'RATE')} 的原因`} hint="须写明，委员据此决定是否否决" />
    </div>
  )
}
