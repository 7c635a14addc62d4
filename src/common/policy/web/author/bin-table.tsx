import { type Bin, type CardFault, type Stretch, scoreFigure, stretches } from '#common/policy/domain'
import { Button, ChoiceField, CountField, DecimalField, IconButton, RateField } from '#ui'
import { percent } from '../value-text.ts'
import { isPercent, wordOf } from '../value-words.ts'
import { type BinRow, binOf, isTyped, moved, rowOf } from './bin-rows.ts'

const LOWER = [{ value: 'GE', label: '≥' }, { value: 'GT', label: '＞' }] as const
const UPPER = [{ value: 'LE', label: '≤' }, { value: 'LT', label: '＜' }] as const
const GUIDELINES = ['v1', 'v2', 'v3', 'v4', 'v5'] as const

interface Props { readonly id: string; readonly figure: string; readonly bins: readonly Bin[]; readonly faults: readonly CardFault[]; readonly onChange: (bins: readonly Bin[]) => void }

/** Bins of one figure as rows: from, to, points, and beside them where on the line each really decides. What is wrong stands under the row. */
export function BinTable({ id, figure, bins, faults, onChange }: Props) {
  const isWord = scoreFigure(figure)?.is === 'WORD'
  const line = !isWord && isTyped(bins) ? stretches(figure, bins) : []
  const set = (at: number, row: BinRow): void => onChange(bins.map((bin, i) => (i === at ? binOf(figure, row) : bin)))
  const fresh: Bin = isWord ? { when: [{ figure, is: 'EQ', than: '' }], then: 0 } : { when: [{ figure, is: bins.at(-1)?.when[0]?.is ?? 'GE', than: '' }], then: 0 }
  return (
    <div className="author-bins">
      <table className="author-table">
        <thead><tr><th scope="col">档</th>{isWord ? <th scope="col">取值</th> : <><th scope="col">从</th><th scope="col">到</th></>}<th scope="col" className="figure">得分</th>{isWord ? null : <th scope="col">实际区间</th>}<th scope="col"><span className="unseen">操作</span></th></tr></thead>
        <tbody>
          {bins.map((bin, i) => {
            const row = rowOf(bin) ?? { from: null, to: null, equal: '', points: null }
            const wrong = faults.filter(({ at }) => at[1] === String(i))
            const label = `${id} 第 ${i + 1} 档`
            return [
              <tr key={i} className={wrong.length > 0 ? 'author-wrong' : undefined}>
                <td className="muted">{i + 1}</td>
                {isWord ? <td><ChoiceField label={`${label}取值`} value={row.equal === '' || row.equal === null ? null : row.equal} onChange={(equal) => set(i, { ...row, equal })} choices={(scoreFigure(figure)?.words ?? []).map((word) => ({ value: word, label: wordOf(word, [figure]) }))} /></td> : <Ends label={label} figure={figure} row={row} onChange={(next) => set(i, next)} />}
                <td className="author-points"><CountField label={`${label}得分`} value={row.points} onChange={(points) => set(i, { ...row, points })} /></td>
                {isWord ? null : <td className="author-range">{rangesOf(figure, line, i)}</td>}
                <td className="author-acts">
                  {i === 0 ? null : <IconButton icon="up" label={`上移${label}`} onClick={() => onChange(moved(bins, i, -1))} />}
                  {bins.length === 1 ? null : <IconButton icon="cross" label={`去掉${label}`} onClick={() => onChange(bins.filter((_, at) => at !== i))} />}
                </td>
              </tr>,
              ...wrong.map(({ says }) => <tr key={`${i} ${says}`} className="author-fault"><td /><td colSpan={5} role="alert">{says}</td></tr>),
            ]
          })}
          <tr className="author-rest"><td /><td colSpan={isWord ? 1 : 2}>其余</td><td className="figure">0</td>{isWord ? null : <td className="author-range">{rangesOf(figure, line, null)}</td>}<td /></tr>
        </tbody>
      </table>
      <Button kind="quiet" icon="plus" onClick={() => onChange([...bins, fresh])}>加一档</Button>
    </div>
  )
}

function Ends({ label, figure, row, onChange }: { label: string; figure: string; row: BinRow; onChange: (row: BinRow) => void }) {
  const ends = (next: Partial<BinRow>): void => onChange({ ...row, equal: null, ...next })
  if (row.equal !== null) return (
    <td colSpan={2}><div className="author-end"><ChoiceField label={`${label}比较`} value="EQ" onChange={(is) => { if (is !== 'EQ') ends({ from: { is, than: row.equal ?? '' } }) }} choices={[...LOWER, { value: 'EQ', label: '=' }]} /><Than label={`${label}等于`} figure={figure} value={row.equal} onChange={(equal) => onChange({ ...row, equal: equal ?? '' })} /></div></td>
  )
  const { from, to } = row
  return (
    <>
      <td><div className="author-end">
        <ChoiceField<'GE' | 'GT' | 'EQ' | 'NONE'> label={`${label}下限比较`} value={from?.is ?? 'NONE'} onChange={(is) => (is === 'EQ' ? onChange({ ...row, from: null, to: null, equal: from?.than ?? '' }) : ends({ from: is === 'NONE' ? null : { is, than: from?.than ?? '' } }))} choices={[...LOWER, { value: 'EQ', label: '=' }, { value: 'NONE', label: '不限' }]} />
        {from === null ? null : <Than label={`${label}下限`} figure={figure} value={from.than} onChange={(than) => ends({ from: { ...from, than: than ?? '' } })} />}
      </div></td>
      <td><div className="author-end">
        <ChoiceField<'LE' | 'LT' | 'NONE'> label={`${label}上限比较`} value={to?.is ?? 'NONE'} onChange={(is) => ends({ to: is === 'NONE' ? null : { is, than: to?.than ?? '' } })} choices={[...UPPER, { value: 'NONE', label: '不限' }]} />
        {to === null ? null : <Than label={`${label}上限`} figure={figure} value={to.than} onChange={(than) => ends({ to: { ...to, than: than ?? '' } })} />}
      </div></td>
    </>
  )
}

function Than({ label, figure, value, onChange }: { label: string; figure: string; value: string; onChange: (than: string | null) => void }) {
  if (figure === 'netMargin' && !/^-?\d/.test(value)) return <ChoiceField label={label} value={value === '' ? null : value} onChange={onChange} choices={GUIDELINES.map((word) => ({ value: word, label: wordOf(word, [figure]) }))} />
  const typed = value === '' ? null : value
  return isPercent(figure) ? <RateField label={label} value={typed} onChange={onChange} /> : <DecimalField label={label} value={typed} onChange={onChange} />
}

/** Where the bin decides, `1.75 ≤ x ＜ 2.00`; of the rest, every stretch no bin takes. */
function rangesOf(figure: string, line: readonly Stretch[], bin: number | null): string {
  return line.filter((each) => each.bin === bin).map((each) => rangeText(figure, each)).join('；')
}

function rangeText(figure: string, { from, to }: Stretch): string {
  const said = (value: string): string => (value.startsWith('v') ? wordOf(value, [figure]) : isPercent(figure) ? percent(value) : value)
  if (from !== null && to !== null && from.value === to.value) return `= ${said(from.value)}`
  const [low, high] = [from === null ? '' : `${said(from.value)} ${from.belongs ? '≤' : '＜'} `, to === null ? '' : ` ${to.belongs ? '≤' : '＜'} ${said(to.value)}`]
  return `${low}x${high}`
}
