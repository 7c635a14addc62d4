import { expect, test } from 'vitest'
import { wordOf } from '#platform/http'
import { internalWords } from './testing/readable.ts'
import { saidInSource } from './testing/said-in-source.ts'

const { said, titled } = saidInSource()
const isNamed = (part: string) => /^\d*$|^-$|…|\p{Script=Han}/u.test(part) || titled.has(part) || wordOf(part) !== undefined

test('every refusal is a Chinese sentence without a word of the program', () => {
  const faults = said.filter(({ what }) => what !== 'at').flatMap(({ place, what, text }) => {
    const own = text.replaceAll('…', '')
    if (own === '') return []
    return [...(what === 'message' && !/\p{Script=Han}/u.test(own) && /[a-z]/i.test(own) ? [`${place} no Chinese: ${text}`] : []), ...internalWords(own).map((word) => `${place} ${word}: ${text}`)]
  })
  expect(faults).toEqual([])
  expect(said.length).toBeGreaterThan(900)
})

test('every place a refusal speaks of has a name a person knows', () => {
  const places = said.filter(({ what, text }) => what === 'at' && !/^\/(header|rowVersion|path|query)/.test(text))
  expect(places.flatMap(({ place, text }) => text.split('/').slice(1).filter((part) => !isNamed(part)).map((part) => `${place} ${part} in ${text}`))).toEqual([])
  expect(places.length).toBeGreaterThan(150)
})
