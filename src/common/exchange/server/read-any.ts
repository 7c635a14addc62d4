import { type Expected, type FileMapping, type FileRead, readFile as readLinesOrMessage } from '#common/exchange/domain'
import { xmlTokens } from './xml-tokens.ts'

/** Reads a file of any mapping, ISO messages too. Never throws for what a file contains. */
export function readFile(mapping: FileMapping, bytes: Uint8Array, expected: Expected = {}): FileRead {
  return readLinesOrMessage(mapping, bytes, { ...expected, xml: xmlTokens })
}
