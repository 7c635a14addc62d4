import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Palette, dark, light } from './tokens.ts'

const sheet = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** Words on their grounds, as the screens combine them. */
const TEXT: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ['ink', 'paper'], ['ink', 'surface'], ['muted', 'surface'], ['muted', 'hover'], ['mutedOnPaper', 'paper'], ['pine', 'surface'], ['pine', 'paper'], ['pine', 'pineTint'], ['onPine', 'pine'],
  ['cinnabar', 'surface'], ['cinnabar', 'cinnabarTint'], ['amberInk', 'surface'], ['amberInk', 'amberTint'], ['moss', 'surface'], ['moss', 'mossTint'], ['slate', 'surface'], ['slate', 'slateTint'],
]

describe('tokens', () => {
  it.each([['light', light, ':root {'], ['dark', dark, '[data-theme="dark"] {']] as const)('stand in the style sheet as in the theme (%s)', (_, palette, selector) => {
    const block = sheet.slice(sheet.indexOf(selector)).split('}')[0]!
    for (const [name, value] of Object.entries(palette)) expect(block).toContain(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${value};`)
  })

  it.each([['light', light], ['dark', dark]] as const)('keep text at contrast AA (%s)', (_, palette) => {
    for (const [text, ground] of TEXT) expect([`${text} on ${ground}`, contrast(palette[text], palette[ground]) >= 4.5]).toEqual([`${text} on ${ground}`, true])
    expect(contrast(palette.field, palette.surface)).toBeGreaterThanOrEqual(3)
  })
})

function contrast(a: string, b: string): number {
  const [bright, dim] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (bright + 0.05) / (dim + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
