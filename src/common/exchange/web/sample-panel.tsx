import { useRef, useState } from 'react'
import { type FileMapping, type Tried, checkMapping, codingOf, exampleFile, factsOf, writeFile } from '#common/exchange/domain'
import type { Me } from '#common/staff/domain'
import { may } from '#common/staff/web'
import { type Day, Refusal, type RefusalDetail, formatYuan } from '#kernel'
import { Banner, Button, NoteField, RefusalText, api, refusalsIn, useWrite } from '#ui'
import { WrongTable } from './wrong-table.tsx'

const LINES = 3

/** Tries the mapping on a sample: uploaded, pasted, or made up by the mapping itself. Nothing is kept. */
export function SamplePanel({ mapping, me, onTried }: { mapping: FileMapping; me: Me; onTried: (rows: number) => void }) {
  const write = useWrite<Tried>()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [made, setMade] = useState<readonly RefusalDetail[]>([])
  const faults = checkMapping(mapping)
  const why = !may(me, 'exchange.draft', 'exchange.release', 'exchange.file') ? '须有「起草文件映射」权限' : faults.length > 0 ? `映射还有 ${faults.length} 处不能使用，先改好` : null
  const tryOn = (content: Blob, name: string): void => {
    const form = new FormData()
    form.set('mapping', JSON.stringify(mapping))
    form.set('file', content, name)
    write.mutate({ path: api.tryFileMapping(), body: form }, { onSuccess: ({ refused, rows }) => { if (refused === 0) onTried(rows.length) } })
  }
  const example = (): void => {
    try {
      const { bytes } = writeFile(mapping, exampleFile(mapping, LINES, me.businessDate as Day))
      setText(codingOf(mapping.encoding).decode(bytes) ?? '')
      setMade([])
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setMade([error.toJSON()])
    }
  }
  const encoded = codingOf(mapping.encoding).encode(text)
  return (
    <section className="panel" aria-label="用样本试">
      <header className="panel-head"><h2>用样本试</h2><Button kind="quiet" disabledReason={faults.length > 0 ? '映射改好后才能写出样张' : null} onClick={example}>写一份样张</Button></header>
      <div className="panel-body stack">
        <NoteField label="样本" value={text} onChange={setText} rows={8} placeholder="把对方给的样本贴在这里，或上传文件，或点「写一份样张」看这份映射写出来的样子" />
        {mapping.layout.as === 'FIXED' ? <p className="small muted">定长以 {mapping.encoding} 的字节计：一个汉字 {mapping.encoding === 'UTF-8' ? '3' : '2'} 字节，生僻字 4 字节。</p> : null}
        <RefusalText refusals={made} />
        <div className="row">
          <Button kind="act" busy={write.isPending} disabledReason={why ?? (text === '' ? '请先贴上样本' : encoded === undefined ? `样本有 ${mapping.encoding} 无法表示的字` : null)} onClick={() => { if (encoded !== undefined) tryOn(new Blob([new Uint8Array(encoded)]), 'sample') }}>试读</Button>
          <Button icon="upload" busy={write.isPending} disabledReason={why} onClick={() => input.current?.click()}>上传样本试读</Button>
          <input ref={input} hidden type="file" aria-label="样本文件" onChange={(event) => { const file = event.target.files?.[0]; if (file !== undefined) tryOn(file, file.name); event.target.value = '' }} />
        </div>
        <RefusalText refusals={refusalsIn(write.error)} />
        {write.data === undefined ? null : <Outcome tried={write.data} mapping={mapping} />}
      </div>
    </section>
  )
}

function Outcome({ tried, mapping }: { tried: Tried; mapping: FileMapping }) {
  const { rows, refused, refusals, totals, head } = tried
  return (
    <div className="stack">
      {refused === 0
        ? <Banner tone="info">读通了：{totals.count} 笔，合计 {formatYuan(totals.totalFen)} 元{typeof head['businessDay'] === 'string' ? `，营业日 ${head['businessDay']}` : ''}{typeof head['sequence'] === 'number' ? `，第 ${head['sequence']} 号` : ''}。</Banner>
        : <WrongTable title={`${refused} 处不符`} wrong={refusals.map((each) => ({ line: each.line, field: each.field, value: each.value === undefined ? '' : String(each.value), expected: each.expected ?? '', says: each.message }))} />}
      {rows.length === 0 ? null : <Read rows={rows} mapping={mapping} />}
    </div>
  )
}

/** The lines as they were understood, in our words. */
function Read({ rows, mapping }: { rows: Tried['rows']; mapping: FileMapping }) {
  const facts = factsOf(mapping, 'row').filter(({ name }) => mapping.row.some((field) => field.name === name))
  const cell = (value: string | number | null | undefined, fact: (typeof facts)[number]): string => {
    if (value === null || value === undefined) return ''
    if (fact.type === 'MONEY' && typeof value === 'number') return formatYuan(value)
    return fact.words?.[String(value)] ?? String(value)
  }
  return (
    <div className="exchange-scroll">
      <table className="exchange-table">
        <caption>读出的明细（前 {rows.length} 行）</caption>
        <thead><tr><th scope="col">行</th>{facts.map(({ name, title }) => <th key={name} scope="col">{title}</th>)}</tr></thead>
        <tbody>{rows.map((row) => <tr key={row.line}><td className="figure">{row.line}</td>{facts.map((fact) => <td key={fact.name} className={fact.type === 'MONEY' || fact.type === 'COUNT' ? 'figure' : ''}>{cell(row.values[fact.name], fact)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}
