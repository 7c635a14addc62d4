import { type Exact, type Fen, exact, formatExact, formatYuan, multiply } from '#kernel'

/** An amount as a ledger prints it: yuan plain, fen smaller and lighter, negative in brackets and cinnabar. `null` is a dash. */
export function Money({ fen, strong = false, unit = false }: { fen: Fen | null; strong?: boolean; unit?: boolean }) {
  if (fen === null) return <span className="money muted">—</span>
  const digits = formatYuan(Math.abs(fen))
  const isNegative = fen < 0
  return (
    <span className={`money${isNegative ? ' money-negative' : ''}${strong ? ' money-strong' : ''}`}>
      {isNegative ? <><span className="unseen">负</span>(</> : null}
      {digits.slice(0, -3)}
      <span className="money-fen">{digits.slice(-3)}</span>
      {isNegative ? ')' : null}
      {unit ? <span className="money-unit">元</span> : null}
    </span>
  )
}

/** A rate held as decimal text, shown in percent: `0.0720` → `7.20 %`. */
export function Rate({ value, places = 2 }: { value: string | null; places?: number }) {
  if (value === null) return <span className="money muted">—</span>
  return <span className="money">{percentText(value, places)}<span className="money-unit">%</span></span>
}

/** `0.072` → `7.20`, rounded only for the eye. */
export function percentText(value: string | Exact, places = 2): string {
  return formatExact(multiply(typeof value === 'string' ? exact(value) : value, 100), places)
}
