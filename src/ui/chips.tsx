/** Readable filters: one chip a view, with how many it holds. */
export function Chips<V extends string>({ label, value, onChange, choices }: { label: string; value: V; onChange: (value: V) => void; choices: readonly { readonly value: V; readonly label: string; readonly count?: number | undefined }[] }) {
  return (
    <div role="group" aria-label={label} className="chips">
      {choices.map((choice) => (
        <button key={choice.value} type="button" className="chip" aria-pressed={choice.value === value} onClick={() => onChange(choice.value)}>
          {choice.label}{choice.count === undefined ? null : <span className="chip-count">{choice.count}</span>}
        </button>
      ))}
    </div>
  )
}
