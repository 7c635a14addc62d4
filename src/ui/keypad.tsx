import './keypad.css'
import { useEffect, useState } from 'react'
import { Icon } from './icons.tsx'
import { useKitWords } from './kit-words.ts'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0', '.'] as const
const PHONE = '(pointer: coarse) and (max-width: 640px)'

/** The phone's own figure keypad, with 万, 00 and backspace. Mounted once; it serves every input that carries `data-keypad`. */
export function KeypadDock() {
  const say = useKitWords()
  const [input, setInput] = useState<HTMLInputElement | null>(null)
  useEffect(() => {
    const phone = matchMedia(PHONE)
    const attend = (event: FocusEvent): void => {
      const target = event.target
      if (!phone.matches || !(target instanceof HTMLInputElement) || target.dataset.keypad === undefined) return setInput(null)
      target.inputMode = 'none'
      setInput(target)
      setTimeout(() => target.scrollIntoView({ block: 'center' }), 60)
    }
    const leave = (): void => setInput(null)
    document.addEventListener('focusin', attend)
    document.addEventListener('focusout', leave)
    return () => {
      document.removeEventListener('focusin', attend)
      document.removeEventListener('focusout', leave)
    }
  }, [])
  if (input === null) return null
  return (
    <div className="keypad no-print" onPointerDown={(event) => event.preventDefault()}>
      <div className="keypad-keys">{KEYS.map((key) => <button key={key} type="button" tabIndex={-1} onClick={() => type(input, key)}>{key}</button>)}</div>
      <div className="keypad-side">
        <button type="button" tabIndex={-1} aria-label={say('back')} onClick={() => erase(input)}>⌫</button>
        <button type="button" tabIndex={-1} disabled={input.dataset.keypad !== 'amount'} onClick={() => type(input, '万')}>万</button>
        <button type="button" tabIndex={-1} onClick={() => nextFigure(input)} aria-label={say('next')}><Icon name="down" /></button>
        <button type="button" tabIndex={-1} className="keypad-done" onClick={() => input.blur()}>{say('done')}</button>
      </div>
    </div>
  )
}

function type(input: HTMLInputElement, text: string): void {
  const [from, to] = [input.selectionStart ?? input.value.length, input.selectionEnd ?? input.value.length]
  input.setRangeText(text, from, to, 'end')
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

function erase(input: HTMLInputElement): void {
  const [from, to] = [input.selectionStart ?? input.value.length, input.selectionEnd ?? input.value.length]
  input.setRangeText('', from === to ? Math.max(0, from - 1) : from, to, 'end')
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

function nextFigure(input: HTMLInputElement): void {
  const inputs = [...document.querySelectorAll<HTMLInputElement>('input[data-keypad]:not(:disabled)')]
  const next = inputs[inputs.indexOf(input) + 1]
  if (next === undefined) input.blur()
  else next.focus()
}
