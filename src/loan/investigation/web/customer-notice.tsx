import './customer-notice.css'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { CustomerNotice as Notice } from '#loan/investigation/domain'
import { fen, formatYuan } from '#kernel'
import { Button, Modal, RefusalText, SkeletonRows, api, refusalsIn, useRead } from '#ui'

/** 给客户的通知: the letter of a case rejected by rule, to read on screen and to print on a page of its own. */
export function CustomerNotice({ caseId }: { caseId: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>给客户的通知</Button>
      {isOpen ? <Opened caseId={caseId} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function Opened({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const read = useRead<Notice>(api.ofCase(caseId, 'notice'))
  const notice = read.data
  return (
    <Modal title="给客户的通知" open onClose={onClose} foot={<><Button onClick={onClose}>关闭</Button><Button kind="act" disabledReason={notice === undefined ? '通知还没有读出' : null} onClick={() => print()}>打印</Button></>}>
      {read.isPending ? <SkeletonRows rows={5} /> : null}
      <RefusalText refusals={refusalsIn(read.error)} />
      {notice === undefined ? null : <><Letter notice={notice} /><OnPaper notice={notice} /></>}
    </Modal>
  )
}

function Letter({ notice: { bank, customer, number, product, amountFen, appliedOn, decidedOn, manager, paragraphs } }: { notice: Notice }) {
  return (
    <article className="notice">
      <h3>贷款申请结果通知</h3>
      <p>{customer} 客户：</p>
      <p>您于 {appliedOn} 向我行申请{product} {formatYuan(fen(amountFen))} 元（编号 {number}）。</p>
      {paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
      <p className="notice-foot">{bank}<br />客户经理 {manager}<br />{decidedOn}</p>
    </article>
  )
}

/** The letter as the only thing on the sheet while it is open, whichever way printing is begun. */
function OnPaper({ notice }: { notice: Notice }) {
  useEffect(() => {
    document.documentElement.dataset['printing'] = 'notice'
    return () => { delete document.documentElement.dataset['printing'] }
  }, [])
  return createPortal(<div className="notice-paper"><Letter notice={notice} /></div>, document.body)
}
