import { setTimeout as wait } from 'node:timers/promises'
import { FILE_KINDS, type FileKind, directionOf, nameOf, readName } from '#common/exchange/domain'
import { Refusal, assert } from '#kernel'
import { type Database, newId, type Tx } from '#platform/db'
import type { FileStore } from '#platform/files'
import { type MappingInUse, mappingInUse } from './mappings.ts'
import { openPort } from './open-port.ts'
import type { ExchangePort, Offered } from './port.ts'
import { receiveFile } from './receive.ts'
import { readUntrusted } from './read-untrusted.ts'
import { bytesOf } from './send.ts'

/** What the exchange needs of the house. */
export interface ExchangeSurroundings {
  readonly files: FileStore
  readonly env: NodeJS.ProcessEnv
}

const EVERY_MS = 5000
const MOST_FAILURES = 5
const KEPT_CALLS = 500
const AT_ONCE = 50

type CallAct = 'LIST' | 'TAKE' | 'PUT' | 'DONE' | 'QUARANTINE'

/** Looks at every bank's port again and again until stopped. Several may run: taking a file twice has one effect. */
export function startExchange(database: Database, around: ExchangeSurroundings, options: { everyMs?: number; onError: (error: unknown) => void }): { stop(): Promise<void> } {
  const ending = new AbortController()
  const failures = new Map<string, number>()
  const loop = (async () => {
    while (!ending.signal.aborted) {
      try {
        const banks = await database.shared((tx) => tx.selectFrom('bank').select(['bank_id', 'code']).orderBy('bank_id').execute())
        for (const { bank_id: bankId, code } of banks) if (!ending.signal.aborted) await pollPort(database, bankId, openPort(code, around.env), around.files, failures)
      } catch (error) {
        options.onError(error)
      }
      await wait(options.everyMs ?? EVERY_MS, undefined, { signal: ending.signal }).catch(() => undefined)
    }
  })()
  return {
    stop: async () => {
      ending.abort()
      await loop
    },
  }
}

/** One look at a bank's port: what waits there is taken, what is to go is put there. A file that cannot be taken stays aside and the others go on. */
export async function pollPort(database: Database, bankId: number, port: ExchangePort, files: FileStore, failures = new Map<string, number>()): Promise<void> {
  if (port.kind === 'NONE') return
  const log = (act: CallAct, name: string, good: boolean, says: string): Promise<unknown> => database.inBank(bankId, (tx) => noteCall(tx, { port: port.kind, act, name, good, says }))
  const guarded = async (act: CallAct, name: string, work: () => Promise<string | null>): Promise<boolean> => {
    try {
      const says = await work()
      if (says !== null) await log(act, name, true, says)
      return true
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await log(act, name, false, error.message)
      return false
    }
  }
  let offered: readonly Offered[] = []
  await guarded('LIST', '', async () => {
    offered = await port.list()
    return null
  })
  const inUse = offered.length === 0 ? [] : await database.inBank(bankId, incomingMappings)
  for (const one of offered) await guarded('TAKE', one.name, () => takeOne({ database, bankId, port, files, failures, log }, one, offered, inUse))
  for (const one of await database.inBank(bankId, undelivered)) {
    await guarded('PUT', one.name, async () => {
      await deliver({ database, bankId, port, files }, one)
      return '已送达'
    })
  }
}

interface Poll {
  readonly database: Database
  readonly bankId: number
  readonly port: ExchangePort
  readonly files: FileStore
  readonly failures: Map<string, number>
  readonly log: (act: CallAct, name: string, good: boolean, says: string) => Promise<unknown>
}

async function takeOne(poll: Poll, { name, mark }: Offered, offered: readonly Offered[], mappings: readonly Incoming[]): Promise<string | null> {
  const { port, failures, log, bankId } = poll
  if (mappings.some(({ inUse }) => inUse.mapping.control !== undefined && readName(inUse.mapping.control.fileName, name) !== undefined)) return null
  const found = mappings.find(({ inUse }) => readName(inUse.mapping.fileName, name) !== undefined)
  if (found === undefined) {
    await port.quarantine(name, '文件名不合任何在用映射')
    await log('QUARANTINE', name, false, '文件名不合任何在用映射，已隔离')
    return null
  }
  const controlName = controlOf(found, name)
  if (controlName !== null && !offered.some((each) => each.name === controlName)) return null
  const key = `${bankId} ${name} ${mark}`
  try {
    return await takeFound(poll, found, name, controlName)
  } catch (error) {
    const count = (failures.get(key) ?? 0) + 1
    failures.set(key, count)
    const says = error instanceof Refusal ? error.message : `读取时出错（${error instanceof Error ? error.name : '不明'}）`
    if (count < MOST_FAILURES || isBusy(error)) {
      await log('TAKE', name, false, says) // the others go on
      return null
    }
    failures.delete(key)
    await port.quarantine(name, says)
    await log('QUARANTINE', name, false, `${count} 次未能读取，已隔离`)
    return null
  }
}

