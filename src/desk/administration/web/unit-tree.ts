import type { Unit } from '#common/staff/domain'

export interface UnitBranch {
  readonly key: string
  readonly value: string
  readonly title: string
  readonly children: UnitBranch[]
}

/** The flat list as the tree it is; what lies below `without` is left out, so that a unit is never put under itself. */
export function unitTree(units: readonly Unit[], without?: string): UnitBranch[] {
  const below = (parentId: string | null): UnitBranch[] => units
    .filter((unit) => unit.parentId === parentId && unit.unitId !== without)
    .map((unit) => ({ key: unit.unitId, value: unit.unitId, title: unit.name, children: below(unit.unitId) }))
  return below(null)
}
