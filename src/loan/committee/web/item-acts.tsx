import { useState } from 'react'
import { CONFLICTS, type Conflict, type Item, namesOf } from '#loan/committee/domain'
import { Button, CheckField, Modal, NoteField, RefusalText, api } from '#ui'
import { AdjournAct } from './adjourn-act.tsx'
import { ConditionsAct } from './conditions-act.tsx'
import { unheard } from './minutes-panel.tsx'
import { useAct } from './use-live.ts'
import { VoteDrawer } from './vote-drawer.tsx'

/** What this person may do at this table now; what is off says why. */
export function ItemActs({ item, me }: { item: Item; me: string }) {
  const { isRecorder, isPresenter, isChair } = item.mine
  const seat = item.seated.find(({ staffId }) => staffId === me)
  const before = item.state === 'LISTED' || item.state === 'PRESENTED'
  const isOpen = before || item.state === 'VOTING'
  if (!isOpen) return null
  return (
    <div className="committee-acts committee-mine">
      {before && (isPresenter || isRecorder) ? <ConditionsAct item={item} /> : null}
      {isRecorder || isChair ? <AdjournAct item={item} /> : null}
      {isRecorder && item.state === 'LISTED' ? <Begin item={item} /> : null}
      {isRecorder && item.state === 'PRESENTED' ? <OpenVoting item={item} /> : null}
      {seat?.standing === 'SEATED' ? <MemberActs item={item} seat={seat} /> : null}
      {seat === undefined && item.mine.bars.length > 0 ? <span className="muted">您回避本案：{item.mine.bars.join('、')}</span> : null}
    </div>
  )
}

function MemberActs({ item, seat }: { item: Item; seat: Item['seated'][number] }) {
  const act = useAct()
  const [isDeclaring, setDeclaring] = useState(false)
  const [isVoting, setVoting] = useState(false)
  const isEarly = item.state === 'LISTED' && !item.isReadable
  return (
    <>
      {isEarly && !seat.consented ? <Button busy={act.busy} onClick={() => void act.run(api.committeeItem(item.itemId, 'consent'), { said: '已同意提前审议' })}>同意提前审议</Button> : null}
      {seat.casts === 0 ? <Button kind={seat.declared ? 'plain' : 'act'} onClick={() => setDeclaring(true)}>{seat.declared ? '重新声明' : '声明利益关系'}</Button> : null}
      <Button kind="act" disabledReason={item.state !== 'VOTING' ? '记录人开始表决后可投' : !seat.declared ? '先声明利益关系' : !item.mine.isPresent ? '先登记到会，异地可远程到会' : null} onClick={() => setVoting(true)}>{seat.casts === 0 ? '表决' : '重投'}</Button>
      <RefusalText refusals={act.refusals} />
      {isDeclaring ? <DeclareModal item={item} onClose={() => setDeclaring(false)} /> : null}
      {isVoting ? <VoteDrawer item={item} casts={seat.casts} onClose={() => setVoting(false)} /> : null}
    </>
  )
}

function Begin({ item }: { item: Item }) {
  const act = useAct()
  const here = item.seated.filter(({ standing, isPresent }) => standing === 'SEATED' && isPresent).length
  const waits = item.seated.filter(({ standing, consented }) => standing === 'SEATED' && !consented).length
  const isEarly = !item.isReadable && waits > 0
  return (
    <>
      <Button kind="act" busy={act.busy} disabledReason={!item.mine.isPresent ? '先登记到会' : isEarly ? `送阅未满时限，还有 ${waits} 位委员未同意提前` : here < item.quorum ? `到会 ${here} 人，至少 ${item.quorum} 人` : null} onClick={() => void act.run(api.committeeItem(item.itemId, 'begin'), { said: '开始审议，由主办陈述' })}>开始审议</Button>
      <RefusalText refusals={act.refusals} />
    </>
  )
}

function OpenVoting({ item }: { item: Item }) {
  const act = useAct()
  const undeclared = item.seated.filter(({ standing, isPresent, declared }) => standing === 'SEATED' && isPresent && !declared).map(({ name }) => name)
  return (
    <>
      <Button kind="act" busy={act.busy} disabledReason={undeclared.length > 0 ? `未声明：${undeclared.join('、')}` : unheard(item)} onClick={() => void act.run(api.committeeItem(item.itemId, 'voting'), { said: '开始表决；各票封存，全体表决后开票' })}>开始表决</Button>
      <RefusalText refusals={act.refusals} />
    </>
  )
}

/** The declaration of each member before he votes: nothing, or what makes him step back. */
function DeclareModal({ item, onClose }: { item: Item; onClose: () => void }) {
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([])
  const [says, setSays] = useState('')
  const act = useAct()
  const go = async (): Promise<void> => { if (await act.run(api.committeeItem(item.itemId, 'declaration'), { body: { conflicts, says }, said: conflicts.length === 0 ? '已声明无利益关系' : '已回避本案' })) onClose() }
  return (
    <Modal title="声明利益关系" open onClose={onClose} foot={<><Button onClick={onClose}>稍后</Button><Button kind={conflicts.length === 0 ? 'act' : 'stop'} busy={act.busy} onClick={() => void go()}>{conflicts.length === 0 ? '声明：以上都没有' : '声明并回避本案'}</Button></>}>
      <div className="stack">
        <p>本人与借款人、保证人有无下列关系：</p>
        <div className="committee-checks committee-checks-wide">{namesOf(CONFLICTS).map((name) => <CheckField key={name} label={CONFLICTS[name]} checked={conflicts.includes(name)} onChange={(on) => setConflicts(on ? [...conflicts, name] : conflicts.filter((one) => one !== name))} />)}</div>
        {conflicts.length === 0 ? null : <NoteField label="说明" value={says} onChange={setSays} maxLength={400} />}
        <RefusalText refusals={act.refusals} />
      </div>
    </Modal>
  )
}
