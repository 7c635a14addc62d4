import { Refusal } from '#kernel'
import type { Invoice } from './invoice.ts'

/** A firm on an invoice: its tax number, or its name where it has none. */
export interface Side {
  readonly id: string
  readonly name: string
}

/** One invoice of a list that names both sides and says of neither that the list is its own. */
export interface SidedInvoice extends Pick<Invoice, 'on' | 'totalFen' | 'valid' | 'goods'> {
  readonly seller: Side
  readonly buyer: Side
  /** The invoice's own number; empty where there is none. */
  readonly number: string
}

/**
 * Lists as the tax office exports them. Whose they are shows from all of them together: the one firm that stands on every
 * invoice; what it sold are its sales. An invoice of one file that comes again in another counts once.
 */
export class Sides {
  readonly #held: SidedInvoice[] = []
  readonly #numbers = new Map<string, string>()
  #firms: Map<string, string> | null = null

  /** `file` is the list it stands in: lines of one invoice in one list are parts of it. */
  add(file: string, invoice: SidedInvoice): void {
    if (invoice.number !== '' && (this.#numbers.get(invoice.number) ?? file) !== file) return
    if (invoice.number !== '') this.#numbers.set(invoice.number, file)
    const both = [invoice.seller, invoice.buyer].filter(({ id }) => id !== '')
    this.#firms = new Map((this.#firms === null ? both : both.filter(({ id }) => this.#firms?.has(id))).map(({ id, name }) => [id, name]))
    this.#held.push(invoice)
  }

  /** Every invoice under the firm whose list it is. */
  settle(take: (invoice: Invoice) => boolean, name: (id: string, name: string) => void): void {
    if (this.#firms === null) return
    const [firm, ...others] = [...this.#firms]
    if (firm === undefined || others.length > 0) {
      throw new Refusal({
        code: 'invoices.whose', message: firm === undefined ? '这些发票没有一家共同的企业，分不清是谁的清单' : '每张发票都是同样的两家，分不清哪一家是本企业', at: '/file',
        expected: '一家企业的全部进项、销项清单；或列有企业代号的清单',
      })
    }
    name(firm[0], firm[1])
    for (const invoice of this.#held) {
      const isSale = invoice.seller.id === firm[0]
      const partner = isSale ? invoice.buyer : invoice.seller
      const { on, totalFen, valid, goods } = invoice
      if (!take({ firm: firm[0], of: isSale ? 'SALES' : 'PURCHASES', on, partner: partner.id === '' ? NOBODY : partner.id, partnerName: partner.name, totalFen, valid, goods })) {
        throw new Refusal({ code: 'invoices.beyond-sum', message: '发票金额合计超出可计算的范围', at: '/file', expected: '全部金额合计不超过 7 万亿元' })
      }
    }
  }
}

/** Invoices to persons name nobody. */
const NOBODY = '（未填购方）'
