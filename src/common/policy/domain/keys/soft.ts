import { group, key } from '../key.ts'
import { rule } from '../rule.ts'
import { count, each, flag, listOf, oneOf, setOf } from '../values.ts'

export const SOFT_COLUMNS = ['MARRIAGE', 'AGE', 'YEARS_IN_BUSINESS', 'RESIDENCE', 'PROPERTY', 'CREDIT_RECORD', 'CHILDREN', 'SPOUSE'] as const
export const SOFT_FIGURES = ['maritalStatus', 'age', 'yearsInBusiness', 'localNative', 'residenceYears', 'property', 'creditRecord', 'children', 'spouse'] as const
/** Parts of the investigation that a bank can make mandatory before a case is submitted. */
export const REQUIRED_PARTS = ['UNDERSTANDINGS', 'FIRST_SOURCE', 'CONCLUSIONS', 'INCOME_EVIDENCE', 'CHAIN', 'BEGINNINGS', 'RATIO_COMMENTS', 'OFF_BALANCE_REASONS', 'SEEN', 'FULL_CASH_FLOW'] as const
const ZONES = { NORMAL: 'NORMAL', NEAR: 'NEAR', DEVIATION: 'DEVIATION' } as const
type Zone = keyof typeof ZONES

const zones = Object.values(ZONES)

const zone = rule(SOFT_FIGURES, { read: (text): Zone | undefined => zones.find((each) => each === text), says: zones.join('|'), form: { is: 'CHOICE', words: zones } })

export const soft = group({
  title: '软信息', anchor: 'APPLICATION',
  keys: {
    softMatrixScored: key(flag, '软信息矩阵计分', 'P'),
    matrix: key(each(SOFT_COLUMNS, listOf(zone)), '不对称偏差分析表（依次取第一条成立的规则，都不成立为偏差）', 'F-01'),
    explanationCharacters: key(count(1, 500), '合理性解释至少几个字', 'P'),
    evidenceClassesForCore: key(setOf(oneOf('SEEN', 'DOCUMENT', 'STATEMENT', 'THIRD_PARTY', 'SYSTEM_DATA')), '核心数据须具备的证据类别', 'S0-43'),
    requiredParts: key(setOf(oneOf(...REQUIRED_PARTS)), '提交前必须完成的调查内容', 'S1-20 S2-14 S2-53 S2-60 S2-61 S3-19 S4-15'),
    incomeEvidenceMonths: key(count(1, 36), '收入证据覆盖月数', 'S0-44'),
    photosAtLeast: key(count(0, 100), '现场照片至少几张', 'P'),
    sideInquiriesAtLeast: key(count(0, 20), '侧面调查至少几人', 'P'),
  },
})
