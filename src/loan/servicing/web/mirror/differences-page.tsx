import './mirror.css'
import { useState } from 'react'
import { fen, formatYuan } from '#kernel'
import { CAUSES, COMPARED, type Cause, DIFFERENCE_STATES, type DifferenceList, type DifferenceShown, type DifferenceState } from '#loan/servicing/domain'
import { may, useMe } from '#common/staff/web'
import { Button, Chips, DataTable, Drawer, Facts, Go, Money, NoteField, RefusalText, StateBadge, type Tone, announce, api, paths, refusalsIn, useAddressState, useRead, useWrite } from '#ui'
import { ShareBar } from '../debit/share-bar.tsx'
import { figureText } from './figure-text.ts'
import { ProductsPanel } from './products-panel.tsx'

const TONES: Readonly<Record<Cause, Tone>> = { UNKNOWN: 'stop', MANUAL_POSTING: 'warning', LATE_FILE: 'going', RATE: 'info', DAY_COUNT: 'info', ROUNDING: 'quiet' }
const ORDER: readonly Cause[] = ['UNKNOWN', 'MANUAL_POSTING', 'LATE_FILE', 'RATE', 'DAY_COUNT', 'ROUNDING']
const isState = (text: string | undefined): text is DifferenceState => text !== undefined && Object.hasOwn(DIFFERENCE_STATES, text)
const isCause = (text: string | undefined): text is Cause => text !== undefined && Object.hasOwn(CAUSES, text)
const EMPTY: Readonly<Record<DifferenceState, string>> = { OPEN: '我方预期与核心一致，没有待处理的差异。', ACCEPTED: '没有已说明而仍在的差异。', GONE: '近几日没有消除的差异。' }

/** 核心差异: where our expected figures and the core bank's part, why, and since when. */
export function DifferencesPage() {
  const [address, change] = useAddressState()
  const [chosen, setChosen] = useState<string | null>(null)
  const state = isState(address['state']) ? address['state'] : 'OPEN'
  const cause = isCause(address['cause']) ? address['cause'] : undefined
  const read = useRead<DifferenceList>(api.differences({ state, cause }))
  const { data } = read
  const open = data?.differences.find((one) => one.differenceId === chosen)
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>核心差异</h1><p>{data === undefined ? '' : `营业日 ${data.on}；由核心记账的借据每日逐笔对账，差异按规则判定原因`}</p></div></div>
      <RefusalText refusals={refusalsIn(read.error)} />
      {data === undefined || data.count + data.byState.OPEN === 0 ? null : (
        <section className="panel" aria-label="按原因">
          <div className="panel-body"><ShareBar label="按原因的差异笔数" shares={ORDER.map((one) => ({ id: one, label: CAUSES[one], tone: TONES[one], weight: data.byCause[one].count, shown: <span><b>{data.byCause[one].count}</b> 笔　<Money fen={fen(data.byCause[one].totalDeltaFen)} /></span> }))} /></div>
        </section>
      )}
      <DataTable<DifferenceShown>
        title="核心差异" rows={data?.differences ?? (read.isError ? [] : null)} rowKey={(row) => row.differenceId} onOpen={(row) => setChosen(row.differenceId)}
        {...(data === undefined ? {} : { total: { count: data.count, sums: {} } })}
        empty={{ says: cause === undefined ? EMPTY[state] : `没有「${CAUSES[cause]}」的差异。`, act: cause === undefined ? <Go className="button" to={paths.notes()}>看借据</Go> : <Button onClick={() => change({ cause: null })}>看全部原因</Button> }}
        filters={<><Chips label="状态" value={state} onChange={(next) => change({ state: next === 'OPEN' ? null : next })} choices={(Object.keys(DIFFERENCE_STATES) as DifferenceState[]).map((value) => ({ value, label: DIFFERENCE_STATES[value], count: data?.byState[value] }))} /><Chips label="原因" value={cause ?? 'ALL'} onChange={(next) => change({ cause: next === 'ALL' ? null : next })} choices={[{ value: 'ALL' as const, label: '全部原因' }, ...ORDER.map((value) => ({ value, label: CAUSES[value] }))]} /></>}
        columns={[
          { id: 'note', label: '借据', kind: 'text', of: (row) => row.noteNumber ?? row.coreNumber ?? (row.cause === 'LATE_FILE' ? '文件' : '—') },
          { id: 'customer', label: '借款人', kind: 'text', of: (row) => row.customerName },
          { id: 'cause', label: '原因', kind: 'text', of: (row) => CAUSES[row.cause], render: (row) => <StateBadge tone={TONES[row.cause]}>{CAUSES[row.cause]}</StateBadge> },
          { id: 'figures', label: '不符项', kind: 'text', of: (row) => row.figures.map(({ figure }) => COMPARED[figure]).join('、') },
          { id: 'balance', label: '本金差（核心−我方）', kind: 'money', of: (row) => fen(row.balanceDeltaFen) },
          { id: 'total', label: '差额合计', kind: 'money', of: (row) => fen(row.totalDeltaFen) },
          { id: 'opened', label: '首次发现', kind: 'day', of: (row) => row.openedOn },
          { id: 'days', label: '持续天数', kind: 'count', of: (row) => row.days },
          { id: 'unit', label: '机构', kind: 'text', optional: true, of: (row) => row.unitName },
          { id: 'product', label: '产品', kind: 'text', optional: true, of: (row) => row.productCode },
        ]}
      />
      {data === undefined || data.files.length === 0 ? null : <CoreFiles files={data.files} />}
      <ProductsPanel />
      {open === undefined ? null : <DifferenceDrawer one={open} onClose={() => setChosen(null)} />}
    </div>
  )
}

