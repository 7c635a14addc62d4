import type { Senses } from '#loan/investigation/domain'
import { percentText, NoteField, SaveState, StateBadge, TextField } from '#ui'
import { usePart } from './use-part.ts'
import type { StepProps } from './step-props.ts'

const PERCENT = new Set(['weightedMargin', 'equityDeviation', 'expenseShare'])
const AMOUNTS = new Set(['averageSales', 'wageMonthly'])

/** 六到: eye, hand, question, brain, heart; the ear is the next step [S2-62]. */
export function SensesStep({ caseId, visit, whyNot }: StepProps) {
  const { content, change, saving } = usePart(caseId, visit, 'SENSES', visit.senses)
  const note = (id: Exclude<keyof Senses, 'askedTwice'>, label: string, placeholder = '') => <NoteField label={label} value={content[id]} onChange={(text) => change({ ...content, [id]: text })} rows={2} maxLength={1000} placeholder={placeholder} />
  const twice = (id: keyof Senses['askedTwice'], label: string) => <TextField label={label} value={content.askedTwice[id]} onChange={(text) => change({ ...content, askedTwice: { ...content.askedTwice, [id]: text } })} maxLength={1000} />
  return (
    <fieldset className="visit-fields stack" disabled={whyNot !== null}>
      <div className="row">{whyNot === null ? null : <span className="muted">{whyNot}</span>}<SaveState saving={saving} /></div>
      {visit.mode === 'OFF_SITE' ? null : (
        <>
          <Sense name="眼到">{note('eye', '店、货、雇员、在店顾客、墙上证照、住所', '看到了什么')}</Sense>
          <Sense name="手到">{note('cashCounted', '清点的现金')}{note('stockSampled', '抽点的存货')}{note('cartonsOpened', '开箱验货')}{note('booksTurned', '翻看的账本')}</Sense>
        </>
      )}
      <Sense name="问到">
        {twice('question', '同一个问题')}
        <div className="form-grid">{twice('firstWho', '先问谁')}{twice('firstSays', '怎么说')}{twice('secondWho', '再问谁')}{twice('secondSays', '怎么说')}</div>
      </Sense>
      <Sense name="脑到">
        <ul className="visit-figures">{visit.figures.map(({ id, name, value }) => <li key={id}><span>{name}</span>{value === null ? <StateBadge tone="warning">尚算不出</StateBadge> : <b>{shown(id, value)}</b>}</li>)}</ul>
        <p className="muted small">由工作簿里已填的数算出，离场前填到能算出为止。</p>
        {note('brain', '现场测算的判断')}
      </Sense>
      <Sense name="心到">{note('heart', '矛盾之处与本人判断')}</Sense>
    </fieldset>
  )
}

function shown(id: string, value: string): string {
  if (AMOUNTS.has(id)) return `${Math.round(Number(value) / 100).toLocaleString('zh-CN')} 元`
  return PERCENT.has(id) ? percentText(value) : value
}

function Sense({ name, children }: { name: string; children: React.ReactNode }) {
  return <section className="panel"><div className="panel-head"><h3>{name}</h3></div><div className="panel-body stack">{children}</div></section>
}
