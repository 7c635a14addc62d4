import { useState } from 'react'
import type { z } from 'zod'
import { fen } from '#kernel'
import { type RepricingAsked, type RepricingList, type RepricingRow, TENORS } from '#loan/servicing/domain'
import { may, useMe } from '#common/staff/web'
import { RatesPanel } from '../rates/rates-panel.tsx'
import { Button, DataTable, Modal, NoteField, RefusalText, announce, api, percentText, refusalsIn, useRead, useWrite } from '#ui'

const SHORTEST = 4

/** 重定价: notes whose day has come, each with the rate the published list gives it. */
export function RepricingPage() {
  const me = useMe()
  const list = useRead<z.output<typeof RepricingList>>(api.repricing())
  const [isAsking, setAsking] = useState(false)
  const open = (list.data?.rows ?? []).filter((row) => !row.isAsked && row.newRate !== null)
  const off = !may(me.data, 'note.ask') ? '您的岗位不申请调息' : open.length === 0 ? '没有待申请的借据' : null
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>利率重定价</h1><p>营业日 {list.data?.on ?? ''}；按重定价日有效的报价利率加点，逐笔申请，由另一人复核</p></div><Button kind="act" disabledReason={off} onClick={() => setAsking(true)}>{open.length === 0 ? '申请调息' : `为 ${open.length} 笔申请调息`}</Button></div>
      <RefusalText refusals={refusalsIn(list.error)} />
      <DataTable<RepricingRow>
        title="重定价" rows={list.data?.rows ?? (list.isError ? [] : null)} rowKey={(row) => row.noteId} {...(list.data ? { total: { count: list.data.count, sums: {} } } : {})} empty={{ says: '没有到重定价日的借据。' }}
        columns={[
          { id: 'number', label: '借据', kind: 'text', of: (row) => row.number },
          { id: 'customer', label: '借款人', kind: 'text', of: (row) => row.customerName },
          { id: 'on', label: '重定价日', kind: 'day', of: (row) => row.repriceOn },
          { id: 'lpr', label: '报价利率', kind: 'text', of: (row) => (row.lpr === null ? `${TENORS[row.tenor]}，当期尚未登记` : `${TENORS[row.tenor]} ${percentText(row.lpr)} 加点 ${percentText(row.spread)}`) },
          { id: 'old', label: '现利率', kind: 'text', of: (row) => percentText(row.oldRate) },
          { id: 'new', label: '新利率', kind: 'text', of: (row) => (row.newRate === null ? '—' : `${percentText(row.newRate)}${row.newRate === row.oldRate ? '（不变）' : ''}`) },
          { id: 'oldInstalment', label: '现每期', kind: 'money', of: (row) => (row.oldInstalmentFen === null ? null : fen(row.oldInstalmentFen)) },
          { id: 'newInstalment', label: '新每期', kind: 'money', of: (row) => (row.newInstalmentFen === null ? null : fen(row.newInstalmentFen)) },
          { id: 'balance', label: '剩余本金', kind: 'money', of: (row) => fen(row.balanceFen) },
          { id: 'state', label: '状态', kind: 'text', of: (row) => (row.isAsked ? '待复核' : row.newRate === null ? '待登记报价' : '待申请') },
        ]}
      />
      <RatesPanel />
      {isAsking ? <AskModal rows={open} onClose={() => setAsking(false)} /> : null}
    </div>
  )
}

function AskModal({ rows, onClose }: { rows: readonly RepricingRow[]; onClose: () => void }) {
  const [reason, setReason] = useState('按重定价日的报价利率调整')
  const write = useWrite<z.output<typeof RepricingAsked>>({ changes: ['/api/repricing', '/api/note-requests', '/api/notes'] })
  const off = [...reason.trim()].length < SHORTEST ? `事由至少 ${SHORTEST} 个字` : null
  const ask = (): void => write.mutate({ path: api.repricing(), body: { noteIds: rows.map((row) => row.noteId), reason: reason.trim() } }, { onSuccess: ({ requestIds, unchanged }) => { announce(`已申请 ${requestIds.length} 笔，利率不变 ${unchanged.length} 笔`); onClose() } })
  return (
    <Modal title="申请调息" open onClose={onClose} foot={<><Button onClick={onClose}>取消</Button><Button kind="act" busy={write.isPending} disabledReason={off} onClick={ask}>提交复核</Button></>}>
      <div className="stack"><p>共 {rows.length} 笔；利率不变的只顺延到下一个重定价日。</p><NoteField label="事由" value={reason} onChange={setReason} maxLength={200} required /><RefusalText refusals={refusalsIn(write.error)} /></div>
    </Modal>
  )
}
