/** A place that is wrong. */
export interface Wrong {
  readonly line: number
  readonly field: string
  readonly value: string
  readonly expected: string
  readonly says: string
}

/** Places that are wrong, one a row: where, what stands there, what was expected. */
export function WrongTable({ title, wrong }: { title: string; wrong: readonly Wrong[] }) {
  return (
    <section className="exchange-scroll" aria-label={title}>
      <table className="exchange-table">
        <caption>{title}</caption>
        <thead><tr><th scope="col">行</th><th scope="col">字段</th><th scope="col">文件中</th><th scope="col">应为</th></tr></thead>
        <tbody>{wrong.map((each, index) => <tr key={`${each.line} ${each.field} ${index}`}><td className="figure">{each.line === 0 ? '整份' : each.line}</td><td>{each.field === '' ? each.says : each.field}</td><td><code>{each.value}</code></td><td>{each.expected}</td></tr>)}</tbody>
      </table>
    </section>
  )
}
