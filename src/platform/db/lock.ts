import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Refusal } from '#kernel'

interface Holder {
  readonly pid: number
  /** Start of the process in clock ticks, so that a pid given out again is not mistaken for the holder. */
  readonly born: string
}

/** Takes the lock file or refuses (`server.running`) while another living process holds it; returns the release. */
export function takeLock(file: string): () => void {
  const mine = JSON.stringify({ pid: process.pid, born: birthOf(process.pid) } satisfies Holder)
  for (let tries = 0; tries < 3; tries++) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o644 })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = livingHolder(file)
    if (holder) throw running(holder.pid)
    rmSync(file, { force: true }) // left behind by a process that was killed
  }
  throw running(0)
}

/** The living process that holds the lock, if any. */
export function livingHolder(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder
    return holder.born !== '' && birthOf(holder.pid) === holder.born ? holder : undefined
  } catch {
    return undefined
  }
}

function running(pid: number): Refusal {
  return new Refusal({
    code: 'server.running', value: pid, expected: `停止进程 ${pid} 后再启动 (stop process ${pid} first)`,
    message: `此目录的 Weidai 已在运行 (Weidai is already running on this directory, process ${pid})`,
  }, 409)
}

/** When the process began; empty when it is gone. */
function birthOf(pid: number): string {
  try {
    if (process.platform !== 'linux') return process.kill(pid, 0) ? 'alive' : ''
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? '' : (fields[19] ?? '')
  } catch {
    return ''
  }
}
