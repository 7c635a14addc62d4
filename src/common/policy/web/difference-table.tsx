import './policy.css'
import { keyForm } from '#common/policy/domain'
import { type Difference, differences } from './differences.ts'
import { placeOf } from './draft.ts'
import type { KeyRow } from './marks.ts'
import { useWords } from './words.ts'

export interface Line extends Difference {
  readonly key: string
  readonly name: string
}

/** What changes of one key, line by line. */
export function linesOf(row: Pick<KeyRow, 'key' | 'name'>, before: unknown, after: unknown): readonly Line[] {
  return differences(keyForm(row.key), before, after, placeOf(row.key)).map((each) => ({ ...each, key: row.key, name: row.name }))
}

/** Old beside new, for those who sign; `heads` where the two are something else than before and after. */
export function DifferenceTable({ lines, isVersion = false, heads }: { lines: readonly Line[]; isVersion?: boolean; heads?: readonly [string, string] }) {
  const say = useWords()
  const [left, right] = heads ?? [say(isVersion ? 'earlier' : 'before'), say(isVersion ? 'thisVersion' : 'after')]
  return (
    <table className="policy-differences">
      <thead><tr><th scope="col">{say('name')}</th><th scope="col">{left}</th><th aria-hidden /><th scope="col">{right}</th></tr></thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.key} ${line.where}`}>
            <th scope="row">{line.name}{line.where === '' ? null : <span className="small muted">{line.where}</span>}</th>
            <td>{line.before}</td><td className="policy-arrow" aria-hidden>→</td><td><b>{line.after}</b></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
