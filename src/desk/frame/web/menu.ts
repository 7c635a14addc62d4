import type { Me, Permission } from '#common/staff/domain'
import { DESKS, type DeskId, type Part, STAGES } from '#path'
import { type IconName, paths } from '#ui'

export interface MenuEntry {
  readonly to: string
  readonly icon: IconName
  readonly may: readonly Permission[]
  readonly word: 'ledger' | 'figures' | 'classes' | 'quality' | 'today' | 'customers' | 'cases' | 'policy' | 'trades' | 'guides' | 'products' | 'templates' | 'corrections' | 'staff' | 'units' | 'reviews' | 'audit' | 'tasks' | 'floor' | 'registers' | 'standIns' | 'accountability' | 'outbox' | 'calendar' | 'dayEnd' | 'debits' | 'reminders' | 'suspense' | 'differences' | 'exchange' | 'billLayouts' | 'noteRequests' | 'repricing' | 'xRay'
}

const READS_CASES: readonly Permission[] = ['case.read-own', 'case.read-unit', 'case.read-bank']

/** As people go through their day, not as the parts lean on each other. */
const OF_DESKS: readonly (MenuEntry & { readonly desk: DeskId })[] = [
  { desk: 'today', to: paths.today(), icon: 'today', word: 'today', may: READS_CASES },
  { desk: 'customer', to: paths.customers(), icon: 'customers', word: 'customers', may: ['customer.read'] },
  { desk: 'case', to: paths.cases(), icon: 'cases', word: 'cases', may: READS_CASES },
  { desk: 'audit', to: paths.audit(), icon: 'search', word: 'audit', may: ['audit.sample'] },
]

/** Whose hands the work is in: part of no stage and no desk. */
const WORK: readonly MenuEntry[] = [
  { to: paths.tasks(), icon: 'inbox', word: 'tasks', may: ['task.work'] },
  { to: paths.corrections(), icon: 'evidence', word: 'corrections', may: ['case.ask', 'case.investigate'] },
  { to: paths.floor(), icon: 'columns', word: 'floor', may: ['task.floor'] },
  { to: paths.classes(), icon: 'warning', word: 'classes', may: ['class.confirm', 'class.approve'] },
  { to: paths.registers(), icon: 'evidence', word: 'registers', may: ['contract.register', 'contract.custody', 'contract.confirm'] },
  { to: paths.dayEnd(), icon: 'moon', word: 'dayEnd', may: ['day-end.run', 'operations.read'] },
  { to: paths.reminders(), icon: 'phone', word: 'reminders', may: READS_CASES },
  { to: paths.noteRequests(), icon: 'check', word: 'noteRequests', may: ['note.approve', 'note.write-off'] },
  { to: paths.repricing(), icon: 'formula', word: 'repricing', may: ['note.state'] },
  { to: paths.debits(), icon: 'out', word: 'debits', may: ['debit.read'] },
  { to: paths.suspense(), icon: 'inbox', word: 'suspense', may: ['debit.read'] },
  { to: paths.differences(), icon: 'check', word: 'differences', may: ['debit.read'] },
]

