import postgres from 'postgres'
import { readFileSync } from 'node:fs'
const k = JSON.parse(readFileSync('.data/keys/database.json','utf8'))
const port = process.argv[2]
const sql = postgres({host:'127.0.0.1', port:Number(port), user: process.argv[3], password:k[process.argv[4]], database: process.argv[5], max:1})
const [{province, number}] = await sql`select province, number from pub.release where status='PUBLISHED'`
for (let n=1;n<=4;n++){
  const text=`آزمایش تازگی ${Date.now()}`
  await sql`insert into pub.correction (province, release_number, day, text_fa) values (${province}, ${number}, '2024-07-19', ${text})`
  const t=performance.now()
  while(!(await (await fetch('http://localhost:3161/fa/releases')).text()).includes(text)) await new Promise(r=>setTimeout(r,50))
  console.log(Math.round(performance.now()-t),'ms')
}
await sql.end()
