// The limit of an HTTP server in this language: node:http and the driver, the same one statement, nothing else.
import { createServer } from 'node:http'
import postgres from 'postgres'

const sql = postgres(process.env.BENCH_APP_URL, { max: 8, onnotice: () => {} })

const server = createServer((request, response) => {
  if (request.method === 'GET') return response.end()
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', async () => {
    const hash = Buffer.from(request.headers['x-hash'], 'hex')
    const body = JSON.parse(Buffer.concat(parts))
    const [row] =
      await sql`select app.save_register_by_session(${hash}, ${sql.json(body)}, 'bench') as answer`
    const answer = Buffer.from(JSON.stringify(row.answer))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
    response.end(answer)
  })
})
server.keepAliveTimeout = 65_000
server.listen(Number(process.env.PORT), '127.0.0.1')
