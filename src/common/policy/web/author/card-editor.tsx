import { type Bin, DIMENSIONS, INDICATORS_MORE_THAN, type PolicyPack, binFaults, byId, keyForm, mostPoints, sameValue, scorecardFaults, scoresOther } from '#common/policy/domain'
import { Banner, Button, CountField, TextField } from '#ui'
import { ValueField } from '../value-field.tsx'
import { isTyped, moved } from './bin-rows.ts'
import { type Indicator, IndicatorEditor } from './indicator-editor.tsx'

type Card = PolicyPack['scorecard']
type Values = Readonly<Record<string, unknown>>
type Indicators = Readonly<Record<string, Indicator>>
type Dimensions = Readonly<Record<string, { readonly name: string; readonly points: number | null }>>

const form = keyForm('scorecard.indicators')
const item = form.is === 'ENTRIES' ? form.item : form
const OTHERS = ['version', 'grades', 'firstLoanCap', 'restrictedGrades', 'restrictedUpTo', 'lowestGrade'] as const
const NAMES: Readonly<Record<(typeof OTHERS)[number], string>> = { version: '评分卡版本', grades: '等级分数线', firstLoanCap: '首贷最高等级', restrictedGrades: '受限等级', restrictedUpTo: '受限等级的金额上限', lowestGrade: '最低等级的后果' }

/** Scores of one version are counted together. */
const REUSED = [{ at: [], expected: '版本号须更新：指标、分值或等级线已改，校准按版本归集' }] as const

/** The card as a risk manager keeps it on paper: dimensions with their sums, indicators with their bins, grades below. What is wrong stands where it is. */
export function CardEditor({ before, now, onChange }: { before: Values; now: Values; onChange: (key: string, value: unknown) => void }) {
  const dimensions = now['dimensions'] as Dimensions
  const indicators = now['indicators'] as Indicators
  const ids = Object.keys(indicators).toSorted(byId)
  const isWhole = ids.every((id) => isTyped(indicators[id]?.bins ?? [])) && DIMENSIONS.every((each) => typeof dimensions[each]?.points === 'number')
  const faults = isWhole ? scorecardFaults(now as unknown as Card).filter(({ at }) => at.length === 1) : []
  const total = DIMENSIONS.reduce((sum, each) => sum + (dimensions[each]?.points ?? 0), 0)
  const setAll = (next: Indicators): void => onChange('indicators', next)
  return (
    <div className="stack">
      <div className="author-totals" role="status"><span>满分 <b className={total === 100 ? 'author-right' : 'author-off'}>{total}</b> / 100</span><span>指标 <b className={ids.length > INDICATORS_MORE_THAN ? 'author-right' : 'author-off'}>{ids.length}</b> 个，须多于 {INDICATORS_MORE_THAN} 个</span></div>
      {faults.map(({ says }) => <Banner key={says} tone="stop">{says}</Banner>)}
      {DIMENSIONS.map((dimension) => {
        const own = ids.filter((id) => id.startsWith(dimension))
        const { name = '', points = null } = dimensions[dimension] ?? {}
        const sum = own.reduce((all, id) => all + mostPoints(indicators[id]?.bins ?? []), 0)
        const setDimension = (next: { name?: string; points?: number | null }): void => onChange('dimensions', { ...dimensions, [dimension]: { name, points, ...next } })
        const swap = (id: string, by: 1 | -1): void => {
          const order = moved(own, own.indexOf(id), by)
          setAll({ ...indicators, ...Object.fromEntries(own.map((at, i) => [at, indicators[order[i] ?? at]!])) })
        }
        return (
          <section key={dimension} className="panel author-dimension" aria-label={`维度 ${dimension}`}>
            <div className="author-dimension-head">
              <span className="ledger-code">{dimension}</span>
              <TextField label={`维度 ${dimension} 名称`} value={name} maxLength={40} onChange={(next) => setDimension({ name: next })} />
              <CountField label={`维度 ${dimension} 满分`} unit="分" value={points} onChange={(next) => setDimension({ points: next })} />
              <span className={sum === points ? 'author-right' : 'author-off'}>指标合计 {sum}{sum === points ? '，相等' : `，与满分相差 ${Math.abs(sum - (points ?? 0))}`}</span>
            </div>
            {own.map((id, i) => {
              const indicator = indicators[id]!
              const earlier = (before['indicators'] as Indicators)[id]
              return <IndicatorEditor key={id} id={id} indicator={indicator} most={mostPoints(indicator.bins)} faults={isTyped(indicator.bins) ? binFaults(indicator.bins) : [{ at: ['bins', String(indicator.bins.findIndex((bin) => !isTyped([bin])))], says: '尚未填完' }]} isChanged={earlier === undefined || !sameValue(item, earlier, indicator)}
                onChange={(next) => setAll({ ...indicators, [id]: next })} onMove={(by) => swap(id, by)} mayMove={{ up: i > 0, down: i < own.length - 1 }} onDrop={() => setAll(Object.fromEntries(Object.entries(indicators).filter(([each]) => each !== id)))} />
            })}
            <div className="author-add"><Button kind="quiet" icon="plus" onClick={() => setAll({ ...indicators, [nextId(dimension, own)]: { name: '', bins: [{ when: [{ figure: '', is: 'GE', than: '' }], then: 0 }] as readonly Bin[] } })}>加指标</Button></div>
          </section>
        )
      })}
      <section className="panel"><div className="panel-head"><h2>等级与限制</h2></div><div className="panel-body stack">
        {OTHERS.map((key) => <div key={key} className="author-other"><span className="field-label">{NAMES[key]}</span><ValueField form={keyForm(`scorecard.${key}`)} label={NAMES[key]} value={now[key]} before={before[key]} onChange={(next) => onChange(key, next)} place={[key]} faults={key === 'version' && before['version'] === now['version'] && scoresOther(before, now) ? REUSED : []} /></div>)}
      </div></section>
    </div>
  )
}

function nextId(dimension: string, own: readonly string[]): string {
  return `${dimension}${Math.max(0, ...own.map((id) => Number(id.slice(1)))) + 1}`
}
