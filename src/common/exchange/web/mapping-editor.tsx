import { useState } from 'react'
import type { RefusalDetail } from '#kernel'
import { ENCODINGS, type Encoding, type FieldSpec, type FileMapping, type Layout, checkMapping, openPlaces } from '#common/exchange/domain'
import { CheckField, ChoiceField, Chips, Facts, RefusalText, TextField } from '#ui'
import { FieldRows } from './field-rows.tsx'

type Section = 'head' | 'row' | 'trailer' | 'control'
const SECTIONS: Readonly<Record<Section, string>> = { head: '文件头', row: '明细', trailer: '文件尾', control: '控制文件' }
const SHAPES = { DELIMITED: '分隔符', FIXED: '定长' } as const
const DELIMITERS: readonly { readonly value: string; readonly label: string }[] = [{ value: '|', label: '竖线 |' }, { value: ',', label: '逗号 ,' }, { value: '\t', label: '制表符' }, { value: ';', label: '分号 ;' }, { value: '^', label: '^' }, { value: '|@|', label: '|@|' }]

/** What a file looks like: its shape, its name, and the fields of head, lines, trailer and control file. Read-only without `onChange`. */
export function MappingEditor({ mapping, onChange }: { mapping: FileMapping; onChange: ((mapping: FileMapping) => void) | null }) {
  const [section, setSection] = useState<Section>('row')
  const faults = onChange === null ? [] : [...checkMapping(mapping), ...openPlaces(mapping)]
  const fields = section === 'control' ? (mapping.control?.fields ?? []) : mapping[section]
  const setFields = (next: readonly FieldSpec[]): void => onChange?.(section === 'control' ? { ...mapping, control: { ...(mapping.control ?? { fileName: mapping.fileName.replace(/\.\w+$/, '.ctl'), delimiter: '|' }), fields: [...next] } } : { ...mapping, [section]: [...next] })
  const elsewhere = faults.filter(({ at }) => !new RegExp(`^/${section}/\\d`).test(at ?? ''))
  const sections = (Object.keys(SECTIONS) as Section[]).filter((each) => each !== 'control' || mapping.layout.as !== 'XML')
  return (
    <section className="panel" aria-label="映射">
      <header className="panel-head"><h2>{mapping.name}</h2></header>
      <div className="panel-body stack">
        <Shape mapping={mapping} onChange={onChange} />
        <RefusalText refusals={elsewhere} />
        <Chips<Section> label="部分" value={section} onChange={setSection} choices={sections.map((value) => ({ value, label: SECTIONS[value], count: value === 'control' ? (mapping.control?.fields.length ?? 0) : mapping[value].length }))} />
        {section === 'control' && mapping.control !== undefined ? <ControlName mapping={mapping} onChange={onChange} /> : null}
        <FieldRows key={section} mapping={mapping} of={section === 'row' ? 'row' : 'file'} isControl={section === 'control'} fields={fields} onChange={onChange === null ? null : setFields} faultsAt={(index) => faultsOf(faults, section, index)} />
      </div>
    </section>
  )
}

function faultsOf(faults: readonly RefusalDetail[], section: Section, index: number): readonly RefusalDetail[] {
  return faults.filter(({ at }) => at === `/${section}/${index}` || (at ?? '').startsWith(`/${section}/${index}/`))
}

interface Part {
  readonly mapping: FileMapping
  readonly onChange: ((mapping: FileMapping) => void) | null
}

function Shape({ mapping, onChange }: Part) {
  const { layout } = mapping
  if (onChange === null) return <Shown mapping={mapping} />
  const set = (change: Partial<FileMapping>): void => onChange({ ...mapping, ...change })
  const setLayout = (next: Layout): void => set({ layout: next })
  return (
    <div className="form-grid">
      {layout.as === 'XML' ? null : <ChoiceField<Layout['as']> label="形式" value={layout.as} onChange={(as) => setLayout(as === 'FIXED' ? { as } : { as: 'DELIMITED', delimiter: '|', trailing: false, quoted: false, titles: false })} choices={(['DELIMITED', 'FIXED'] as const).map((value) => ({ value, label: SHAPES[value] }))} />}
      {layout.as === 'XML' ? null : <ChoiceField<Encoding> label="编码" value={mapping.encoding} onChange={(encoding) => set({ encoding })} choices={ENCODINGS.map((value) => ({ value, label: value }))} />}
      <ChoiceField<'LF' | 'CRLF'> label="换行" value={mapping.newline} onChange={(newline) => set({ newline })} choices={[{ value: 'LF', label: 'LF' }, { value: 'CRLF', label: 'CRLF' }]} />
      <TextField label="文件名" value={mapping.fileName} onChange={(fileName) => set({ fileName })} maxLength={200} hint="{day} 营业日，{sequence:3} 三位序号，{partner} 机构号" />
      <ChoiceField<'DAY' | 'MAPPING'> label="序号" value={mapping.sequencePer} onChange={(sequencePer) => set({ sequencePer })} choices={[{ value: 'DAY', label: PERIODS.DAY }, { value: 'MAPPING', label: PERIODS.MAPPING }]} />
      {layout.as === 'DELIMITED' ? (
        <>
          <ChoiceField label="分隔符" value={layout.delimiter} onChange={(delimiter) => setLayout({ ...layout, delimiter })} choices={DELIMITERS.some(({ value }) => value === layout.delimiter) ? DELIMITERS : [...DELIMITERS, { value: layout.delimiter, label: layout.delimiter }]} />
          <CheckField label="行末也有分隔符" checked={layout.trailing} onChange={(trailing) => setLayout({ ...layout, trailing })} />
          <CheckField label="可用双引号" checked={layout.quoted} onChange={(quoted) => setLayout({ ...layout, quoted })} />
          <CheckField label="有列名行" checked={layout.titles} onChange={(titles) => setLayout({ ...layout, titles })} />
        </>
      ) : null}
    </div>
  )
}

const PERIODS = { DAY: '每日从 1 开始', MAPPING: '连续不断' } as const

function Shown({ mapping: { layout, encoding, newline, fileName, sequencePer, control } }: { mapping: FileMapping }) {
  const shape = layout.as === 'XML' ? layout.message : layout.as === 'FIXED' ? SHAPES.FIXED : `${SHAPES.DELIMITED}「${layout.delimiter === '\t' ? '制表符' : layout.delimiter}」${layout.titles ? '，有列名行' : ''}${layout.trailing ? '，行末也有' : ''}${layout.quoted ? '，可用双引号' : ''}`
  return <Facts facts={[['形式', shape], ['编码', encoding], ['换行', newline], ['文件名', <span key="name" className="exchange-name">{fileName}</span>], ['序号', PERIODS[sequencePer]], ['控制文件', control === undefined ? '不用' : <span key="control" className="exchange-name">{control.fileName}</span>]]} />
}

function ControlName({ mapping, onChange }: Part) {
  const { control } = mapping
  if (control === undefined || onChange === null) return null
  return (
    <div className="form-grid">
      <TextField label="控制文件名" value={control.fileName} onChange={(fileName) => onChange({ ...mapping, control: { ...control, fileName } })} />
      <TextField label="控制文件分隔符" value={control.delimiter} onChange={(delimiter) => onChange({ ...mapping, control: { ...control, delimiter } })} maxLength={4} />
      <CheckField label="不用控制文件" checked={false} onChange={() => { const { control: _, ...rest } = mapping; onChange(rest) }} />
    </div>
  )
}
