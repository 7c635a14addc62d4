/**
 * Checks a case archive with nothing but the archive: no database, no network, no key of the bank.
 * An auditor can read this file from top to bottom; every check is one function and every finding one Chinese sentence.
 */
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import { type Entry, type ZipFile, fromBufferPromise } from 'yauzl'
import { ChainLine, Manifest, SealedDay, Signature } from '#desk/dossier/domain'
import { z } from 'zod'

/** What was found wrong: where in the archive, and what about it. */
export interface DossierFinding {
  readonly at: string
  readonly says: string
}

export interface DossierReport {
  readonly whole: boolean
  readonly number: string
  readonly bank: string
  readonly exportedAt: string
  /** SHA-256 of the manifest: compare it with the printed one. */
  readonly root: string
  /** SHA-256 of the signing key: compare it with the one the bank published. */
  readonly signedBy: string
  /** What from outside the archive it was compared with; with nothing it only proves to be whole in itself, whoever made it. */
  readonly comparedWith: readonly ('root' | 'key')[]
  readonly files: number
  readonly acts: number
  /** Day seals that hold this case, with the root to compare with the paper of that day. */
  readonly seals: readonly { readonly day: string; readonly root: string }[]
  readonly items: Readonly<Record<string, number>>
  readonly findings: readonly DossierFinding[]
}

const MOST_ENTRIES = 20_000
const MOST_BYTES = 2 * 1024 * 1024 * 1024
const GENESIS = '0'.repeat(64)

/** What the auditor has from elsewhere: the root printed at the export, the fingerprint of the bank's key. */
export interface Outside {
  readonly root?: string
  readonly key?: string
}

/** Checks the bytes of an archive. Throws nothing for what is wrong inside: it is all in `findings`. */
export async function verifyArchive(bytes: Buffer, outside: Outside = {}): Promise<DossierReport> {
  const findings: DossierFinding[] = []
  const report = (at: string, says: string): void => { findings.push({ at, says }) }
  const files = await readZip(bytes, report)
  const manifest = readJson(files, 'manifest.json', Manifest, report)
  const signature = readJson(files, 'signature.json', Signature, report)
  const manifestBytes = files.get('manifest.json') ?? Buffer.alloc(0)
  const root = sha256(manifestBytes)
  const signedBy = signature === undefined ? '' : checkSignature(signature, root, report)
  checkOutside(outside, root, signedBy, report)
  if (manifest !== undefined) checkFiles(manifest, files, report)
  const chain = readChain(files, report)
  checkChain(chain, report)
  const seals = readJson(files, 'seals.json', z.array(SealedDay), report) ?? []
  if (manifest !== undefined) {
    checkSeals(seals, chain, manifest.caseId, report)
    checkItems(manifest, chain, report)
    checkEvidence(manifest, chain, files, report)
  }
  return {
    whole: findings.length === 0, number: manifest?.number ?? '', bank: manifest?.bank ?? '', exportedAt: manifest?.exportedAt ?? '', root, signedBy, comparedWith: (['root', 'key'] as const).filter((name) => outside[name] !== undefined),
    files: files.size, acts: chain.length, seals: seals.map(({ day, root: sealed }) => ({ day, root: sealed })), items: countStates(manifest), findings,
  }
}

type Report = (at: string, says: string) => void
type Files = ReadonlyMap<string, Buffer>

/** The entries of the zip; a name that leaves the archive, or stands twice, is a finding. */
async function readZip(bytes: Buffer, report: Report): Promise<Files> {
  const files = new Map<string, Buffer>()
  let total = 0
  try {
    const zip: ZipFile = await fromBufferPromise(bytes, { lazyEntries: true })
    for await (const entry of zip.eachEntry()) {
      if (files.size >= MOST_ENTRIES) { report(entry.fileName, `文件多于 ${MOST_ENTRIES} 个`); break }
      if (files.has(entry.fileName)) report(entry.fileName, '压缩包内有两个同名文件')
      const content = await inflate(zip, entry, MOST_BYTES - total)
      if (content === undefined) { report(entry.fileName, '解压后过大，未读取'); break }
      total += content.length
      files.set(entry.fileName, content)
    }
  } catch (error) {
    report('', `压缩包无法读取：${error instanceof Error ? error.message : String(error)}`)
  }
  return files
}

async function inflate(zip: ZipFile, entry: Entry, room: number): Promise<Buffer | undefined> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > room) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function readJson<T>(files: Files, name: string, schema: z.ZodType<T>, report: Report): T | undefined {
  const content = files.get(name)
  if (content === undefined) { report(name, '缺少此文件'); return undefined }
  try {
    const read = schema.safeParse(JSON.parse(content.toString('utf8')))
    if (read.success) return read.data
    report(name, `内容不合格式：${read.error.issues[0]?.path.join('/') ?? ''}`)
  } catch {
    report(name, '不是有效的 JSON')
  }
  return undefined
}

