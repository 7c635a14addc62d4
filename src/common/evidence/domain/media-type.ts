/** Media types the evidence store takes, with the name a banker would use. */
export const MEDIA_TYPES = {
  'image/jpeg': 'JPEG 图片', 'image/png': 'PNG 图片', 'image/webp': 'WebP 图片', 'image/heic': 'HEIC 图片', 'image/svg+xml': 'SVG 图',
  'application/pdf': 'PDF 文件', 'application/zip': 'ZIP 或 Office 文件', 'application/x-ole-storage': '旧版 Office 文件', 'text/plain': '文本或 CSV 文件',
} as const satisfies Record<string, string>
export type MediaType = keyof typeof MEDIA_TYPES

/** What the bytes are, by their beginning and never by the file's name; undefined for what the store does not take. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 16))
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp'
  if (head.slice(4, 8) === 'ftyp' && /^(heic|heix|mif1|heif)/.test(head.slice(8))) return 'image/heic'
  if (head.startsWith('%PDF-')) return 'application/pdf'
  if (head.startsWith('PK\x03\x04')) return 'application/zip'
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'application/x-ole-storage'
  return textTypeOf(bytes.subarray(0, 4096))
}

/** Text holds no zero bytes; a page of HTML is not evidence but somebody's script. */
function textTypeOf(start: Uint8Array): MediaType | undefined {
  if (start.length === 0 || start.includes(0)) return undefined
  const text = String.fromCharCode(...start).replace(/^(\xef\xbb\xbf)?\s+/, '$1')
  if (/^(\xef\xbb\xbf)?(<\?xml[^>]*>\s*)?<svg[\s>]/i.test(text)) return 'image/svg+xml'
  return /^(\xef\xbb\xbf)?\s*</.test(text) ? undefined : 'text/plain'
}

/** True for what a page may show in place. */
export function isPicture(mediaType: string): boolean {
  return mediaType.startsWith('image/')
}
