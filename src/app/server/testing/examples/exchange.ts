import { type FileKind, shippedMapping, writeFile } from '#common/exchange/domain'
import { assert, day } from '#kernel'
import type { Example } from '#platform/http'
import { type Bank, must } from '../carry.ts'

const MAPPING = { ...shippedMapping('STATEMENT'), code: 'own', name: '本行交易流水' }
const ROW = { reference: 'LS1', bookedOn: '2025-03-12', valueOn: '2025-03-12', flow: 'IN', movement: 'REPAYMENT', amountFen: 50_000 }

/** A small statement with this number. */
function statement(sequence: number): NonNullable<Example['file']> {
  const { name, bytes } = writeFile(shippedMapping('STATEMENT'), { head: { businessDay: day('2025-03-12'), sequence, partner: 'HC001' }, rows: [ROW] })
  return { filename: name, mediaType: 'text/plain', bytes }
}

/** A file that waits for one before it, one that was refused, one to be applied, and a mapping that waits for its release. */
export async function filesOf(bank: Bank): Promise<{ waitingFile: string; refusedFile: string; receivedFile: string }> {
  const bring = async (kind: FileKind, file: NonNullable<Example['file']>): Promise<string> => {
    const answer = await bank.as(bank.maker, 'POST', `/api/exchange/${kind}/files`, { body: {}, file })
    assert(answer.statusCode === 201, `the file is taken in: ${answer.body}`)
    return answer.json<{ file: { fileId: string } }>().file.fileId
  }
  await must(bank, bank.maker, 'POST', '/api/exchange/mappings/STATEMENT', { mapping: MAPPING, note: '与核心系统约定', triedRows: 3 })
  return { receivedFile: await bring('STATEMENT', statement(1)), waitingFile: await bring('STATEMENT', statement(5)), refusedFile: await bring('BALANCES', { ...statement(1), bytes: Buffer.from('not a file of balances') }) }
}

/** Files of the core bank and their mappings. */
export function exchangeExamples({ waitingFile, refusedFile, receivedFile, bank }: { waitingFile: string; refusedFile: string; receivedFile: string; bank: Bank }): Record<string, Example> {
  const by = bank.maker
  const received = { fileId: receivedFile }
  return {
    'exchange.list': { query: '?kind=STATEMENT&page=1', by },
    'exchange.read': { params: received, by },
    'exchange.download': { params: received, by },
    'exchange.fetched': { params: received, by },
    'exchange.upload': { params: { kind: 'STATEMENT' }, body: {}, file: statement(2), by, shared: true },
    'exchange.retry': { params: { fileId: refusedFile }, by },
    'exchange.skip': { params: { fileId: waitingFile }, body: { reason: '对方确认不会再来' }, by },
    'exchange.refuse': { params: received, body: { reason: '对方来电称发错' }, by },
    'exchange.propose-mapping': { params: { kind: 'BALANCES' }, body: { mapping: { ...shippedMapping('BALANCES'), code: 'own', name: '本行余额' }, note: '与核心系统约定' }, by, shared: true },
    'exchange.decide-mapping': { params: { kind: 'STATEMENT', version: '1' }, body: { decision: 'RELEASED' }, by: bank.head, shared: true },
    'exchange.try': { body: { mapping: JSON.stringify(shippedMapping('STATEMENT')) }, file: statement(1), by },
  }
}
