import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { Refusal } from '#kernel'

/** A message to one person outside Weidai. */
export interface Message {
  /** The same for each attempt, so that a receiver can drop what it has seen. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** A way out of the house. Without its settings it says what is missing, and messages wait. */
export interface Port {
  /** What is missing, null when it can send. */
  readonly why: string | null
  /** Sends one message; a failure is thrown with the reason a person of the bank can act on. */
  send(message: Message): Promise<void>
}

export type Ports = Readonly<Record<'MAIL' | 'SMS' | 'WECOM', Port>>

const PATIENCE_MS = 10_000

/** The ports as the environment sets them (docs/settings.md has the contract of each). */
export function openPorts(env: NodeJS.ProcessEnv): Ports {
  return { MAIL: mailPort(env), SMS: smsPort(env), WECOM: wecomPort(env) }
}

/** SMTP by one address, `smtps://user:password@host:465`, and the sender's address. */
function mailPort(env: NodeJS.ProcessEnv): Port {
  const [url, from] = [env['WEIDAI_MAIL_URL'], env['WEIDAI_MAIL_FROM']]
  if (url === undefined || from === undefined) return closed('未设置 WEIDAI_MAIL_URL 与 WEIDAI_MAIL_FROM')
  const transport = createTransport({ url, connectionTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS }, { from })
  return {
    why: null,
    send: async ({ id, to, subject, text }) => {
      try {
        await transport.sendMail({ to, subject, text, messageId: `<${id}@weidai>` })
      } catch (error) {
        throw failed(`邮件服务器拒绝或不通：${error instanceof Error ? error.message : String(error)}`)
      }
    },
  }
}

/** `POST WEIDAI_SMS_URL` with `{ id, to, text }` and the token as bearer; 2xx means taken. */
function smsPort(env: NodeJS.ProcessEnv): Port {
  const [url, token] = [env['WEIDAI_SMS_URL'], env['WEIDAI_SMS_TOKEN']]
  if (url === undefined) return closed('未设置 WEIDAI_SMS_URL')
  return { why: null, send: async ({ id, to, text }) => void (await post(url, { id, to, text }, token === undefined ? {} : { authorization: `Bearer ${token}` }, '短信网关')) }
}

/** The message interface of WeCom: a token by corp id and secret, then a text to a user id. */
function wecomPort(env: NodeJS.ProcessEnv): Port {
  const [corp, secret, agent] = [env['WEIDAI_WECOM_CORP'], env['WEIDAI_WECOM_SECRET'], env['WEIDAI_WECOM_AGENT']]
  if (corp === undefined || secret === undefined || agent === undefined) return closed('未设置 WEIDAI_WECOM_CORP、WEIDAI_WECOM_SECRET 与 WEIDAI_WECOM_AGENT')
  const base = env['WEIDAI_WECOM_URL'] ?? 'https://qyapi.weixin.qq.com'
  return {
    why: null,
    send: async ({ id, to, text }) => {
      const asked = new URLSearchParams({ corpid: corp, corpsecret: secret })
      const { access_token: token = '' } = granted(await get(`${base}/cgi-bin/gettoken?${asked.toString()}`, '企业微信'))
      granted(await post(`${base}/cgi-bin/message/send?${new URLSearchParams({ access_token: token }).toString()}`, {
        touser: to, msgtype: 'text', agentid: Number(agent), text: { content: text }, enable_duplicate_check: 1, client_msg_id: id,
      }, {}, '企业微信'))
    },
  }
}

function closed(why: string): Port {
  return { why, send: () => Promise.reject(failed(why)) }
}

function failed(says: string): Refusal {
  return new Refusal({ code: 'notice.not-sent', message: says.slice(0, 300), expected: '可用的发送通道' }, 502)
}

const WecomAnswer = z.looseObject({ errcode: z.int().default(0), errmsg: z.string().default(''), access_token: z.string().optional() })

/** WeCom answers 200 with an error code of its own. */
function granted(answer: unknown): z.output<typeof WecomAnswer> {
  const read = WecomAnswer.safeParse(answer)
  if (!read.success) throw failed('企业微信的答复无法识别')
  if (read.data.errcode === 0) return read.data
  throw failed(`企业微信返回 ${read.data.errcode}：${read.data.errmsg}`)
}

function get(url: string, who: string): Promise<unknown> {
  return ask(url, { method: 'GET' }, who)
}

function post(url: string, body: unknown, headers: Record<string, string>, who: string): Promise<unknown> {
  return ask(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }, who)
}

async function ask(url: string, request: RequestInit, who: string): Promise<unknown> {
  let answer: Response
  try {
    answer = await fetch(url, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) })
  } catch (error) {
    throw failed(`${who}不通：${error instanceof Error ? error.name : 'unknown'}`)
  }
  if (!answer.ok) throw failed(`${who}返回 ${answer.status}`)
  return answer.json().catch(() => ({}))
}
