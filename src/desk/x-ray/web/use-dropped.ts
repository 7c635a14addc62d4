import { useCallback, useRef, useState } from 'react'
import { type Mapping, type XRayFile, guessMapping } from '#desk/x-ray/domain'
import type { RefusalDetail } from '#kernel'
import { api, refusalsIn, send } from '#ui'

/** A dropped file on its way: waiting, being read, read, or refused. Only the browser keeps it. */
export interface Dropped {
  readonly name: string
  readonly state: 'WAITING' | 'READING' | 'READ' | 'REFUSED'
  readonly answer: XRayFile | null
  readonly mapping: Mapping | null
  readonly refusals: readonly RefusalDetail[]
}

/** Read at once; the server reads each in a process of its own. */
const AT_ONCE = 2

/** The files of this screen: added, read two at a time, mapped, taken out again. */
export function useDropped() {
  const [files, setFiles] = useState<readonly Dropped[]>([])
  const waiting = useRef<{ readonly name: string; readonly file: File }[]>([])
  const running = useRef(0)
  const change = useCallback((name: string, to: Partial<Dropped>) => setFiles((before) => before.map((each) => (each.name === name ? { ...each, ...to } : each))), [])
  /** Reads file after file until none waits. */
  const work = useCallback(async (): Promise<void> => {
    for (let one = waiting.current.shift(); one !== undefined; one = waiting.current.shift()) {
      change(one.name, { state: 'READING' })
      change(one.name, await readOne(one.file, one.name))
    }
    running.current--
  }, [change])
  const add = useCallback((chosen: readonly File[]): void => {
    const fresh = chosen.map((file) => ({ name: nameOf(file), file })).filter(({ name }, at, all) => isOwn(name) && all.findIndex((each) => each.name === name) === at)
    const names = new Set(fresh.map(({ name }) => name))
    waiting.current = [...waiting.current.filter(({ name }) => !names.has(name)), ...fresh]
    setFiles((before) => [...before.filter(({ name }) => !names.has(name)), ...fresh.map(({ name }): Dropped => ({ name, state: 'WAITING', answer: null, mapping: null, refusals: [] }))])
    for (; running.current < AT_ONCE; running.current++) void work()
  }, [work])
  const remove = useCallback((name: string): void => {
    waiting.current = waiting.current.filter((each) => each.name !== name)
    setFiles((before) => before.filter((each) => each.name !== name))
  }, [])
  return { files, add, remove, change }
}

/** What programs and systems leave beside files is none of the bank's. */
function isOwn(name: string): boolean {
  return name.split('/').every((part) => !part.startsWith('.') && !part.startsWith('~$') && part !== '__MACOSX')
}

/** Inside a chosen folder the path tells files of one name apart. */
function nameOf(file: File): string {
  return file.webkitRelativePath === '' ? file.name : file.webkitRelativePath.split('/').slice(1).join('/')
}

async function readOne(file: File, name: string): Promise<Partial<Dropped>> {
  const body = new FormData()
  body.set('file', file, name.replaceAll('/', ' '))
  try {
    const answer = await send<XRayFile>('POST', api.xRayFile(), { body })
    return { state: 'READ', answer, mapping: answer.seen.kind === 'TABLE' ? guessMapping(answer.seen.table) : null }
  } catch (error) {
    return { state: 'REFUSED', refusals: refusalsIn(error) }
  }
}
