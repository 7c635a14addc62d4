import { type Bin, type CardFault, SCORE_FIGURES, keyForm, scoreFigure } from '#common/policy/domain'
import { ChoiceField, IconButton, TextField } from '#ui'
import { RulesField } from '../rule-fields.tsx'
import { BinTable } from './bin-table.tsx'
import { soleFigure } from './bin-rows.ts'

export interface Indicator { readonly name: string; readonly bins: readonly Bin[] }
interface Props {
  readonly id: string
  readonly indicator: Indicator
  readonly most: number
  readonly faults: readonly CardFault[]
  readonly isChanged: boolean
  readonly onChange: (indicator: Indicator) => void
  readonly onMove: ((by: 1 | -1) => void)
  readonly mayMove: { readonly up: boolean; readonly down: boolean }
  readonly onDrop: () => void
}

const FIGURES = Object.entries(SCORE_FIGURES).map(([value, { name }]) => ({ value, label: name }))
const form = keyForm('scorecard.indicators')
const rules = form.is === 'ENTRIES' && form.item.is === 'ROW' ? form.item.fields['bins'] : undefined

/** One indicator: its name, the figure it looks at, its bins; folded until someone opens it. */
export function IndicatorEditor({ id, indicator, most, faults, isChanged, onChange, onMove, mayMove, onDrop }: Props) {
  const { name, bins } = indicator
  const figure = soleFigure(bins)
  const isBare = bins.every(({ when }) => when.every((each) => each.figure === ''))
  const look = (next: string): void => onChange({ name: name === '' ? (scoreFigure(next)?.name ?? '') : name, bins: [{ when: [{ figure: next, is: scoreFigure(next)?.is === 'WORD' ? 'EQ' : 'GE', than: '' }], then: 0 }] })
  return (
    <details className={`author-indicator${faults.length > 0 ? ' author-indicator-wrong' : ''}`} open={isBare || undefined}>
      <summary>
        <span className="ledger-code">{id}</span><b>{name === '' ? '（未命名）' : name}</b>
        {isChanged ? <span className="author-changed">已改</span> : null}{faults[0] === undefined ? null : <span className="author-flag">{faults[0].says}</span>}
        <span className="author-most">{most} 分</span>
      </summary>
      <div className="author-indicator-body">
        <div className="author-indicator-head">
          <TextField label={`${id} 名称`} value={name} maxLength={60} onChange={(next) => onChange({ name: next, bins })} />
          <ChoiceField label={`${id} 看哪个数`} value={figure ?? null} placeholder={isBare ? '选择' : '多个条件'} onChange={look} choices={FIGURES} />
          <div className="author-indicator-acts">
            {mayMove.up ? <IconButton icon="up" label={`上移 ${id}`} onClick={() => onMove(-1)} /> : null}
            {mayMove.down ? <IconButton icon="down" label={`下移 ${id}`} onClick={() => onMove(1)} /> : null}
            <IconButton icon="cross" label={`去掉 ${id}`} onClick={onDrop} />
          </div>
        </div>
        {isBare ? null : figure !== null ? <BinTable id={id} figure={figure} bins={bins} faults={faults} onChange={(next) => onChange({ name, bins: next })} />
          : rules?.is === 'LIST' && rules.item.is === 'RULE' ? <RulesField form={rules} rule={rules.item} label={id} value={bins} before={bins} place={['indicators', id, 'bins']} onChange={(next) => onChange({ name, bins: next as readonly Bin[] })} faults={faults.map(({ at, says }) => ({ at: at.slice(1), expected: says }))} /> : null}
      </div>
    </details>
  )
}
