import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Tree, checkImports } from './imports.ts'
import { scan } from './scan.ts'
import { FILE_LINES, FUNCTION_LINES, checkStructure } from './structure.ts'

const folder = new URL('fixtures/', import.meta.url)
const doors = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { imports: Record<string, string> }).imports
const pack = { imports: doors, dependencies: ['zod', 'react', 'pg'], devDependencies: ['vitest'] }

/** A planted tree: first line what must be found, then the files, each under `=== path`. */
function planted(name: string): { expects: string; tree: Tree } {
  const [head = '', ...files] = readFileSync(new URL(name, folder), 'utf8').split(/^=== /m)
  return { expects: head.replace('expects ', '').trim(), tree: new Map(files.map((file) => [file.slice(0, file.indexOf('\n')), file.slice(file.indexOf('\n') + 1)])) }
}

function rulesBroken(tree: Tree): Set<string> {
  const structure = checkStructure(tree).filter((finding) => finding.rule !== 'folder')
  return new Set([...checkImports(tree, pack, 1), ...structure].map((finding) => finding.rule))
}

describe('the guard', () => {
  it.each(readdirSync(folder))('finds what is planted in %s and nothing else', (name) => {
    const { expects, tree } = planted(name)
    expect([...rulesBroken(tree)]).toEqual(expects === 'nothing' ? [] : [expects])
  })

  it('has a planted violation of each import rule', () => {
    const kinds = new Set(readdirSync(folder).map((name) => planted(name).expects))
    expect([...kinds].sort()).toEqual(['cycle', 'door', 'layer', 'nothing', 'number', 'place', 'pure', 'resolve', 'room'])
  })

  it('does not say yes when it sees too little', () => {
    expect(checkImports(new Map([['src/kernel/index.ts', '']]), pack, 2).map((finding) => finding.rule)).toEqual(['floor'])
  })

  it('throws on a module it cannot read', () => {
    expect(() => scan('a.ts', 'import { from')).toThrow('a.ts')
  })

  it('counts lines of files and functions', () => {
    const long = `export function a() {\n${'  a()\n'.repeat(FUNCTION_LINES)}}\n`
    const found = checkStructure(new Map([['src/kernel/a.ts', long], ['src/kernel/b.ts', 'export {}\n'.repeat(FILE_LINES + 1)], ['src/kernel/c.ts', 'export {}\n'.repeat(FILE_LINES)]]))
    expect(found.filter((finding) => finding.rule !== 'folder').map((finding) => `${finding.rule} ${finding.file}`)).toEqual(['function-length src/kernel/a.ts', 'file-length src/kernel/b.ts'])
  })

  it('finds text that ties the project to a machine, a registry or a tracker', () => {
    const texts = [['', 'work', 'main'].join('/'), ['https:', '', `registry.${'npmjs'}.org`, 'a'].join('/'), `see ${'issue'} #12`, 'a/work/of art, homework/x, an issue of trust']
    const found = checkStructure(new Map(texts.map((text, i) => [`docs/${i}.md`, text])))
    expect(found.filter((finding) => finding.rule === 'foreign').map((finding) => finding.file)).toEqual(['docs/0.md', 'docs/1.md', 'docs/2.md'])
  })

  it('knows three rooms a part and no others, and built parts by their folder', () => {
    const found = checkStructure(new Map([['src/loan/application/store/a.ts', ''], ['src/loan/application/README.md', ''], ['src/loan/lead/domain/index.ts', '']]))
    expect(found.map((finding) => finding.says)).toContain('loan/lead has files and is not called built')
    expect(found.map((finding) => finding.says)).toContain('loan/investigation is called built and has no file')
    expect(found.filter((finding) => finding.file.startsWith('src/loan/')).map((finding) => finding.file)).toEqual(['src/loan/application/store/a.ts'])
  })
})
