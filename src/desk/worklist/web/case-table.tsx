import { fen } from '#kernel'
import { CASE_STATES, type CaseRow } from '#desk/worklist/domain'
import { type Column, DataTable, type DataTableProps, paths, useGo } from '#ui'
import { CaseStateBadge } from './case-state-badge.tsx'
import { useWords } from './words.ts'

type Passed = Pick<DataTableProps<CaseRow>, 'filters' | 'view' | 'onView' | 'total' | 'empty'>

/** Cases in rows, the same columns wherever cases are listed. */
export function CaseTable({ title, cases, ...passed }: Passed & { title: string; cases: readonly CaseRow[] | null }) {
  const go = useGo()
  const columns = useColumns()
  return <DataTable {...passed} title={title} rows={cases} rowKey={(row) => row.caseId} columns={columns} onOpen={(row) => go(paths.case(row.caseId))} />
}

function useColumns(): readonly Column<CaseRow>[] {
  const say = useWords()
  return [
    { id: 'customer', label: say('customer'), kind: 'text', of: (row) => row.customer.name, render: (row) => <b>{row.customer.name}</b> },
    { id: 'state', label: say('state'), kind: 'text', of: (row) => CASE_STATES[row.state], render: (row) => <CaseStateBadge state={row.state} /> },
    { id: 'number', label: say('number'), kind: 'text', of: (row) => row.number },
    { id: 'amount', label: say('amount'), kind: 'money', of: (row) => fen(row.amountFen), sum: true },
    { id: 'limit', label: say('limit'), kind: 'money', of: (row) => row.limitFen === null ? null : fen(row.limitFen) },
    { id: 'score', label: say('score'), kind: 'text', of: scoreOf },
    { id: 'lead', label: say('lead'), kind: 'text', of: (row) => row.lead.name },
    { id: 'appliedOn', label: say('appliedOn'), kind: 'day', of: (row) => row.appliedOn },
    { id: 'periods', label: say('periods'), kind: 'count', of: (row) => row.periods, optional: true },
    { id: 'product', label: say('product'), kind: 'text', of: (row) => row.product, optional: true },
    { id: 'unit', label: say('unit'), kind: 'text', of: (row) => row.unitName, optional: true },
    { id: 'assist', label: say('assist'), kind: 'text', of: (row) => row.assist?.name ?? null, optional: true },
    { id: 'version', label: say('version'), kind: 'count', of: (row) => row.version, optional: true },
    { id: 'reason', label: say('reason'), kind: 'text', of: (row) => row.reason, optional: true },
  ]
}

function scoreOf({ score, grade }: CaseRow): string | null {
  return score === null ? null : `${score}${grade === null ? '' : ` ${grade}`}`
}

