import type { Post } from '#common/staff/domain'
import { day } from '#kernel'
import type { NewBank } from '#platform/db'

/** The password of everyone in the demonstration; the start prints it. */
export const PASSWORD = 'xiaowei-2025'

export interface Person {
  readonly login: string
  readonly name: string
  /** Code of the unit the person belongs to and holds the posts in. */
  readonly unit: string
  readonly posts: readonly Post[]
}

/** A bank to try out: invented from its name to its customers. */
export interface DemonstrationBank extends NewBank {
  /** The shipped policy it works by. */
  readonly policy: string
  readonly city: string
  readonly units: readonly { readonly code: string; readonly name: string; readonly under: string | null }[]
  readonly people: readonly Person[]
}

const FIRST_DAY = day('2025-03-10')

/** Two banks: the second shows that neither sees the other, and works by another policy. */
export const BANKS: readonly DemonstrationBank[] = [
  {
    code: 'hengchuan', name: '衡川农商银行', firstDay: FIRST_DAY, demonstration: true, policy: 'default', city: '衡川',
    units: [
      { code: 'HQ', name: '衡川农商银行总行', under: null }, { code: 'XW', name: '小微金融部', under: 'HQ' },
      { code: 'XW-E', name: '城东微贷团队', under: 'XW' }, { code: 'XW-W', name: '城西微贷团队', under: 'XW' },
    ],
    people: [
      { login: 'wang.lei', name: '王磊', unit: 'XW-E', posts: ['OFFICER'] }, { login: 'li.na', name: '李娜', unit: 'XW-E', posts: ['OFFICER', 'MENTOR'] },
      { login: 'zhao.min', name: '赵敏', unit: 'XW-W', posts: ['OFFICER'] }, { login: 'qian.feng', name: '钱峰', unit: 'XW-W', posts: ['RELATIONSHIP'] },
      { login: 'sun.jie', name: '孙杰', unit: 'XW-W', posts: ['INVESTIGATION'] }, { login: 'feng.yu', name: '冯宇', unit: 'XW-E', posts: ['FIELD'] },
      { login: 'jiang.yan', name: '蒋燕', unit: 'XW', posts: ['INSIDE'] }, { login: 'shen.bo', name: '沈波', unit: 'XW', posts: ['CENTRAL_OPS', 'BACK_OFFICE'] },
      { login: 'zhang.wei', name: '张伟', unit: 'XW', posts: ['REVIEWER'] }, { login: 'chen.jing', name: '陈静', unit: 'XW-E', posts: ['AREA_SUPERVISOR'] },
      { login: 'liu.yang', name: '刘洋', unit: 'XW', posts: ['UNIT_HEAD'] }, { login: 'zhou.hua', name: '周华', unit: 'HQ', posts: ['RISK_MANAGER'] },
      { login: 'wu.qiang', name: '吴强', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] }, { login: 'he.fang', name: '何芳', unit: 'HQ', posts: ['COMMITTEE_MEMBER', 'LEGAL'] },
      { login: 'lv.ping', name: '吕萍', unit: 'XW', posts: ['RECORDER', 'MARKETING_OPS'] }, { login: 'gao.lin', name: '高林', unit: 'HQ', posts: ['VICE_PRESIDENT'] },
      { login: 'tang.hong', name: '唐宏', unit: 'HQ', posts: ['PRESIDENT'] }, { login: 'xu.lan', name: '徐岚', unit: 'HQ', posts: ['INTERNAL_AUDIT'] },
      { login: 'ding.yi', name: '丁怡', unit: 'HQ', posts: ['FINANCE'] }, { login: 'fan.lei', name: '范蕾', unit: 'XW', posts: ['TRAINER'] },
      { login: 'hou.gang', name: '侯刚', unit: 'XW-W', posts: ['COLLECTOR'] }, { login: 'admin', name: '系统管理员', unit: 'HQ', posts: ['SYS_ADMIN'] },
    ],
  },
  {
    code: 'linhu', name: '临湖村镇银行', firstDay: FIRST_DAY, demonstration: true, policy: 'm3-jinxin', city: '临湖',
    units: [{ code: 'HQ', name: '临湖村镇银行总行', under: null }, { code: 'XW', name: '小微贷款中心', under: 'HQ' }],
    people: [
      { login: 'wei.dong', name: '魏东', unit: 'XW', posts: ['OFFICER'] }, { login: 'yao.qin', name: '姚琴', unit: 'XW', posts: ['OFFICER'] },
      { login: 'pan.yun', name: '潘云', unit: 'XW', posts: ['REVIEWER'] }, { login: 'lu.ming', name: '陆鸣', unit: 'XW', posts: ['UNIT_HEAD'] },
      { login: 'cao.rui', name: '曹睿', unit: 'HQ', posts: ['RISK_MANAGER'] }, { login: 'ren.tao', name: '任涛', unit: 'HQ', posts: ['VICE_PRESIDENT'] },
      { login: 'fu.xin', name: '傅欣', unit: 'HQ', posts: ['INTERNAL_AUDIT'] }, { login: 'admin', name: '系统管理员', unit: 'HQ', posts: ['SYS_ADMIN'] },
    ],
  },
]
