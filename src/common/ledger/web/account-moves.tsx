import { useState } from 'react'
import type { z } from 'zod'
import { type Accounts, type TransferRow, type Transfers, kindName } from '#common/ledger/domain'
import { may, useMe } from '#common/staff/web'
import { fen, isDay } from '#kernel'
import { READS_CASES } from '#common/staff/domain'
import { Button, DataTable, DayField, RefusalText, api, paths, refusalsIn, useAddressState, useGo, useRead } from '#ui'
import { VoucherDrawer } from './voucher-drawer.tsx'

/** 科目明细: what moved an account on some days; each row opens its voucher and, for who may, its note. */
export function AccountMoves() {
  const [address, change] = useAddressState()
  const go = useGo()
  const me = useMe()
  const [voucher, open] = useState<string | null>(null)
  const account = address['account'] ?? ''
  const day = address['day'] ?? ''
  const from = address['from'] ?? day
  const accounts = useRead<z.output<typeof Accounts>>(api.ledgerAccounts())
  const read = useRead<z.output<typeof Transfers>>(isDay(from) && isDay(day) ? api.transfers({ account, from, until: day, unitId: address['unit'], productCode: address['product'] }) : null)
  const name = accounts.data?.accounts.find((one) => one.code === account)?.name ?? ''
  const opensNotes = may(me.data, ...READS_CASES)
  return (
    <>
      <div className="ledger-filters">
        <Button kind="quiet" icon="back" onClick={() => change({ account: null, from: null })}>试算平衡表</Button>
        <DayField label="起" value={isDay(from) ? from : null} onChange={(next) => change({ from: next })} />
        <DayField label="止" value={isDay(day) ? day : null} onChange={(next) => change({ day: next })} />
      </div>
      <RefusalText refusals={refusalsIn(read.error)} />
      <DataTable<TransferRow>
        title={`${account} ${name}`} rows={read.data?.rows ?? (read.isError ? [] : null)} rowKey={(row) => `${row.voucherId} ${row.lineNo}`} onOpen={(row) => open(row.voucherId)}
        empty={{ says: '这几天没有记账动过这个科目。', act: <Button onClick={() => change({ from: `${day.slice(0, 7)}-01` })}>看整个月</Button> }}
        {...(read.data ? { total: { count: read.data.count, sums: { debit: read.data.debitFen, credit: read.data.creditFen } } } : {})}
        columns={[
          { id: 'kind', label: '摘要', kind: 'text', of: (row) => kindName(row.kind) },
          { id: 'debit', label: '借方', kind: 'money', sum: true, of: (row) => (row.debitCode === account ? fen(row.amountFen) : null) },
          { id: 'credit', label: '贷方', kind: 'money', sum: true, of: (row) => (row.creditCode === account ? fen(row.amountFen) : null) },
          { id: 'other', label: '对方科目', kind: 'text', of: (row) => (row.debitCode === account ? row.creditName : row.debitName) },
          { id: 'note', label: '借据', kind: 'text', of: (row) => row.note?.number ?? null, render: (row) => (row.note === null ? <span className="muted">汇总</span> : opensNotes ? <button type="button" className="figure-link" onClick={() => go(pageOf(row.note))}>{row.note.number}</button> : row.note.number) },
          { id: 'businessDay', label: '记账日', kind: 'day', of: (row) => row.businessDay },
          { id: 'valueDay', label: '起息日', kind: 'day', of: (row) => row.valueDay },
          { id: 'unit', label: '机构', kind: 'text', of: (row) => row.unitName },
          { id: 'product', label: '产品', kind: 'text', optional: true, of: (row) => row.productCode },
        ]}
      />
      <VoucherDrawer voucherId={voucher} onOpen={open} onClose={() => open(null)} />
    </>
  )
}

/** The page of a note: with its case where it has one. */
function pageOf(note: TransferRow['note']): string {
  return note === null ? paths.notes() : note.caseId === null ? paths.note(note.noteId) : paths.case(note.caseId, 'servicing')
}
