import { type ReactNode, useState } from 'react'
import { formatValue } from '#common/figures/domain'
import { FigureValue, useFigure } from '#common/figures/web'
import { useAssessed, useCase } from '#common/assessment/web'
import { Icon, StateBadge } from '#ui'
import { CoachLine } from './coach-panel.tsx'
import { DECISIONS, Rail, verdictOf } from './rail.tsx'
import { useLacks } from './submit-act.tsx'

/** The judgement in one line at the foot of a narrow screen; pulled up it is whole. */
export function FoldedRail({ act }: { act: ReactNode }) {
  const [isUp, setUp] = useState(false)
  const { decision, hasLimit } = useAssessed(verdictOf)
  const { isOpen: mayType } = useCase()
  const lacks = useLacks()
  const { says, tone } = DECISIONS[decision]
  return (
    <div className={`fold${isUp ? ' fold-up' : ''}`}>
      {isUp ? <div className="fold-sheet"><Rail /></div> : null}
      {act !== null && mayType && lacks.length > 0 ? <button type="button" className="fold-lacks" onClick={() => setUp(!isUp)}>还缺 {lacks.length} 项：{lacks[0]}</button> : null}
      {isUp || !mayType ? null : <CoachLine />}
      <div className="fold-line">
        <button type="button" className="fold-pull" aria-expanded={isUp} aria-label={isUp ? '收起测评' : '展开测评'} onClick={() => setUp(!isUp)}>
          <Icon name="down" size={16} /><span><small>额度</small>{hasLimit ? <LimitText /> : <span className="muted">—</span>}</span><span className="fold-grade">{hasLimit ? <GradeText /> : null}</span><StateBadge tone={tone}>{says}</StateBadge>
        </button>
        {act}
      </div>
    </div>
  )
}

function LimitText() {
  return <FigureValue value={useFigure('limit')} unit="FEN" strong />
}

function GradeText() {
  const [score, grade] = [useFigure('score'), useFigure('cappedGrade')]
  return score === null || grade === null ? null : <><b>{formatValue(grade, 'WORD')}</b> <small className="fold-points">{formatValue(score, 'POINTS')} 分</small></>
}
