import { type Fen, fen } from '#kernel'
import { PARTS, type Part } from '#loan/servicing/domain'
import { Money } from '#ui'

/** Where each fen went, in the order it was set off, with how the sum owed was worked out. */
export function AllocationList({ lines, names }: { lines: readonly { readonly seq: number; readonly part: Part; readonly amountFen: number; readonly says: string }[]; names: ReadonlyMap<number, string> }) {
  return (
    <ol className="allocation">
      {lines.map((line) => (
        <li key={`${line.seq}${line.part}`}>
          <span className="allocation-name">{names.get(line.seq) ?? `第 ${line.seq} 项`}{PARTS[line.part]}</span>
          <Money fen={fen(line.amountFen) satisfies Fen} />
          <span className="small muted">{line.says}</span>
        </li>
      ))}
    </ol>
  )
}
