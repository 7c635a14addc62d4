/** Who does what on a case of a demonstration bank, by login. */
export interface Cast {
  readonly bank: string
  /** Takes the application in and manages the customer. */
  readonly acceptor: string
  /** Names lead and assistant where the acceptor may not. */
  readonly assigns?: string
  readonly admits: string
  readonly lead: string
  readonly assist: string
  readonly bureau: string
  readonly reviewer: string
  readonly recorder: string
  /** Chair first. */
  readonly members: readonly [string, string, string, string, string]
  /** Tells the customer. */
  readonly answers: string
  readonly clerk: string
  /** The two at the table when the customer signs: who opens the signing, who joins. */
  readonly signing: readonly [string, string]
  readonly confirms: string
  readonly maker: string
  readonly checker: string
  readonly arrives: string
}

/** One officer from the counter to the money, under the base policy. */
export const HENGCHUAN: Cast = {
  bank: 'hengchuan', acceptor: 'wang.lei', admits: 'wang.lei', lead: 'wang.lei', assist: 'li.na', bureau: 'wang.lei', reviewer: 'zhang.wei', recorder: 'lv.ping', members: ['wu.qiang', 'he.fang', 'ma.chao', 'luo.ying', 'liang.jun'],
  answers: 'wang.lei', clerk: 'wang.lei', signing: ['wang.lei', 'jiang.yan'], confirms: 'chen.jing', maker: 'shen.bo', checker: 'su.qing', arrives: 'wang.lei',
}
/** `m3-jinxin`: the veto belongs to whom a deviation gives it. */
export const LINHU: Cast = {
  bank: 'linhu', acceptor: 'wei.dong', admits: 'wei.dong', lead: 'wei.dong', assist: 'yao.qin', bureau: 'wei.dong', reviewer: 'pan.yun', recorder: 'jin.hao', members: ['gu.feng', 'meng.li', 'xia.yu', 'zou.jing', 'tan.wei'],
  answers: 'wei.dong', clerk: 'wei.dong', signing: ['wei.dong', 'jin.hao'], confirms: 'bai.xue', maker: 'qin.lu', checker: 'tao.jun', arrives: 'wei.dong',
}
/** `m2-ipc`: one officer end to end. */
export const QINGSHAN: Cast = {
  bank: 'qingshan', acceptor: 'mao.ning', admits: 'mao.ning', lead: 'mao.ning', assist: 'shao.qi', bureau: 'mao.ning', reviewer: 'kang.jie', recorder: 'dai.yue', members: ['cui.hai', 'du.juan', 'gong.li', 'hao.ran', 'ji.min'],
  answers: 'mao.ning', clerk: 'mao.ning', signing: ['mao.ning', 'dai.yue'], confirms: 'pei.yun', maker: 'lei.gang', checker: 'niu.fei', arrives: 'mao.ning',
}
/** `m1-factory`: managing, assigning, investigating and central operations in different hands. */
export const BAIYUN: Cast = {
  bank: 'baiyun', acceptor: 'an.qi', assigns: 'pu.cun', admits: 'deng.chao', lead: 'bian.tao', assist: 'chai.ling', bureau: 'deng.chao', reviewer: 'hua.rong', recorder: 'jian.ping', members: ['kong.de', 'lan.xin', 'mo.yan', 'ning.jing', 'ouyang.bo'],
  answers: 'an.qi', clerk: 'deng.chao', signing: ['deng.chao', 'an.qi'], confirms: 'pu.cun', maker: 'fang.fang', checker: 'ge.liang', arrives: 'an.qi',
}
