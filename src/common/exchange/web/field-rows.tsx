import { useState } from 'react'
import type { RefusalDetail } from '#kernel'
import { DAY_FORMATS, type DayFormat, type FactSpec, type FieldSpec, type FileMapping, factsOf } from '#common/exchange/domain'
import { Button, IconButton } from '#ui'
import { CodesDrawer } from './codes-drawer.tsx'

interface Rows {
  readonly mapping: FileMapping
  readonly of: 'row' | 'file'
  readonly isControl: boolean
  readonly fields: readonly FieldSpec[]
  readonly onChange: ((fields: readonly FieldSpec[]) => void) | null
  readonly faultsAt: (index: number) => readonly RefusalDetail[]
}

const FIXED_TEXT = '#constant'
const FILLING = '#filling'

/** The fields of one section in their order, each with what its type needs. */
export function FieldRows({ mapping, of, isControl, fields, onChange, faultsAt }: Rows) {
  const [coding, setCoding] = useState<number | null>(null)
  const facts = factsOf(mapping, of)
  const shape = isControl ? 'DELIMITED' : mapping.layout.as
  const set = (index: number, field: FieldSpec): void => onChange?.(fields.map((each, at) => (at === index ? field : each)))
  const move = (index: number, by: number): void => {
    const next = [...fields]
    const [one] = next.splice(index, 1)
    if (one !== undefined) next.splice(index + by, 0, one)
    onChange?.(next)
  }
  const open = coding === null ? undefined : fields[coding]
  const openFact = facts.find(({ name }) => name === open?.name)
  return (
    <div className="exchange-scroll">
      <table className="mapping-fields">
        <thead><tr><th scope="col">#</th><th scope="col">字段</th><th scope="col">固定内容</th>{shape === 'FIXED' ? <th scope="col">字节</th> : null}{shape === 'XML' ? <th scope="col">路径</th> : null}<th scope="col">写法</th><th scope="col">必填</th>{onChange === null ? null : <th scope="col">次序</th>}</tr></thead>
        <tbody>
          {fields.map((field, index) => <OneField key={index} index={index} last={fields.length - 1} field={field} facts={facts} shape={shape} faults={faultsAt(index)} onChange={onChange === null ? null : (next) => set(index, next)} onMove={(by) => move(index, by)} onDrop={() => onChange?.(fields.filter((_, at) => at !== index))} onCodes={() => setCoding(index)} />)}
        </tbody>
      </table>
      {fields.length === 0 ? <p className="small muted">没有这一部分。</p> : null}
      {onChange === null ? null : <div className="row"><Button icon="plus" onClick={() => onChange([...fields, {}])}>添一个字段</Button></div>}
      {coding === null || open === undefined || openFact === undefined ? null : <CodesDrawer fact={openFact} codes={open.codes ?? []} onClose={() => setCoding(null)} onChange={onChange === null ? null : (codes) => set(coding, { ...open, codes: [...codes] })} />}
    </div>
  )
}

interface One {
  readonly index: number
  readonly last: number
  readonly field: FieldSpec
  readonly facts: readonly FactSpec[]
  readonly shape: 'DELIMITED' | 'FIXED' | 'XML'
  readonly faults: readonly RefusalDetail[]
  readonly onChange: ((field: FieldSpec) => void) | null
  readonly onMove: (by: number) => void
  readonly onDrop: () => void
  readonly onCodes: () => void
}

