import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { PARTS } from '../../src/path.ts'
import { withPathTable } from './path-table.ts'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const pages = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/words.md', 'docs/settings.md', ...readdirSync(path.join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`)]

describe('the documents', () => {
  it('show the path as src/path.ts has it (node scripts/docs/main.ts writes it)', () => {
    expect(withPathTable(read('README.md'), 'en')).toBe(read('README.md'))
    expect(withPathTable(read('README.zh-CN.md'), 'zh')).toBe(read('README.zh-CN.md'))
  })

  it('explain every part by its word', () => {
    const words = read('docs/words.md')
    const built = ['common', 'loan', 'office', 'desk'].flatMap((layer) => (existsSync(path.join(root, 'src', layer)) ? readdirSync(path.join(root, 'src', layer), { withFileTypes: true }) : []).filter((entry) => entry.isDirectory()).map((entry) => entry.name))
    const missing = [...PARTS.map((part) => part.id), ...built].filter((word) => !new RegExp(`^\\| [^|]*\\b${word}\\b[^|]*\\|`, 'm').test(words))
    expect(missing).toEqual([])
  })

  it('name every setting the product reads, and none that it does not', () => {
    const sources = globSync('{src,scripts,journeys}/**/*.{ts,mjs}', { cwd: root }).filter((file) => !/\.test\.ts$|tasks-for-tests/.test(file))
    const known = new Set(sources.flatMap((file) => [...read(file).matchAll(/env(?:\.|\[')((?:WEIDAI|DATABASE)_\w+)/g)].map((match) => match[1]!)))
    known.delete('WEIDAI_TEST_SERVER')
    known.add('WEIDAI_SEED')
    // One for each bank: its code stands behind.
    known.add('WEIDAI_EXCHANGE_')
    expect(new Set([...read('docs/settings.md').matchAll(/\b((?:WEIDAI|DATABASE)_\w+)/g)].map((match) => match[1]!))).toEqual(known)
  })

  it.each(pages)('lead nowhere wrong from %s', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1]!)
    expect(links.filter((link) => !existsSync(path.join(root, path.dirname(page), link)))).toEqual([])
  })
})
