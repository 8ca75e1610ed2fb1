// nginx, where the machine has one: with the shipped edge configuration, and as bare as it can serve the same bytes.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../../launcher/paths.mjs'
import { freePort } from '../../launcher/ports.mjs'

const PLACES = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx', '/opt/homebrew/bin/nginx']
const TYPES =
  'types { text/html html; application/json json; font/woff2 woff2; image/svg+xml svg; } default_type application/octet-stream;'

export const findNginx = () =>
  [process.env.NGINX_PROGRAM, ...PLACES].find((place) => place && existsSync(place))

/** The shipped file with the lines changed that say «change». */
function edge({ port, site, front }) {
  return readFileSync(join(root, 'deploy/nginx/edge.conf'), 'utf8')
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('root /srv/tabavar/site/current;', `root ${site}/current;`)
    .replace('include released.conf;', `include ${join(root, 'deploy/nginx/released.conf')};`)
    .replace('include data.conf;', `include ${join(root, 'deploy/nginx/data.conf')};`)
    .replace('http://127.0.0.1:3000', `http://127.0.0.1:${front}`)
}

const bare = ({ port, site }) =>
  `server { listen 127.0.0.1:${port}; root ${site}/current; gzip_static on; sendfile on; tcp_nopush on;
  open_file_cache max=2000 inactive=60s; location / { try_files $uri/index.html $uri =404; } }`

/** Starts one nginx with both servers and answers their ports. */
export async function startNginx(program, { folder, site, front, later }) {
  const own = join(folder, 'nginx')
  mkdirSync(own, { recursive: true })
  const ports = { edge: await freePort(26_200), bare: await freePort(26_400) }
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(own, name)};`)
    .join(' ')
  const file = join(own, 'nginx.conf')
  // As root nginx would become another user, who may not read a folder of ours.
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  writeFileSync(
    file,
    `${user} worker_processes 1; daemon off; pid ${join(own, 'pid')}; error_log ${join(own, 'error.log')};
events { worker_connections 512; }
http { ${TYPES} access_log off; keepalive_requests 100000000; ${paths}
${edge({ port: ports.edge, site, front })}
${bare({ port: ports.bare, site })} }
`,
  )
  const child = spawn(program, ['-p', own, '-c', file], { stdio: ['ignore', 'ignore', 'inherit'] })
  later(
    () =>
      new Promise((done) => {
        if (child.exitCode !== null) return done()
        child.once('exit', done)
        child.kill('SIGTERM')
      }),
  )
  for (let tries = 0; tries < 100; tries += 1) {
    const answers = await fetch(`http://127.0.0.1:${ports.edge}/fa`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (answers) return ports
    if (child.exitCode !== null) break
    await sleep(50)
  }
  throw new Error(
    `nginx does not serve the pages: ${readFileSync(join(own, 'error.log'), 'utf8').slice(-500)}`,
  )
}
