import { TreeSelect } from 'antd'
import type { Unit } from '#common/staff/domain'
import { Field } from '#ui'
import { unitTree } from './unit-tree.ts'

/** A unit out of the tree, found by typing part of its name. */
export function UnitChoice({ label, units, value, onChange, without, disabledReason }: { label: string; units: readonly Unit[]; value: string | null; onChange: (unitId: string) => void; without?: string; disabledReason?: string | undefined }) {
  return (
    <Field label={label} disabledReason={disabledReason}>
      {({ id, disabled }) => <TreeSelect id={id} disabled={disabled} variant="borderless" style={{ flex: 1 }} {...(value === null ? {} : { value })} onChange={onChange} treeData={unitTree(units, without)} treeDefaultExpandAll showSearch={{ treeNodeFilterProp: 'title' }} />}
    </Field>
  )
}
