import { Refusal, type Day } from '#kernel'
import type { PackSource } from './resolve.ts'

export const OVERLAY_LEVELS = ['BANK', 'UNIT', 'PRODUCT'] as const
export type OverlayLevel = (typeof OVERLAY_LEVELS)[number]

/** Where a version may go from where it stands. Two signatures bring it into force; one that holds already is replaced, not withdrawn. */
const NEXT = {
  DRAFT: ['SIGNED_ONCE', 'WITHDRAWN'],
  SIGNED_ONCE: ['IN_FORCE', 'WITHDRAWN'],
  IN_FORCE: ['WITHDRAWN'],
  WITHDRAWN: [],
} as const satisfies Record<string, readonly string[]>
export type OverlayStatus = keyof typeof NEXT
export const OVERLAY_STATUSES = ['DRAFT', 'SIGNED_ONCE', 'IN_FORCE', 'WITHDRAWN'] as const satisfies readonly OverlayStatus[]

/** One version of what a bank, a unit or a product changes. */
export interface OverlayVersion {
  readonly overlayId: string
  readonly level: OverlayLevel
  /** Unit id or product code; empty for the whole bank. */
  readonly subject: string
  readonly version: number
  /** The shipped pack a bank's own layer lies over; null at the other levels. */
  readonly basePack: string | null
  readonly content: PackSource
  readonly effectiveOn: Day
  readonly status: OverlayStatus
}

/** For whom a policy is asked: the units from the bank's root down to the one that acts, and the product. */
export interface PolicyScope {
  readonly units: readonly string[]
  readonly product?: string
}

/** The layers that hold on a day, in the order they are laid: bank, units from above, product. */
export function layersOn(versions: readonly OverlayVersion[], on: Day, scope: PolicyScope): OverlayVersion[] {
  const wanted = [['BANK', ''], ...scope.units.map((unit) => ['UNIT', unit]), ...(scope.product === undefined ? [] : [['PRODUCT', scope.product]])]
  return wanted.flatMap(([level, subject]) => {
    const holding = versions.filter((each) => each.level === level && each.subject === subject && each.status === 'IN_FORCE' && each.effectiveOn <= on)
    return holding.sort((a, b) => (a.effectiveOn === b.effectiveOn ? b.version - a.version : a.effectiveOn < b.effectiveOn ? 1 : -1)).slice(0, 1)
  })
}

/** Who wrote and signed a version so far. */
export interface Signing {
  readonly status: OverlayStatus
  readonly authorId: string
  readonly signerIds: readonly string[]
  readonly effectiveOn: Day
}

/** The status after `staffId` signs on `today`; refuses the author, a second signature of one person, and a day that has begun. */
export function signed(version: Signing, staffId: string, today: Day): OverlayStatus {
  if (version.authorId === staffId) throw refuse('policy.own-draft', '起草人不能签署自己的政策变更', '另外两人签署')
  if (version.signerIds.includes(staffId)) throw refuse('policy.signed-already', '您已签署过这一版本', '由另一人作第二次签署')
  if (version.effectiveOn <= today) throw refuse('policy.past-day', '生效日已到或已过，一天之内不改政策', '重新起草，生效日晚于今天')
  return moved(version.status, version.status === 'DRAFT' ? 'SIGNED_ONCE' : 'IN_FORCE')
}

/** The status after a withdrawal; refuses a version that holds already, because dropping it changes the policy as much as writing it. */
export function withdrawn(version: Signing, today: Day): OverlayStatus {
  if (version.status === 'IN_FORCE' && version.effectiveOn <= today) throw refuse('policy.holds-already', '这一版本已经生效，不能撤回', '起草新版本取代它')
  return moved(version.status, 'WITHDRAWN')
}

function moved(from: OverlayStatus, to: OverlayStatus): OverlayStatus {
  const allowed: readonly OverlayStatus[] = NEXT[from]
  if (allowed.includes(to)) return to
  throw new Refusal({ code: 'policy.status', message: `这一版本的状态不允许此操作`, value: from, expected: allowed.length === 0 ? '另行起草新版本' : allowed.join('、') }, 409)
}

function refuse(code: string, message: string, expected: string): Refusal {
  return new Refusal({ code, message, expected }, 422)
}
