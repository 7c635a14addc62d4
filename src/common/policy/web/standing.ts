import { type OverlayStatus, signed, withdrawn } from '#common/policy/domain'
import { type Day, Refusal } from '#kernel'
import type { Tone } from '#ui'
import type { Overlay } from './overlays.ts'

export type Standing = 'DRAFT' | 'SIGNED_ONCE' | 'EXPIRED' | 'WAITING' | 'HOLDS' | 'REPLACED' | 'WITHDRAWN'

export const TONES: Readonly<Record<Standing, Tone>> = { DRAFT: 'going', SIGNED_ONCE: 'going', EXPIRED: 'stop', WAITING: 'info', HOLDS: 'holds', REPLACED: 'quiet', WITHDRAWN: 'quiet' }

/** How a version stands on a day among the others of its bank, unit or product. */
export function standingOf(version: Overlay, all: readonly Overlay[], today: Day): Standing {
  switch (version.status) {
    case 'DRAFT': case 'SIGNED_ONCE': return version.effectiveOn <= today ? 'EXPIRED' : version.status
    case 'WITHDRAWN': return 'WITHDRAWN'
    case 'IN_FORCE': return version.effectiveOn > today ? 'WAITING' : all.some((each) => replaces(each, version, today)) ? 'REPLACED' : 'HOLDS'
    default: return version.status satisfies never
  }
}

function replaces(other: Overlay, version: Overlay, today: Day): boolean {
  const isSameScope = other.level === version.level && other.subject === version.subject && other.status === 'IN_FORCE' && other.effectiveOn <= today
  return isSameScope && (other.effectiveOn > version.effectiveOn || (other.effectiveOn === version.effectiveOn && other.version > version.version))
}

interface Person { readonly staffId: string; readonly maySign: boolean; readonly mayDraft: boolean }

/** What keeps a person from an act on a version; null = nothing. The sentences are the server's own. */
export function signingBlocked(version: Overlay, { staffId, maySign }: Person, today: Day, noPermission: string): string | null {
  return maySign ? refusalOf(() => signed(signingOf(version), staffId, today)) : noPermission
}

/** A draft is its author's to withdraw, a signed version anyone's who may sign, as long as it does not hold. */
export function withdrawalBlocked(version: Overlay, { staffId, maySign }: Person, today: Day, words: { readonly notYours: string; readonly noPermission: string }): string | null {
  const refused = refusalOf(() => withdrawn(signingOf(version), today))
  if (refused !== null) return refused
  if (version.status === 'IN_FORCE') return maySign ? null : words.noPermission
  return version.authorId === staffId ? null : words.notYours
}

function signingOf(version: Overlay): { status: OverlayStatus; authorId: string; signerIds: readonly string[]; effectiveOn: Day } {
  return { status: version.status, authorId: version.authorId, signerIds: version.signatures.map(({ staffId }) => staffId), effectiveOn: version.effectiveOn as Day }
}

function refusalOf(act: () => unknown): string | null {
  try {
    act()
    return null
  } catch (refused) {
    if (refused instanceof Refusal) return refused.expected === undefined ? refused.message : `${refused.message}；应为：${refused.expected}`
    throw refused
  }
}
