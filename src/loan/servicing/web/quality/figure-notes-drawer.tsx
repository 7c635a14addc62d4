import { GUARANTEE_NAMES } from '#loan/decision/domain'
import { fen } from '#kernel'
import { CLASS_NAMES, type Drill, type FigureNotes } from '#loan/servicing/domain'
import { type Column, DataTable, Drawer, RefusalText, api, paths, refusalsIn, useGo, useRead } from '#ui'

/** A figure somebody wants to look behind. */
export interface BehindFigure {
  readonly title: string
  readonly query: { readonly drill: Drill; readonly day: string; readonly unitId?: string | undefined; readonly productCode?: string | undefined; readonly guarantee?: string | undefined; readonly managerId?: string | undefined; readonly first?: string | undefined }
}
type Row = FigureNotes['rows'][number]

/** The notes behind a figure. */
export function FigureNotesDrawer({ behind, onClose }: { behind: BehindFigure | null; onClose: () => void }) {
  return <Drawer title={behind?.title ?? ''} open={behind !== null} onClose={onClose}>{behind === null ? null : <Notes behind={behind} />}</Drawer>
}

function Notes({ behind }: { behind: BehindFigure }) {
  const read = useRead<FigureNotes>(api.figureNotes(behind.query))
  const go = useGo()
  const columns: readonly Column<Row>[] = [
    { id: 'number', label: '借据', kind: 'text', of: (row) => row.number },
    { id: 'customer', label: '借款人', kind: 'text', of: (row) => row.customerName },
    { id: 'balance', label: '余额', kind: 'money', sum: true, of: (row) => fen(row.balanceFen) },
    { id: 'late', label: '逾期天数', kind: 'count', of: (row) => row.overdueDays },
    { id: 'class', label: '分类', kind: 'text', of: (row) => (CLASS_NAMES as Readonly<Record<string, string>>)[row.riskClass] ?? row.riskClass },
    { id: 'overdue', label: '逾期本金', kind: 'money', sum: true, of: (row) => fen(row.overduePrincipalFen) },
    { id: 'manager', label: '客户经理', kind: 'text', of: (row) => row.managerName },
    { id: 'unit', label: '机构', kind: 'text', optional: true, of: (row) => row.unitName },
    { id: 'guarantee', label: '担保', kind: 'text', optional: true, of: (row) => (GUARANTEE_NAMES as Readonly<Record<string, string>>)[row.guarantee] ?? row.guarantee },
  ]
  return (
    <div className="stack">
      <p className="muted small">逾期天数算到 {behind.query.day}；余额为现况，此后的还款、核销已经反映，合计可能与封账数不同。{read.data?.isMore === true ? `只列前 ${read.data.rows.length} 笔，逾期最久的在前。` : ''}</p>
      <RefusalText refusals={refusalsIn(read.error)} />
      <DataTable<Row> title={behind.title} rows={read.data?.rows ?? (read.isError ? [] : null)} rowKey={(row) => row.noteId} columns={columns} onOpen={(row) => go(row.caseId === null ? paths.note(row.noteId) : paths.case(row.caseId, 'servicing'))} empty={{ says: '没有这样的借据，或都不在您的可见范围内。' }} />
    </div>
  )
}
