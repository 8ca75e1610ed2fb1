import { dirOf, type Locale } from '@/lib/shared/locale'

export type OfflineWords = Record<
  'heading' | 'use' | 'made' | 'submit' | 'good' | 'goodLine' | 'old' | 'bad' | 'badLine' | 'unable',
  string
>
export type OfflinePage = {
  locale: Locale
  keys: { kid: string; x: string }[]
  words: OfflineWords
  /** What a certificate says, in the order of its claims: initials, number, run (`w`: province, where there is a period), minutes, the period, the day given, the day it ends. */
  labels: Record<'i' | 'n' | 'p' | 'w' | 'm' | 'f' | 't' | 'd' | 'x', string>
}

/** Text as it stands in markup. */
const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

/**
 * One file that checks the signature of a certificate on the device it lies on: no script of others, no request, the keys
 * inside. It is kept and opened without a server, so its program is text here; a journey opens it from a disk.
 */
export function offlinePage({ locale, keys, words, labels }: OfflinePage): string {
  const data = JSON.stringify({ locale, keys, words, labels }).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="${locale}" dir="${dirOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escaped(words.heading)}</title>
<style>
body { font: 1.0625rem/1.8 Vazirmatn, Tahoma, sans-serif; max-width: 40rem; margin: 0 auto; padding: 1rem; color: #1b2733; background: #fbfaf7 }
textarea, button { font: inherit; width: 100%; box-sizing: border-box; padding: .6rem; border: 1px solid #6b7680; border-radius: .5rem }
textarea { direction: ltr; font-family: monospace; word-break: break-all }
button { margin-top: .8rem; min-height: 3rem; background: #1b2733; color: #fff; font-weight: 600 }
output { display: block; margin-top: 1rem }
output h2 { font-size: 1.25rem; margin: 0 } .good h2 { color: #0f6b66 } .bad h2 { color: #a3243b }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem } dd { margin: 0; font-weight: 600 }
</style>
</head>
<body>
<h1>${escaped(words.heading)}</h1>
<form>
<label for="code">${escaped(words.use)}</label>
<textarea id="code" rows="5" autocomplete="off" autocapitalize="none" spellcheck="false"></textarea>
<button>${escaped(words.submit)}</button>
</form>
<output aria-live="polite"></output>
<p><small>${escaped(words.made)}</small></p>
<script type="application/json" id="data">${data}</script>
<script>
const { locale, keys, words, labels } = JSON.parse(document.getElementById('data').textContent)
const bytesOf = (text) => {
  const raw = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  const bytes = Uint8Array.from(raw, (sign) => sign.charCodeAt(0))
  const again = btoa(raw).replace(/[+]/g, '-').replace(/[/]/g, '_').replace(/=+$/, '')
  if (again !== text) throw new Error('another spelling')
  return bytes
}
const textOf = (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
async function opened(typed) {
  const plain = typed.replace(/[\\s\\u200b-\\u200f\\u2066-\\u2069]/g, '')
  const parts = plain.slice(plain.lastIndexOf('#') + 1).split('.')
  if (parts.length !== 3) return null
  try {
    const head = textOf(bytesOf(parts[0]))
    const key = keys.find(({ kid }) => head === JSON.stringify({ alg: 'EdDSA', kid }))
    if (!key) return null
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.x }
    const whose = await crypto.subtle.importKey('jwk', jwk, { name: 'Ed25519' }, false, ['verify'])
    const said = new TextEncoder().encode(parts[0] + '.' + parts[1])
    const good = await crypto.subtle.verify({ name: 'Ed25519' }, whose, bytesOf(parts[2]), said)
    return good ? JSON.parse(textOf(bytesOf(parts[1]))) : null
  } catch (error) {
    if (error && error.name === 'NotSupportedError') throw error
    return null
  }
}
const day = (iso) => new Intl.DateTimeFormat(locale === 'fa' ? 'fa-IR-u-ca-persian' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso))
const hours = (minutes) => new Intl.NumberFormat(locale === 'fa' ? 'fa-IR' : 'en', { maximumFractionDigits: 2 }).format(minutes / 60)
const shown = { i: String, n: String, p: String, m: hours, f: day, t: day, d: day, x: day }
const out = document.querySelector('output')
function tell(look, title, line, claims) {
  out.className = look
  out.replaceChildren()
  const add = (name, text, to = out) => {
    const made = document.createElement(name)
    made.textContent = text
    to.append(made)
    return made
  }
  add('h2', title)
  add('p', line)
  if (!claims) return
  const list = add('dl', '')
  for (const name of Object.keys(labels)) {
    if (claims[name] === undefined) continue
    add('dt', name === 'p' && claims.f ? labels.w : labels[name], list)
    const isolated = document.createElement('bdi')
    isolated.textContent = shown[name](claims[name])
    add('dd', '', list).append(isolated)
  }
}
document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  try {
    const claims = await opened(document.getElementById('code').value)
    const today = new Date().toISOString().slice(0, 10)
    if (!claims) tell('bad', words.bad, words.badLine, null)
    else if (claims.x && today >= claims.x) tell('bad', words.old, words.goodLine, claims)
    else tell('good', words.good, words.goodLine, claims)
  } catch {
    tell('bad', words.unable, '', null)
  }
})
</script>
</body>
</html>
`
}
