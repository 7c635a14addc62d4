import { useState } from 'react'
import { fen } from '#kernel'
import { HISTORY_KINDS, type HistoryEntry, type HistoryKind, type NoteHistory as History, type NotePage, rowNames } from '#loan/servicing/domain'
import { Button, Chips, EmptyState, Facts, Money, RefusalText, Seal, SkeletonRows, StateBadge, type Tone, api, refusalsIn, useAddressState, useRead } from '#ui'
import { AllocationList } from '../allocation-list.tsx'
import { EntryActs } from './entry-acts.tsx'
import { Voucher } from './transfers.tsx'

const SHOWN_AT_FIRST = 20
const TONES: Readonly<Record<HistoryKind, Tone>> = { REPAYMENT: 'holds', ACT: 'going', RATE: 'going', CLASS: 'info', PAPER: 'quiet' }
const isKind = (text: string | undefined): text is HistoryKind => text !== undefined && Object.hasOwn(HISTORY_KINDS, text)

/** The life of a note in one line, the newest first: each entry opens where every fen went and how it was booked; what was taken back stays, struck through, and leads to its reversal. */
export function NoteHistory({ page }: { page: NotePage }) {
  const read = useRead<History>(api.note(page.noteId, 'history'))
  const [address, change] = useAddressState()
  const [isWhole, setWhole] = useState(false)
  const all = read.data?.entries ?? []
  const kind = isKind(address['history']) ? address['history'] : 'ALL'
  const chosen = all.filter((one) => kind === 'ALL' || one.kind === kind)
  const shown = isWhole ? chosen : chosen.slice(0, SHOWN_AT_FIRST)
  const open = all.find((one) => one.kind === 'REPAYMENT' && one.reversedBy === null && one.reverses === null)?.id
  const find = (id: string): void => {
    change({ history: null })
    setWhole(true)
    requestAnimationFrame(() => document.querySelector(`#${anchorOf(id)}`)?.scrollIntoView({ block: 'center', behavior: 'smooth' }))
  }
  const names = rowNames(page.instalments)
  return (
    <section className="panel" aria-label="履历">
      <div className="panel-head"><h2>履历</h2><span className="muted small">{all.length === 0 ? '' : `${all.length} 项`}</span></div>
      <div className="history-filter"><Chips label="履历种类" value={kind} onChange={(next) => change({ history: next === 'ALL' ? null : next })} choices={[{ value: 'ALL' as const, label: '全部', count: all.length }, ...(Object.keys(HISTORY_KINDS) as HistoryKind[]).map((value) => ({ value, label: HISTORY_KINDS[value], count: all.filter((one) => one.kind === value).length }))]} /></div>
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.data === undefined ? (read.isError ? null : <SkeletonRows rows={5} />) : chosen.length === 0 ? <EmptyState says={`没有${kind === 'ALL' ? '' : HISTORY_KINDS[kind]}记录。`} /> : (
        <ol className="history">{shown.map((one) => <Entry key={one.id} page={page} one={one} isOpenAtFirst={one.id === open} names={names} onFind={find} />)}</ol>
      )}
      {chosen.length > shown.length ? <div className="panel-body"><Button onClick={() => setWhole(true)}>{`看全部 ${chosen.length} 项`}</Button></div> : null}
    </section>
  )
}

const anchorOf = (id: string): string => `h-${id}`

interface EntryOf { readonly page: NotePage; readonly one: HistoryEntry; readonly isOpenAtFirst: boolean; readonly names: ReadonlyMap<number, string>; readonly onFind: (id: string) => void }

function Entry({ page, one, isOpenAtFirst, names, onFind }: EntryOf) {
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  const { reversedBy, reverses } = one
  return (
    <li id={anchorOf(one.id)} className={reversedBy === null ? '' : 'history-reversed'}>
      <div className="history-line">
        <button type="button" className="figure-link" aria-expanded={isOpen} aria-label={`${one.on} ${one.name}${isOpen ? '，收起' : '，展开'}`} onClick={() => setOpen(!isOpen)}>{one.on}</button>
        <span className="history-what">
          <span><StateBadge tone={TONES[one.kind]}>{HISTORY_KINDS[one.kind]}</StateBadge> <b className="history-name">{one.name}</b>{one.number === null ? null : <span className="small muted"> {one.number}</span>}{reversedBy === null ? null : <Seal>{one.kind === 'PAPER' ? '已作废' : '已冲正'}</Seal>}</span>
          <span className="small muted">{[one.how, one.by?.name ?? '日终', one.approvedBy === null ? '' : `${one.approvedBy.name} ${one.kind === 'CLASS' ? '审批' : '复核'}`, one.bookedOn === one.on ? '' : `${one.bookedOn} 入账`].filter((text) => text !== '').join(' · ')}</span>
          {reversedBy === null || reversedBy.id === null ? null : <button type="button" className="figure-link small" onClick={() => onFind(reversedBy.id!)}>{`${reversedBy.on} 冲正，看冲正记录`}</button>}
          {reverses === null ? null : <button type="button" className="figure-link small" onClick={() => onFind(reverses.id)}>{`看被冲正的 ${reverses.name}`}</button>}
        </span>
        <span className="history-amount">{one.amountFen === null ? null : <Money fen={fen(one.amountFen)} strong />}</span>
        <EntryActs page={page} one={one} />
      </div>
      {isOpen ? (
        <div className="stack history-opened">
          {one.says.length === 0 ? null : <Facts facts={one.says.map(({ label, value }) => [label, value] as const)} />}
          {one.lines.length === 0 ? null : <AllocationList lines={one.lines} names={names} />}
          {one.voucherId === null ? null : <Booked noteId={page.noteId} voucherId={one.voucherId} />}
        </div>
      ) : null}
    </li>
  )
}

/** How it was booked, read only when asked for. */
function Booked({ noteId, voucherId }: { noteId: string; voucherId: string }) {
  const [isOpen, setOpen] = useState(false)
  return isOpen ? <Voucher noteId={noteId} voucherId={voucherId} /> : <div><Button kind="quiet" onClick={() => setOpen(true)}>看分录</Button></div>
}
