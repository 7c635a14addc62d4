import { useSyncExternalStore } from 'react'
import { placeId, useCase } from '#common/assessment/web'
import { formatValue } from '#common/figures/domain'
import { useFigure } from '#common/figures/web'
import { Banner, useGo } from '#ui'
import { exact } from '#kernel'
import { pointerName } from '#common/assessment/domain'
import { MeetingBanner } from './meeting-banner.tsx'
import { sheetOf } from './sheets.ts'
import { useSheetAddress } from './places.ts'

/** What everyone must see above every sheet: the veto right, what came in from another device, text that could not be read. */
export function Banners() {
  return <div className="case-banners"><VetoBanner /><MeetingBanner /><UnreadBanner /></div>
}

function VetoBanner() {
  const veto = useFigure('vetoEnabled')
  const deviation = useFigure('maxStatementDeviation')
  const equity = useFigure('equityDeviation')
  const { pack } = useCase()
  const mustRepeat = useFigure('hardStop') === true
  if (veto !== true) return null
  const limit = formatValue(exact(pack.checks.deviationTolerance), 'RATE')
  return (
    <Banner tone="stop">
      一票否决权成立：最大报表偏差 {formatValue(deviation, 'RATE')}，权益偏差 {formatValue(equity, 'RATE')}，容忍度 {limit}。每位委员可单独否决；须逐项写明偏差原因。
      {mustRepeat ? '偏差过大，须重新调查后才能提交。' : ''}
    </Banner>
  )
}

function UnreadBanner() {
  const store = useCase()
  const unread = useSyncExternalStore(store.subscribe, store.unread)
  const go = useGo()
  const address = useSheetAddress()
  if (unread.length === 0) return null
  const jump = (pointer: string): void => {
    const sheet = sheetOf(pointer)
    if (sheet !== undefined) go(address(sheet.id))
    setTimeout(() => document.getElementById(placeId(pointer))?.focus(), 80)
  }
  return (
    <Banner tone="warning">
      <ul className="unread">
        {unread.map(({ pointer, refusal, text }) => <li key={pointer}><button type="button" className="figure-link" onClick={() => jump(pointer)}>{pointerName(pointer)}</button>「{text}」{refusal.message}{refusal.expected === undefined ? '' : `；应为：${refusal.expected}`}</li>)}
      </ul>
    </Banner>
  )
}
