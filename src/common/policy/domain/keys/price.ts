import { group, key } from '../key.ts'
import { each, rate, share } from '../values.ts'
import { GRADES } from './scorecard.ts'

export const GUARANTEES = ['CREDIT', 'PERSONAL_GUARANTEE', 'GUARANTEE_COMPANY', 'MORTGAGE', 'JOINT_LIABILITY'] as const

export const price = group({
  title: '定价', anchor: 'APPLICATION',
  keys: {
    ftp: key(rate, '内部转移价格', 'P'),
    opex: key(rate, '运营成本率', 'P'),
    pd: key(each(GRADES, share), '各等级违约率', 'P'),
    lgd: key(each(GUARANTEES, share), '各担保方式违约损失率', 'P'),
    riskWeight: key(share, '风险权重', 'P'),
    capitalRatio: key(share, '资本充足率要求', 'P'),
    hurdle: key(rate, '资本回报要求', 'P'),
    margin: key(rate, '利润加点', 'P'),
    roundUpTo: key(rate, '利率向上取整到', 'P'),
    floor: key(rate, '利率下限', 'P'),
    ceiling: key(rate, '利率上限', 'P'),
    discountPerRepaidLoan: key(rate, '每按时还清一笔优惠', 'S2-76 S2-103 P'),
    discountMax: key(rate, '优惠合计至多', 'P'),
  },
})
