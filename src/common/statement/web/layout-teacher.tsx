import './layouts.css'
import { useEffect, useMemo, useState } from 'react'
import { type LayoutProposed, type LayoutSaved, ROLE_NAMES, TAUGHT_ROLES, type TaughtLayout, type TaughtRole, faultsOf, preview, proposeAt } from '#common/statement/domain'
import { Banner, Button, ChoiceField, RefusalText, SkeletonRows, TextField, api, refusalsIn, useWrite } from '#ui'
import { PreviewTable } from './preview-table.tsx'

const DAYS = [{ value: 'AUTO', label: '年在前，如 2025-01-31、20250131' }, { value: 'YYMMDD', label: '六位，如 250131' }, { value: 'DMY', label: '日在前，如 31/01/2025' }, { value: 'MDY', label: '月在前，如 01/31/2025' }] as const
const SIGNS = [{ value: 'PLUS_IN', label: '正数为收入，负数为支出' }, { value: 'PLUS_OUT', label: '正数为支出，负数为收入' }] as const
const PREVIEWED = 100

/** Teaches the layout of one file: which row holds the titles, what each column is. What is proposed is right most of the time; the preview says at once where it is not. */
export function LayoutTeacher({ file, onSaved, onCancel }: { file: File; onSaved: (saved: LayoutSaved) => void; onCancel: () => void }) {
  const propose = useWrite<LayoutProposed>()
  const { mutate } = propose
  useEffect(() => {
    const form = new FormData()
    form.set('file', file)
    mutate({ path: api.proposeBillLayout(), body: form })
  }, [file, mutate])
  if (propose.isError) return <section className="part" aria-label="对应各列"><div className="part-body stack"><RefusalText refusals={refusalsIn(propose.error)} /><div className="row"><Button onClick={onCancel}>返回</Button></div></div></section>
  if (propose.data === undefined) return <SkeletonRows rows={6} />
  return <Teaching key={file.name + String(file.size)} file={file} proposed={propose.data} onSaved={onSaved} onCancel={onCancel} />
}

function Teaching({ file, proposed, onSaved, onCancel }: { file: File; proposed: LayoutProposed; onSaved: (saved: LayoutSaved) => void; onCancel: () => void }) {
  const save = useWrite<LayoutSaved>({ changes: [api.billLayouts()] })
  const [header, setHeader] = useState(Math.max(0, proposed.header))
  const [layout, setLayout] = useState<TaughtLayout>({ ...proposed.layout, name: proposed.known ?? suggestedName(file.name) })
  const below = proposed.rows.slice(header + 1, header + 1 + PREVIEWED)
  const rows = useMemo(() => preview(layout, below), [layout, below])
  const faults = faultsOf(layout)
  const wrong = rows.flatMap((row) => row.wrong)
  const why = layout.name.trim().length < 2 ? '请写版式名称，如「XX农商行手机银行明细」' : faults[0] ?? (rows.length === 0 ? '列名行以下没有明细' : wrong.length > 0 ? `还有 ${wrong.length} 处读不通，见预览` : null)
  const keep = (): void => {
    const form = new FormData()
    form.set('layout', JSON.stringify(layout))
    form.set('file', file)
    save.mutate({ path: api.billLayouts(), body: form }, { onSuccess: onSaved })
  }
  return (
    <section className="part layout-teacher" aria-label="对应各列">
      <header><h3>对应各列</h3><span className="small muted">{proposed.source}，{proposed.count} 行；各列含义已按列名与内容提出，请核对</span></header>
      <div className="part-body stack">
        {proposed.known === null ? null : <Banner tone="info">这些列名已记为「{proposed.known}」，保存后以新的为准。</Banner>}
        <div className="form-grid">
          <TextField label="版式名称" value={layout.name} onChange={(name) => setLayout({ ...layout, name })} maxLength={40} hint="本行以后按列名认出这种流水" />
          <ChoiceField label="列名在第几行" value={String(header)} onChange={(at) => { const again = proposeAt(proposed.rows.map(({ cells }) => cells), Number(at)); setHeader(Math.max(0, again.header)); setLayout({ ...again.layout, name: layout.name }) }} choices={proposed.rows.slice(0, 40).map(({ row, cells }, at) => ({ value: String(at), label: `第 ${row} 行：${cells.filter((cell) => cell !== '').slice(0, 4).join('、').slice(0, 30)}` }))} />
          <ChoiceField<TaughtLayout['day']> label="日期写法" value={layout.day} onChange={(day) => setLayout({ ...layout, day })} choices={[...DAYS]} />
          {layout.columns.amount === undefined || layout.columns.flow !== undefined ? null : <ChoiceField<TaughtLayout['sign']> label="没有收支方向列时" value={layout.sign} onChange={(sign) => setLayout({ ...layout, sign })} choices={[...SIGNS]} hint="有余额列时，按余额的增减自动核对" />}
        </div>
        <Columns layout={layout} onChange={setLayout} samples={below.slice(0, 3).map(({ cells }) => cells)} />
        {layout.columns.flow === undefined ? null : <Words layout={layout} onChange={setLayout} />}
        {faults.length === 0 ? null : <ul className="layout-faults">{faults.map((fault) => <li key={fault}>{fault}</li>)}</ul>}
        <PreviewTable rows={rows} layout={layout} />
        <RefusalText refusals={refusalsIn(save.error)} />
        <div className="row"><Button kind="act" busy={save.isPending} disabledReason={why} onClick={keep}>记住版式并读取</Button><Button onClick={onCancel}>取消</Button></div>
      </div>
    </section>
  )
}

