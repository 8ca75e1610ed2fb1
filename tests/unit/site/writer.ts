// A process that writes one version of a site after the other, until it is killed.
import { writeSite } from '@/server/site/store'

const [folder = '', seed = '0'] = process.argv.slice(2)
const large = (text: string) => new TextEncoder().encode(`<p>${text}</p>`.repeat(2000))
for (let n = Number(seed) * 1000; ; n += 1) {
  await writeSite(folder, String(n), [
    { name: 'lasting', key: 'lasting', files: () => [page('/fa/help', 'help')] },
    {
      name: 'newest',
      key: String(n),
      files: () => ['/fa', '/en', '/fa/method', '/en/method'].map((path) => page(path, String(n))),
    },
  ])
  process.send?.(n)
}

function page(path: string, text: string) {
  return { path, file: `${path.slice(1)}/index.html`, type: 'text/html; charset=utf-8', bytes: large(text) }
}
