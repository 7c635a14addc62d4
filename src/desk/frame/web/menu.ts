import type { Me, Permission } from '#common/staff/domain'
import { DESKS, type DeskId, type Part, STAGES } from '#path'
import { type IconName, paths } from '#ui'

export interface MenuEntry {
  readonly to: string
  readonly icon: IconName
  readonly may: readonly Permission[]
  readonly word: 'today' | 'customers' | 'cases' | 'staff' | 'units'
}

const READS_CASES: readonly Permission[] = ['case.read-own', 'case.read-unit', 'case.read-bank']

const OF_DESK: Readonly<Record<DeskId, MenuEntry>> = {
  today: { to: paths.today(), icon: 'today', word: 'today', may: READS_CASES },
  customer: { to: paths.customers(), icon: 'customers', word: 'customers', may: ['customer.read'] },
  case: { to: paths.cases(), icon: 'cases', word: 'cases', may: READS_CASES },
}

const ADMINISTRATION: readonly MenuEntry[] = [
  { to: paths.staff(), icon: 'me', word: 'staff', may: ['staff.administer'] },
  { to: paths.units(), icon: 'organisation', word: 'units', may: ['staff.administer'] },
]

export interface Menu {
  readonly desks: readonly MenuEntry[]
  readonly stages: readonly { readonly id: string; readonly name: string; readonly to: string }[]
  readonly administration: readonly MenuEntry[]
}

/** What of the house this person sees: only built parts, only what the posts allow. */
export function menuFor(me: Pick<Me, 'permissions'>): Menu {
  const isAllowed = (entry: MenuEntry): boolean => entry.may.some((permission) => me.permissions.includes(permission))
  const desks = DESKS.filter((desk) => desk.built).map((desk) => OF_DESK[desk.id]).filter(isAllowed)
  const stages: readonly Part[] = STAGES
  return {
    desks, administration: ADMINISTRATION.filter(isAllowed),
    stages: READS_CASES.some((permission) => me.permissions.includes(permission)) ? stages.filter((stage) => stage.built).map(({ id, name }) => ({ id, name, to: paths.cases(id) })) : [],
  }
}
