import { useState } from 'react'
import { type ExchangeFile, FILE_KIND_NAMES } from '#common/exchange/domain'
import type { Me } from '#common/staff/domain'
import { may } from '#common/staff/web'
import { fen } from '#kernel'
import { Button, Drawer, Facts, Money, NoteField, RefusalText, SkeletonRows, announce, api, refusalsIn, useRead, useWrite } from '#ui'
import { dayAndClock } from './clock.ts'
import { FileBadge } from './file-badge.tsx'
import { type Wrong, WrongTable } from './wrong-table.tsx'

/** One file: what it says, what is wrong with it, and what may be done. */
export function FileDrawer({ fileId, me, onClose }: { fileId: string; me: Me; onClose: () => void }) {
  const read = useRead<ExchangeFile>(api.exchangeFile(fileId))
  return (
    <Drawer title={read.data === undefined ? '文件' : FILE_KIND_NAMES[read.data.kind]} open onClose={onClose} foot={<Button onClick={onClose}>关上</Button>}>
      <div className="stack">
        <RefusalText refusals={refusalsIn(read.error)} />
        {read.data === undefined ? (read.isError ? null : <SkeletonRows rows={6} />) : <><About file={read.data} /><Problems file={read.data} /><Acts file={read.data} me={me} /></>}
      </div>
    </Drawer>
  )
}

function About({ file }: { file: ExchangeFile }) {
  const { totals } = file
  return (
    <>
      <p className="exchange-name"><b>{file.name}</b></p>
      <FileBadge file={file} />
      <Facts facts={[
        ['营业日', file.businessDay ?? '—'], ['序号', file.sequence ?? '—'], ['笔数', totals?.count ?? '—'], ['金额', totals === null ? '—' : <Money key="total" fen={fen(totals.totalFen)} />],
        ...(file.kind.endsWith('RESULT') && totals !== null ? [['成功', `${totals.okCount} 笔`], ['成功金额', <Money key="ok" fen={fen(totals.okFen)} />]] as const : []),
        [file.direction === 'IN' ? '收到' : '发出', dayAndClock(file.cameAt)], ['经手', file.broughtBy ?? (file.via === 'PORT' ? '端口' : '系统')], ['映射', file.mappingVersion === 0 ? '随系统提供' : `第 ${file.mappingVersion} 版`],
        ...(file.direction === 'OUT' ? [['送达', file.deliveredAt === null ? '尚未' : dayAndClock(file.deliveredAt)]] as const : []),
      ]} />
      <details className="small muted"><summary>SHA-256</summary><span className="exchange-name">{file.hash}</span></details>
    </>
  )
}

function Problems({ file }: { file: ExchangeFile }) {
  return (
    <>
      {file.refused === 0 ? null : <WrongTable title={`拒收原因（${file.refused} 处）`} wrong={file.refusals.map((each): Wrong => ({ line: each.line, field: each.field, value: each.value === undefined ? '' : String(each.value), expected: each.expected ?? '', says: each.message }))} />}
      {file.differenceCount === 0 ? null : <WrongTable title={`未入账的明细（${file.differenceCount} 笔）`} wrong={file.differences.map((each): Wrong => ({ ...each, says: each.message }))} />}
    </>
  )
}

function Acts({ file, me }: { file: ExchangeFile; me: Me }) {
  const changes = ['/api/exchange/files', api.exchangeFile(file.fileId)]
  const write = useWrite<ExchangeFile>({ changes })
  const [asking, setAsking] = useState<'refuse' | 'skip' | null>(null)
  const [reason, setReason] = useState('')
  const why = may(me, 'exchange.file') ? null : '须有「上传、下载、重读、拒收往来文件」权限'
  const done = (says: string) => ({ onSuccess: () => { announce(says); setAsking(null); setReason('') } })
  const fetched = (): void => { if (file.direction === 'OUT' && file.deliveredAt === null) write.mutate({ path: `${api.exchangeFile(file.fileId)}/fetched`, method: 'PUT' }) }
  return (
    <div className="stack">
      <div className="row">
        {why === null ? <a className="button" href={`${api.exchangeFile(file.fileId)}/content`} onClick={fetched}>下载原文件</a> : <Button disabledReason={why}>下载原文件</Button>}
        {file.state === 'REFUSED' && file.direction === 'IN' ? <Button kind="act" busy={write.isPending} disabledReason={why} onClick={() => write.mutate({ path: `${api.exchangeFile(file.fileId)}/retry` }, { onSuccess: (again) => announce(again.state === 'REFUSED' ? '仍不合现行映射' : '已按现行映射收下') })}>重新读取</Button> : null}
        {file.state === 'RECEIVED' ? <Button kind="stop" disabledReason={why} onClick={() => setAsking('refuse')}>拒收</Button> : null}
        {file.waitsFor === null ? null : <Button disabledReason={why} onClick={() => setAsking('skip')}>{`不再等第 ${file.waitsFor} 号`}</Button>}
      </div>
      <RefusalText refusals={refusalsIn(write.error)} />
      {asking === null ? null : (
        <div className="stack">
          <NoteField label={asking === 'refuse' ? '拒收理由' : `为何第 ${file.waitsFor ?? ''} 号不会再来`} value={reason} onChange={setReason} required maxLength={200} />
          <div className="row"><Button onClick={() => setAsking(null)}>再看看</Button><Button kind={asking === 'refuse' ? 'stop' : 'act'} busy={write.isPending} disabledReason={reason.trim().length < 4 ? '请写明理由，至少四个字' : null} onClick={() => write.mutate({ path: `${api.exchangeFile(file.fileId)}/${asking}`, body: { reason } }, done(asking === 'refuse' ? '已拒收，序号空出' : '后面的文件照常入账'))}>{asking === 'refuse' ? '拒收' : '不再等'}</Button></div>
        </div>
      )}
    </div>
  )
}
