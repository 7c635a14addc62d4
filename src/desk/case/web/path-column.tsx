import { type CasePage as CaseFacts, type StageState, stageState } from '#desk/case/domain'
import { STAGES, type StageId } from '#path'
import { SHEETS, openBySheet, useSheets } from '#loan/investigation/web'
import { type CaseStore, useAfterwards } from '#common/assessment/web'
import { Go, Icon, paths } from '#ui'
import { PANELS, panelOf } from './panels.ts'

const STATE_WORDS: Readonly<Record<StageState, string>> = { done: '已完成', now: '进行中', stopped: '已终止', later: '未到' }

/** The path of the loan as steps; under the investigation its sheets. */
export function PathColumn({ facts, sheet, address }: { facts: CaseFacts; sheet: string | null; address: (sheet: string) => string }) {
  return (
    <nav className="case-path no-print" aria-label="路径">
      <Go to={paths.cases()} className="case-back"><Icon name="left" size={12} />办件</Go>
      <ol className="case-stages">
        {STAGES.slice(1).map(({ id, name }) => {
          const state = stageState(facts.life, id)
          const to = landing(id, facts)
          return (
            <li key={id} className={`case-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
              <span className="case-stage"><i aria-hidden />{to === null ? name : <Go to={address(to)} current={to === sheet}>{name}</Go>}<span className="unseen">{STATE_WORDS[state]}</span></span>
              {id === 'investigation' && facts.version !== null ? <Further sheet={sheet} address={address} stage={id} /> : null}
              {id === 'investigation' && isOpenSheet(sheet) ? <Sheets sheet={sheet} address={address} /> : null}
            </li>
          )
        })}
      </ol>
      <ul className="case-sheets case-whole">
        {PANELS.filter(({ stage }) => stage === null).map((panel) => <li key={panel.id}><Go to={address(panel.id)} current={panel.id === sheet}>{panel.name}</Go></li>)}
        <li><Go to={guideFor(facts)}>作业指引</Go></li>
      </ul>
    </nav>
  )
}

/** The guide that fits this case, under the rules of the day it was applied for. */
function guideFor({ product, appliedOn, intake: { request, business } }: CaseFacts): string {
  return paths.guides({ product, guarantee: request.guarantee, trade: business.trade, on: appliedOn })
}

/** Where the name of a stage leads; nowhere while it has no screen, or before the case was admitted to it. */
function landing(stage: StageId, { version }: CaseFacts): string | null {
  if (stage === 'investigation') return version === null ? null : SHEETS[0]?.id ?? null
  return panelOf(stage)?.id ?? null
}

function isOpenSheet(sheet: string | null): sheet is string {
  return sheet !== null && SHEETS.some(({ id }) => id === sheet)
}

/** Screens of a stage beside its first one. */
function Further({ stage, sheet, address }: { stage: StageId; sheet: string | null; address: (sheet: string) => string }) {
  const panels = PANELS.filter((panel) => panel.stage === stage)
  return <ul className="case-sheets">{panels.map((panel) => <li key={panel.id}><Go to={address(panel.id)} current={panel.id === sheet}>{panel.name}</Go></li>)}</ul>
}

function openReasons(store: CaseStore): readonly (readonly [string, number])[] {
  return [...openBySheet(store.assessment(), store.demands())]
}

/** The sheets in the order they are filled; a number says how many reasons are open on one. */
function Sheets({ sheet, address }: { sheet: string; address: (sheet: string) => string }) {
  const open = new Map(useAfterwards(openReasons))
  return (
    <ul className="case-sheets">
      {useSheets(sheet).map((one) => <li key={one.id}><Go to={address(one.id)} current={one.id === sheet}>{one.name}{open.has(one.id) ? <span className="case-mark" title={`${open.get(one.id)} 项待处理`}>{open.get(one.id)}</span> : null}</Go></li>)}
    </ul>
  )
}
