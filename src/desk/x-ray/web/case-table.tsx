import { type XRayReport, placeOf } from '#desk/x-ray/domain'
import { type Column, DataTable } from '#ui'
import { fen } from '#kernel'

type Row = XRayReport['cases'][number]

/** Every case with its findings; opens to what its file says. */
export function CaseTable({ report, onOpen }: { report: XRayReport; onOpen: (key: string) => void }) {
  const names = new Map(report.findings.map(({ id, name }) => [id, name]))
  const columns: readonly Column<Row>[] = [
    { id: 'customer', label: '客户', kind: 'text', of: (row) => row.case.customer.name },
    { id: 'place', label: '文件', kind: 'text', of: (row) => placeOf(row.case) },
    { id: 'lent', label: '放款金额', kind: 'money', of: (row) => (row.lentFen === null ? null : fen(row.lentFen)), sum: true },
    { id: 'allowed', label: '政策可放', kind: 'money', of: (row) => { const limit = row.case.judged?.limitFen ?? null; return limit === null ? null : fen(limit) } },
    { id: 'overdue', label: '逾期天数', kind: 'count', of: (row) => row.loan?.daysOverdue ?? null },
    { id: 'count', label: '问题数', kind: 'count', of: (row) => row.findings.length, sum: true },
    { id: 'findings', label: '问题', kind: 'text', of: (row) => (row.findings.length === 0 ? null : row.findings.map((id) => names.get(id)).join('、')) },
  ]
  return <DataTable<Row> title="全部案件" rows={report.cases} rowKey={(row) => row.case.key} columns={columns} onOpen={(row) => onOpen(row.case.key)} empty={{ says: '还没有案件。' }} />
}
