import { kindName } from '#common/ledger/domain'
import { fen } from '#kernel'
import { type NoteVoucher, type TransferShown } from '#loan/servicing/domain'
import { Money, RefusalText, SkeletonRows, api, refusalsIn, useRead } from '#ui'
import type { z } from 'zod'

/** Debit and credit of each transfer by the names of their accounts. */
export function Transfers({ rows }: { rows: readonly TransferShown[] }) {
  return (
    <div className="servicing-scroll"><table className="servicing-plan"><thead><tr><th>摘要</th><th>借方</th><th>贷方</th><th className="figure">金额</th><th>起息日</th></tr></thead>
      <tbody>{rows.map((one, at) => <tr key={at}><th scope="row">{kindName(one.kind)}</th><td>{one.debit}</td><td>{one.credit}</td><td className="figure"><Money fen={fen(one.amountFen)} /></td><td>{one.valueDay}</td></tr>)}</tbody></table></div>
  )
}

/** The transfers of a voucher, read when it is opened. */
export function Voucher({ noteId, voucherId }: { noteId: string; voucherId: string }) {
  const read = useRead<z.output<typeof NoteVoucher>>(api.note(noteId, `vouchers/${voucherId}`))
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  if (read.data === undefined) return <SkeletonRows rows={2} />
  return read.data.transfers.length === 0 ? <p className="small muted">没有分录：不动账，或由核心系统记账。</p> : <Transfers rows={read.data.transfers} />
}
