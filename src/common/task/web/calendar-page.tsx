import './task.css'
import { useState } from 'react'
import type { z } from 'zod'
import type { Day } from '#kernel'
import { may, useMe } from '#common/staff/web'
import type { Calendar } from '#common/task/domain'
import { Button, ChoiceField, Chips, type Column, DataTable, DayField, RefusalText, TextField, api, refusalsIn, useAddressState, useRead, useWrite } from '#ui'

type Answer = z.output<typeof Calendar>
type Row = Answer['days'][number]
type Kind = Row['kind']
const KINDS: Readonly<Record<Kind, string>> = { HOLIDAY: '休息', WORKING: '上班' }

/** Holidays and worked weekends by which clocks count: as published, and as the bank itself notes. */
export function CalendarPage() {
  const me = useMe().data
  const [address, change] = useAddressState()
  const thisYear = Number((me?.businessDate ?? '2025').slice(0, 4))
  const year = address['year'] ?? String(thisYear)
  const read = useRead<Answer>(me === undefined ? null : api.calendar(year))
  const columns: readonly Column<Row>[] = [
    { id: 'day', label: '日期', kind: 'day', of: (row) => row.day }, { id: 'kind', label: '种类', kind: 'text', of: (row) => KINDS[row.kind] },
    { id: 'name', label: '名称', kind: 'text', of: (row) => row.name }, { id: 'own', label: '来源', kind: 'text', of: (row) => row.own ? '本行' : '国务院公布' },
  ]
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>银行日历</h1><p>时限按工作日计算时以此为准；周一至周五上班、周末休息的平日不列</p></div></div>
      <Chips label="年份" value={year} onChange={(next) => change({ year: next })} choices={[thisYear - 1, thisYear, thisYear + 1].map((value) => ({ value: String(value), label: String(value) }))} />
      <RefusalText refusals={refusalsIn(read.error)} />
      <Note mayNote={may(me, 'calendar.write')} />
      <DataTable title="节假日与调休" rows={read.data?.days ?? (read.isError ? [] : null)} rowKey={(row) => row.day} columns={columns} empty={{ says: '这一年的安排尚未公布，可逐日记本行的安排。' }} />
    </div>
  )
}

function Note({ mayNote }: { mayNote: boolean }) {
  const write = useWrite({ changes: ['/api/calendar'] })
  const [day, setDay] = useState<Day | null>(null)
  const [kind, setKind] = useState<Kind>('HOLIDAY')
  const [name, setName] = useState('')
  const missing = !mayNote ? '由风险经理维护' : day === null ? '请填日期' : name.trim() === '' ? '请填名称' : null
  return (
    <section className="panel" aria-label="记一天">
      <div className="panel-body stack">
        <div className="form-grid">
          <DayField label="日期" value={day} onChange={setDay} />
          <ChoiceField label="种类" value={kind} onChange={setKind} choices={(Object.keys(KINDS) as Kind[]).map((value) => ({ value, label: KINDS[value] }))} />
          <TextField label="名称" value={name} onChange={setName} maxLength={40} />
        </div>
        <RefusalText refusals={refusalsIn(write.error)} />
        <div className="row"><Button kind="act" busy={write.isPending} disabledReason={missing} onClick={() => write.mutate({ path: api.calendarDay(day ?? ''), method: 'PUT', body: { kind, name: name.trim() } }, { onSuccess: () => setName('') })}>记入日历</Button></div>
      </div>
    </section>
  )
}
