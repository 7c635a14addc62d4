import { type DragEvent, useRef, useState } from 'react'
import { type BillAttached, SHARE_UNASKED } from '#loan/investigation/domain'
import type { RefusalDetail } from '#kernel'
import { Banner, Button, Icon, RateField, RefusalText, TextField, announce, refusalsIn } from '#ui'
import { useCase } from '#common/assessment/web'
import { LayoutTeacher } from '#common/statement/web'
import { addBill } from './acts.ts'
import { BillRead } from './bill-read.tsx'
import { useOpenCase } from './session-context.ts'

/** An unknown export, or one that was taken for another's: both can be taught. */
const TEACHABLE: ReadonlySet<string> = new Set(['statement.layout-unknown', 'statement.row'])
const NOT_OF_THIS_KIND = /^(statement|invoices)\./

/** A name does not say what a file holds, so the likelier kind is tried first; the first refusal is the one that is shown. */
async function asEither(file: File, send: (kind: 'bills' | 'invoices') => Promise<BillAttached>): Promise<BillAttached> {
  const [likely, other] = /\.zip$/i.test(file.name) ? (['invoices', 'bills'] as const) : (['bills', 'invoices'] as const)
  try {
    return await send(likely)
  } catch (first) {
    if (!refusalsIn(first).some(({ code }) => NOT_OF_THIS_KIND.test(code))) throw first
    return await send(other).catch(() => { throw first })
  }
}

/** Invoices are held against the sales once it is said which share of them is not invoiced. */
function AskShare({ share, onGiven }: { share: string | null; onGiven: () => void }) {
  return (
    <>
      <Banner tone="info">发票已存入，还没有与销售比较：请在「文件外销售占比」填未开票的销售占比；全部开票填 0。</Banner>
      <div className="row"><Button kind="act" disabledReason={share === null ? '先填文件外销售占比' : null} onClick={onGiven}>按此占比检验销售</Button></div>
    </>
  )
}

/** A bill of WeChat, Alipay or a bank dropped here is read, kept as evidence, and enters the checks of sales. */
export function BillDrop({ onRead }: { onRead?: () => void }) {
  const open = useOpenCase()
  const { caseFile } = useCase()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const [read, setRead] = useState<BillAttached | null>(null)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const [owner, setOwner] = useState(caseFile.applicant.name)
  const [outside, setOutside] = useState<string | null>(null)
  const [unknown, setUnknown] = useState<File | null>(null)
  const [teaching, setTeaching] = useState(false)
  const [unasked, setUnasked] = useState<File | null>(null)
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined || busy !== null) return
    setBusy(file.name)
    setRefusals([])
    setUnknown(null)
    setUnasked(null)
    try {
      const answer = await asEither(file, (kind) => addBill(open, file, { kind, owner, outsideShare: outside ?? '' }))
      setRead(answer)
      if (answer.notes.includes(SHARE_UNASKED)) setUnasked(file)
      onRead?.()
      announce(answer.known ? '这份流水已在本案，没有重复计算' : `已存入「${answer.evidence.title}」`)
    } catch (error) {
      setRead(null)
      setRefusals(refusalsIn(error))
      if (refusalsIn(error).some(({ code }) => code !== undefined && TEACHABLE.has(code))) setUnknown(file)
    } finally {
      setBusy(null)
    }
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <section className="part" aria-label="流水与发票">
      <header><h3>流水与发票</h3><span className="small muted">微信、支付宝、银行流水原文件，或增值税发票清单（csv、xlsx 或 zip，税务局导出的全量发票亦可）；自动识别版式</span></header>
      <div className="part-body stack">
        <div className={`drop${isOver ? ' drop-over' : ''}`} onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)} onDrop={drop}>
          <Icon name="upload" size={24} />
          {busy === null ? <p>把流水文件拖到这里，或 <button type="button" className="figure-link" onClick={() => input.current?.click()}>选择文件</button></p> : <p role="status">正在读取 {busy} …</p>}
          <input ref={input} hidden type="file" data-picks="BILL" accept=".csv,.xls,.xlsx,.zip,.txt" onChange={(event) => { void take(event.target.files?.[0]); event.target.value = '' }} />
        </div>
        <div className="drop-options">
          <TextField label="账户户名" value={owner} onChange={setOwner} hint="据此认出自有账户间的转账" />
          <RateField label="文件外销售占比" value={outside} onChange={setOutside} hint="不经此流水或未开票的销售；检验据此还原" />
        </div>
        {unknown === null || refusals.some(({ code }) => code === 'statement.row') ? <RefusalText refusals={refusals} /> : null}
        {unknown === null ? null : teaching ? null : (
          <>
            <Banner tone="info">「{unknown.name}」{refusals[0]?.message}。改存过的文件请换原始导出；是没见过或认错的版式，对应一次各列，以后自动认出。</Banner>
            <div className="row"><Button kind="act" onClick={() => setTeaching(true)}>对应各列，教会系统读这种流水</Button></div>
          </>
        )}
        {teaching && unknown !== null ? <LayoutTeacher file={unknown} onCancel={() => setTeaching(false)} onSaved={() => { setTeaching(false); void take(unknown) }} /> : null}
        {unasked === null ? null : <AskShare share={outside} onGiven={() => void take(unasked)} />}
        {read === null ? null : <BillRead read={read} />}
        {refusals.length > 0 && !teaching ? <Button kind="quiet" onClick={() => { setRefusals([]); setUnknown(null) }}>知道了</Button> : null}
      </div>
    </section>
  )
}
