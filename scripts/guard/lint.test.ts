import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

const IN_DOMAIN = `export const a = () => [Date.now(), Math.random(), process.pid]
export const n: any = 1
export default n
export type K = 'a' | 'b'
export function f(k: K): number { switch (k) { case 'a': return 1 } return 0 }
export async function g(): Promise<void> {}
export function h(): void { g() }
`
const IN_SERVER = `export const a = () => [Date.now(), Math.random(), process.pid]
// @ts-ignore
export const b: number = ''
`

/** Runs the project's own lint settings over planted files, so a setting that silently stopped working is noticed. */
function lint(files: Record<string, string>): string[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-lint-'))
  try {
    for (const name of ['.oxlintrc.json', 'tsconfig.base.json']) cpSync(path.join(root, name), path.join(folder, name))
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ extends: './tsconfig.base.json', compilerOptions: { types: ['node'], lib: ['es2023'] }, include: ['src'] }))
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
      writeFileSync(path.join(folder, name), text)
    }
    const run = spawnSync(path.join(root, 'node_modules/.bin/oxlint'), ['--type-aware', '--format', 'unix'], { cwd: folder, encoding: 'utf8' })
    return [...run.stdout.matchAll(/^(\S+?):(\d+):.*\[Error\/[\w-]+\(([\w-]+)\)\]$/gm)].map(([, file, line, rule]) => `${path.basename(file!)}:${line} ${rule}`).sort()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the lint settings', () => {
  it('keep clock, chance and machine out of the domain, and loose ends out of everything', () => {
    expect(lint({ 'src/common/x/domain/domain.ts': IN_DOMAIN, 'src/app/server/server.ts': IN_SERVER })).toEqual([
      'domain.ts:1 no-restricted-globals', 'domain.ts:1 no-restricted-globals', 'domain.ts:1 no-restricted-properties', 'domain.ts:2 no-explicit-any', 'domain.ts:3 no-default-export',
      'domain.ts:5 switch-exhaustiveness-check', 'domain.ts:7 no-floating-promises', 'server.ts:2 ban-ts-comment',
    ])
  })
})
