import { describe, expect, it } from 'vitest'
import { mediaTypeOf } from './media-type.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))

describe('what uploaded bytes are', () => {
  it.each([
    ['\xff\xd8\xff\xe0....JFIF', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n....IHDR', 'image/png'],
    ['RIFF....WEBPVP8 ', 'image/webp'],
    ['....ftypheic....', 'image/heic'],
    ['%PDF-1.7', 'application/pdf'],
    ['PK\x03\x04....', 'application/zip'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'application/x-ole-storage'],
    ['\xef\xbb\xbf\xe6\x97\xa5\xe6\x9c\x9f,1', 'text/plain'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['<!doctype html><script>', undefined],
    ['MZ\x90\x00\x03', undefined],
    ['', undefined],
  ])('%j', (text, type) => {
    expect(mediaTypeOf(bytes(text))).toBe(type)
  })
})
