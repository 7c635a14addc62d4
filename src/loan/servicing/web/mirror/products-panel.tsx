import { BOOKS, CORE_CHANNELS, type ProductKept, type ProductsKept } from '#loan/servicing/domain'
import { may, useMe } from '#common/staff/web'
import { useState } from 'react'
import { Button, ChoiceField, Modal, RefusalText, StateBadge, announce, api, refusalsIn, useRead, useWrite } from '#ui'

/** Whose ledger each product is kept in; changed while no note of it is running. */
export function ProductsPanel() {
  const read = useRead<ProductsKept>(api.products())
  const [changing, setChanging] = useState<ProductKept | null>(null)
  const me = useMe()
  const products = read.data?.products ?? []
  return products.length === 0 ? <RefusalText refusals={refusalsIn(read.error)} /> : (
    <section className="panel" aria-label="产品记账方">
      <div className="panel-head"><h2>产品记账方</h2><span className="muted small">由谁记总账，与核心如何往来</span></div>
      <ul className="panel-body stack">{products.map((one) => (
        <li key={one.productCode} className="row"><b>{one.name}</b><StateBadge tone={one.book === 'BOOK' ? 'holds' : 'info'}>{BOOKS[one.book]}</StateBadge><span>{CORE_CHANNELS[one.coreChannel]}</span><span className="small muted">还款中 {one.running} 笔</span>
          <Button kind="quiet" disabledReason={may(me.data, 'product.keep') ? null : '您的岗位不设定产品记账方'} onClick={() => setChanging(one)}>变更</Button></li>
      ))}</ul>
      {changing === null ? null : <Change one={changing} onClose={() => setChanging(null)} />}
    </section>
  )
}

function Change({ one, onClose }: { one: ProductKept; onClose: () => void }) {
  const [book, setBook] = useState<ProductKept['book'] | null>(one.book)
  const [coreChannel, setChannel] = useState<ProductKept['coreChannel'] | null>(one.coreChannel)
  const write = useWrite({ changes: [api.products(), '/api/core-differences'] })
  const off = book === null || coreChannel === null ? '请选择记账方与通道' : book === 'MIRROR' && coreChannel !== 'FILE' ? '由核心记账的产品须与核心交换文件' : null
  return (
    <Modal title={`${one.name}的记账方`} open onClose={onClose} foot={<><Button onClick={onClose}>取消</Button><Button kind="act" busy={write.isPending} disabledReason={off} onClick={() => write.mutate({ method: 'PUT', path: api.products(one.productCode), body: { book, coreChannel } }, { onSuccess: () => { announce('已变更'); onClose() } })}>变更</Button></>}>
      <div className="stack">
        <ChoiceField label="记账方" value={book} onChange={setBook} choices={(['BOOK', 'MIRROR'] as const).map((value) => ({ value, label: BOOKS[value] }))} required />
        <ChoiceField label="核心通道" value={coreChannel} onChange={setChannel} choices={(['NONE', 'FILE'] as const).map((value) => ({ value, label: CORE_CHANNELS[value] }))} required />
        {one.running > 0 ? <p className="small muted">有 {one.running} 笔还款中的借据，记账方不能改变。</p> : null}
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Modal>
  )
}
