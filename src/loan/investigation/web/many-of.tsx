import { fieldName, useCase, usePlace, wordOf } from '#common/assessment/web'

/** Several words of a closed list, each with its tick. */
export function ManyOf({ at, words, label }: { at: string; words: readonly string[]; label?: string }) {
  const store = useCase()
  const chosen = usePlace<readonly string[] | undefined>(at) ?? []
  const toggle = (word: string): void => store.set(at, words.filter((each) => (each === word ? !chosen.includes(word) : chosen.includes(each))))
  return (
    <fieldset className="many-of">
      <legend>{label ?? fieldName(at)}</legend>
      {words.map((word) => (
        <label key={word} className="case-check"><input type="checkbox" checked={chosen.includes(word)} disabled={!store.isOpen} onChange={() => toggle(word)} /><span>{wordOf(at.split('/').at(-1) ?? '', word) ?? word}</span></label>
      ))}
    </fieldset>
  )
}
