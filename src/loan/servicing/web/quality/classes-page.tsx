import { useState } from 'react'
import type { z } from 'zod'
import { CLASS_NAMES, CLASS_REASONS, CLASS_VIEWS, type ClassList, type ClassRow, type ClassView } from '#loan/servicing/domain'
import { fen } from '#kernel'
import { Button, Chips, DataTable, Drawer, Go, RefusalText, RiskMark, api, paths, refusalsIn, useAddressState, useRead } from '#ui'
import { ClassPanel } from './class-panel.tsx'

const isView = (text: string | undefined): text is ClassView => text !== undefined && Object.hasOwn(CLASS_VIEWS, text)
const EMPTY: Readonly<Record<ClassView, string>> = {
  confirm: '没有待认定的分类意见。', approve: '没有待审批的分类意见。', review: '本季该认定的都认定了。', upgrade: '没有欠款还清、观察期满的借据。', adverse: '没有关注及以下的借据。',
}

/** 风险分类: what waits for a second or a third person, what the quarter still has to judge, what may go up. */
export function ClassesPage() {
  const [address, change] = useAddressState()
  const [chosen, choose] = useState<ClassRow | null>(null)
  const view = isView(address['view']) ? address['view'] : 'confirm'
  const list = useRead<z.output<typeof ClassList>>(api.classes(view))
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>风险分类</h1><p>{list.data?.quarter ?? ''}；逾期天数每天定下限，其余由初分、认定、审批三人办理</p></div></div>
      <RefusalText refusals={refusalsIn(list.error)} />
      <DataTable<ClassRow>
        title="风险分类" rows={list.data?.rows ?? (list.isError ? [] : null)} rowKey={(row) => row.noteId} onOpen={choose}
        empty={{ says: EMPTY[view], act: view === 'adverse' ? undefined : <Button onClick={() => change({ view: 'adverse' })}>看关注及以下的借据</Button> }}
        filters={<Chips label="清单" value={view} onChange={(next) => change({ view: next === 'confirm' ? null : next })} choices={(Object.keys(CLASS_VIEWS) as ClassView[]).map((value) => ({ value, label: CLASS_VIEWS[value], count: list.data?.counts[value] }))} />}
        columns={[
          { id: 'customer', label: '借款人', kind: 'text', of: (row) => row.customerName },
          { id: 'class', label: '现分类', kind: 'text', of: (row) => CLASS_NAMES[row.riskClass], render: (row) => <RiskMark of={row.riskClass} /> },
          { id: 'proposed', label: '拟分类', kind: 'text', of: (row) => (row.proposal === null ? null : CLASS_NAMES[row.proposal.riskClass]), render: (row) => (row.proposal === null ? <span className="muted">—</span> : <RiskMark of={row.proposal.riskClass} />) },
          { id: 'reasons', label: '理由', kind: 'text', of: (row) => row.proposal?.reasons.map((reason) => CLASS_REASONS[reason]).join('、') ?? null },
          { id: 'overdue', label: '逾期天数', kind: 'count', of: (row) => (row.overdueDays === 0 ? null : row.overdueDays) },
          { id: 'balance', label: '剩余本金', kind: 'money', sum: true, of: (row) => fen(row.balanceFen) },
          { id: 'number', label: '借据', kind: 'text', of: (row) => row.number },
          { id: 'by', label: '初分人', kind: 'text', of: (row) => (row.proposal === null ? null : `${row.proposal.proposedBy} ${row.proposal.proposedOn}`) },
          { id: 'judgedOn', label: '上次认定', kind: 'day', of: (row) => row.judgedOn },
          { id: 'unit', label: '机构', kind: 'text', optional: true, of: (row) => row.unitName },
        ]}
      />
      <Drawer title={chosen === null ? '' : `${chosen.customerName} ${chosen.number}`} open={chosen !== null} onClose={() => choose(null)}>
        {chosen === null ? null : (
          <div className="stack">
            <ClassPanel noteId={chosen.noteId} />
            <Go to={chosen.caseId === null ? paths.note(chosen.noteId) : paths.case(chosen.caseId, 'servicing')}>看借据与还款</Go>
          </div>
        )}
      </Drawer>
    </div>
  )
}
