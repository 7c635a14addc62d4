import { useState } from 'react'
import type { CollateralShown } from '#loan/contract/domain'
import { may, useMe } from '#common/staff/web'
import { Button, ChoiceField, Drawer, Go, NoteField, RefusalText, StateBadge, TextField, announce, api, paths, refusalsIn, useWrite } from '#ui'
import { CollateralFacts } from './collateral-facts.tsx'

const CHANGES = ['/api/registers'] as const

/** One piece of collateral with its papers: who brought them in, who counted them, who took them out; and its release. */
export function CustodyDrawer({ item, onClose }: { item: CollateralShown | null; onClose: () => void }) {
  return <Drawer title={item?.item ?? ''} open={item !== null} onClose={onClose}>{item === null ? null : <Body key={item.collateralId} item={item} />}</Drawer>
}

function Body({ item }: { item: CollateralShown }) {
  const { data: me } = useMe()
  const off = may(me, 'contract.custody') ? null : '由权证保管岗位办理'
  return (
    <div className="stack">
      <CollateralFacts item={item} />
      <p><Go to={paths.case(item.caseId, 'contract')}>{item.customerName}的合同{item.contractNumber === null ? '' : ` ${item.contractNumber}`}</Go></p>
      <h3>权证出入库</h3>
      {item.movements.length === 0 ? <p className="muted">没有出入库记录。</p> : <ul className="contract-list contract-moves">{item.movements.map((one) => <Movement key={one.movementId} item={item} one={one} off={off} />)}</ul>}
      {item.state === 'PLEDGED' ? <Move item={item} off={off} /> : null}
      {item.valuations.length < 2 ? null : <><h3>历次估值</h3><ul className="small muted">{item.valuations.map((one) => <li key={`${one.valuedOn}${one.source}`}>{one.valuedOn} {one.source}</li>)}</ul></>}
      {item.state === 'PLEDGED' ? <Release item={item} off={off} /> : null}
    </div>
  )
}

function Movement({ item, one, off }: { item: CollateralShown; one: CollateralShown['movements'][number]; off: string | null }) {
  const { data: me } = useMe()
  const write = useWrite({ changes: CHANGES })
  const isSame = me?.staffId === one.handed.by.staffId
  return (
    <li>
      <StateBadge tone={one.received === null ? 'going' : 'holds'}>{one.direction === 'IN' ? '入库' : '出库'}</StateBadge>
      <span>{one.paper}</span>
      <span className="small muted">{one.number} · {one.handed.on} {one.handed.by.name}经手，{one.counterpart}，{one.reason}{one.received === null ? '，待第二人清点' : `，${one.received.name}清点`}<RefusalText refusals={refusalsIn(write.error)} /></span>
      {one.received === null ? <Button busy={write.isPending} disabledReason={off ?? (isSame ? '经手人不能清点，由另一人办理' : null)} onClick={() => write.mutate({ path: api.custody(item.collateralId, 'custody', one.movementId, 'count') }, { onSuccess: () => announce(`已清点${one.paper}`) })}>清点</Button> : null}
    </li>
  )
}

function Move({ item, off }: { item: CollateralShown; off: string | null }) {
  const [direction, setDirection] = useState<'IN' | 'OUT'>('IN')
  const [text, setText] = useState({ paper: '', reason: '', counterpart: '' })
  const write = useWrite({ changes: CHANGES })
  const lacking = Object.values(text).some((one) => one.trim() === '') ? '权证、事由、对方都须填写' : null
  return (
    <div className="stack">
      <div className="form-grid">
        <ChoiceField label="入库或出库" value={direction} onChange={setDirection} choices={[{ value: 'IN', label: '入库' }, { value: 'OUT', label: '出库' }]} />
        <TextField label="权证" value={text.paper} onChange={(paper) => setText({ ...text, paper })} maxLength={80} placeholder="如：他项权证" />
        <TextField label={direction === 'IN' ? '交来人' : '领取人'} value={text.counterpart} onChange={(counterpart) => setText({ ...text, counterpart })} maxLength={80} />
        <TextField label="事由" value={text.reason} onChange={(reason) => setText({ ...text, reason })} maxLength={200} />
      </div>
      <RefusalText refusals={refusalsIn(write.error)} />
      <div className="row"><Button busy={write.isPending} disabledReason={off ?? lacking} onClick={() => write.mutate({ path: api.custody(item.collateralId, 'custody'), body: { ...text, direction } }, { onSuccess: () => { setText({ paper: '', reason: '', counterpart: '' }); announce('已登记，待第二人清点') } })}>登记出入库</Button></div>
    </div>
  )
}

function Release({ item, off }: { item: CollateralShown; off: string | null }) {
  const [reason, setReason] = useState('')
  const write = useWrite({ changes: CHANGES })
  return (
    <div className="stack">
      <h3>解除抵押</h3>
      <NoteField label="依据" value={reason} onChange={setReason} maxLength={400} hint="贷款结清、权证已交还后办理" />
      <RefusalText refusals={refusalsIn(write.error)} />
      <div className="row"><Button kind="stop" busy={write.isPending} disabledReason={off ?? (reason.trim().length < 4 ? '请写依据，至少 4 个字' : null)} onClick={() => write.mutate({ path: api.custody(item.collateralId, 'release'), body: { reason } }, { onSuccess: () => announce(`${item.item}已解除抵押`) })}>解除抵押</Button></div>
    </div>
  )
}
