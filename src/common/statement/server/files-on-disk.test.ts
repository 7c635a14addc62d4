import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { billFile, invoiceFiles } from './files-on-disk.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'files-on-disk-'))
afterAll(() => rmSync(folder, { recursive: true }))

function put(name: string, text = 'x'): string {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

function sparse(name: string, bytes: number): string {
  const file = put(name)
  truncateSync(file, bytes)
  return file
}

describe('files on disk', () => {
  it('too large ones are refused by their size, unread', () => {
    const before = process.memoryUsage().rss
    expect(() => billFile(sparse('bill/3g.csv', 3 * 1024 ** 3))).toThrow('文件有 3221225472 字节，超过 52428800 字节（50 MB）')
    expect(() => invoiceFiles(sparse('zip/3g.zip', 3 * 1024 ** 3))).toThrow('超过 52428800 字节（50 MB）')
    sparse('many/a.csv', 60 * 1024 ** 2)
    sparse('many/b.csv', 60 * 1024 ** 2)
    expect(() => invoiceFiles(path.join(folder, 'many'))).toThrow('文件夹里的发票有 125829120 字节，超过 100663296 字节（96 MB）')
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 ** 2)
  })

  it('a device is no file', () => {
    expect(() => invoiceFiles('/dev/zero')).toThrow('「zero」不是普通文件')
  })

  it('the tables of a folder and the folders in it are found, and a folder too deep is named rather than left out', () => {
    put('deep/x/y/a.csv')
    put('deep/x/b.txt')
    put('deep/c.pdf')
    expect(invoiceFiles(path.join(folder, 'deep')).map(({ name }) => name)).toEqual(['x/b.txt', 'x/y/a.csv'])
    put('deep/1/2/3/4/5/6/7/d.csv')
    expect(invoiceFiles(path.join(folder, 'deep')).map(({ name }) => name)).toContain('1/2/3/4/5/6/7/d.csv')
    put('deep/1/2/3/4/5/6/7/8/e.csv')
    expect(() => invoiceFiles(path.join(folder, 'deep'))).toThrow('文件夹「1/2/3/4/5/6/7/8」在第 8 层以下，没有读取')
  })
})
