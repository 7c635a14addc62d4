import type { CasePage as CaseFacts } from '#desk/case/domain'
import { STAGES, type StageId } from '#path'
import { SHEETS, openBySheet } from '#loan/investigation/web'
import type { Assessment } from '#common/assessment/domain'
import { useAssessed } from '#common/assessment/web'
import { Go, Icon, paths } from '#ui'

type StageState = 'done' | 'now' | 'stopped' | 'later'
const STATE_WORDS: Readonly<Record<StageState, string>> = { done: '已完成', now: '进行中', stopped: '已终止', later: '未到' }

/** The path of the loan as steps; under the investigation its sheets. */
export function PathColumn({ facts, sheet, address }: { facts: CaseFacts; sheet: string | null; address: (sheet: string) => string }) {
  return (
    <nav className="case-path no-print" aria-label="路径">
      <Go to={paths.cases()} className="case-back"><Icon name="left" size={12} />办件</Go>
      <ol className="case-stages">
        {STAGES.slice(1).map(({ id, name }) => {
          const state = stageState(facts, id)
          return (
            <li key={id} className={`case-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
              <span className="case-stage"><i aria-hidden />{name}<span className="unseen">{STATE_WORDS[state]}</span></span>
              {id === 'investigation' && sheet !== null ? <Sheets sheet={sheet} address={address} /> : null}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function openReasons(assessment: Assessment): readonly (readonly [string, number])[] {
  return [...openBySheet(assessment)]
}

/** The sheets in the order they are filled; a number says how many reasons are open on one. */
function Sheets({ sheet, address }: { sheet: string; address: (sheet: string) => string }) {
  const open = new Map(useAssessed(openReasons))
  return (
    <ul className="case-sheets">
      {SHEETS.map((one) => <li key={one.id}><Go to={address(one.id)} current={one.id === sheet}>{one.name}{open.has(one.id) ? <span className="case-mark" title={`${open.get(one.id)} 项待处理`}>{open.get(one.id)}</span> : null}</Go></li>)}
    </ul>
  )
}

/** Where the case stands on the path; stages that are not built yet are ahead of every case. */
function stageState({ state }: CaseFacts, stage: StageId): StageState {
  switch (state) {
    case 'FILED': return stage === 'application' ? 'now' : 'later'
    case 'DECLINED': case 'WITHDRAWN': return stage === 'application' ? 'stopped' : 'later'
    case 'DRAFT': case 'RETURNED': return stage === 'application' ? 'done' : stage === 'investigation' ? 'now' : 'later'
    case 'REJECTED_BY_RULE': return stage === 'application' ? 'done' : stage === 'investigation' ? 'stopped' : 'later'
    case 'SUBMITTED': return stage === 'application' || stage === 'investigation' ? 'done' : stage === 'review' ? 'now' : 'later'
  }
}
