import './paper.css'
import { useState } from 'react'
import type { Checked } from '#common/document/domain'
import { Banner, Button, RefusalText, TextField, api, refusalsIn, useAddressState, useRead } from '#ui'

const TONES = { VALID: 'info', VOID: 'warning', HASH_DIFFERS: 'stop', UNKNOWN: 'stop' } as const

/** Is this paper ours: number and hash as printed in its foot, or the text of its QR code. */
export function CheckDocumentPage() {
  const [address, change] = useAddressState()
  const [number, setNumber] = useState(address['number'] ?? '')
  const [hash, setHash] = useState(address['hash'] ?? '')
  const asked = address['number'] ?? ''
  const read = useRead<Checked>(asked === '' ? null : api.checkDocument(asked, address['hash']))
  return (
    <div className="page stack">
      <header className="page-head"><h1>核对文书</h1></header>
      <section className="panel"><form className="panel-body stack" onSubmit={(event) => { event.preventDefault(); change({ number, hash: hash === '' ? null : hash }) }}>
        <p className="muted">填写纸面页脚的文书编号和内容哈希；扫描二维码得到的整段文字也可直接贴入编号一栏。</p>
        <TextField label="文书编号或二维码内容" value={number} onChange={setNumber} required maxLength={200} />
        <TextField label="内容哈希（64 位）" value={hash} onChange={setHash} maxLength={64} />
        <div className="row"><Button kind="act" type="submit" busy={read.isFetching} disabledReason={number.trim() === '' ? '请填写文书编号' : null}>核对</Button></div>
      </form></section>
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.data === undefined ? null : <Banner tone={TONES[read.data.state]}>{read.data.says}</Banner>}
    </div>
  )
}
