import { placed } from '#common/assessment/web'
import { merge } from '#ui'

/** Notes of two people in one: where both wrote in one field, both texts stand there, and of anything but text the one typed here. */
export function bothTexts<T>(base: unknown, mine: unknown, theirs: T): T {
  const { merged, clashes } = merge(base, mine, theirs as unknown)
  return clashes.reduce<unknown>((whole, { pointer, mine: own, theirs: other }) => (typeof own === 'string' && typeof other === 'string' && typeof whole === 'object' && whole !== null ? placed(whole, pointer, joined(own, other)) : whole), merged) as T
}

function joined(own: string, other: string): string {
  if (own === '' || other.includes(own)) return other
  return other === '' || own.includes(other) ? own : `${other}\n${own}`
}
