import { PERMISSIONS, type Permission } from '#common/staff/domain'
import { APPLICATION_ACTS, APPLICATION_MOVES, type ApplicationAct, type ApplicationState } from '#loan/application/domain'
import { INVESTIGATION_MOVES, type CasePeople, type InvestigationAct, type InvestigationState, whyNot } from '#loan/investigation/domain'
import type { CaseAct } from './case-page.ts'

/** Who looks at the case. */
export interface Looking {
  readonly staffId: string
  readonly permissions: ReadonlySet<Permission>
  /** The absent colleagues in whose place he acts today. */
  readonly standsInFor: ReadonlySet<string>
}

export interface Standing {
  readonly application: ApplicationState
  readonly investigation: InvestigationState | null
  readonly people: CasePeople
}

interface Doing {
  readonly act: InvestigationAct
  readonly name: string
  readonly may: Permission
  readonly rule: Parameters<typeof whyNot>[0]
}

const APPLICATION_MAY: Readonly<Record<ApplicationAct, Permission>> = { admit: 'case.admit', decline: 'case.admit', withdraw: 'case.open', reopen: 'case.open' }
const INVESTIGATING: readonly Doing[] = [
  { act: 'save', name: '编写调查', may: 'case.investigate', rule: 'investigate' },
  { act: 'attach', name: '附证据、流水', may: 'case.investigate', rule: 'investigate' },
  { act: 'submit', name: '提交调查', may: 'case.submit', rule: 'investigate' },
  { act: 'return', name: '退回补正', may: 'case.review', rule: 'return' },
]

/** What the state of a case allows, each with the reason why this person may not; what the state does not allow is left out. */
export function actsOf({ application, investigation, people }: Standing, looking: Looking): CaseAct[] {
  const moves = Object.keys(APPLICATION_MOVES[application]) as ApplicationAct[]
  const admitted = application === 'ADMITTED' && investigation !== null
  const row: Partial<Record<InvestigationAct, InvestigationState>> = admitted ? INVESTIGATION_MOVES[investigation] : {}
  return [
    ...moves.map((act) => shown(`application.${act}`, APPLICATION_ACTS[act], lacking(looking, APPLICATION_MAY[act]))),
    ...INVESTIGATING.filter(({ act }) => row[act] !== undefined)
      .map(({ act, name, may, rule }) => shown(`investigation.${act}`, name, lacking(looking, may) ?? whyNot(rule, people, looking.staffId, looking.standsInFor))),
  ]
}

function lacking({ permissions }: Looking, may: Permission): string | undefined {
  return permissions.has(may) ? undefined : `您的岗位没有「${PERMISSIONS[may]}」权限`
}

function shown(act: string, name: string, why: string | undefined): CaseAct {
  return { act, name, allowed: why === undefined, why: why ?? null }
}
