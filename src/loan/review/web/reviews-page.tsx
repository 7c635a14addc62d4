import './review.css'
import type { ReactNode } from 'react'
import type { Statistics } from '#loan/review/domain'
import { type Day, isDay } from '#kernel'
import { DayField, EmptyState, RefusalText, SkeletonRows, api, percentText, refusalsIn, useAddressState, useRead } from '#ui'
import { duration } from './review-history.tsx'

/** Who returns how much, and how long cases lie at the desk: by reviewer and by officer. */
export function ReviewsPage() {
  const [address, change] = useAddressState()
  const read = useRead<Statistics>(api.reviewStatistics(address['from'], address['until']))
  const day = (text: string | undefined): Day | null => (text !== undefined && isDay(text) ? text : null)
  return (
    <div className="page stack">
      <div className="page-head">
        <div><h1>审查退件</h1><p>退件率 ＝ 退回 ÷ 审查；在案时间从开始审查到作出结论，取中位数</p></div>
        <DayField label="起" value={day(address['from'] ?? read.data?.from)} onChange={(from) => change({ from })} />
        <DayField label="止" value={day(address['until'] ?? read.data?.until)} onChange={(until) => change({ until })} />
      </div>
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.data === undefined ? <div className="panel"><SkeletonRows rows={5} /></div> : (
        <>
          <Rates title="审查人" rows={read.data.reviewers.map((row) => [row.name, row.reviews, row.returned, rate(row.returnRate), row.medianDeskSeconds === null ? '—' : duration(row.medianDeskSeconds)])} heads={['审查人', '审查', '退回', '退件率', '在案时间']} />
          <Rates title="被审客户经理" rows={read.data.officers.map((row) => [row.name, row.reviews, row.returned, rate(row.returnRate)])} heads={['客户经理', '被审', '被退', '被退率']} />
        </>
      )}
    </div>
  )
}

const rate = (text: string | null): string => (text === null ? '—' : `${percentText(text)}%`)

function Rates({ title, heads, rows }: { title: string; heads: readonly string[]; rows: readonly (readonly ReactNode[])[] }) {
  return (
    <section className="panel">
      <div className="panel-head"><h2>{title}</h2></div>
      {rows.length === 0 ? <EmptyState says="这段时间没有审查结论，换一段时间看。" /> : (
        <div className="review-table"><table>
          <thead><tr>{heads.map((head, at) => <th key={head} className={at === 0 ? '' : 'figure'}>{head}</th>)}</tr></thead>
          <tbody>{rows.map((row, at) => <tr key={at}>{row.map((cell, i) => <td key={heads[i]} className={i === 0 ? '' : 'figure'}>{cell}</td>)}</tr>)}</tbody>
        </table></div>
      )}
    </section>
  )
}
