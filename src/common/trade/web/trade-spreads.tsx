import { formatValue } from '#common/figures/domain'
import { type TradeAnswer, TRADE_FIGURES } from '#common/trade/domain'
import { exact } from '#kernel'
import { type Column, DataTable, RefusalText, api, refusalsIn, useRead } from '#ui'
import { TRADE_FIGURE_NAMES } from './names.ts'

type Row = TradeAnswer['spreads'][number]

/** What the bank knows of a trade from its own approved cases: where the shops lie, as far as enough of them stand behind a figure [S1-23]. */
export function TradeSpreads({ trade }: { trade: string }) {
  const read = useRead<TradeAnswer>(api.tradeFigures(trade))
  const { data } = read
  return (
    <section className="panel stack" aria-label="本行同业数据">
      <div><h3>本行同业数据</h3><p className="small muted">{data === undefined ? '取自本行已批准的业务，不含客户信息' : data.samples < data.least.quartiles ? `已批准的同业样本 ${data.samples} 户，满 ${data.least.quartiles} 户后显示四分位，满 ${data.least.tails} 户后显示两端；样本不含客户信息` : `${data.samples} 户，${data.years?.from ?? ''}–${data.years?.to ?? ''} 年批准；样本不含客户信息`}</p></div>
      <RefusalText refusals={refusalsIn(read.error)} />
      {data !== undefined && data.samples >= data.least.quartiles ? <DataTable title="本行同业数据" rows={data.spreads} rowKey={({ id }) => id} columns={COLUMNS} empty={{ says: '还没有样本。' }} /> : null}
    </section>
  )
}

const shown = (text: string | null, { id }: Row): string => (text === null ? '—' : formatValue(exact(text), TRADE_FIGURES[id]))
const COLUMNS: readonly Column<Row>[] = [
  { id: 'name', label: '指标', kind: 'text', of: ({ id }) => TRADE_FIGURE_NAMES[id] },
  { id: 'samples', label: '户数', kind: 'count', of: ({ samples }) => samples },
  ...(['p10', 'p25', 'p50', 'p75', 'p90'] as const).map((at): Column<Row> => ({ id: at, label: { p10: '10%', p25: '25%', p50: '中位', p75: '75%', p90: '90%' }[at], kind: 'text', of: (row) => shown(row[at], row) })),
]
