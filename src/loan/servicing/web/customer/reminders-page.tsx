import './customer.css'
import { fen } from '#kernel'
import { MESSAGE_KINDS, type MessageShown, type NoteToRemind, REMINDER_VIEWS, type ReminderView, type Reminders } from '#loan/servicing/domain'
import { may, useMe } from '#common/staff/web'
import { Banner, Button, Chips, type Column, DataTable, Go, RefusalText, StateBadge, type Tone, announce, api, clockTime, paths, refusalsIn, useAddressState, useGo, useRead, useWrite } from '#ui'

const VIEWS = Object.keys(REMINDER_VIEWS) as ReminderView[]
const isView = (text: string | undefined): text is ReminderView => text !== undefined && Object.hasOwn(REMINDER_VIEWS, text)

const SAYS: Readonly<Record<ReminderView, string>> = {
  short: '今日到期还没有还的借据，按还款账户的扣收结果列出；钱存在别的账户不算',
  soon: '政策规定的提前天数内到期，已给客户发短信；金额为应还本息',
  overdue: '昨日到期没有还清，今日起逾期',
  waiting: '日终生成，早上九点起发送', sent: '已交短信网关', failed: '多次发送不成功，改打电话，或排除原因后重发',
}
const EMPTY: Readonly<Record<ReminderView, string>> = {
  short: '今日到期的都已还清。', soon: '今天没有要提醒的借据。', overdue: '没有新增逾期。', waiting: '没有待发的短信。', sent: '还没有发出短信。', failed: '没有发不出的短信。',
}

/** 提醒: whom to speak to today, and what was sent to customers. */
export function RemindersPage() {
  const [address, change] = useAddressState()
  const view = isView(address['view']) ? address['view'] : 'short'
  const read = useRead<Reminders>(api.reminders({ view }))
  const { data } = read
  const isMessages = view === 'waiting' || view === 'sent' || view === 'failed'
  const filters = <Chips label="清单" value={view} onChange={(next) => change({ view: next })} choices={VIEWS.map((value) => ({ value, label: REMINDER_VIEWS[value], count: data?.counts[value] }))} />
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>提醒</h1><p>{SAYS[view]}{view === 'short' && data !== undefined ? `；查询时点 ${data.checks.join('、')}` : ''}</p></div>
        <div className="row"><Go className="button" to={paths.notes('due')}>今日到期借据</Go></div>
      </div>
      <RefusalText refusals={refusalsIn(read.error)} />
      {data?.portWhy === null || data === undefined || data.counts.waiting === 0 ? null : <Banner tone="warning">短信暂不发出：{data.portWhy}。设置后自动补发，其间请电话提醒。</Banner>}
      {isMessages ? <Messages view={view} rows={data?.messages ?? null} filters={filters} /> : <Notes view={view} rows={data?.notes ?? null} filters={filters} />}
    </div>
  )
}

function Notes({ view, rows, filters }: { view: ReminderView; rows: readonly NoteToRemind[] | null; filters: React.ReactNode }) {
  const go = useGo()
  const columns: readonly Column<NoteToRemind>[] = [
    { id: 'note', label: '借据', kind: 'text', of: (row) => row.noteNumber },
    { id: 'customer', label: '借款人', kind: 'text', of: (row) => row.customerName },
    { id: 'due', label: '到期日', kind: 'day', of: (row) => row.dueOn },
    { id: 'amount', label: view === 'overdue' ? '欠款' : '应还', kind: 'money', sum: true, of: (row) => fen(row.amountFen) },
    ...(view === 'short' ? [
      { id: 'debited', label: '已扣', kind: 'money' as const, of: (row: NoteToRemind) => (row.debitedFen === null ? null : fen(row.debitedFen)) },
      { id: 'short', label: '账户差额', kind: 'money' as const, sum: true, of: (row: NoteToRemind) => (row.shortFen === null ? null : fen(row.shortFen)) },
    ] : []),
    { id: 'says', label: '情况', kind: 'text', of: (row) => row.says, render: (row) => <StateBadge tone={toneOf(row)}>{row.says}</StateBadge> },
    { id: 'account', label: '还款账户', kind: 'text', of: (row) => row.accountMasked },
    { id: 'unit', label: '机构', kind: 'text', optional: true, of: (row) => row.unitName },
  ]
  return <DataTable<NoteToRemind> title={REMINDER_VIEWS[view]} rows={rows} rowKey={(row) => row.noteId} columns={columns} filters={filters} onOpen={(row) => go(row.caseId === null ? paths.note(row.noteId) : paths.case(row.caseId, 'servicing'))} empty={{ says: EMPTY[view] }} />
}

function toneOf(row: NoteToRemind): Tone {
  if ((row.shortFen ?? 0) > 0 || row.says.startsWith('扣款被拒') || row.says === '短信未发出') return 'stop'
  return row.says === '已还' || row.says === '已结清' || row.says === '已发短信' ? 'holds' : 'warning'
}

function Messages({ view, rows, filters }: { view: ReminderView; rows: readonly MessageShown[] | null; filters: React.ReactNode }) {
  const columns: readonly Column<MessageShown>[] = [
    { id: 'kind', label: '短信', kind: 'text', of: (row) => MESSAGE_KINDS[row.kind] },
    { id: 'customer', label: '借款人', kind: 'text', of: (row) => row.customerName },
    { id: 'note', label: '借据', kind: 'text', of: (row) => row.noteNumber },
    { id: 'says', label: '内容', kind: 'text', of: (row) => row.says, render: (row) => <span className="customer-says">{row.says}</span> },
    view === 'sent'
      ? { id: 'sent', label: '发出', kind: 'text', of: (row) => row.sentAt, render: (row) => (row.sentAt === null ? null : <>{row.sentAt.slice(0, DATE_LENGTH)} {clockTime(row.sentAt)}</>) }
      : { id: 'error', label: view === 'failed' ? '原因' : '等待', kind: 'text', of: (row) => row.error ?? '等候发送', render: (row) => <span className={row.error === null ? 'muted' : 'customer-error'}>{row.error ?? '等候发送'}</span> },
    { id: 'attempts', label: '发送次数', kind: 'text', of: (row) => String(row.attempts), optional: view !== 'failed' },
    ...(view === 'failed' ? [{ id: 'act', label: '办理', kind: 'text' as const, of: () => '', render: (row: MessageShown) => <Resend messageId={row.messageId} /> }] : []),
  ]
  return <DataTable<MessageShown> title={REMINDER_VIEWS[view]} rows={rows} rowKey={(row) => row.messageId} columns={columns} filters={filters} empty={{ says: EMPTY[view] }} />
}

const DATE_LENGTH = 10

function Resend({ messageId }: { messageId: string }) {
  const me = useMe()
  const write = useWrite<{ messageId: string }>({ changes: [api.reminders()] })
  const send = (): void => write.mutate({ path: api.resendReminder(messageId) }, { onSuccess: () => announce('已排入发送'), onError: (error) => announce(refusalsIn(error)[0]?.message ?? '未能重发') })
  return <Button kind="quiet" busy={write.isPending} disabledReason={may(me.data, 'note.share') ? null : '您的岗位不发客户短信'} onClick={send}>重发</Button>
}
