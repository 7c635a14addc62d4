import { X509Certificate } from 'node:crypto'
import QRCode from 'qrcode'
import { z } from 'zod'
import { missing, openRoute, route, type Route } from './route.ts'

/** Where phones reach this server, and the authority they must trust for it. */
export interface PhoneAccess {
  readonly addresses: readonly string[]
  readonly authority?: { readonly pem: string; readonly fingerprint: string }
}

const Phone = z.object({
  addresses: z.array(z.object({ url: z.string(), /** A picture of the address, as SVG. */ qr: z.string() })),
  /** Absent when the bank brought a certificate that phones trust anyway. */
  authority: z.object({ url: z.string(), fingerprint: z.string() }).nullable(),
  /** Why there is no address, in Chinese. */
  reason: z.string().nullable(),
})

const AUTHORITY = '/api/phone/authority'

/** "Connect a phone": address, QR code, and the certificate of the local authority. */
export function phoneRoutes(access: () => PhoneAccess | undefined): Route[] {
  return [
    route({
      act: 'phone.connect', method: 'GET', path: '/api/phone', says: '连接手机：地址、二维码与证书', may: 'signed-in', answer: Phone,
      handle: async () => {
        const { addresses = [], authority } = access() ?? {}
        const pictures = await Promise.all(addresses.map(async (url) => ({ url, qr: await QRCode.toString(url, { type: 'svg', margin: 1 }) })))
        return {
          addresses: pictures, authority: authority === undefined ? null : { url: AUTHORITY, fingerprint: authority.fingerprint },
          reason: pictures.length > 0 ? null : '本机没有局域网地址，或未开启加密端口；手机的定位、相机与离线功能需要加密连接',
        }
      },
    }),
    openRoute({
      act: 'phone.authority', method: 'GET', path: AUTHORITY, says: '本机签发机构的证书，供手机安装', answer: 'file',
      handle: () => {
        const pem = access()?.authority?.pem
        if (pem === undefined) throw missing('本机签发机构的证书')
        return { bytes: new X509Certificate(pem).raw, mediaType: 'application/x-x509-ca-cert', filename: 'weidai-authority.crt' }
      },
    }),
  ]
}
