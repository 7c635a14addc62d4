import type { Bank } from '#common/staff/domain'

/** The bank the form begins with: the one last signed in to on this browser, else the only one, else, to try things out, the first. Its code. */
export function preselectedBank(banks: readonly Bank[], lastUsed: string | null): string | null {
  const known = banks.find(({ code }) => code === lastUsed)
  const first = banks.length === 1 || banks.every(({ demonstration }) => demonstration) ? banks[0] : undefined
  return (known ?? first)?.code ?? null
}