/** What the bank's work is measured by: part of no stage and no desk. */
const RULES: readonly MenuEntry[] = [
  { to: paths.policy(), icon: 'policy', word: 'policy', may: ['policy.read'] },
  { to: paths.trades(), icon: 'formula', word: 'trades', may: ['policy.read'] },
  { to: paths.guides(), icon: 'evidence', word: 'guides', may: ['policy.read'] },
  { to: paths.products(), icon: 'columns', word: 'products', may: ['policy.read'] },
]
/** Who stands in, what was late, which days count: kept at the desk. */
const CLOCKS: readonly MenuEntry[] = [
  { to: paths.standIns(), icon: 'customers', word: 'standIns', may: ['task.assign'] },
  { to: paths.accountability(), icon: 'warning', word: 'accountability', may: ['task.judge'] },
  { to: paths.calendar(), icon: 'calendar', word: 'calendar', may: ['calendar.write'] },
]
/** What leaves the house, looked after at the desk. */
const OUTGOING: readonly MenuEntry[] = [
  { to: paths.outbox(), icon: 'out', word: 'outbox', may: ['outbox.manage'] },
  { to: paths.exchange(), icon: 'columns', word: 'exchange', may: ['exchange.read'] },
  { to: paths.billLayouts(), icon: 'columns', word: 'billLayouts', may: ['case.investigate'] },
]
/** Wording of the bank's papers, changed at the desk. */
const TEMPLATES: readonly MenuEntry[] = [
  { to: paths.templates(), icon: 'cases', word: 'templates', may: ['template.draft', 'template.sign'] },
]
/** Figures of people's work, read at the desk. */
const FIGURES: readonly MenuEntry[] = [
  { to: paths.figures(), icon: 'formula', word: 'figures', may: ['quality.read'] },
  { to: paths.quality(), icon: 'warning', word: 'quality', may: ['quality.read'] },
  { to: paths.ledger(), icon: 'columns', word: 'ledger', may: ['ledger.read'] },
  { to: paths.xRay(), icon: 'search', word: 'xRay', may: ['x-ray.run'] },
  { to: paths.reviews(), icon: 'check', word: 'reviews', may: ['review.statistics'] },
]
/** Whose work the rules are, so that their phone's bar leads there too. */
const KEEPS_RULES: readonly Permission[] = ['policy.draft', 'policy.sign']

const ADMINISTRATION: readonly MenuEntry[] = [
  { to: paths.staff(), icon: 'me', word: 'staff', may: ['staff.administer'] },
  { to: paths.units(), icon: 'organisation', word: 'units', may: ['staff.administer'] },
]

/** Stages whose work is listed by something other than cases. */
const LISTS: Readonly<Record<string, string>> = { committee: paths.committee(), servicing: paths.notes() }

export interface Menu {
  readonly desks: readonly MenuEntry[]
  readonly stages: readonly { readonly id: string; readonly name: string; readonly to: string }[]
  readonly rules: readonly MenuEntry[]
  readonly administration: readonly MenuEntry[]
  /** The phone's bar has room for few. */
  readonly phone: readonly MenuEntry[]
}

/** What of the house this person sees: only built parts, only what the posts allow. */
export function menuFor(me: Pick<Me, 'permissions'>): Menu {
  const may = (permissions: readonly Permission[]): boolean => permissions.some((permission) => me.permissions.includes(permission))
  const isAllowed = (entry: MenuEntry): boolean => may(entry.may)
  const built: readonly Part[] = DESKS.filter((desk) => desk.built)
  const desks = OF_DESKS.filter(({ desk }) => built.some(({ id }) => id === desk)).filter(isAllowed)
  const stages: readonly Part[] = STAGES
  const [rules, figures, administration] = [RULES.filter(isAllowed), FIGURES.filter(isAllowed), ADMINISTRATION.filter(isAllowed)]
  const [today, ...others] = desks
  return {
    desks: [...(today === undefined ? [] : [today]), ...WORK.filter(isAllowed), ...others], rules: [...rules, ...CLOCKS.filter(isAllowed), ...TEMPLATES.filter(isAllowed), ...figures], administration: [...administration, ...OUTGOING.filter(isAllowed)], phone: [...(today === undefined ? [] : [today, ...WORK.filter((entry) => entry.word === 'tasks' && isAllowed(entry))]), ...others, ...(desks.length === 0 || may(KEEPS_RULES) ? rules.filter((entry) => entry.word === 'policy') : []), ...administration],
    stages: may(READS_CASES) ? stages.filter((stage) => stage.built).map(({ id, name }) => ({ id, name, to: LISTS[id] ?? paths.cases(id) })) : [],
  }
}
