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

const FIRST_DAY = day('2025-03-03')

/** Whose ledger the loans of a bank are kept in, where it speaks with a core bank by file. */
export const CORE_OF: Readonly<Partial<Record<string, { readonly productCode: string; readonly name: string; readonly book: 'BOOK' | 'MIRROR' }>>> = {
  hengchuan: { productCode: '小微贷款', name: '小微贷款', book: 'BOOK' }, linhu: { productCode: '小微贷款', name: '小微贷款', book: 'MIRROR' },
}

/** Four banks that work by four policies side by side; none sees another. */
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
      { login: 'ma.chao', name: '马超', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] }, { login: 'luo.ying', name: '罗英', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] },
      { login: 'liang.jun', name: '梁军', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] }, { login: 'su.qing', name: '苏晴', unit: 'XW', posts: ['BACK_OFFICE', 'CENTRAL_OPS'] },
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
      { login: 'jin.hao', name: '金浩', unit: 'XW', posts: ['RECORDER', 'INSIDE'] }, { login: 'qin.lu', name: '秦璐', unit: 'XW', posts: ['BACK_OFFICE'] }, { login: 'tao.jun', name: '陶军', unit: 'XW', posts: ['BACK_OFFICE'] },
      { login: 'bai.xue', name: '白雪', unit: 'XW', posts: ['AREA_SUPERVISOR'] }, { login: 'gu.feng', name: '顾峰', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] }, { login: 'meng.li', name: '孟丽', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] },
      { login: 'xia.yu', name: '夏宇', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] }, { login: 'zou.jing', name: '邹静', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] }, { login: 'tan.wei', name: '谭伟', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] },
      { login: 'pan.yun', name: '潘云', unit: 'XW', posts: ['REVIEWER'] }, { login: 'lu.ming', name: '陆鸣', unit: 'XW', posts: ['UNIT_HEAD'] },
      { login: 'cao.rui', name: '曹睿', unit: 'HQ', posts: ['RISK_MANAGER'] }, { login: 'ren.tao', name: '任涛', unit: 'HQ', posts: ['VICE_PRESIDENT'] }, { login: 'shi.kai', name: '石凯', unit: 'HQ', posts: ['PRESIDENT'] },
      { login: 'fu.xin', name: '傅欣', unit: 'HQ', posts: ['INTERNAL_AUDIT'] }, { login: 'admin', name: '系统管理员', unit: 'HQ', posts: ['SYS_ADMIN'] },
    ],
  },
  {
    code: 'qingshan', name: '青山农商银行', firstDay: FIRST_DAY, demonstration: true, policy: 'm2-ipc', city: '青山',
    units: [{ code: 'HQ', name: '青山农商银行总行', under: null }, { code: 'XW', name: '小微事业部', under: 'HQ' }],
    people: [
      { login: 'mao.ning', name: '毛宁', unit: 'XW', posts: ['OFFICER'] }, { login: 'shao.qi', name: '邵琪', unit: 'XW', posts: ['OFFICER'] },
      { login: 'kang.jie', name: '康洁', unit: 'XW', posts: ['REVIEWER'] }, { login: 'yu.bin', name: '于斌', unit: 'XW', posts: ['REVIEWER'] }, { login: 'dai.yue', name: '戴月', unit: 'XW', posts: ['RECORDER', 'INSIDE'] },
      { login: 'cui.hai', name: '崔海', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] }, { login: 'du.juan', name: '杜娟', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] }, { login: 'gong.li', name: '龚立', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] },
      { login: 'hao.ran', name: '郝然', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] }, { login: 'ji.min', name: '纪敏', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] },
      { login: 'lei.gang', name: '雷刚', unit: 'XW', posts: ['BACK_OFFICE'] }, { login: 'niu.fei', name: '牛飞', unit: 'XW', posts: ['BACK_OFFICE'] },
      { login: 'pei.yun', name: '裴云', unit: 'XW', posts: ['AREA_SUPERVISOR'] }, { login: 'qi.feng', name: '齐峰', unit: 'XW', posts: ['UNIT_HEAD'] },
      { login: 'rong.hui', name: '荣辉', unit: 'HQ', posts: ['RISK_MANAGER'] }, { login: 'song.yi', name: '宋毅', unit: 'HQ', posts: ['VICE_PRESIDENT'] }, { login: 'tian.wei', name: '田伟', unit: 'HQ', posts: ['PRESIDENT'] },
      { login: 'wan.qing', name: '万青', unit: 'HQ', posts: ['INTERNAL_AUDIT'] }, { login: 'admin', name: '系统管理员', unit: 'HQ', posts: ['SYS_ADMIN'] },
    ],
  },
  {
    code: 'baiyun', name: '白云农商银行', firstDay: FIRST_DAY, demonstration: true, policy: 'm1-factory', city: '白云',
    units: [{ code: 'HQ', name: '白云农商银行总行', under: null }, { code: 'XW', name: '小微智慧工厂', under: 'HQ' }, { code: 'XW-N', name: '城北营销团队', under: 'XW' }],
    people: [
      { login: 'an.qi', name: '安琪', unit: 'XW-N', posts: ['RELATIONSHIP'] }, { login: 'bian.tao', name: '卞涛', unit: 'XW', posts: ['INVESTIGATION'] }, { login: 'chai.ling', name: '柴玲', unit: 'XW', posts: ['INVESTIGATION'] },
      { login: 'deng.chao', name: '邓超', unit: 'XW', posts: ['CENTRAL_OPS'] }, { login: 'fang.fang', name: '方芳', unit: 'XW', posts: ['CENTRAL_OPS'] }, { login: 'ge.liang', name: '葛亮', unit: 'XW', posts: ['CENTRAL_OPS'] },
      { login: 'hua.rong', name: '华容', unit: 'XW', posts: ['REVIEWER'] }, { login: 'jian.ping', name: '简平', unit: 'XW', posts: ['RECORDER'] },
      { login: 'kong.de', name: '孔德', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] }, { login: 'lan.xin', name: '兰馨', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] }, { login: 'mo.yan', name: '莫言秋', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] },
      { login: 'ning.jing', name: '宁静', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] }, { login: 'ouyang.bo', name: '欧阳博', unit: 'HQ', posts: ['COMMITTEE_MEMBER'] },
      { login: 'pu.cun', name: '濮村', unit: 'XW', posts: ['AREA_SUPERVISOR'] }, { login: 'qu.yuan', name: '屈远', unit: 'XW', posts: ['UNIT_HEAD'] }, { login: 'ru.yi', name: '茹艺', unit: 'HQ', posts: ['RISK_MANAGER'] },
      { login: 'si.ma', name: '司马青', unit: 'HQ', posts: ['VICE_PRESIDENT'] }, { login: 'tu.yin', name: '涂音', unit: 'HQ', posts: ['PRESIDENT'] }, { login: 'wen.xin', name: '温馨', unit: 'HQ', posts: ['INTERNAL_AUDIT'] },
      { login: 'admin', name: '系统管理员', unit: 'HQ', posts: ['SYS_ADMIN'] },
    ],
  },
]
