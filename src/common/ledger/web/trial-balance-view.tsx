import { ACCOUNT_KINDS, type AccountKind, type AccountRow, type TrialBalance } from '#common/ledger/domain'
import { type Fen, fen, formatYuan, isDay } from '#kernel'
import { Banner, Button, ChoiceField, DayField, Money, RefusalText, SkeletonRows, StateBadge, api, csv, refusalsIn, saveFile, useAddressState, useRead } from '#ui'

/** 试算平衡表: every account with what moved it, both sides at the foot. A row opens what moved it. */
export function TrialBalanceView() {
  const [address, change] = useAddressState()
  const read = useRead<TrialBalance>(api.trialBalance({ day: address['day'], unitId: address['unit'], productCode: address['product'] }))
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  if (read.data === undefined) return <div className="panel"><SkeletonRows rows={12} /></div>
  const { data } = read
  return (
    <>
      <div className="ledger-filters">
        <DayField label="日期" value={isDay(data.day) ? data.day : null} onChange={(day) => change({ day })} />
        <ChoiceField label="机构" value={address['unit'] ?? ''} onChange={(unit) => change({ unit })} choices={[{ value: '', label: '全行' }, ...data.units.map(({ unitId, name }) => ({ value: unitId, label: name }))]} />
        <ChoiceField label="产品" value={address['product'] ?? ''} onChange={(product) => change({ product })} choices={[{ value: '', label: '全部产品' }, ...data.products.map(({ productCode, name }) => ({ value: productCode, label: name }))]} />
        <StateBadge tone={data.closed ? 'holds' : 'going'}>{data.closed ? '已封账' : `${data.openUnits} 个机构未封账`}</StateBadge>
        <Button kind="quiet" icon="download" onClick={() => exportRows(data)}>导出</Button>
      </div>
      <Balanced totals={data.totals} />
      <section className="panel ledger-table" aria-label="试算平衡表">
        <table>
          <thead><tr><th>科目</th><th className="figure">期初余额</th><th className="figure">借方发生</th><th className="figure">贷方发生</th><th>方向</th><th className="figure">期末余额</th></tr></thead>
          <tbody>{(Object.keys(ACCOUNT_KINDS) as AccountKind[]).flatMap((kind) => {
            const rows = data.rows.filter((row) => row.kind === kind)
            return rows.length === 0 ? [] : [<tr key={kind} className="ledger-kind"><td colSpan={6}>{ACCOUNT_KINDS[kind]}</td></tr>, ...rows.map((row) => <Account key={row.code} row={row} onOpen={() => change({ account: row.code, day: data.day })} />)]
          })}</tbody>
          <tfoot><tr><th scope="row">合计</th><td /><td className="figure" data-label="借方"><Money fen={fen(data.totals.debitFen)} strong /></td><td className="figure" data-label="贷方"><Money fen={fen(data.totals.creditFen)} strong /></td><td /><td /></tr></tfoot>
        </table>
      </section>
    </>
  )
}

function exportRows({ day, rows }: TrialBalance): void {
  const cells = rows.map((row) => [row.code, row.name, formatYuan(onItsSide(row, row.openingFen)), formatYuan(row.debitFen), formatYuan(row.creditFen), row.side === 'DEBIT' ? '借' : '贷', formatYuan(onItsSide(row, row.closingFen))])
  saveFile({ name: `试算平衡表-${day}.csv`, type: 'text/csv;charset=utf-8', text: csv([['科目号', '名称', '期初余额', '借方发生', '贷方发生', '方向', '期末余额'], ...cells]) })
}

/** Both sides, on the balance sheet and beside it. */
function Balanced({ totals }: Pick<TrialBalance, 'totals'>) {
  const holds = totals.debitFen === totals.creditFen && totals.debitBalanceFen === totals.creditBalanceFen && totals.offDebitBalanceFen === totals.offCreditBalanceFen
  return (
    <Banner tone={holds ? 'info' : 'stop'}>
      {holds ? '借贷平衡' : '借贷不平'}：表内借方余额 <Money fen={fen(totals.debitBalanceFen)} />，贷方余额 <Money fen={fen(totals.creditBalanceFen)} />；表外 <Money fen={fen(totals.offDebitBalanceFen)} /> 与 <Money fen={fen(totals.offCreditBalanceFen)} />
    </Banner>
  )
}

function Account({ row, onOpen }: { row: AccountRow; onOpen: () => void }) {
  const still = row.openingFen === 0 && row.closingFen === 0 && row.debitFen === 0 && row.creditFen === 0
  return (
    <tr className={still ? 'ledger-still' : ''}>
      <td><button type="button" className="figure-link" onClick={onOpen}><span className="ledger-code">{row.code}</span>{row.name}</button></td>
      <td className="figure" data-label="期初"><Money fen={onItsSide(row, row.openingFen)} /></td>
      <td className="figure" data-label="借方"><Money fen={fen(row.debitFen)} /></td>
      <td className="figure" data-label="贷方"><Money fen={fen(row.creditFen)} /></td>
      <td className="muted">{row.side === 'DEBIT' ? '借' : '贷'}</td>
      <td className="figure" data-label="期末"><Money fen={onItsSide(row, row.closingFen)} strong /></td>
    </tr>
  )
}

/** A balance as it is read on the account's own side: one that stands on the other side is negative. */
function onItsSide({ side }: AccountRow, amount: number): Fen {
  return fen(side === 'DEBIT' || amount === 0 ? amount : -amount)
}
