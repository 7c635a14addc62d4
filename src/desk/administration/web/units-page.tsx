import './administration.css'
import { Tree } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Unit } from '#common/staff/domain'
import { Guarded } from '#desk/frame/web'
import { AntdTheme, Button, EmptyState, RefusalText, SkeletonRows, TextField, announce, api, refusalsIn, useAddressState, useRead, useWrite } from '#ui'
import { UnitChoice } from './unit-choice.tsx'
import { unitTree } from './unit-tree.ts'
import { useWords } from './words.ts'

export function UnitsPage() {
  return <Guarded needs={['staff.administer']}><AntdTheme><Units /></AntdTheme></Guarded>
}

function Units() {
  const say = useWords()
  const [{ unit: chosenId }, changeAddress] = useAddressState()
  const units = useRead<readonly Unit[]>(api.units())
  const chosen = units.data?.find((unit) => unit.unitId === chosenId)
  return (
    <div className="page stack">
      <div className="page-head"><h1>{say('units')}</h1></div>
      <RefusalText refusals={refusalsIn(units.error)} />
      <div className="administration-units">
        <section className="panel panel-body">
          {units.data === undefined ? <SkeletonRows rows={6} /> : <Tree treeData={unitTree(units.data)} defaultExpandAll blockNode showLine selectedKeys={chosenId === undefined ? [] : [chosenId]} onSelect={([key]) => changeAddress({ unit: key === undefined ? null : String(key) })} />}
        </section>
        <section className="panel">
          {chosen === undefined || units.data === undefined ? <EmptyState says={say('choose')} /> : <div className="panel-body administration-parts"><ChangeUnit key={`${chosen.unitId} ${chosen.name}`} unit={chosen} units={units.data} /><AddUnit key={chosen.unitId} parent={chosen} /></div>}
        </section>
      </div>
    </div>
  )
}

function ChangeUnit({ unit, units }: { unit: Unit; units: readonly Unit[] }) {
  const say = useWords()
  const [name, setName] = useState(unit.name)
  const [parentId, setParent] = useState(unit.parentId)
  const write = useWrite({ changes: [api.units()] })
  const isSame = name.trim() === unit.name && parentId === unit.parentId
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isSame) return
    const moved = parentId === unit.parentId || parentId === null ? {} : { parentId }
    write.mutate({ path: api.unit(unit.unitId), method: 'PATCH', body: { ...(name.trim() === unit.name ? {} : { name }), ...moved } }, { onSuccess: () => announce(say('unitChanged', { name })) })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <h2>{unit.name} <span className="small muted">{unit.code}</span></h2>
      <RefusalText refusals={refusalsIn(write.error)} />
      <div className="form-grid">
        <TextField label={say('unitName')} value={name} onChange={setName} maxLength={60} />
        <UnitChoice label={say('parent')} units={units} value={parentId} onChange={setParent} without={unit.unitId} disabledReason={unit.parentId === null ? say('top') : undefined} />
      </div>
      {isSame ? null : <div><Button kind="act" type="submit" busy={write.isPending}>{say('save')}</Button></div>}
    </form>
  )
}

function AddUnit({ parent }: { parent: Unit }) {
  const say = useWords()
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const write = useWrite<{ unitId: string }>({ changes: [api.units()] })
  const missing = name.trim() === '' ? say('unitName') : code.trim() === '' ? say('unitCode') : null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (missing === null) write.mutate({ path: api.units(), body: { parentId: parent.unitId, name, code } }, { onSuccess: () => { announce(say('unitCreated', { name })); setName(''); setCode('') } })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <h3>{say('addUnit')}</h3>
      <RefusalText refusals={refusalsIn(write.error)} />
      <div className="form-grid">
        <TextField label={say('unitName')} value={name} onChange={setName} maxLength={60} />
        <TextField label={say('unitCode')} value={code} onChange={setCode} maxLength={20} />
      </div>
      <div><Button type="submit" icon="plus" busy={write.isPending} disabledReason={missing === null ? null : say('missing', { field: missing })}>{say('addUnit')}</Button></div>
    </form>
  )
}
