// The one HTTP client of all subjects, a process of its own: plain sockets kept open, requests made beforehand, so that
// little of the machine goes to asking. Orders come by message: { port, file, clients, warm, seconds, expect, once, rate }; with
// a rate no more is asked a second than that, with what was missed not made up for.
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const HEAD_END = Buffer.from('\r\n\r\n')

function requestBytes(host, { method = 'POST', path, headers = {}, body = '' }) {
  const lines = [`${method} ${path} HTTP/1.1`, `host: ${host}`, 'connection: keep-alive']
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`)
  if (body) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`)
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`)
}

/** One kept-open connection; `ask` sends bytes and answers { status, body } once the whole answer is there. */
function open(port) {
  return new Promise((ready, fail) => {
    let buffer = Buffer.alloc(0)
    let waiting
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const give = () => {
      const end = buffer.indexOf(HEAD_END)
      if (end < 0) return
      const head = buffer.latin1Slice(0, end)
      const length = /content-length: (\d+)/i.exec(head)
      if (!length) return waiting.fail(new Error(`an answer without its length: ${head}`))
      const total = end + 4 + Number(length[1])
      if (buffer.length < total) return
      const body = buffer.subarray(end + 4, total)
      buffer = buffer.subarray(total)
      waiting.done({ status: Number(head.slice(9, 12)), body })
    }
    socket.on('data', (part) => {
      buffer = buffer.length === 0 ? part : Buffer.concat([buffer, part])
      give()
    })
    socket.on('error', (error) => (waiting ? waiting.fail(error) : fail(error)))
    socket.on('close', () => waiting?.fail(new Error('the server closed the connection')))
    const ask = (bytes) =>
      new Promise((done, refuse) => {
        waiting = { done, fail: refuse }
        socket.write(bytes)
      })
    socket.once('connect', () => ready({ ask, end: () => socket.destroy() }))
  })
}

/** Asks until `more` says no; every answer must be 200 and hold the expected text. */
async function client(connection, take, expect, latencies, pause) {
  for (let bytes = take(); bytes; bytes = take()) {
    if (pause) await pause()
    const begun = performance.now()
    const { status, body } = await connection.ask(bytes)
    latencies.push(performance.now() - begun)
    if (status !== 200 || body.indexOf(expect) < 0)
      throw new Error(`answered ${status}: ${body.toString().slice(0, 300)}`)
  }
}

/** Waits for the next turn of one client among several that together keep to a rate. */
function paced(rate, clients) {
  const every = (1000 * clients) / rate
  let turn = performance.now()
  return async () => {
    const wait = turn - performance.now()
    if (wait >= 1) await sleep(wait)
    turn = Math.max(turn, performance.now() - every) + every
  }
}

const nextOrder = () => new Promise((done) => process.once('message', done))

/** The file holds one request a line. */
function prepared(file, port) {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => requestBytes(`127.0.0.1:${port}`, JSON.parse(line)))
}

async function run({ port, file, clients, warm, seconds, expect, once, rate }) {
  const bytes = prepared(file, port)
  const wanted = Buffer.from(expect)
  const connections = await Promise.all(Array.from({ length: clients }, () => open(port)))
  let at = 0
  const play = async (more) => {
    const latencies = []
    const take = () => {
      if (!more()) return undefined
      if (once && at >= bytes.length) return undefined
      return bytes[at++ % bytes.length]
    }
    const begun = performance.now()
    await Promise.all(
      connections.map((each) => client(each, take, wanted, latencies, rate && paced(rate, clients))),
    )
    return { latencies, seconds: (performance.now() - begun) / 1000 }
  }
  await play(() => at < warm)
  process.send({ warm: true })
  await nextOrder()
  const end = performance.now() + seconds * 1000
  const played = await play(() => performance.now() < end)
  for (const each of connections) each.end()
  played.latencies.sort((a, b) => a - b)
  process.send({ total: at, exhausted: Boolean(once) && at >= bytes.length, ...played })
}

for (;;) {
  const order = await nextOrder()
  if (order.stop) break
  await run(order).catch((error) => process.send({ error: error.message }))
}
process.disconnect()
