// One line a step: what is done, what came of it, how long it took.
let open = false

// `npm start | head`, a closed terminal: there is nobody to tell any more, which is no reason to fall.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

export function duration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 120_000) return `${(ms / 1000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
}

function closeLine() {
  if (open) process.stdout.write('\n')
  open = false
}

export function say(text = '') {
  closeLine()
  process.stdout.write(`${text}\n`)
}

export function complain(text) {
  closeLine()
  process.stderr.write(`${text}\n`)
}

/** Runs `work`; a string it returns is what came of it. */
export async function step(title, work) {
  closeLine()
  process.stdout.write(`${title} … `)
  open = true
  const begun = performance.now()
  const outcome = await work()
  const took = duration(performance.now() - begun)
  const text = typeof outcome === 'string' && outcome ? `${outcome} (${took})` : took
  process.stdout.write(open ? `${text}\n` : `${title}: ${text}\n`)
  open = false
  return outcome
}
