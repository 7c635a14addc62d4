import { useState } from 'react'
import { type Form, idsOf, part } from '#common/policy/domain'
import { CheckField, ChoiceField } from '#ui'
import { differences, fieldTitle } from './differences.ts'
import { type ValueFieldProps, LeafField, emptyValue, within } from './leaf-field.tsx'
import { FaultLine, Lines, listOf } from './lines.tsx'
import { RulesField } from './rule-fields.tsx'
import { wordOf } from './value-words.ts'
import { useWords } from './words.ts'

/** More fields than this are changed one at a time, chosen from a list. */
const FIELDS_AT_ONCE = 8

/** Asks for a value in the form a banker types it, whatever it is made of. */
export function ValueField(props: ValueFieldProps) {
  const { form, place } = props
  switch (form.is) {
    case 'ROW': return isTable(form.fields) ? <EntryField {...props} fields={form.fields} /> : <FieldsOfRow {...props} fields={form.fields} />
    case 'ENTRIES': return <EntryField {...props} fields={Object.fromEntries(idsOf(props.value).map((id) => [id, form.item]))} />
    case 'SET': return form.item.is === 'CHOICE' ? <WordsField {...props} words={form.item.words} place={place} /> : <ItemsField {...props} item={form.item} />
    case 'LIST': return form.item.is === 'RULE' ? <RulesField {...props} rule={form.item} /> : form.item.is === 'ROW' ? <RowsField {...props} fields={form.item.fields} /> : <ItemsField {...props} item={form.item} />
    default: return <LeafField {...props} />
  }
}

function FieldsOfRow({ fields, value, onChange, place, faults, before }: ValueFieldProps & { fields: Readonly<Record<string, Form>> }) {
  return (
    <div className="form-grid policy-fields">
      <FaultLine faults={faults} />
      {Object.entries(fields).map(([name, form]) => (
        <ValueField
          key={name} form={form} label={fieldTitle(name, place, value)} value={part(value, name)} before={part(before, name)} place={[...place, name]} faults={within(faults, name)}
          onChange={(next) => onChange({ ...(value as object), [name]: next })}
        />
      ))}
    </div>
  )
}

/** A table with many entries: one is chosen and changed, what was changed so far stands below. */
function EntryField(props: ValueFieldProps & { fields: Readonly<Record<string, Form>> }) {
  const { form, fields, value, onChange, place, faults, before } = props
  const say = useWords()
  const names = Object.keys(fields)
  const [chosen, setChosen] = useState(faults[0]?.at[0] ?? names[0] ?? '')
  const changed = differences(form, before, value, place)
  const field = fields[chosen]
  return (
    <div className="policy-entry">
      <FaultLine faults={faults} />
      <ChoiceField label={say('entry')} value={chosen} onChange={setChosen} choices={names.map((name) => ({ value: name, label: fieldTitle(name, place, value) }))} />
      {field === undefined ? null : (
        <ValueField
          key={chosen} form={field} label={say('newValue')} value={part(value, chosen)} before={part(before, chosen)} place={[...place, chosen]} faults={within(faults, chosen)}
          onChange={(next) => onChange({ ...(value as object), [chosen]: next })}
        />
      )}
      {changed.length === 0 ? null : <ul className="policy-changed small">{changed.map((one) => <li key={one.where}><span className="muted">{one.where}</span> {one.before} → <b>{one.after}</b></li>)}</ul>}
    </div>
  )
}

/** A set out of known words: each is ticked or not. */
function WordsField({ label, words, value, onChange, place, faults }: ValueFieldProps & { words: readonly string[] }) {
  const chosen = listOf(value)
  return (
    <fieldset className="policy-ticks">
      <legend className="field-label">{label}</legend>
      <div>{words.map((word) => <CheckField key={word} label={fieldTitle(word, place, null)} checked={chosen.includes(word)} onChange={(isTicked) => onChange(isTicked ? words.filter((each) => each === word || chosen.includes(each)) : chosen.filter((each) => each !== word))} />)}</div>
      <FaultLine faults={faults} />
    </fieldset>
  )
}

/** Values of one kind, one under another: days, clock times, steps in their order. */
function ItemsField({ label, item, value, onChange, place, faults }: ValueFieldProps & { item: Form }) {
  const say = useWords()
  const items = listOf(value)
  return (
    <Lines items={items} onChange={onChange} fresh={emptyValue(item)} faults={faults} isShort>
      {(each, i, change) => <LeafField form={item} label={`${label} ${say('nth', { n: i + 1 })}`} value={each} onChange={change} place={place} faults={within(faults, String(i))} />}
    </Lines>
  )
}

/** A table in order: each line is typed whole. */
function RowsField({ fields, value, onChange, place, faults, before }: ValueFieldProps & { fields: Readonly<Record<string, Form>> }) {
  const rows = listOf(value)
  return (
    <Lines items={rows} onChange={onChange} fresh={emptyValue({ is: 'ROW', fields })} faults={faults}>
      {(row, i, change) => (
        <div className="form-grid policy-fields">
          {Object.entries(fields).map(([name, form]) => (
            <ValueField
              key={name} form={form} label={wordOf(name, place)} value={part(row, name)} before={part(listOf(before)[i], name)} place={[...place, name]} faults={within(within(faults, String(i)), name)}
              onChange={(next) => change({ ...(row as object), [name]: next })}
            />
          ))}
        </div>
      )}
    </Lines>
  )
}

/** Many fields, or fields that are tables themselves. */
function isTable(fields: Readonly<Record<string, Form>>): boolean {
  const forms = Object.values(fields)
  return forms.length > FIELDS_AT_ONCE || forms.every((form) => (form.is === 'ROW' && form.fields['name'] !== undefined) || (form.is === 'LIST' && form.item.is === 'RULE'))
}
