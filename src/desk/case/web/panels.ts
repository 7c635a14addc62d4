import { type ComponentType, lazy } from 'react'
import type { StageId } from '#path'

/** A screen of a case beside the workbook: its id is the last part of the address. */
export interface Panel {
  readonly id: string
  readonly name: string
  /** The stage of the path it belongs to; none for what is about the whole case. */
  readonly stage: StageId | null
  readonly Body: ComponentType<{ caseId: string }>
}

/** In the order of the path; each is its own piece of script. */
export const PANELS: readonly Panel[] = [
  { id: 'application', name: '申请', stage: 'application', Body: lazy(() => import('#loan/application/web').then((room) => ({ default: room.ApplicationStage }))) },
  { id: 'visit', name: '实地调查', stage: 'investigation', Body: lazy(() => import('#loan/investigation/web').then((room) => ({ default: room.VisitStage }))) },
  { id: 'review', name: '审查', stage: 'review', Body: lazy(() => import('#loan/review/web').then((room) => ({ default: room.ReviewStage }))) },
  { id: 'decision', name: '决策', stage: 'decision', Body: lazy(() => import('#loan/decision/web').then((room) => ({ default: room.DecisionStage }))) },
  { id: 'committee', name: '审贷会', stage: 'committee', Body: lazy(() => import('#loan/committee/web').then((room) => ({ default: room.CommitteeStage }))) },
  { id: 'contract', name: '签约', stage: 'contract', Body: lazy(() => import('#loan/contract/web').then((room) => ({ default: room.ContractStage }))) },
  { id: 'servicing', name: '还款', stage: 'servicing', Body: lazy(() => import('#loan/servicing/web').then((room) => ({ default: room.ServicingStage }))) },
  { id: 'tasks', name: '办理进度', stage: null, Body: lazy(() => import('#common/task/web').then((room) => ({ default: room.CaseTasksPanel }))) },
  { id: 'papers', name: '文书', stage: null, Body: lazy(() => import('./papers-panel.tsx').then((room) => ({ default: room.PapersPanel }))) },
  { id: 'history', name: '办理经过', stage: null, Body: lazy(() => import('./history-panel.tsx').then((room) => ({ default: room.HistoryPanel }))) },
  { id: 'dossier', name: '尽职案卷', stage: null, Body: lazy(() => import('#desk/dossier/web').then((room) => ({ default: room.DossierStage }))) },
]

/** The first panel of a stage, where its name on the path leads. */
export function panelOf(stage: StageId): Panel | undefined {
  return PANELS.find((panel) => panel.stage === stage)
}
