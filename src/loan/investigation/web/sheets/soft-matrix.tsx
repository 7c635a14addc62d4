import './soft.css'
import { useState } from 'react'
import { SOFT_CELLS } from '#common/assessment/domain'
import { fieldName, useCase, usePlace, wordOf } from '#common/assessment/web'
import { formatValue } from '#common/figures/domain'
import { FigureValue, LiveFigure, useFigure } from '#common/figures/web'
import { may, useMe } from '#common/staff/web'
import { REFUSING } from '#loan/investigation/domain'
import { Field, StateBadge, type Tone } from '#ui'
import { RulingAct } from '../ruling-act.tsx'

const ZONES: Readonly<Record<string, { readonly says: string; readonly tone: Tone }>> = { NORMAL: { says: '正常', tone: 'holds' }, NEAR: { says: '接近', tone: 'quiet' }, DEVIATION: { says: '偏差', tone: 'warning' } }
const NAMES: Readonly<Record<string, string>> = { marriage: '婚姻', age: '年龄', yearsInBusiness: '经营年限', residence: '居住年限', property: '财产状况', creditRecord: '信用记录', children: '子女', spouse: '配偶' }

interface Explanation { readonly cell: string; readonly text: string; readonly source: string; readonly accepted: boolean; readonly evidence: readonly string[] }

/** 不对称偏差分析: eight cells worked out from the file; a deviation asks for an explanation, and never moves score or price. */
export function SoftMatrix() {
  return (
    <section className="part" aria-label="不对称偏差分析">
      <header><h3>不对称偏差分析</h3><span className="small muted">由案卷推得，不另行填写；只提问，不计分、不影响价格</span><span className="small">未解释 <LiveFigure id="unexplainedDeviations" /> 项</span></header>
      <ul className="soft-cells">{SOFT_CELLS.map((cell) => <SoftCell key={cell} cell={cell} />)}</ul>
      {SOFT_CELLS.map((cell) => <Deviation key={cell} cell={cell} />)}
    </section>
  )
}

function SoftCell({ cell }: { cell: string }) {
  const { says, tone } = useZone(cell)
  const isOpen = useFigure(`soft_${cell}_open`) === 1
  return (
    <li className="soft-cell">
      <div className="soft-head"><span className="muted">{NAMES[cell]}</span><StateBadge tone={isOpen ? 'stop' : tone}>{isOpen ? '偏差，待解释' : says}</StateBadge></div>
      <div className="soft-value"><CellValue cell={cell} /></div>
    </li>
  )
}

/** A deviating cell with its explanation, below the matrix. */
function Deviation({ cell }: { cell: string }) {
  const isDeviation = useZone(cell) === ZONES['DEVIATION']
  return isDeviation ? <div className="soft-deviation"><p><span className="muted">{NAMES[cell]}</span><b><CellValue cell={cell} /></b></p><Explaining cell={cell} /></div> : null
}

function useZone(cell: string) {
  return ZONES[formatValue(useFigure(`soft_${cell}`), 'WORD')] ?? ZONES['DEVIATION']!
}

/** What the file says in this cell. */
function CellValue({ cell }: { cell: string }) {
  const { caseFile } = useCase()
  const applicant = usePlace<typeof caseFile.applicant>('/applicant')
  const spouse = usePlace<typeof caseFile.spouse>('/spouse')
  const credit = usePlace<string>('/soft/creditRecord')
  switch (cell) {
    case 'marriage': return <>{wordOf('marriage', applicant.marriage)}</>
    case 'age': return <><AgeYears /> 岁</>
    case 'yearsInBusiness': return <YearsInBusiness />
    case 'residence': return <>{applicant.residence.local ? '本地人' : `居住 ${applicant.residence.years} 年`}</>
    case 'property': return <>{wordOf('property', applicant.property)}</>
    case 'creditRecord': return <>{wordOf('creditRecord', credit)}</>
    case 'children': return <>{wordOf('children', applicant.children)}</>
    case 'spouse': return <>{spouse === null ? '没有配偶' : wordOf('work', spouse.work)}</>
    default: return <>—</>
  }
}

function AgeYears() {
  return <FigureValue value={useFigure('age')} unit="COUNT" />
}

function YearsInBusiness() {
  const months = Number(useFigure('monthsInBusiness') ?? 0)
  return <>{Math.floor(months / 12)} 年 {months % 12} 个月</>
}

/** 合理性解释: at least so many characters, and where it comes from. */
function Explaining({ cell }: { cell: string }) {
  const store = useCase()
  const all = usePlace<readonly Explanation[]>('/soft/explanations')
  const at = all.findIndex((one) => one.cell === cell)
  const [source, setSource] = useState(all[at]?.source ?? '客户说明')
  const text = all[at]?.text ?? ''
  const least = store.pack.soft.explanationCharacters
  const write = (next: Partial<Explanation>): void => {
    const one: Explanation = { cell, text, source, accepted: true, evidence: [], ...all[at], ...next }
    const others = all.filter((_, index) => index !== at)
    store.set('/soft/explanations', one.text === '' || one.source === '' ? others : [...others, one])
  }
  const me = useMe().data
  const refused = usePlace<readonly { readonly cell: string; readonly says: string; readonly reason: string; readonly by?: string }[]>('/system/refusedExplanations').find((one) => one.cell === cell && one.says === text)
  return (
    <div className="soft-explain">
      <Field label="合理性解释" hint={`${[...text].length} / 至少 ${least} 字`}>{(control) => <textarea {...control} rows={2} value={text} disabled={!store.isOpen} onChange={(event) => write({ text: event.target.value })} />}</Field>
      <Field label={fieldName('/source')}>{(control) => <input {...control} value={source} disabled={!store.isOpen} onChange={(event) => { setSource(event.target.value); if (event.target.value !== '') write({ source: event.target.value }) }} />}</Field>
      {refused !== undefined ? <p className="soft-refused">{refused.by ?? ''}未采信：{refused.reason}。请另作解释。</p> : text !== '' && may(me, ...REFUSING) ? <RulingAct part="explanations/refuse" body={{ cell }} act="不采信" title={`不采信「${NAMES[cell] ?? cell}」的解释`} says={text} done="已记为不采信，须另作解释" /> : null}
    </div>
  )
}
