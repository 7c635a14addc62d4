import { PERMISSIONS, type Permission } from '#common/staff/domain'
import type { ApplicationState } from './states.ts'
import type { PanelAct } from './panel.ts'

interface Doing {
  readonly act: PanelAct['act']
  readonly name: string
  readonly may: readonly Permission[]
  readonly states: readonly ApplicationState[]
}

/** The acts of the application panel: for which posts, while the application stands how. */
const DOING: readonly Doing[] = [
  { act: 'counter', name: '登记受理事项', may: ['case.open', 'case.investigate'], states: ['FILED', 'ADMITTED'] },
  { act: 'documents', name: '收资料', may: ['case.open', 'case.admit', 'case.investigate'], states: ['FILED'] },
  { act: 'documents-complete', name: '资料齐备', may: ['case.open', 'case.admit'], states: ['FILED'] },
  { act: 'admit', name: '准入', may: ['case.admit'], states: ['FILED'] },
  { act: 'decline', name: '不予准入', may: ['case.admit'], states: ['FILED'] },
  { act: 'withdraw', name: '撤回', may: ['case.open'], states: ['FILED', 'ADMITTED'] },
  { act: 'reopen', name: '重新受理', may: ['case.open'], states: ['DECLINED', 'WITHDRAWN'] },
  { act: 'assign', name: '派单', may: ['case.assign'], states: ['FILED', 'ADMITTED'] },
  { act: 'ask', name: '要求补件', may: ['case.ask'], states: ['FILED', 'ADMITTED'] },
  { act: 'correct', name: '更正', may: ['case.correct'], states: ['FILED', 'ADMITTED'] },
]

export interface PanelStanding {
  readonly state: ApplicationState
  readonly documentsComplete: boolean
  readonly completeness: readonly { readonly message: string }[]
  readonly admission: readonly { readonly message: string }[]
  readonly assigned: boolean
}

/** What this person may do on the panel; what cannot be done now says why. Acts the state does not know are left out. */
export function panelActs(standing: PanelStanding, permissions: ReadonlySet<Permission>): PanelAct[] {
  return DOING.filter(({ states }) => states.includes(standing.state)).flatMap(({ act, name, may }) => {
    if (act === 'documents-complete' && standing.documentsComplete) return []
    const why = lacking(may, permissions) ?? blocked(act, standing)
    return [{ act, name: act === 'assign' && standing.assigned ? '改派' : name, allowed: why === null, why }]
  })
}

function lacking(may: readonly Permission[], permissions: ReadonlySet<Permission>): string | null {
  return may.some((one) => permissions.has(one)) ? null : `您的岗位没有「${PERMISSIONS[may[0]!]}」权限`
}

function blocked(act: PanelAct['act'], { documentsComplete, completeness, admission }: PanelStanding): string | null {
  const first = (list: readonly { readonly message: string }[]): string | null => (list[0] === undefined ? null : `${list[0].message}${list.length > 1 ? ` 等 ${list.length} 项` : ''}`)
  switch (act) {
    case 'documents': return documentsComplete ? '资料已登记齐备' : null
    case 'documents-complete': return first(completeness)
    case 'admit': return first(admission)
    default: return null
  }
}
