import { keyForm } from '#common/policy/domain'
import { Button, Icon } from '#ui'
import { type Change, placeOf } from '../draft.ts'
import { lockWord } from '../key-list.tsx'
import type { KeyRow } from '../marks.ts'
import { ValueField } from '../value-field.tsx'
import { valueText } from '../value-text.ts'
import { WideValue, isWide, sizeOf } from '../value-view.tsx'
import { useWords } from '../words.ts'

interface TableProps {
  readonly rows: readonly KeyRow[]
  readonly changes: readonly Change[]
  readonly onType: (key: string, value: unknown) => void
  readonly onDrop: (key: string) => void
  /** What holds for the others where this differs, and the act to take it. */
  readonly beside?: (key: string) => { readonly text: string; readonly onTake: () => void } | null
}

/** Keys of a group as one table: what holds, and beside it what shall hold; a list or table opens below its row. */
export function KeysTable({ rows, changes, onType, onDrop, beside }: TableProps) {
  const say = useWords()
  return (
    <div className="panel author-keys">
      <table className="author-table">
        <thead><tr><th scope="col">项目</th><th scope="col" className="figure">现行</th><th scope="col">新值</th></tr></thead>
        <tbody>
          {rows.map((row) => {
            const change = changes.find((each) => each.row.key === row.key)
            const viewed = { form: keyForm(row.key), value: row.value, place: placeOf(row.key) }
            const isLeaf = !['ROW', 'SET', 'LIST', 'ENTRIES'].includes(viewed.form.is)
            const field = <ValueField form={viewed.form} label={`${row.name} 新值`} value={change === undefined ? row.value : change.typed} before={row.value} onChange={(value) => onType(row.key, value)} place={viewed.place} faults={change?.faults ?? []} />
            const other = beside?.(row.key) ?? null
            return (
              <tr key={row.key} id={row.key} className={change === undefined ? undefined : change.faults.length > 0 ? 'author-wrong' : 'author-touched'}>
                <th scope="row">{row.name}{row.lock === undefined ? null : <span className="small muted author-lock"><Icon name="lock" size={12} /> {say(lockWord(row.lock))}</span>}{change === undefined || change.isSame ? null : <Button kind="quiet" onClick={() => onDrop(row.key)}>还原</Button>}</th>
                <td className="figure">{isWide(viewed) ? <span className="muted">{say('items', { count: sizeOf(viewed) })}</span> : valueText(viewed.form, viewed.value, viewed.place)}{other === null ? null : <span className="small muted author-beside">{other.text}<Button kind="quiet" onClick={other.onTake}>按全行</Button></span>}</td>
                <td>{isLeaf ? field : <details open={change !== undefined}><summary>{change === undefined ? '修改' : '修改中'}</summary>{change === undefined && isWide(viewed) ? <WideValue {...viewed} /> : null}{field}</details>}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
