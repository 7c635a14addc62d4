import { useState } from 'react'
import type { z } from 'zod'
import type { DifferenceRow, Differences } from '#common/ledger/domain'
import { may, useMe } from '#common/staff/web'
import { fen } from '#kernel'
import { Button, Chips, DataTable, Drawer, Facts, Money, NoteField, RefusalText, StateBadge, announce, api, refusalsIn, useRead, useWrite } from '#ui'

const LEAST = 4

/** 账务差异: where the ledger and the sum of the notes are not the same, until someone says why. */
export function DifferencesView() {
  const [view, setView] = useState<'open' | 'all'>('open')
  const [chosen, choose] = useState<DifferenceRow | null>(null)
  const read = useRead<z.output<typeof Differences>>(api.ledgerDifferences(view))
  return (
    <>
      <RefusalText refusals={refusalsIn(read.error)} />
      <DataTable<DifferenceRow>
        title="账务差异" rows={read.data?.rows ?? (read.isError ? [] : null)} rowKey={(row) => `${row.day} ${row.unitId} ${row.productCode} ${row.accountCode}`} onOpen={choose}
        filters={<Chips label="清单" value={view} onChange={setView} choices={[{ value: 'open', label: '待说明', count: read.data?.open }, { value: 'all', label: '全部' }]} />}
        empty={{ says: view === 'open' ? '没有待说明的差异：每天日终核对，总账与借据汇总逐分一致。' : '还没有出现过差异。' }}
        columns={[
          { id: 'account', label: '科目', kind: 'text', of: (row) => `${row.accountCode} ${row.accountName}` },
          { id: 'difference', label: '差额', kind: 'money', of: (row) => fen(row.differenceFen) },
          { id: 'ledger', label: '总账', kind: 'money', of: (row) => fen(row.ledgerFen) },
          { id: 'notes', label: '借据汇总', kind: 'money', of: (row) => fen(row.notesFen) },
          { id: 'day', label: '日期', kind: 'day', of: (row) => row.day },
          { id: 'unit', label: '机构', kind: 'text', of: (row) => row.unitName },
          { id: 'product', label: '产品', kind: 'text', of: (row) => row.productCode },
          { id: 'explained', label: '说明', kind: 'text', of: (row) => row.explained?.says ?? '待说明', render: (row) => (row.explained === null ? <StateBadge tone="warning">待说明</StateBadge> : row.explained.says) },
        ]}
      />
      {chosen === null ? null : <Explain key={`${chosen.day} ${chosen.unitId} ${chosen.accountCode}`} row={chosen} onClose={() => choose(null)} />}
    </>
  )
}

function Explain({ row, onClose }: { row: DifferenceRow; onClose: () => void }) {
  const me = useMe()
  const [says, setSays] = useState('')
  const write = useWrite({ changes: [api.ledgerDifferences(), api.periods()] })
  const off = row.explained !== null ? '这笔差异已有说明' : !may(me.data, 'ledger.explain') ? '由财务会计说明' : says.trim().length < LEAST ? `请写明原因，至少 ${LEAST} 个字` : null
  const act = (): void => write.mutate({ path: api.explainDifference(), body: { day: row.day, unitId: row.unitId, productCode: row.productCode, accountCode: row.accountCode, explanation: says } }, { onSuccess: () => { announce('已说明，金额照旧留存'); onClose() } })
  return (
    <Drawer title="账务差异" open onClose={onClose} foot={<><Button onClick={onClose}>关闭</Button><Button kind="act" busy={write.isPending} disabledReason={off} onClick={act}>记下说明</Button></>}>
      <div className="stack">
        <Facts facts={[['科目', `${row.accountCode} ${row.accountName}`], ['日期', row.day], ['机构', row.unitName], ['产品', row.productCode], ['总账', <Money key="l" fen={fen(row.ledgerFen)} />], ['借据汇总', <Money key="n" fen={fen(row.notesFen)} />], ['差额', <Money key="d" fen={fen(row.differenceFen)} strong />]]} />
        {row.explained === null ? <NoteField label="差异原因" value={says} onChange={setSays} rows={4} maxLength={400} required hint="封账的余额不改；更正记在今天，差额会在更正之后消失" /> : <p>{row.explained.says}<br /><span className="muted small">{row.explained.by} {row.explained.on}</span></p>}
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}
