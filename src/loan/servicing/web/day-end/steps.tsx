import { useState } from 'react'
import { DAY_END_STATES, type DayEndFigure, type DayEndPart, type DayEndStepView } from '#loan/servicing/domain'
import { type Column, DataTable, Go, Icon, StateBadge, paths } from '#ui'
import { TONES, durationText, figureText } from './shown.ts'

/** Below this a bar says nothing. */
const SHORTEST = 0.1

/** The steps in their order, each with the time it took as a bar, what it came to, and its parts on demand. */
export function Steps({ steps, day }: { steps: readonly DayEndStepView[]; day: string }) {
  const longest = Math.max(...steps.map(({ seconds }) => seconds), SHORTEST)
  const [open, setOpen] = useState<string | null>(steps.find(({ state }) => state === 'FAILED')?.step ?? null)
  return (
    <ol className="day-end-steps">
      {steps.map((step) => (
        <li key={step.step}>
          <button type="button" className="day-end-step" aria-expanded={open === step.step} onClick={() => setOpen(open === step.step ? null : step.step)}>
            <span className="day-end-name"><Icon name={open === step.step ? 'down' : 'right'} size={14} /><b>{step.name}</b></span>
            <StateBadge tone={TONES[step.state]}>{step.parts.length === 1 || step.state === 'DONE' ? DAY_END_STATES[step.state] : `${step.done} / ${step.parts.length}`}</StateBadge>
            <span className="day-end-bar" aria-hidden><i style={{ width: `${(step.seconds / longest) * 100}%` }} /></span>
            <span className="day-end-time small muted">{step.state === 'WAITING' ? '' : durationText(step.seconds)}</span>
          </button>
          <Figures figures={step.figures} source={SOURCES[step.step]?.(day)} />
          {open === step.step ? <Parts step={step} /> : null}
        </li>
      ))}
    </ol>
  )
}

/** Where the figures of a step can be looked at one by one. */
const SOURCES: Readonly<Partial<Record<string, (day: string) => { readonly to: string; readonly says: string }>>> = {
  results: (day) => ({ to: paths.debits(day), says: '看扣划结果' }), due: () => ({ to: paths.notes('overdue'), says: '看逾期借据' }), orders: () => ({ to: paths.debits(), says: '看扣款指令' }), 'class-floors': () => ({ to: paths.classes('adverse'), says: '看关注及以下' }),
  aging: (day) => ({ to: paths.quality(day), says: '看账龄' }), 'non-accrual': () => ({ to: paths.notes('nonAccrual'), says: '看非应计' }), accrual: (day) => ({ to: paths.ledger({ day }), says: '看科目' }), penalty: (day) => ({ to: paths.ledger({ day }), says: '看科目' }),
  provision: (day) => ({ to: paths.quality(day), says: '看准备' }), ftp: (day) => ({ to: paths.figures(day), says: '看机构损益' }), figures: (day) => ({ to: paths.figures(day), says: '看经营指标' }), 'mirror-compare': () => ({ to: paths.differences(), says: '看核心差异' }),
  facts: () => ({ to: paths.reminders(), says: '看提醒' }), balances: (day) => ({ to: paths.ledger({ day }), says: '看试算平衡' }), checks: (day) => ({ to: paths.ledger({ view: 'differences', day }), says: '看账务差异' }),
}

function Figures({ figures, source }: { figures: readonly DayEndFigure[]; source: { readonly to: string; readonly says: string } | undefined }) {
  const shown = figures.filter(({ value }) => value !== 0 && value !== '')
  return shown.length === 0 ? null : <dl className="day-end-figures">{shown.map((figure) => <div key={figure.name}><dt>{figure.name}</dt><dd title={typeof figure.value === 'string' ? figure.value : undefined}>{figureText(figure)}</dd></div>)}{source === undefined ? null : <Go to={source.to} className="small">{source.says}</Go>}</dl>
}

function Parts({ step }: { step: DayEndStepView }) {
  const columns: readonly Column<DayEndPart>[] = [
    { id: 'name', label: '机构', kind: 'text', of: (row) => row.name },
    { id: 'state', label: '状态', kind: 'text', of: (row) => DAY_END_STATES[row.state], render: (row) => <StateBadge tone={TONES[row.state]}>{DAY_END_STATES[row.state]}</StateBadge> },
    { id: 'rows', label: '写入行数', kind: 'count', sum: true, of: (row) => row.rows },
    { id: 'seconds', label: '用时', kind: 'text', of: (row) => (row.seconds === null ? '' : durationText(row.seconds)) },
    { id: 'attempts', label: '次数', kind: 'count', of: (row) => row.attempts },
    { id: 'says', label: '说明', kind: 'text', of: (row) => row.says ?? '' },
  ]
  return <DataTable<DayEndPart> title={step.name} rows={step.parts} rowKey={(row) => row.part} columns={columns} empty={{ says: '没有要做的机构。' }} />
}
