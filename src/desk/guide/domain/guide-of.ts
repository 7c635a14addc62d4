import type { IndustryPack, PolicyPack } from '#common/policy/domain'
import type { Guarantee, LoanProduct } from '#common/product/domain'
import type { Block } from '#common/document/domain'
import { FORMS } from '#common/product/domain'
import { formatValue } from '#common/figures/domain'
import { GUARANTEE_NAMES } from '#loan/decision/domain'
import { exact, formatYuan } from '#kernel'

/** One change of the bank that lies over the shipped pack. */
export interface BasisLayer { readonly level: string; readonly version: number; readonly effectiveOn: string }

/** Under which versions a guide holds: what an auditor looks up years later. */
export interface GuideBasis {
  /** The day that fixes the rules of a case, and the day of issue, whose rules hold for what comes after. */
  readonly on: string
  readonly today: string
  readonly pack: { readonly id: string; readonly name: string; readonly version: string }
  readonly layers: readonly BasisLayer[]
  /** 0 = as shipped. */
  readonly productVersion: number
  /** SHA-256 of the whole policy. */
  readonly hash: string
}

/** Everything a guide is made from: nothing of it belongs to a customer. */
export interface GuideOf {
  readonly bank: string
  readonly unit: string
  readonly policy: PolicyPack
  /** None for a household on wages. */
  readonly industry: IndustryPack | null
  readonly product: LoanProduct
  readonly guarantee: Guarantee
  readonly basis: GuideBasis
}

/** `0.05` → `5%`. */
export const share = (text: string): string => formatValue(exact(text), 'RATE').replace(/\.?0+%$/, '%')
/** Whole yuan without the fen nobody sets a rule by. */
export const inYuan = (fen: number): string => formatYuan(fen).replace(/\.00$/, '')
export const yuan = (fen: number): string => `${inYuan(fen)} 元`
export const guaranteeName = (guarantee: Guarantee): string => GUARANTEE_NAMES[guarantee]
/** Rows of the pack that hold for this guarantee; none named means all. */
export function forGuarantee<T extends { readonly guarantees: readonly string[] }>(rows: readonly T[], guarantee: Guarantee): T[] {
  return rows.filter(({ guarantees }) => guarantees.length === 0 || guarantees.includes(guarantee))
}

/** The head of each of the papers: for what it is, and under which versions. */
export function headBlocks({ policy, industry, product, guarantee, basis, unit }: GuideOf): Block[] {
  const { productCaps } = policy.limit
  return [
    { block: 'facts', rows: [
      { label: '产品', value: `${product.name}（${FORMS[product.form]}）` }, { label: '担保方式', value: { says: guaranteeName(guarantee), strong: true } },
      { label: '行业', value: industry === null ? '不分行业（工薪家庭）' : industry.name }, { label: '机构', value: unit },
      { label: '金额', value: `${inYuan(productCaps.minAmount)} 至 ${yuan(productCaps.maxAmount)}` }, { label: '期限', value: `${productCaps.minMonths} 至 ${productCaps.maxMonths} 个月` },
      { label: '适用日', value: basis.on === basis.today ? basis.on : `${basis.on} 申请的业务；贷后与处置按 ${basis.today}` }, { label: '政策包', value: `${basis.pack.name} ${basis.pack.version}` },
      { label: '本行调整', value: basis.layers.length === 0 ? '无，按政策包原文' : basis.layers.map(({ level, version, effectiveOn }) => `${level}第 ${version} 版（${effectiveOn} 起）`).join('；'), wide: true },
      { label: '产品版本', value: basis.productVersion === 0 ? '随附原版' : `第 ${basis.productVersion} 版` }, { label: '政策指纹', value: basis.hash.slice(0, FINGERPRINT) },
    ] },
    { block: 'text', small: true, says: '本规程由现行政策包、行业包与产品生成；政策改动后内容随之改变，以页脚编号与适用日为准。' },
  ]
}

const FINGERPRINT = 12

/** The title every paper carries: what it is, for which product and guarantee. */
export const subtitle = ({ bank, product, guarantee, industry }: GuideOf): string => [bank, product.name, guaranteeName(guarantee), ...(industry === null ? [] : [industry.name])].join('　')