async function takeFound({ database, bankId, port, files, log }: Poll, { kind, inUse }: Incoming, name: string, controlName: string | null): Promise<string> {
  const bytes = await port.take(name)
  const control = controlName === null ? null : { name: controlName, bytes: await port.take(controlName) }
  const reading = await readUntrusted(inUse.mapping, bytes, { bankId, rows: 0, expected: { name, ...(control === null ? {} : { control: control.bytes }) } })
  const { state, again } = await database.inBank(bankId, (tx) => receiveFile(tx, files, { kind, name, bytes, control, inUse, read: reading, via: 'PORT', broughtBy: null, now: new Date() }))
  if (state === 'REFUSED') {
    const [first] = reading.refusals
    await port.quarantine(name, first?.message ?? '序号已有另一份文件')
    await log('QUARANTINE', name, false, '已拒收并隔离，详见文件')
  } else await port.done(name)
  if (controlName !== null) await port.done(controlName)
  return state === 'KNOWN' ? '同一文件再次送来，不重复入账' : `${again ? '重新读取，' : ''}${state === 'REFUSED' ? '拒收' : '已收'}`
}

interface Incoming {
  readonly kind: FileKind
  readonly inUse: MappingInUse
}

async function incomingMappings(tx: Tx): Promise<Incoming[]> {
  const all: Incoming[] = []
  for (const kind of FILE_KINDS) if (directionOf(kind) === 'IN') all.push({ kind, inUse: await mappingInUse(tx, kind) })
  return all
}

/** The control file that belongs to a data file: the name its pattern makes of what the name of the data says. */
function controlOf({ inUse: { mapping } }: Incoming, name: string): string | null {
  if (mapping.control === undefined) return null
  const head = readName(mapping.fileName, name)
  assert(head !== undefined, 'the name fits its mapping')
  return nameOf(mapping.control.fileName, head)
}

interface Undelivered {
  readonly fileId: string
  readonly name: string
  readonly hash: string
  readonly controlName: string | null
  readonly controlHash: string | null
}

async function undelivered(tx: Tx): Promise<Undelivered[]> {
  const rows = await tx.selectFrom('exchange_file as f').select(['f.file_id', 'f.name', 'f.hash', 'f.control_name', 'f.control_hash']).where('f.bank_id', '=', tx.bankId).where('f.direction', '=', 'OUT').where('f.delivered_at', 'is', null).orderBy('f.came_at').limit(AT_ONCE).execute()
  return rows.map((row) => ({ fileId: row.file_id, name: row.name, hash: row.hash, controlName: row.control_name, controlHash: row.control_hash }))
}

/** The data first, then the control file that says it is whole. */
async function deliver({ database, bankId, port, files }: Pick<Poll, 'database' | 'bankId' | 'port' | 'files'>, one: Undelivered): Promise<void> {
  const { data, control } = await database.inBank(bankId, async (tx) => ({ data: await bytesOf(tx, files, one.hash), control: one.controlHash === null ? null : await bytesOf(tx, files, one.controlHash) }))
  await port.put(one.name, data)
  if (control !== null && one.controlName !== null) await port.put(one.controlName, control)
  await database.inBank(bankId, (tx) => tx.updateTable('exchange_file').set({ delivered_at: new Date().toISOString() }).where('bank_id', '=', bankId).where('file_id', '=', one.fileId).execute())
}

function isBusy(error: unknown): boolean {
  return error instanceof Refusal && (error.status === 429 || error.status === 503)
}

async function noteCall(tx: Tx, call: { port: string; act: CallAct; name: string; good: boolean; says: string }): Promise<void> {
  await tx.insertInto('exchange_call').values({ bank_id: tx.bankId, call_id: newId(), ...call, at: new Date().toISOString() }).execute()
  const oldest = await tx.selectFrom('exchange_call as c').select('c.at').where('c.bank_id', '=', tx.bankId).orderBy('c.at', 'desc').offset(KEPT_CALLS).limit(1).executeTakeFirst()
  if (oldest !== undefined) await tx.deleteFrom('exchange_call').where('bank_id', '=', tx.bankId).where('at', '<=', oldest.at).execute()
}