/** The signature stands under the root of this very manifest; returns the fingerprint of the key. */
function checkSignature(signature: Signature, root: string, report: Report): string {
  if (signature.root !== root) report('signature.json', '清单与签名所记的根不符：清单被改动')
  const key = Buffer.from(signature.publicKey, 'base64')
  try {
    const genuine = verifySignature(null, Buffer.from(signature.root), createPublicKey({ key, format: 'der', type: 'spki' }), Buffer.from(signature.signature, 'base64'))
    if (!genuine) report('signature.json', '签名不成立')
  } catch {
    report('signature.json', '签名或公钥无法读取')
  }
  return sha256(key)
}

/** Anyone can make an archive that is whole and sign it with a key of his own; root and key tell the bank's from his. */
function checkOutside(outside: Outside, root: string, signedBy: string, report: Report): void {
  if (outside.root !== undefined && outside.root !== root) report('manifest.json', '与打印的根不符：不是当时导出的那一份')
  if (outside.key !== undefined && outside.key !== signedBy) report('signature.json', '签名的密钥不是所给的那一把：不是本行签出的案卷')
}

/** Every listed file is there with its size and hash, and nothing lies beside the list. */
function checkFiles(manifest: Manifest, files: Files, report: Report): void {
  const listed = new Map(manifest.files.map((file) => [file.path, file]))
  if (listed.size !== manifest.files.length) report('manifest.json', '清单内同一文件列了两次')
  for (const { path, size, sha256: hash } of manifest.files) {
    const content = files.get(path)
    if (content === undefined) report(path, '清单列有，压缩包内没有')
    else if (content.length !== size) report(path, `大小为 ${content.length} 字节，清单为 ${size}`)
    else if (sha256(content) !== hash) report(path, '内容与清单的哈希不符')
  }
  for (const path of files.keys()) if (!listed.has(path) && path !== 'manifest.json' && path !== 'signature.json') report(path, '压缩包内有，清单未列')
  for (const item of manifest.items) for (const path of item.files) if (!listed.has(path)) report(`第 ${item.no} 项`, `所列文件 ${path} 不在清单`)
}

function readChain(files: Files, report: Report): ChainLine[] {
  const content = files.get('chain.jsonl')
  if (content === undefined) { report('chain.jsonl', '缺少办理链'); return [] }
  return content.toString('utf8').split('\n').filter((line) => line !== '').flatMap((line, at) => {
    try {
      const read = ChainLine.safeParse(JSON.parse(line))
      if (read.success) return [read.data]
    } catch { /* reported below, as any line that is no link */ }
    report(`chain.jsonl 第 ${at + 1} 行`, '不是办理链的一环')
    return []
  })
}

/** Numbers without a gap, each link on the one before, each body as it was hashed. */
function checkChain(chain: readonly ChainLine[], report: Report): void {
  chain.forEach((link, at) => {
    const name = `办理链第 ${link.seq} 环`
    if (link.seq !== at + 1) report(name, `序号应为 ${at + 1}`)
    if (link.previousHash !== (chain[at - 1]?.hash ?? GENESIS)) report(name, '与前一环不相连')
    if (sha256(link.body) !== link.bodyHash) report(name, '内容与其哈希不符')
  })
}

/** The root of a sealed day follows from its heads, and the head of this case is the link of the chain on that day. */
function checkSeals(seals: readonly SealedDay[], chain: readonly ChainLine[], caseId: string, report: Report): void {
  for (const { day, root, heads } of seals) {
    if (sha256(heads.map((head) => `${head.caseId}:${head.seq}:${head.hash}`).sort().join('\n')) !== root) report(`封账 ${day}`, '封账根与当日各链不符')
    const head = heads.find((one) => one.caseId === caseId)
    const link = chain.findLast(({ businessDate }) => businessDate === day)
    if (head === undefined) report(`封账 ${day}`, '封账未含本案')
    else if (link?.seq !== head.seq || link.hash !== head.hash) report(`封账 ${day}`, '办理链与封账时不符：当日各环被改动、删除或添加')
  }
}

/** Each item points at acts that are in the chain. */
function checkItems(manifest: Manifest, chain: readonly ChainLine[], report: Report): void {
  for (const { no, name, acts, state } of manifest.items) {
    for (const seq of acts) if (seq > chain.length) report(`第 ${no} 项 ${name}`, `所引第 ${seq} 环不在办理链`)
    if ((state === 'PRESENT' || state === 'LATE') && acts.length === 0) report(`第 ${no} 项 ${name}`, '记为齐备，却没有任何办理记录')
  }
}

/** A file whose hash the chain recorded when it was attached or issued is that very file. */
function checkEvidence(manifest: Manifest, chain: readonly ChainLine[], files: Files, report: Report): void {
  const recorded = new Set(chain.flatMap(({ body }) => [...body.matchAll(/"(?:sha256|fileHash|hash|docxHash|pdfHash)":"([0-9a-f]{64})"/g)].map(([, hash]) => hash)))
  for (const { path, sha256: hash } of manifest.files) {
    if (path.startsWith('evidence/') && files.has(path) && !recorded.has(hash)) report(path, '办理链没有附入此文件的记录')
  }
}

function countStates(manifest: Manifest | undefined): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { state } of manifest?.items ?? []) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
