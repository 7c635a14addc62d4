import './product.css'
import { useState } from 'react'
import type { ChoicesAnswer } from '#common/product/domain'
import type { RefusalDetail } from '#kernel'
import { Field, type FieldProps, RefusalText, api, refusalsIn, useRead } from '#ui'
import { amountsText, grouped, monthsText, said, tagsText } from './texts.ts'
import { useWords } from './words.ts'

type One = ChoicesAnswer['choices'][number]

export interface AskedAtCounter {
  readonly customerId: string
  readonly guarantee: string
  readonly purpose: string
  readonly months: number | null
}

export interface OnOffer {
  readonly choices: readonly One[]
  readonly refusals: readonly RefusalDetail[]
}

/** Every loan of the bank for this customer and this wish, those on offer first; the last answer stands while the next is fetched. */
export function useOnOffer({ customerId, guarantee, purpose, months }: AskedAtCounter): OnOffer {
  const read = useRead<ChoicesAnswer>(api.catalogueChoices({ customerId, guarantee, purpose, ...(months === null || months < 1 ? {} : { months: String(months) }) }))
  const [kept, keep] = useState(read.data)
  if (read.data !== undefined && read.data !== kept) keep(read.data)
  return { choices: (read.data ?? kept)?.choices ?? [], refusals: refusalsIn(read.error) }
}

/** The product asked for: those on offer here for this customer and this wish, the others with the reason why not. */
export function ProductChoice({ onOffer: { choices, refusals }, value, onChange, ...field }: Omit<FieldProps, 'label'> & { onOffer: OnOffer; value: string; onChange: (product: string) => void }) {
  const say = useWords()
  const [isOpen, open] = useState(false)
  const offered = choices.filter(({ reasons }) => reasons.length === 0)
  const others = choices.filter(({ reasons }) => reasons.length > 0)
  const chosen = choices.find(({ name }) => name === value)
  return (
    <div className="product-wide product-choice">
      <Field {...field} label={say('product')} required>
        {(control) => (
          <select {...control} value={chosen === undefined ? '' : value} onChange={(event) => onChange(event.target.value)}>
            {chosen === undefined ? <option value="" disabled>{say('choose')}</option> : null}
            {grouped(offered, ({ brand, series }) => `${brand} · ${series}`).map(([group, own]) => <optgroup key={group} label={group}>{own.map((one) => <option key={one.code} value={one.name}>{optionText(one)}</option>)}</optgroup>)}
            {chosen === undefined || chosen.reasons.length === 0 ? null : <option value={value}>{say('notOffered', { name: value })}</option>}
          </select>
        )}
      </Field>
      <RefusalText refusals={refusals} />
      {chosen === undefined ? null : <Told one={chosen} />}
      {others.length === 0 ? null : (
        <>
          <button type="button" className="figure-link small" aria-expanded={isOpen} onClick={() => open(!isOpen)}>{say(isOpen ? 'hideOthers' : 'whyNot', { count: others.length })}</button>
          {isOpen ? <ul className="product-others small">{others.map((one) => <li key={one.code}><b>{one.name}</b> {one.reasons.map(({ message, expected }) => `${message}（${expected}）`).join('；')}</li>)}</ul> : null}
        </>
      )}
    </div>
  )
}

function optionText({ name, terms, isPilot }: One): string {
  return `${name}（${amountsText(terms)}，${monthsText(terms)}${isPilot ? '，试点' : ''}）`
}

/** A product that allows more is said to allow any. */
const MOST_METHODS = 6

/** What the chosen product asks, and why it is not to be had where it is not. */
function Told({ one }: { one: One }) {
  const say = useWords()
  const { says, terms, guarantees, purposes, tags, reasons } = one
  return (
    <div className="product-told small" role="status">
      {reasons.map(({ code, message, expected }) => <p key={code} className="field-error">{message}，{say('shouldBe', { expected })}</p>)}
      <p className="muted">{says}。{amountsText(terms)}，{monthsText(terms)}；{said('guarantee', guarantees)}；{said('purpose', purposes)}{terms.methods.length > MOST_METHODS ? '' : `；${said('method', terms.methods)}`}{tags.length === 0 ? '' : `；${tagsText(tags).join('、')}`}</p>
    </div>
  )
}
