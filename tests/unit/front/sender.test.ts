import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { logSender, mailSender, sendersOf, smsSender } from '@/lib/server/sender'

const MESSAGE = { subject: 'تاب‌آور: یادآوری هفته', text: '• ۲ برگه\nhttps://t.example', short: '۲ مورد' }
const open: { close: () => void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

const listen = (server: Server) =>
  new Promise<number>((done) => {
    open.push(server)
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port))
  })

/** A mail server of a few lines; `after` answers what comes after the message, or hangs up. */
async function mailServer(heard: string[], rcpt = '250 ok', after: string | null = '250 taken') {
  const server = createServer((socket) => {
    let body = false
    let rest = ''
    socket.on('error', () => {})
    socket.write('220 t.example\r\n')
    socket.on('data', (bytes) => {
      rest += bytes.toString()
      for (let cut = rest.indexOf('\r\n'); cut >= 0; cut = rest.indexOf('\r\n')) {
        const line = rest.slice(0, cut)
        rest = rest.slice(cut + 2)
        heard.push(line)
        if (body) {
          if (line !== '.') continue
          body = false
          if (after === null) return socket.destroy()
          socket.write(`${after}\r\n`)
        } else if (/^DATA/.test(line)) {
          body = true
          socket.write('354 go on\r\n')
        } else socket.write(`${/^RCPT/.test(line) ? rcpt : '250 ok'}\r\n`)
      }
    })
  })
  return `smtp://127.0.0.1:${await listen(server)}?ignoreTLS=true`
}

describe('a mail', () => {
  it('is handed to the server with a Persian subject and the numbers', async () => {
    const heard: string[] = []
    const url = await mailServer(heard)
    expect(await mailSender(url, 'from@t.example').send('to@t.example', MESSAGE)).toBe('sent')
    expect(heard).toContain('RCPT TO:<to@t.example>')
    expect(heard.find((line) => line.startsWith('Subject:'))).toMatch(/=\?UTF-8\?/)
  })

  it('that was refused, or found nobody, was not sent; of one that broke off after it was handed over nobody can say', async () => {
    const refused = await mailServer([], '550 no such box')
    expect(await mailSender(refused, 'from@t.example').send('to@t.example', MESSAGE)).toBe('not-sent')
    const closed = await mailServer([])
    open.pop()!.close()
    expect(await mailSender(closed, 'from@t.example').send('to@t.example', MESSAGE)).toBe('not-sent')
    const cut = await mailServer([], '250 ok', null)
    const lost = mailSender(cut, 'from@t.example').send('to@t.example', MESSAGE)
    await expect(lost).rejects.toThrow(/did not say/)
    await expect(lost).rejects.not.toThrow(/to@t\.example/)
  })
})

describe('an SMS', () => {
  it('follows nobody who sends it elsewhere', async () => {
    let asked = 0
    const elsewhere = createHttp((_request, response) => {
      asked += 1
      response.end()
    })
    const target = await listen(elsewhere)
    const gateway = createHttp((_request, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${target}/` }).end(),
    )
    const sender = smsSender(`http://127.0.0.1:${await listen(gateway)}/send`, '3000')
    await expect(sender.send('+989120000000', MESSAGE)).rejects.toThrow('did not say')
    expect(asked).toBe(0)
  })

  it('is handed to the gateway as its form asks', async () => {
    const heard: string[] = []
    let status = 200
    const server = createHttp((request, reply) => {
      request.on('data', (bytes) => heard.push(String(bytes)))
      request.on('end', () => reply.writeHead(status).end())
    })
    const url = `http://127.0.0.1:${await listen(server)}/sms`
    expect(await smsSender(url, '1000').send('+989141234567', MESSAGE)).toBe('sent')
    expect(Object.fromEntries(new URLSearchParams(heard[0]))).toEqual({
      receptor: '09141234567',
      message: MESSAGE.short,
      sender: '1000',
    })
    status = 418
    expect(await smsSender(url, '1000').send('+989141234567', MESSAGE)).toBe('not-sent')
    expect(() => smsSender('http://sms.example/send', '1000')).toThrow(/https/)
  })
})

describe('the ways out', () => {
  it('are those the environment names; without any, a log that only counts', async () => {
    const lines: string[] = []
    const none = sendersOf({}, (line) => lines.push(line))
    expect(none).toMatchObject({ email: null, sms: null })
    await none.log!.send('to@t.example', MESSAGE)
    await none.log!.send('to@t.example', MESSAGE)
    expect(lines).toEqual([
      'digest: 1 prepared, no way out is configured',
      'digest: 2 prepared, no way out is configured',
    ])
    const mail = sendersOf({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@t.example' }, () => {})
    expect(mail).toMatchObject({ email: { channel: 'EMAIL' }, sms: null, log: null })
    expect(sendersOf({ SMTP_URL: 'smtp://127.0.0.1:1' }, () => {}).log).toMatchObject({ channel: 'LOG' })
    expect(logSender(() => {}).channel).toBe('LOG')
  })
})
