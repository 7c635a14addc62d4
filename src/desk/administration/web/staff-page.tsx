import './administration.css'
import { type FormEvent, useState } from 'react'
import { POSTS, type StaffRow, type Unit } from '#common/staff/domain'
import { Guarded } from '#desk/frame/web'
import { AntdTheme, Banner, Button, type Column, DataTable, RefusalText, StateBadge, api, refusalsIn, useAddressState, useRead } from '#ui'
import { NewStaffForm } from './new-staff-form.tsx'
import { StaffDrawer } from './staff-drawer.tsx'
import { useWords } from './words.ts'

export function StaffPage() {
  return <Guarded needs={['staff.administer']}><AntdTheme><Staff /></AntdTheme></Guarded>
}

function Staff() {
  const say = useWords()
  const [{ search = '', open, add }, changeAddress] = useAddressState()
  const staff = useRead<{ rows: readonly StaffRow[]; next: string | null }>(api.staff(search))
  const units = useRead<readonly Unit[]>(api.units())
  const columns = useColumns(units.data ?? [])
  const opened = staff.data?.rows.find((row) => row.staffId === open)
  const addButton = <Button kind="act" icon="plus" onClick={() => changeAddress({ add: '1' })}>{say('add')}</Button>
  return (
    <div className="page stack">
      <div className="page-head"><h1>{say('staff')}</h1>{addButton}</div>
      <RefusalText refusals={refusalsIn(staff.error ?? units.error)} />
      {staff.data && staff.data.next !== null ? <Banner tone="info">{say('more', { count: staff.data.rows.length })}</Banner> : null}
      <DataTable
        title={say('staff')} rows={staff.data?.rows ?? (staff.isError ? [] : null)} rowKey={(row) => row.staffId} columns={columns} onOpen={(row) => changeAddress({ open: row.staffId })}
        filters={<Find key={search} search={search} onFind={(next) => changeAddress({ search: next })} />}
        empty={search === '' ? { says: say('empty'), act: addButton } : { says: say('noneFound', { search }), act: <Button onClick={() => changeAddress({ search: null })}>{say('allStaff')}</Button> }}
      />
      <NewStaffForm open={add !== undefined} units={units.data ?? []} onClose={() => changeAddress({ add: null })} onCreated={(staffId) => changeAddress({ add: null, open: staffId })} />
      <StaffDrawer key={opened?.staffId} row={opened} units={units.data ?? []} onClose={() => changeAddress({ open: null })} />
    </div>
  )
}

function useColumns(units: readonly Unit[]): readonly Column<StaffRow>[] {
  const say = useWords()
  return [
    { id: 'name', label: say('name'), kind: 'text', of: (row) => row.name, render: (row) => <b>{row.name}</b> },
    { id: 'status', label: say('status'), kind: 'text', of: (row) => say(row.status), render: (row) => <StateBadge tone={row.status === 'ACTIVE' ? 'holds' : 'quiet'}>{say(row.status)}</StateBadge> },
    { id: 'login', label: say('login'), kind: 'text', of: (row) => row.login },
    { id: 'unit', label: say('unit'), kind: 'text', of: (row) => units.find((unit) => unit.unitId === row.unitId)?.name ?? null },
    { id: 'posts', label: say('posts'), kind: 'text', of: (row) => row.posts.filter((post) => post.until === null).map(({ post }) => POSTS[post]).join('、') || null },
    { id: 'password', label: say('password'), kind: 'text', of: (row) => say(row.password) },
  ]
}

function Find({ search, onFind }: { search: string; onFind: (search: string) => void }) {
  const say = useWords()
  const [text, setText] = useState(search)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onFind(text.trim())
  }
  return (
    <form role="search" className="row" onSubmit={submit}>
      <div className="field-control"><input type="search" aria-label={say('find')} placeholder={say('findHint')} value={text} onChange={(event) => setText(event.target.value)} /></div>
      <Button type="submit" icon="search">{say('find')}</Button>
    </form>
  )
}
