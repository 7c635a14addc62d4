import { type VoucherShown, kindName } from '#common/ledger/domain'
import { fen } from '#kernel'
import { Button, Drawer, Facts, Money, RefusalText, SkeletonRows, api, refusalsIn, useRead } from '#ui'

/** 记账凭证 whole, with what it takes back and what took it back. */
export function VoucherDrawer({ voucherId, onOpen, onClose }: { voucherId: string | null; onOpen: (voucherId: string) => void; onClose: () => void }) {
  const read = useRead<VoucherShown>(voucherId === null ? null : api.voucher(voucherId))
  const { data } = read
  const first = data?.rows[0]
  return (
    <Drawer title="记账凭证" open={voucherId !== null} onClose={onClose}>
      <RefusalText refusals={refusalsIn(read.error)} />
      {data === undefined || first === undefined ? <SkeletonRows rows={4} /> : (
        <div className="stack">
          <Facts facts={[['记账日', first.businessDay], ['起息日', first.valueDay], ['机构', first.unitName], ['产品', first.productCode], ['金额', <Money key="total" fen={fen(data.totalFen)} />], ['凭证', <span key="id" className="ledger-hash">{data.voucherId}</span>]]} />
          {data.reverses === null ? null : <p>冲销 <Button kind="quiet" onClick={() => onOpen(data.reverses ?? '')}>原凭证</Button></p>}
          {data.reversedBy.map((id) => <p key={id}>已被冲销 <Button kind="quiet" onClick={() => onOpen(id)}>冲销凭证</Button></p>)}
          <div className="ledger-table"><table>
            <thead><tr><th>摘要</th><th>借</th><th>贷</th><th className="figure">金额</th></tr></thead>
            <tbody>{data.rows.map((row) => <tr key={row.lineNo}><td>{kindName(row.kind)}{row.note === null ? '' : ` ${row.note.number}`}</td><td data-label="借">{row.debitName}</td><td data-label="贷">{row.creditName}</td><td className="figure"><Money fen={fen(row.amountFen)} /></td></tr>)}</tbody>
          </table></div>
        </div>
      )}
    </Drawer>
  )
}