function CoreFiles({ files }: { files: DifferenceList['files'] }) {
  const text = (count: number | null, name: string): string => (count === null ? `${name}未到` : `${name} ${count} 条`)
  return (
    <section className="panel" aria-label="核心文件">
      <div className="panel-head"><h2>近七日核心文件</h2></div>
      <ul className="panel-body core-files small">{files.map((one) => <li key={`${one.day} ${one.productCode}`} className="row"><b>{one.day}</b><span>{one.productCode}</span><StateBadge tone={one.balances === null || one.statements === null ? 'warning' : 'holds'}>{`${text(one.balances, '余额')}，${text(one.statements, '流水')}`}</StateBadge></li>)}</ul>
    </section>
  )
}

const SHORTEST = 4

function DifferenceDrawer({ one, onClose }: { one: DifferenceShown; onClose: () => void }) {
  const me = useMe()
  const [reason, setReason] = useState('')
  const write = useWrite({ changes: ['/api/core-differences', '/api/notes'] })
  const off = !may(me.data, 'mirror.handle') ? '您的岗位不处理核心差异' : one.state !== 'OPEN' ? `该差异${DIFFERENCE_STATES[one.state]}` : [...reason.trim()].length < SHORTEST ? `说明至少 ${SHORTEST} 个字` : null
  const close = (): void => write.mutate({ path: api.closeDifference(one.differenceId), body: { rowVersion: one.rowVersion, reason: reason.trim() } }, { onSuccess: () => { announce('已说明，差异保留观察'); onClose() } })
  return (
    <Drawer title={`${CAUSES[one.cause]}　${one.noteNumber ?? one.coreNumber ?? one.productCode}`} open onClose={onClose} foot={<><Button onClick={onClose}>关闭</Button><Button kind="act" busy={write.isPending} disabledReason={off} onClick={close}>说明后保留</Button></>}>
      <div className="stack">
        <p>{one.why}</p>
        <Facts facts={[['核心借据号', one.coreNumber], ['首次发现', one.openedOn], ['最近一次', one.seenOn], ['差额合计', `${formatYuan(one.totalDeltaFen)} 元`]]} />
        {one.figures.length === 0 ? null : (
          <div className="difference-scroll"><table className="difference-figures">
            <thead><tr><th scope="col">项目</th><th scope="col" className="figure">我方预期</th><th scope="col" className="figure">核心</th><th scope="col" className="figure">相差</th></tr></thead>
            <tbody>{one.figures.map((row) => <tr key={row.figure}><th scope="row">{COMPARED[row.figure]}</th><td className="figure">{figureText(row.figure, row.ours)}</td><td className="figure">{figureText(row.figure, row.theirs)}</td><td className="figure">{row.deltaFen === null ? '' : <Money fen={fen(row.deltaFen)} />}</td></tr>)}</tbody>
          </table></div>
        )}
        {one.noteId === null ? null : <p><Go to={one.caseId === null ? paths.note(one.noteId) : paths.case(one.caseId, 'servicing')}>打开借据 {one.noteNumber}</Go></p>}
        {one.state === 'OPEN' ? <NoteField label="为何可以保留" value={reason} onChange={setReason} maxLength={200} required /> : <p className="small muted">{one.closedBy === null ? `${one.closedOn ?? ''} 对账时已消除` : `${one.closedBy.name} 于 ${one.closedOn ?? ''} 说明：${one.reason ?? ''}`}</p>}
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}
