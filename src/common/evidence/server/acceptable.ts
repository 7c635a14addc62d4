import { LARGEST, MEDIA_TYPES, type MediaType, isPicture, mediaTypeOf } from '#common/evidence/domain'
import { Refusal } from '#kernel'
import type { Upload } from '#platform/http'

/** What may be uploaded as evidence: its first bytes decide. Drawings that can carry script are not taken from outside. */
export function acceptableUpload(upload: Upload, kind: 'PHOTO' | 'FILE'): MediaType {
  const mediaType = mediaTypeOf(upload.bytes)
  if (mediaType === undefined || mediaType === 'image/svg+xml' || (kind === 'PHOTO' && !isPicture(mediaType))) {
    throw new Refusal({
      code: 'evidence.media-type', message: kind === 'PHOTO' ? '上传的内容不是照片' : '不接受这种文件', at: '/file', value: upload.filename,
      expected: kind === 'PHOTO' ? 'JPEG、PNG、WebP 或 HEIC 图片' : Object.entries(MEDIA_TYPES).filter(([type]) => type !== 'image/svg+xml').map(([, name]) => name).join('、'),
    }, 415)
  }
  if (isPicture(mediaType) && upload.bytes.length > LARGEST.PHOTO) throw new Refusal({ code: 'evidence.too-large', message: '图片超过 8 MB', at: '/file', value: upload.bytes.length, expected: '不超过 8 MB 的图片' }, 413)
  return mediaType
}