/** The name of the file without what changes from one export to the next. */
function suggestedName(name: string): string {
  return name.replace(/\.\w+$/, '').replace(/[\d_\-()（）\s]+/g, ' ').trim().slice(0, 40)
}

const UNUSED = ''

/** One choice a column, with the first values under its title. */
function Columns({ layout, onChange, samples }: { layout: TaughtLayout; onChange: (layout: TaughtLayout) => void; samples: readonly (readonly string[])[] }) {
  const roleAt = (at: number): TaughtRole | '' => TAUGHT_ROLES.find((role) => layout.columns[role] === at) ?? UNUSED
  const choose = (at: number, role: string): void => {
    const columns = Object.fromEntries(Object.entries(layout.columns).filter(([each, place]) => place !== at && each !== role))
    onChange({ ...layout, columns: role === UNUSED ? columns : { ...columns, [role]: at } })
  }
  return (
    <div className="layout-scroll">
      <ul className="layout-columns" aria-label="各列含义">
        {layout.titles.map((title, at) => (
          <li key={at} className={roleAt(at) === UNUSED ? 'layout-unused' : ''}>
            <label><b>{title === '' ? `第 ${at + 1} 列` : title}</b>
              <select value={roleAt(at)} onChange={(event) => choose(at, event.target.value)}><option value={UNUSED}>不用</option>{TAUGHT_ROLES.map((role) => <option key={role} value={role}>{ROLE_NAMES[role]}</option>)}</select>
            </label>
            {samples.map((cells, nth) => <small key={nth}>{cells[at] === undefined || cells[at] === '' ? '—' : cells[at]}</small>)}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Words of the direction column, parted by commas as they are typed. */
function Words({ layout, onChange }: { layout: TaughtLayout; onChange: (layout: TaughtLayout) => void }) {
  const [typed, setTyped] = useState({ in: layout.words.in.join('、'), out: layout.words.out.join('、') })
  const set = (way: 'in' | 'out', text: string): void => {
    setTyped({ ...typed, [way]: text })
    onChange({ ...layout, words: { ...layout.words, [way]: text.split(/[、,，\s]+/).filter((word) => word !== '').slice(0, 20) } })
  }
  return <div className="form-grid"><TextField label="表示收入的词" value={typed.in} onChange={(text) => set('in', text)} hint="如 贷、收入" /><TextField label="表示支出的词" value={typed.out} onChange={(text) => set('out', text)} hint="如 借、支出" /></div>
}
