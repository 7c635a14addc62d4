import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createTcp, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { openPorts } from './ports.ts'

const message = { id: '0191', to: 'zhang@bank.example', subject: '微贷待办提醒', text: 'SQ2025000001「审查」今天截止' }
const open: { close(): void }[] = []
afterEach(() => { for (const one of open.splice(0)) one.close() })

interface Call { readonly method: string; readonly url: string; readonly authorization: string | undefined; readonly body: unknown }

/** A gateway that answers each call in turn and keeps what it was asked. */
async function gateway(...answers: readonly { status: number; body: unknown }[]): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = []
  const server: Server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      calls.push({ method: request.method ?? '', url: request.url ?? '', authorization: request.headers.authorization, body: text === '' ? null : JSON.parse(text) as unknown })
      const { status, body } = answers[calls.length - 1] ?? { status: 500, body: {} }
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  open.push(server)
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** A mail server of the few words a message needs. */
async function mailServer(): Promise<{ url: string; received: () => string }> {
  let received = ''
  const server = createTcp((socket) => {
    let inData = false
    socket.write('220 ready\r\n')
    socket.on('data', (chunk) => {
      received += chunk.toString('utf8')
      if (inData && received.endsWith('\r\n.\r\n')) {
        inData = false
        socket.write('250 taken\r\n')
      } else if (!inData) {
        const word = chunk.toString('utf8').slice(0, 4).toUpperCase()
        inData = word === 'DATA'
        socket.write(inData ? '354 go on\r\n' : word === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n')
      }
    })
    socket.on('error', () => undefined)
  })
  open.push(server)
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`, received: () => received }
}

describe('ports', () => {
  test('without settings say what is missing and send nothing', async () => {
    const ports = openPorts({})
    expect([ports.MAIL.why, ports.SMS.why, ports.WECOM.why].every((why) => why?.startsWith('未设置 WEIDAI_'))).toBe(true)
    await expect(ports.SMS.send(message)).rejects.toMatchObject({ code: 'notice.not-sent' })
  })

  test('SMS is posted to the gateway of the bank with its token; anything but 2xx is a failure', async () => {
    const { url, calls } = await gateway({ status: 202, body: {} }, { status: 503, body: {} })
    const { SMS } = openPorts({ WEIDAI_SMS_URL: url, WEIDAI_SMS_TOKEN: 'secret' })
    await SMS.send({ ...message, to: '13800138000' })
    expect(calls).toEqual([{ method: 'POST', url: '/', authorization: 'Bearer secret', body: { id: '0191', to: '13800138000', text: message.text } }])
    await expect(SMS.send(message)).rejects.toMatchObject({ message: '短信网关返回 503' })
  })

  test('WeCom is asked for a token, then given the text; its own error code is read', async () => {
    const { url, calls } = await gateway({ status: 200, body: { errcode: 0, access_token: 't' } }, { status: 200, body: { errcode: 0 } }, { status: 200, body: { errcode: 40001, errmsg: 'invalid credential' } })
    const { WECOM } = openPorts({ WEIDAI_WECOM_URL: url, WEIDAI_WECOM_CORP: 'c', WEIDAI_WECOM_SECRET: 's', WEIDAI_WECOM_AGENT: '7' })
    await WECOM.send({ ...message, to: 'ZhangWei' })
    expect(calls.map((call) => call.url)).toEqual(['/cgi-bin/gettoken?corpid=c&corpsecret=s', '/cgi-bin/message/send?access_token=t'])
    expect(calls[1]?.body).toMatchObject({ touser: 'ZhangWei', msgtype: 'text', agentid: 7, text: { content: message.text }, client_msg_id: '0191' })
    await expect(WECOM.send(message)).rejects.toMatchObject({ message: '企业微信返回 40001：invalid credential' })
  })

  test('mail goes by SMTP with the id of the message', async () => {
    const { url, received } = await mailServer()
    const { MAIL } = openPorts({ WEIDAI_MAIL_URL: url, WEIDAI_MAIL_FROM: 'weidai@bank.example' })
    await MAIL.send(message)
    expect(received()).toContain('RCPT TO:<zhang@bank.example>')
    expect(received()).toContain('Message-ID: <0191@weidai>')
  })

  test('a server that is not there is said so', async () => {
    await expect(openPorts({ WEIDAI_SMS_URL: 'http://127.0.0.1:1/' }).SMS.send(message)).rejects.toMatchObject({ message: expect.stringContaining('短信网关不通') as string })
    await expect(openPorts({ WEIDAI_MAIL_URL: 'smtp://127.0.0.1:1', WEIDAI_MAIL_FROM: 'a@b.example' }).MAIL.send(message)).rejects.toMatchObject({ message: expect.stringContaining('邮件服务器拒绝或不通') as string })
  })
})
