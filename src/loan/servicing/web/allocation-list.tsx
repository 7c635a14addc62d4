import { fen, formatYuan } from '#kernel'
import { PARTS, type Part } from '#loan/servicing/domain'
import { Money } from '#ui'

/** Where each fen went, in the order it was set off, with how the sum owed was worked out. */
export function AllocationList({ lines, names }: { lines: readonly { readonly seq: number; readonly part: Part; readonly amountFen: number; readonly says: string }[]; names: ReadonlyMap<number, string> }) {
  return (
    <ol className="allocation">
      {lines.map((line) => {
        const name = `${names.get(line.seq) ?? `第 ${line.seq} 项`}${PARTS[line.part]}`
        return (
          <li key={`${line.seq}${line.part}`}>
            <span className="allocation-name">{name}</span>
            <Money fen={fen(line.amountFen)} />
            <span className="small muted">{reckoning(line.says, name, line.amountFen)}</span>
          </li>
        )
      })}
    </ol>
  )
}

/** How the sum was worked out, without the name beside it; nothing where it is the sum itself. */
function reckoning(says: string, name: string, amountFen: number): string {
  const rest = says.startsWith(name) ? says.slice(name.length).replace(/^[：\s]+/, '') : says
  return rest === formatYuan(amountFen) ? '' : /^[\d,.]+$/.test(rest) ? `应还 ${rest}` : rest
}
