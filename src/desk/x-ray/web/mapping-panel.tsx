import { type FieldId, type Mapping, ROLE_NAMES, type SheetRole, UNIT_NAMES, casesOfTable, fieldsOf, guessAt, loansOfTable, mappingFaults } from '#desk/x-ray/domain'
import { Button, ChoiceField } from '#ui'
import type { Dropped } from './use-dropped.ts'

const [HEAD_ROWS, SAMPLES, SHOWN] = [20, 3, 20]
const ROLES = (Object.keys(ROLE_NAMES) as SheetRole[]).map((value) => ({ value, label: ROLE_NAMES[value] }))
const UNITS = (Object.keys(UNIT_NAMES) as Mapping['unit'][]).map((value) => ({ value, label: UNIT_NAMES[value] }))

/** What the columns of one table mean: proposed by their titles, corrected here; the report follows at once. */
export function MappingPanel({ file: { name, answer, mapping }, onChange, onClose }: { file: Dropped; onChange: (mapping: Mapping) => void; onClose: () => void }) {
  if (mapping === null || answer?.seen.kind !== 'TABLE') return null
  const { table } = answer.seen
  const titles = table.rows[mapping.header]?.cells ?? []
  const below = table.rows.slice(mapping.header + 1, mapping.header + 1 + SAMPLES)
  const width = Math.max(titles.length, ...below.map(({ cells }) => cells.length))
  const { wrong } = mapping.role === 'LOANS' ? loansOfTable(name, table, mapping) : casesOfTable(name, table, mapping, answer.rules)
  const choose = (at: number, id: string): void => {
    const { [at]: _, ...others } = mapping.columns
    onChange({ ...mapping, columns: id === '' ? others : { ...others, [at]: id as FieldId } })
  }
  return (
    <section className="panel no-print" aria-label="对应各列">
      <div className="panel-head"><h2>对应各列：{name}</h2><span className="small muted">{table.source}，{table.rows.length} 行</span><Button kind="quiet" onClick={onClose}>完成</Button></div>
      <div className="panel-body stack">
        <div className="form-grid">
          <ChoiceField<SheetRole> label="这是" value={mapping.role} choices={ROLES} onChange={(role) => onChange(guessAt(table, mapping.header, role, mapping.unit))} />
          <ChoiceField label="列名在第几行" value={String(mapping.header)} choices={table.rows.slice(0, HEAD_ROWS).map(({ row, cells }, at) => ({ value: String(at), label: `第 ${row} 行：${cells.filter((cell) => cell !== '').slice(0, 4).join('、').slice(0, 30)}` }))} onChange={(at) => onChange(guessAt(table, Number(at), mapping.role, mapping.unit))} />
          <ChoiceField<Mapping['unit']> label="没写单位的金额" value={mapping.unit} choices={UNITS} onChange={(unit) => onChange({ ...mapping, unit })} />
        </div>
        <div className="x-ray-scroll">
          <ul className="x-ray-columns" aria-label="各列含义">
            {Array.from({ length: width }, (_, at) => (
              <li key={at} className={mapping.columns[at] === undefined ? 'x-ray-unused' : ''}>
                <label><b>{titles[at] === undefined || titles[at] === '' ? `第 ${at + 1} 列` : titles[at]}</b>
                  <select value={mapping.columns[at] ?? ''} onChange={(event) => choose(at, event.target.value)}><option value="">不用</option>{fieldsOf(mapping.role).map(({ id, name: label }) => <option key={id} value={id}>{label}</option>)}</select>
                </label>
                {below.map(({ row, cells }) => <small key={row}>{cells[at] === undefined || cells[at] === '' ? '—' : cells[at]}</small>)}
              </li>
            ))}
          </ul>
        </div>
        {mappingFaults(mapping).map((fault) => <p key={fault} className="x-ray-fault">{fault}</p>)}
        {wrong.length === 0 ? null : <ul className="x-ray-wrong" aria-label="不能读取的单元格">{wrong.slice(0, SHOWN).map(({ row, column, value, expected }) => <li key={`${row} ${column}`}>第 {row} 行 {column}「{value}」：应为{expected}</li>)}{wrong.length > SHOWN ? <li>另有 {wrong.length - SHOWN} 处</li> : null}</ul>}
      </div>
    </section>
  )
}
