import { group, key } from '../key.ts'
import { code, flag, listOf, oneOf, row, setOf, words } from '../values.ts'

export const intake = group({
  title: '受理', anchor: 'APPLICATION', reader: 'application',
  keys: {
    documents: key(listOf(row({
      item: code, name: words, required: flag,
      customerTypes: setOf(oneOf('SELF_EMPLOYED', 'MICRO_OWNER', 'FARMER', 'SALARIED')), guarantees: setOf(oneOf('CREDIT', 'PERSONAL_GUARANTEE', 'GUARANTEE_COMPANY', 'MORTGAGE', 'JOINT_LIABILITY')),
    })), '资料清单（客户类型、担保方式空着表示都要）', 'S2-50 P'),
    conductPhone: key(words, '行为准则反馈电话', 'S2-30 MEM', { anchor: 'EVENT' }),
  },
})
