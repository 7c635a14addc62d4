import type { z } from 'zod'
import { fen } from '#kernel'
import { NOTE_STATES, NOTE_VIEWS, type NoteList, type NoteRow, type NoteView } from '#loan/servicing/domain'
import { Button, Chips, DataTable, RefusalText, StateBadge, TextField, api, paths, refusalsIn, useAddressState, useGo, useRead } from '#ui'

const isView = (text: string | undefined): text is NoteView => text !== undefined && Object.hasOwn(NOTE_VIEWS, text)
const EMPTY: Readonly<Record<NoteView, string>> = { all: '还没有借据。放款复核之后借据列在这里。', due: '今天没有到期的借据。', overdue: '没有逾期的借据。', nonAccrual: '没有转为非应计的借据。', settled: '还没有结清的借据。' }

/** 借据清单: what falls due today and what is overdue, the oldest first. */
export function NotesPage() {
  const [address, change] = useAddressState()
  const go = useGo()
  const view = isView(address['view']) ? address['view'] : 'all'
  const list = useRead<z.output<typeof NoteList>>(api.notes({ view, q: address['q'] }))
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>借据</h1><p>营业日 {list.data?.on ?? ''}；逾期天数从最早未还清的一期起算</p></div>
        <TextField label="查找" type="search" value={address['q'] ?? ''} onChange={(q) => change({ q: q === '' ? null : q })} placeholder="姓名、后四位、借据号" />
      </div>
      <RefusalText refusals={refusalsIn(list.error)} />
      <DataTable<NoteRow>
        title="借据" rows={list.data?.notes ?? (list.isError ? [] : null)} rowKey={(row) => row.noteId} onOpen={(row) => go(row.caseId === null ? paths.note(row.noteId) : paths.case(row.caseId, 'servicing'))}
        {...(list.data ? { total: { count: list.data.count, isMore: list.data.isMore, sums: list.data.balanceFen === null ? {} : { balance: list.data.balanceFen } } } : {})}
        empty={view === 'all' ? { says: EMPTY.all } : { says: EMPTY[view], act: <Button onClick={() => change({ view: null, q: null })}>看全部借据</Button> }}
        filters={<Chips label="清单" value={view} onChange={(next) => change({ view: next === 'all' ? null : next })} choices={(Object.keys(NOTE_VIEWS) as NoteView[]).map((value) => ({ value, label: NOTE_VIEWS[value], count: list.data?.counts[value] }))} />}
        columns={[
          { id: 'number', label: '借据', kind: 'text', of: (row) => row.number },
          { id: 'customer', label: '借款人', kind: 'text', of: (row) => row.customerName },
          { id: 'state', label: '状态', kind: 'text', of: (row) => stateText(row), render: (row) => <StateBadge tone={row.overdueDays > 0 ? 'stop' : row.state === 'SETTLED' ? 'holds' : 'going'}>{stateText(row)}</StateBadge> },
          { id: 'dueOn', label: '最早未还清的一期', kind: 'day', of: (row) => row.oldestDueOn },
          { id: 'due', label: '到期未还本息', kind: 'money', of: (row) => fen(row.dueFen) },
          { id: 'balance', label: '剩余本金', kind: 'money', sum: true, of: (row) => fen(row.balanceFen) },
          { id: 'amount', label: '放款金额', kind: 'money', of: (row) => fen(row.amountFen) },
          { id: 'disbursedOn', label: '放款日', kind: 'day', of: (row) => row.disbursedOn },
          { id: 'unit', label: '机构', kind: 'text', optional: true, of: (row) => row.unitName },
          { id: 'product', label: '产品', kind: 'text', optional: true, of: (row) => row.productCode },
        ]}
      />
    </div>
  )
}

function stateText({ overdueDays, state }: NoteRow): string {
  return overdueDays > 0 ? `逾期 ${overdueDays} 天` : NOTE_STATES[state]
}