function OneField({ index, last, field, facts, shape, faults, onChange, onMove, onDrop, onCodes }: One) {
  const fact = facts.find(({ name }) => name === field.name)
  const off = onChange === null
  const label = `第 ${index + 1} 个字段`
  const which = field.name ?? (field.constant === undefined ? FILLING : FIXED_TEXT)
  const choose = (value: string): void => {
    const { name: _name, constant, codes: _codes, ...rest } = field
    onChange?.(value === FILLING ? rest : value === FIXED_TEXT ? { ...rest, constant: constant ?? '' } : { ...rest, name: value })
  }
  return (
    <>
      <tr>
        <td data-label="#" className="figure">{index + 1}</td>
        <td data-label="字段"><select aria-label={`${label}：字段`} disabled={off} value={which} onChange={(event) => choose(event.target.value)}>{facts.map(({ name, title, needed }) => <option key={name} value={name}>{title}{needed ? ' *' : ''}</option>)}<option value={FIXED_TEXT}>固定内容</option><option value={FILLING}>填充（不读）</option></select></td>
        <td data-label="固定内容">{off && field.constant === undefined ? null : which === FILLING ? null : <input aria-label={`${label}：固定内容`} disabled={off} value={field.constant ?? ''} onChange={(event) => onChange?.(withConstant(field, event.target.value, which === FIXED_TEXT))} />}</td>
        {shape === 'FIXED' ? <td data-label="字节"><input type="number" min={1} aria-label={`${label}：字节`} disabled={off} value={field.width ?? ''} onChange={(event) => onChange?.(widened(field, event.target.value))} /></td> : null}
        {shape === 'XML' ? <td data-label="路径" className="mapping-wide"><input className="mapping-path" aria-label={`${label}：路径`} disabled={off} value={field.path ?? ''} onChange={(event) => onChange?.({ ...field, path: event.target.value })} /></td> : null}
        <td data-label="写法">{fact === undefined ? null : <Manner field={field} fact={fact} label={label} onChange={onChange} onCodes={onCodes} shape={shape} />}</td>
        <td data-label="必填">{fact === undefined ? null : <input type="checkbox" aria-label={`${label}：必填`} disabled={off || fact.needed === true} checked={field.needed ?? fact.needed ?? false} onChange={(event) => onChange?.({ ...field, needed: event.target.checked })} />}</td>
        {off ? null : <td data-label="次序" className="mapping-move">{index === 0 ? null : <Button kind="quiet" onClick={() => onMove(-1)}>上移</Button>}{index === last ? null : <Button kind="quiet" onClick={() => onMove(1)}>下移</Button>}<IconButton icon="cross" label={`移出${label}`} onClick={onDrop} /></td>}
      </tr>
      {faults.map((fault) => <tr key={`${fault.at} ${fault.message}`} className="mapping-fault"><td colSpan={8} className="mapping-wide">{fault.message}；应为：{fault.expected}</td></tr>)}
    </>
  )
}

/** Fixed content of a fact may be taken away again; a mark without any is still a mark. */
function withConstant(field: FieldSpec, typed: string, isMark: boolean): FieldSpec {
  const { constant: _, ...rest } = field
  return typed === '' && !isMark ? rest : { ...rest, constant: typed }
}

function widened(field: FieldSpec, typed: string): FieldSpec {
  const { width: _, ...rest } = field
  const width = Number(typed)
  return Number.isInteger(width) && width > 0 ? { ...rest, width } : rest
}

/** Unit, format or codes: what the type of a field needs. */
function Manner({ field, fact, label, onChange, onCodes, shape }: { field: FieldSpec; fact: FactSpec; label: string; onChange: ((field: FieldSpec) => void) | null; onCodes: () => void; shape: One['shape'] }) {
  const off = onChange === null
  switch (fact.type) {
    case 'MONEY': return <select aria-label={`${label}：单位`} disabled={off} value={field.unit ?? 'YUAN'} onChange={(event) => onChange?.({ ...field, unit: event.target.value === 'FEN' ? 'FEN' : 'YUAN' })}><option value="YUAN">元，两位小数</option><option value="FEN">分，整数</option></select>
    case 'RATE': return <select aria-label={`${label}：利率`} disabled={off} value={field.per ?? 'HUNDRED'} onChange={(event) => onChange?.({ ...field, per: event.target.value === 'ONE' ? 'ONE' : 'HUNDRED' })}><option value="HUNDRED">百分数 7.2</option><option value="ONE">小数 0.072</option></select>
    case 'DAY': return <select aria-label={`${label}：日期格式`} disabled={off} value={field.format ?? 'YYYYMMDD'} onChange={(event) => onChange?.({ ...field, format: event.target.value as DayFormat })}>{DAY_FORMATS.map((format) => <option key={format} value={format}>{format}</option>)}</select>
    case 'CODE': return <Button kind="quiet" onClick={onCodes}>{`代码表（${field.codes?.length ?? 0}）`}</Button>
    case 'TEXT': return shape === 'FIXED' ? <label className="checkbox"><input type="checkbox" disabled={off} checked={field.cut ?? false} onChange={(event) => onChange?.({ ...field, cut: event.target.checked })} /><span>过长截断</span></label> : null
    case 'COUNT': return null
  }
}
