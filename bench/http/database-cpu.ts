import { readFileSync, readdirSync } from 'node:fs'

/** Clock ticks of /proc, the same on every Linux. */
const TICK_MS = 10

/** Processor time in ms spent so far by a PostgreSQL server and the processes it started, those that have ended among them. */
export function databaseCpuMs(serverId: number): number {
  let ticks = 0
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = statOf(id)
    if (fields === undefined) continue
    if (Number(id) === serverId) ticks += Number(fields[13]) + Number(fields[14])
    if (Number(id) === serverId || Number(fields[1]) === serverId) ticks += Number(fields[11]) + Number(fields[12])
  }
  return ticks * TICK_MS
}

/** The fields after the name of the program; none when the process has just ended. */
function statOf(id: string): string[] | undefined {
  try {
    return readFileSync(`/proc/${id}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
  } catch {
    return undefined
  }
}
