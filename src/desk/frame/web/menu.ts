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

/** As people go through their day, not as the parts lean on each other. */
const OF_DESKS: readonly (MenuEntry & { readonly desk: DeskId })[] = [
  { desk: 'today', to: paths.today(), icon: 'today', word: 'today', may: READS_CASES },
  { desk: 'customer', to: paths.customers(), icon: 'customers', word: 'customers', may: ['customer.read'] },
  { desk: 'case', to: paths.cases(), icon: 'cases', word: 'cases', may: READS_CASES },
]

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
  const built: readonly Part[] = DESKS.filter((desk) => desk.built)
  const desks = OF_DESKS.filter(({ desk }) => built.some(({ id }) => id === desk)).filter(isAllowed)
  const stages: readonly Part[] = STAGES
  return {
    desks, administration: ADMINISTRATION.filter(isAllowed),
    stages: READS_CASES.some((permission) => me.permissions.includes(permission)) ? stages.filter((stage) => stage.built).map(({ id, name }) => ({ id, name, to: paths.cases(id) })) : [],
  }
}
