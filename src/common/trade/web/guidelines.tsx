import type { TradePack } from '#common/trade/domain'
import { type Column, DataTable, percentText } from '#ui'

type Guidelines = TradePack['guidelines']
type Row = { readonly id: keyof Guidelines } & Guidelines[keyof Guidelines]

const NAMES: Readonly<Record<keyof Guidelines, string>> = { netMargin: '净利率', grossMargin: '毛利率', returnOnEquity: '净资产收益率', debtRatio: '资产负债率', inventoryDays: '存货周转天数', receivableDays: '应收周转天数', payableDays: '应付周转天数' }
const GRADES = { v1: '优秀', v2: '良好', v3: '平均', v4: '较低', v5: '较差' } as const
const shown = (id: keyof Guidelines, value: string): string => (id.endsWith('Days') ? `${value} 天` : `${percentText(value)} %`)

const COLUMNS: readonly Column<Row>[] = [
  { id: 'name', label: '指标', kind: 'text', of: ({ id }) => NAMES[id] },
  ...(Object.keys(GRADES) as (keyof typeof GRADES)[]).map((grade): Column<Row> => ({ id: grade, label: GRADES[grade], kind: 'text', of: (row) => shown(row.id, row[grade]) })),
]

/** The five guideline values of each ratio, best first. */
export function Guidelines({ guidelines }: { guidelines: Guidelines }) {
  const rows = (Object.keys(NAMES) as (keyof Guidelines)[]).map((id): Row => ({ id, ...guidelines[id] }))
  return <DataTable title="标准值" rows={rows} rowKey={({ id }) => id} columns={COLUMNS} empty={{ says: '没有标准值。' }} />
}
