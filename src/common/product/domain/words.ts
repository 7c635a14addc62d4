/** Scenes whose partners, data and channels a product is made for [S1-24]. */
export const TAGS = {
  TOBACCO: '烟草', LOGISTICS: '物流', POWER: '电力', SOLAR: '光伏', INDUSTRY: '产业', AGRICULTURE: '农业', SETTLEMENT: '交易结算', PROCUREMENT: '采购', GUARANTEE: '担保',
} as const satisfies Record<string, string>
export type Tag = keyof typeof TAGS

/** Which form the investigation of a product uses. */
export const FORMS = { BUSINESS: '经营表', SALARIED: '工薪家庭表', FARMER: '农户表', GROUP: '联保小组表' } as const satisfies Record<string, string>
export type Form = keyof typeof FORMS

/** What else of the bank a customer may use. */
export const SERVICES = { DEPOSIT: '存款', SETTLEMENT: '结算', CARD: '银行卡', INSURANCE: '保险', E_BANKING: '电子银行' } as const satisfies Record<string, string>
export type Service = keyof typeof SERVICES

/** Where a product is on offer before a bank says anything about it. */
export const REACHES = { WHOLE_BANK: '全行办理', PILOT: '仅试点机构办理' } as const satisfies Record<string, string>

/** Whose customers a product is for. */
export const CLIENTELES = { ANY: '不限', OWN: '仅限本机构客户' } as const satisfies Record<string, string>
