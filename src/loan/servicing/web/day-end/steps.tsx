import { useState } from 'react'
import { DAY_END_STATES, type DayEndFigure, type DayEndPart, type DayEndStepView } from '#loan/servicing/domain'
import { type Column, DataTable, Icon, StateBadge } from '#ui'
import { TONES, durationText, figureText } from './shown.ts'

/** Below this a bar says nothing. */
const SHORTEST = 0.1

/** The steps in their order, each with the time it took as a bar, what it came to, and its parts on demand. */
export function Steps({ steps }: { steps: readonly DayEndStepView[] }) {
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
          <Figures figures={step.figures} />
          {open === step.step ? <Parts step={step} /> : null}
        </li>
      ))}
    </ol>
  )
}

function Figures({ figures }: { figures: readonly DayEndFigure[] }) {
  const shown = figures.filter(({ value }) => value !== 0 && value !== '')
  return shown.length === 0 ? null : <dl className="day-end-figures">{shown.map((figure) => <div key={figure.name}><dt>{figure.name}</dt><dd title={typeof figure.value === 'string' ? figure.value : undefined}>{figureText(figure)}</dd></div>)}</dl>
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
