import { STAGES, type StageId } from '#path'
import { SHEETS } from '#loan/investigation/web'
import { Go, Icon, paths } from '#ui'

export type StageState = 'done' | 'now' | 'stopped' | 'later'

/** The path of the loan as steps; under the investigation its sheets. */
export function PathColumn({ caseId, sheet, stateOf }: { caseId: string; sheet: string; stateOf: (stage: StageId) => StageState }) {
  return (
    <nav className="case-path no-print" aria-label="路径">
      <Go to={paths.cases()} className="case-back"><Icon name="left" size={12} />办件</Go>
      <ol className="case-stages">
        {STAGES.slice(1).map(({ id, name }) => (
          <li key={id} className={`case-${stateOf(id)}`}>
            <span className="case-stage"><i aria-hidden />{name}<span className="unseen">{STATE_WORDS[stateOf(id)]}</span></span>
            {id === 'investigation' ? <ul className="case-sheets">{SHEETS.map((one) => <li key={one.id}><Go to={paths.case(caseId, one.id)} current={one.id === sheet}>{one.name}</Go></li>)}</ul> : null}
          </li>
        ))}
      </ol>
    </nav>
  )
}

const STATE_WORDS: Readonly<Record<StageState, string>> = { done: '已完成', now: '进行中', stopped: '已终止', later: '未到' }
